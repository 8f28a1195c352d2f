/** The head of the catch-up page: how many are left, when the hub was away, and who answers. Sends `agent`. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { catchUpTexts } from "./texts.ts";

export class CatchUpHead extends LitElement {
  static override properties = {
    open: { attribute: false },
    all: { attribute: false },
    absence: { attribute: false },
    asks: { attribute: false },
    office: { attribute: false },
    language: {},
    agent: { attribute: false },
  };
  declare open: number;
  declare all: number;
  /** In words; empty while none is known. */
  declare absence: string;
  /** Some are open of which it is to be said what became of them. */
  declare asks: boolean;
  declare office: StaffOffice | null;
  declare language: Language;
  /** 0 until somebody chose a name. */
  declare agent: number;

  constructor() {
    super();
    this.open = 0;
    this.all = 0;
    this.absence = "";
    this.asks = false;
    this.office = null;
    this.language = "en";
    this.agent = 0;
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: block;
        position: sticky;
        z-index: 1;
        top: 0;
        padding: 16px 0 10px;
        background: var(--page);
      }
      section {
        overflow: hidden;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 10px 28px;
        align-items: center;
        padding: 14px 22px;
      }
      .count {
        color: var(--blue);
        font-size: 40px;
        font-weight: 700;
        line-height: 1.1;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .about {
        flex: 1 1 340px;
        padding-left: 28px;
        border-left: 1px solid var(--hairline);
      }
      .about strong {
        display: block;
        font-size: 19px;
      }
      label {
        display: grid;
        gap: 2px;
        font-size: 15px;
        font-weight: 700;
      }
      select {
        min-width: 240px;
        min-height: 46px;
        padding: 6px 12px;
        border: 2px solid var(--edge);
        border-radius: 10px;
        background: var(--surface);
        font-size: 17px;
        font-weight: 400;
      }
      .missing select {
        border-color: #8a6a10;
        background: var(--gold-soft);
      }
      .missing span {
        color: var(--gold-ink);
      }
      progress {
        display: block;
        width: 100%;
        height: 8px;
        border: 0;
        background: var(--blue-soft);
      }
      progress::-webkit-progress-bar {
        background: var(--blue-soft);
      }
      progress::-webkit-progress-value {
        background: var(--success);
      }
      .under {
        padding: 6px 22px 0;
      }
    `,
  ];

  override render() {
    const say = catchUpTexts[this.language];
    const done = this.all - this.open;
    return html`
      <section class="card" aria-label=${say.heading}>
        <div class="row">
          <p class="count">${say.toGo(this.open)}</p>
          <p class="about"><strong>${this.absence}</strong> ${this.asks ? say.lead : nothing}</p>
          ${
            this.office?.you
              ? nothing
              : html`<label class=${this.agent === 0 ? "missing" : ""}><span>${this.agent === 0 ? say.whoFirst : say.who}</span>
            <select aria-label=${say.who} @change=${this.#chosen}>
              <option value="0" ?selected=${this.agent === 0}>${say.chooseWho}</option>
              ${this.office?.agents.map((each) => html`<option value=${each.number} ?selected=${each.number === this.agent}>${each.displayName}</option>`)}
            </select>
          </label>`
          }
        </div>
        ${this.all === 0 ? nothing : html`<progress max=${this.all} value=${done} aria-label=${say.ofAll(done, this.all)}></progress>`}
      </section>
      <div class="under"><slot></slot></div>
    `;
  }

  #chosen(event: Event & { target: HTMLSelectElement }) {
    this.dispatchEvent(new CustomEvent<number>("agent", { detail: Number(event.target.value) }));
    // The letters belong to the tickets again.
    event.target.blur();
  }
}
customElements.define("catch-up-head", CatchUpHead);
