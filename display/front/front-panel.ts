/** The kiosk's panel of buttons: a box that opens over the page, with lamps as they are, and what disturbs its board. Sends `wish`. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { FrontLamp, FrontLive, PanelWish } from "#shared/wire/front-page.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { numberDrawn } from "./front-number.ts";
import { frontPopover } from "./front-popover.styles.ts";
import { frontPush } from "./front-push.styles.ts";
import "./front-switch.ts";
import { frontTexts } from "./texts.ts";

export class FrontPanelBox extends LitElement {
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
    frontPush,
    css`
      .number {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 14px;
        align-items: center;
        margin: 0 0 12px;
      }
      .digits {
        flex: none;
        padding: 8px 4px;
        border-radius: 8px;
        background: #17100f;
      }
      .digits .lit {
        fill: #ff5a4d;
      }
      .digits .unlit {
        fill: #33201e;
      }
      .digits.blinks .lit {
        opacity: 0.6;
      }
      .beacon {
        margin: 12px 0 0;
      }
    `,
  ];

  override render() {
    const panel = this.live?.panel;
    if (!panel) return nothing;
    const say = frontTexts[this.language].panel;
    return html`
      <button type="button" class="open" popovertarget="box">${icon("plug")}${say.open}</button>
      <div id="box" popover aria-labelledby="heading">
        <div class="head">
          <h2 id="heading">${say.heading}</h2>
          <button type="button" class="button small quiet" popovertarget="box" popovertargetaction="hide" aria-label=${say.close}>${icon("close")}</button>
        </div>
        <p>${say.how}</p>
        <p class="number">${numberDrawn(panel.number)}<span>${say.numberIs} <b>${say.number(panel.number.text.trim(), panel.number.lit)}</b></span></p>
        <div class="buttons">
          ${panel.buttons.map(
            ({
              service,
              name,
              lamp,
            }) => html`<button type="button" class="push" aria-disabled=${this.held} @click=${() => this.#press(service)}>
              ${this.#lamp(lamp)}<span>${name[this.language]}</span><small>${say.lamps[lamp]}</small>
            </button>`,
          )}
        </div>
        <p class="beacon" role="status">${say.beacon[panel.beacon]}</p>
        <div class="switches">
          <front-switch words=${say.plugged} .on=${panel.plugged} .held=${this.held}
            @turned=${(event: CustomEvent<boolean>) => this.#wish({ plugged: event.detail })}></front-switch>
          <front-switch words=${say.frozen} .on=${panel.frozen} .held=${this.held}
            @turned=${(event: CustomEvent<boolean>) => this.#wish({ frozen: event.detail })}></front-switch>
        </div>
      </div>
    `;
  }

  #lamp(lamp: FrontLamp) {
    return html`<i class="lamp ${lamp}" aria-hidden="true"></i>`;
  }

  #press(service: string) {
    if (!this.held) this.#wish({ press: service });
  }

  #wish(detail: PanelWish) {
    this.dispatchEvent(new CustomEvent<PanelWish>("wish", { detail }));
  }
}
customElements.define("front-panel", FrontPanelBox);
