/** A fault, calmly and in place: what happened, and what to do. */
import { css, html, LitElement } from "lit";
import type { Fault } from "#shared/faults/fault.ts";
import { faultText } from "#shared/faults/text.ts";
import type { Language } from "#shared/texts/language.ts";
import { icon } from "./staff-icons.ts";
import { staffStyles } from "./staff-styles.ts";

export class FaultNote extends LitElement {
  static override properties = { fault: { attribute: false }, language: {}, dismiss: {} };
  declare fault: Fault | null;
  declare language: Language;
  /** The words of the closing button; without them there is none. */
  declare dismiss: string;

  constructor() {
    super();
    this.fault = null;
    this.language = "en";
    this.dismiss = "";
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: block;
      }
      .note {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: 12px;
        align-items: start;
        padding: 12px 14px;
        border: 1px solid #e2c069;
        border-left: 6px solid var(--gold);
        border-radius: 10px;
        background: var(--gold-soft);
      }
      .icon {
        margin-top: 1px;
        color: var(--gold-ink);
      }
      .what {
        font-weight: 700;
      }
      .button {
        padding: 4px 8px;
      }
    `,
  ];

  override render() {
    if (!this.fault) return html``;
    const { what, advice } = faultText(this.fault, this.language);
    return html`
      <div class="note">
        ${icon("warning")}
        <div>
          <p class="what">${what}</p>
          <p>${advice}</p>
        </div>
        ${
          this.dismiss === ""
            ? ""
            : html`<button type="button" class="button small quiet" aria-label=${this.dismiss} @click=${this.#close}>${icon("close")}</button>`
        }
      </div>
    `;
  }

  #close() {
    this.dispatchEvent(new CustomEvent("dismiss"));
  }
}
customElements.define("fault-note", FaultNote);
