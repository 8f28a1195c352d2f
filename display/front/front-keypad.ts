/** The keys of a counter: a box that opens over the page, with lamps as they are, and what disturbs their board. Sends `wish`. */
import { html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { FrontLive, KeypadWish } from "#shared/wire/front-page.ts";
import type { KeypadMove } from "#shared/wire/keypads.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { frontPopover } from "./front-popover.styles.ts";
import { frontPush } from "./front-push.styles.ts";
import "./front-switch.ts";
import { frontTexts } from "./texts.ts";

export class FrontKeypadBox extends LitElement {
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

  static override styles = [staffStyles, frontPopover, frontPush];

  override render() {
    const keypad = this.live?.keypad;
    if (!keypad) return nothing;
    const { keypad: say, panel } = frontTexts[this.language];
    return html`
      <button type="button" class="open" popovertarget="box">${icon("keyboard")}${say.open}</button>
      <div id="box" popover aria-labelledby="heading">
        <div class="head">
          <h2 id="heading">${say.heading(keypad.counter[this.language])}</h2>
          <button type="button" class="button small quiet" popovertarget="box" popovertargetaction="hide" aria-label=${say.close}>${icon("close")}</button>
        </div>
        <p>${say.how}</p>
        <div class="buttons">
          ${keypad.keys.map(
            ({ does, lamp }) => html`<button type="button" class="push" aria-disabled=${this.held} @click=${() => this.#press(does)}>
              <i class="lamp ${lamp}" aria-hidden="true"></i><span>${say.moves[does]}</span><small>${panel.lamps[lamp]}</small>
            </button>`,
          )}
        </div>
        <div class="switches">
          <front-switch words=${panel.plugged} .on=${keypad.plugged} .held=${this.held}
            @turned=${(event: CustomEvent<boolean>) => this.#wish({ plugged: event.detail })}></front-switch>
          <front-switch words=${panel.frozen} .on=${keypad.frozen} .held=${this.held}
            @turned=${(event: CustomEvent<boolean>) => this.#wish({ frozen: event.detail })}></front-switch>
        </div>
      </div>
    `;
  }

  #press(does: KeypadMove) {
    if (!this.held) this.#wish({ press: does });
  }

  #wish(detail: KeypadWish) {
    this.dispatchEvent(new CustomEvent<KeypadWish>("wish", { detail }));
  }
}
customElements.define("front-keypad", FrontKeypadBox);
