/** Tickets that were typed in and called before their record came: staff say that they have looked. Sends `settle` with the visit. */
import { css, html, LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Language } from "#shared/texts/language.ts";
import type { VisitEntry } from "#shared/wire/staff.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { gapTexts } from "./gap-texts.ts";

/** More are on the catch-up page. */
const shownMax = 2;

export class CounterSame extends LitElement {
  static override properties = { visits: { attribute: false }, language: {}, held: { attribute: false } };
  declare visits: readonly VisitEntry[];
  declare language: Language;
  declare held: boolean;

  constructor() {
    super();
    this.visits = [];
    this.language = "en";
    this.held = false;
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: block;
      }
      ul {
        display: grid;
        gap: 8px;
        padding-top: 14px;
      }
      li {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: 12px;
        align-items: center;
        padding: 8px 14px;
        border: 1px solid var(--blue-line);
        border-left: 6px solid var(--blue-bright);
        border-radius: 10px;
        background: var(--surface);
        font-size: 15px;
      }
      .icon {
        color: var(--blue-bright);
      }
    `,
  ];

  override render() {
    if (this.visits.length === 0) return nothing;
    const say = gapTexts[this.language].samePerson;
    const settle = (visit: VisitEntry) => this.held || this.dispatchEvent(new CustomEvent<VisitEntry>("settle", { detail: visit }));
    return html`
      <ul>
        ${this.visits.slice(0, shownMax).map((visit) =>
          keyed(
            visit.id,
            html`<li>
              ${icon("ticket")}<p><strong>${say.what(visit.number)}</strong> ${say.advice(visit.number)}</p>
              <button type="button" class="button small" aria-label="${say.settle}: ${visit.number}" aria-disabled=${this.held} @click=${() => settle(visit)}>${say.settle}</button>
            </li>`,
          ),
        )}
      </ul>
    `;
  }
}
customElements.define("counter-same", CounterSame);
