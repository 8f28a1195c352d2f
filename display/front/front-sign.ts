/** The sign beside the board: a box that opens over the page, with what it shows in lamps and in words, and its cable. Sends `wish`. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { FrontLive, SignPlug } from "#shared/wire/front-page.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { frontPopover } from "./front-popover.styles.ts";
import "./front-switch.ts";
import { frontTexts } from "./texts.ts";

export class FrontSignBox extends LitElement {
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
      /* Twenty columns of lamps. */
      .face {
        display: grid;
        place-items: center;
        height: 84px;
        border: 6px solid #2b3440;
        border-radius: 10px;
        background: #0c0a07;
        color: #ffb000;
        font-family: ui-monospace, "DejaVu Sans Mono", monospace;
        font-size: 38px;
        font-weight: 700;
        white-space: pre;
      }
      .face span {
        mask: radial-gradient(circle, #000 58%, transparent 62%) 0 0 / 3px 3px;
      }
      /* As long as a moving thing may go on by itself; the words beside it go on. */
      .face.flashing span {
        animation: flash 1s steps(1) 5;
      }
      @keyframes flash {
        50% {
          opacity: 0;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .face.flashing span {
          animation: none;
        }
      }
      .says {
        margin: 12px 0 0;
      }
      .unplugged {
        margin: 8px 0 0;
      }
      front-switch {
        min-height: 34px;
        margin-top: 8px;
      }
    `,
  ];

  override render() {
    const sign = this.live?.sign;
    if (!sign) return nothing;
    const say = frontTexts[this.language].sign;
    return html`
      <button type="button" class="open" popovertarget="box">${icon("board")}${say.open}</button>
      <div id="box" popover aria-labelledby="heading">
        <div class="head">
          <h2 id="heading">${say.heading}</h2>
          <button type="button" class="button small quiet" popovertarget="box" popovertargetaction="hide" aria-label=${say.close}>${icon("close")}</button>
        </div>
        <p>${say.how}</p>
        <div class="face ${sign.flashing ? "flashing" : ""}" aria-hidden="true"><span>${sign.text}</span></div>
        <p class="says" role="status"><b>${say.shows(sign.text, sign.flashing)}</b></p>
        <p class="unplugged" role="status">${sign.plugged ? nothing : say.unplugged}</p>
        <front-switch words=${say.plugged} .on=${sign.plugged} .held=${this.held}
          @turned=${(event: CustomEvent<boolean>) => this.#wish({ plugged: event.detail })}></front-switch>
      </div>
    `;
  }

  #wish(detail: SignPlug) {
    this.dispatchEvent(new CustomEvent<SignPlug>("wish", { detail }));
  }
}
customElements.define("front-sign", FrontSignBox);
