/** The kiosk's scanner: a box that opens over the page, with codes to hold under it, any other that is typed, and what goes wrong with it. Sends `wish`. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import { dateFormat } from "#shared/time/formats.ts";
import type { FrontLive, ScannerWish } from "#shared/wire/front-page.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { localeOf } from "../base/texts.ts";
import { frontPopover } from "./front-popover.styles.ts";
import "./front-switch.ts";
import { codesToHold } from "./scenes.ts";
import { frontTexts } from "./texts.ts";

export class FrontScanner extends LitElement {
  static override properties = { live: { attribute: false }, language: {}, held: { attribute: false } };
  declare live: FrontLive | null;
  declare language: Language;
  /** A wish is on its way to the parent program. */
  declare held: boolean;

  constructor() {
    super();
    this.live = null;
    this.language = "en";
    this.held = false;
  }

  static override styles = [
    staffStyles,
    frontPopover,
    css`
      .codes {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 8px;
      }
      .codes .button {
        min-height: 44px;
        padding: 4px 12px;
        font-size: 15px;
      }
      form {
        display: flex;
        gap: 8px;
        align-items: end;
        margin-top: 14px;
      }
      form label {
        flex: 1;
        font-size: 15px;
      }
      input {
        width: 100%;
        min-height: 44px;
        padding: 4px 10px;
        border: 1px solid var(--text-quiet);
        border-radius: 8px;
        background: var(--surface);
        color: inherit;
        font: inherit;
      }
      .switches {
        display: grid;
        gap: 4px;
        margin-top: 14px;
      }
      front-switch {
        min-height: 34px;
      }
    `,
  ];

  override render() {
    const { live, language } = this;
    if (!live?.scanner) return nothing;
    const { plugged, garbled } = live.scanner;
    const say = frontTexts[language].scanner;
    const time = dateFormat(localeOf(language), { timeZone: live.timeZone, hour: "numeric", minute: "2-digit" });
    const isOff = this.held || !plugged;
    return html`
      <button type="button" class="open" popovertarget="box">${icon("search")}${say.open}</button>
      <div id="box" popover aria-labelledby="heading">
        <div class="head">
          <h2 id="heading">${say.heading}</h2>
          <button type="button" class="button small quiet" popovertarget="box" popovertargetaction="hide" aria-label=${say.close}>${icon("close")}</button>
        </div>
        <p>${say.how}</p>
        <div class="codes">
          ${codesToHold(live).map(
            (each) => html`<button type="button" class="button" aria-disabled=${isOff} @click=${() => this.#scan(each.code)}>
              ${each.kind === "ticket" ? say.ticket(each.number) : say.appointment(time.format(each.at))}
            </button>`,
          )}
        </div>
        <form @submit=${this.#typed}>
          <label>${say.other}<input name="code" maxlength="320" pattern="[\\x20-\\x7e]+" autocomplete="off" autocapitalize="off" spellcheck="false" required /></label>
          <button type="submit" class="button" aria-disabled=${isOff}>${say.scan}</button>
        </form>
        <p role="status">${plugged ? nothing : say.unplugged}</p>
        <div class="switches">
          <front-switch words=${say.plugged} .on=${plugged} .held=${this.held}
            @turned=${(event: CustomEvent<boolean>) => this.#wish({ plugged: event.detail })}></front-switch>
          <front-switch words=${say.garbled} .on=${garbled} .held=${this.held}
            @turned=${(event: CustomEvent<boolean>) => this.#wish({ garbled: event.detail })}></front-switch>
        </div>
      </div>
    `;
  }

  #typed(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code") ?? "");
    if (code !== "") this.#scan(code);
  }

  #scan(code: string) {
    if (!this.held && this.live?.scanner?.plugged) this.#wish({ scan: code });
  }

  #wish(detail: ScannerWish) {
    this.dispatchEvent(new CustomEvent<ScannerWish>("wish", { detail }));
  }
}
customElements.define("front-scanner", FrontScanner);
