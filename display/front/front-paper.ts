/** The printer: the latest paper as it came out, and the switches that disturb it. Sends `switches`. */
import { css, html, LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Language } from "#shared/texts/language.ts";
import type { FrontLive, PrinterSwitches } from "#shared/wire/front-page.ts";
import { staffStyles } from "../base/staff-styles.ts";
import "./front-switch.ts";
import { frontTexts } from "./texts.ts";

const switchNames = ["paperLow", "paperOut", "coverOpen", "off", "blocked"] as const satisfies readonly (keyof PrinterSwitches)[];

export class FrontPaper extends LitElement {
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
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 12px;
        min-height: 0;
      }
      .mouth {
        position: relative;
        z-index: 1;
        height: 26px;
        border-radius: 10px 10px 4px 4px;
        background: #17202c;
        box-shadow: 0 3px 6px rgb(0 0 0 / 30%);
      }
      .mouth::after {
        content: "";
        position: absolute;
        inset: auto 14px 5px;
        height: 5px;
        border-radius: 3px;
        background: #000;
        box-shadow: inset 0 1px 0 #3a4656;
      }
      .outlet {
        flex: 1;
        min-height: 160px;
        margin-top: -20px;
        padding: 0 18px;
        overflow: hidden;
      }
      .paper {
        position: relative;
        animation: fed 1.1s steps(28) both;
      }
      .paper img {
        display: block;
        width: 100%;
        background: #fff;
        box-shadow: 0 6px 14px rgb(0 0 0 / 22%);
      }
      .paper::after {
        content: "";
        display: block;
        height: 7px;
        background: conic-gradient(from 135deg at 50% 0, #fff 90deg, transparent 0) 0 0 / 10px 7px;
      }
      @keyframes fed {
        from {
          transform: translateY(-102%);
        }
      }
      .none {
        padding: 48px 0 0;
        color: var(--text-quiet);
        text-align: center;
      }
      .phone {
        display: grid;
        align-content: center;
        min-height: 44px;
        border: 1px solid var(--edge);
        border-radius: 12px;
        background: var(--surface);
        color: var(--link);
        font-weight: 700;
        text-align: center;
      }
      fieldset {
        min-width: 0;
        margin: 0;
        padding: 10px 14px 12px;
        border: 1px solid var(--hairline);
        border-radius: 12px;
        background: var(--surface);
      }
      legend {
        padding: 0 4px;
        font-weight: 700;
      }
      front-switch {
        min-height: 30px;
      }
      .away {
        color: var(--text-quiet);
      }
    `,
  ];

  override render() {
    const say = frontTexts[this.language];
    const paper = this.live?.papers[0];
    const printer = this.live?.printer;
    return html`
      <div class="mouth"></div>
      <div class="outlet">
        ${
          paper
            ? keyed(
                paper.n,
                html`<div class="paper"><img src=${paper.address} alt=${say.paper(paper.lines.filter((line) => line !== "").join(", "))} /></div>`,
              )
            : html`<p class="none">${say.noPaper}</p>`
        }
      </div>
      ${paper?.page ? html`<a class="phone" href=${paper.page} target="_blank" rel="noopener">${say.onAPhone}</a>` : nothing}
      <fieldset>
        <legend>${say.printer}</legend>
        ${
          printer
            ? switchNames.map(
                (name) =>
                  html`<front-switch words=${say.switches[name]} .on=${printer.switches[name]} .held=${this.held}
                    @turned=${(event: CustomEvent<boolean>) => this.#switch(name, event.detail)}></front-switch>`,
              )
            : html`<p class="away">${say.printerAway}</p>`
        }
      </fieldset>
    `;
  }

  #switch(name: keyof PrinterSwitches, on: boolean) {
    this.dispatchEvent(new CustomEvent<Partial<PrinterSwitches>>("switches", { detail: { [name]: on } }));
  }
}
customElements.define("front-paper", FrontPaper);
