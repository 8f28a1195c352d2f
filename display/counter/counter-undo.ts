/** The last move, and the way back from it while there is one. Sends `undo`. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { moveTexts } from "./move-texts.ts";

export class CounterUndo extends LitElement {
  static override properties = {
    what: {},
    leftMs: { attribute: false },
    language: {},
    held: { attribute: false },
    shortcuts: { attribute: false },
  };
  /** What was done, as a sentence; empty: nothing. */
  declare what: string;
  declare leftMs: number;
  declare language: Language;
  declare held: boolean;
  declare shortcuts: boolean;

  constructor() {
    super();
    this.what = "";
    this.leftMs = 0;
    this.language = "en";
    this.held = false;
    this.shortcuts = true;
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
        align-items: center;
        min-height: 40px;
      }
      p {
        flex: 1;
        min-height: 1.4em;
        color: var(--text-quiet);
      }
      .left {
        color: var(--text-quiet);
        font-size: 14px;
        font-weight: 400;
        font-variant-numeric: tabular-nums;
      }
      kbd {
        min-width: 24px;
        padding: 0 6px;
        border: 1px solid currentcolor;
        border-radius: 6px;
        font: inherit;
        font-size: 13px;
      }
    `,
  ];

  override render() {
    const say = moveTexts[this.language];
    return html`
      <p role="status">${this.what}</p>
      ${
        this.leftMs <= 0
          ? nothing
          : html`<button type="button" class="button small" aria-disabled=${this.held}
              aria-keyshortcuts=${this.shortcuts ? say.keys.undo : nothing} @click=${this.#undo}>
              ${icon("undo")}${say.undo}${this.shortcuts ? html`<kbd aria-hidden="true">${say.keys.undo}</kbd>` : nothing}
              <span class="left" aria-hidden="true">${say.seconds(Math.ceil(this.leftMs / 1_000))}</span>
            </button>`
      }
    `;
  }

  #undo() {
    if (!this.held) this.dispatchEvent(new CustomEvent("undo"));
  }
}
customElements.define("counter-undo", CounterUndo);
