/** What was given here last, each with its way back. Sends `open`, `undo`. */
import { css, html, LitElement } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import type { OfficeFormat } from "../base/format.ts";
import { icon } from "../base/staff-icons.ts";
import { type Given, standingOf } from "./given.ts";
import { receptionTexts } from "./texts.ts";
import { touchStyles } from "./touch.styles.ts";

export class ReceptionNewest extends LitElement {
  static override properties = {
    given: { attribute: false },
    visits: { attribute: false },
    office: { attribute: false },
    format: { attribute: false },
    language: {},
    held: { attribute: false },
  };
  declare given: readonly Given[];
  /** Those of them that are in the live view. */
  declare visits: ReadonlyMap<string, VisitEntry>;
  declare office: StaffOffice | null;
  declare format: OfficeFormat | null;
  declare language: Language;
  declare held: boolean;

  constructor() {
    super();
    this.given = [];
    this.visits = new Map();
    this.office = null;
    this.format = null;
    this.language = "en";
    this.held = false;
  }

  static override styles = [
    touchStyles,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
      h2 {
        font-size: 18px;
        line-height: 1.3;
      }
      .nothing {
        color: var(--text-quiet);
      }
      .given {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
        gap: 8px;
        margin-top: 6px;
      }
      .given li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: stretch;
        border: 1px solid var(--hairline);
        border-radius: 12px;
        background: var(--surface);
        overflow: hidden;
      }
      .given button {
        min-height: 68px;
        border: 0;
        border-radius: 0;
        background: none;
      }
      .given button:hover {
        background: var(--blue-soft);
      }
      .given button:focus-visible {
        outline-offset: -4px;
      }
      .open {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 10px;
        align-items: center;
        padding: 6px 4px 6px 14px;
        text-align: left;
      }
      .number {
        color: var(--blue);
        font-size: 26px;
        font-weight: 700;
      }
      .words {
        min-width: 0;
        font-size: 14px;
        line-height: 1.25;
      }
      .words span {
        display: block;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .state {
        color: var(--text-quiet);
      }
      .over .number {
        color: var(--text-quiet);
        text-decoration: line-through;
      }
      .given .tell {
        border: 2px solid var(--gold);
        background: var(--gold-soft);
      }
      .tell .state {
        color: var(--gold-ink);
        font-weight: 700;
      }
      .undo {
        display: grid;
        gap: 2px;
        place-items: center;
        align-content: center;
        width: 68px;
        padding: 4px;
        border-left: 1px solid var(--hairline) !important;
        color: var(--link);
        font-size: 13px;
        font-weight: 700;
      }
      .undo[aria-disabled="true"] {
        color: #66728a;
        cursor: not-allowed;
      }
    `,
  ];

  override render() {
    const say = receptionTexts[this.language];
    return html`
      <section aria-labelledby="newest">
        <h2 id="newest">${say.newest.heading}</h2>
        ${
          this.given.length === 0
            ? html`<p class="nothing">${say.newest.nothing}</p>`
            : html`<ol class="given">${this.given.map((each) => keyed(each.visit, this.#given(each)))}</ol>`
        }
      </section>
    `;
  }

  #given(given: Given) {
    const say = receptionTexts[this.language].newest;
    const visit = this.visits.get(given.visit);
    const standing = standingOf(given, visit);
    const canUndo = !this.held && (standing === "waiting" || standing === "away");
    const number = given.number === "" ? "…" : given.number;
    const isOver = standing === "taken-back" || standing === "over";
    return html`
      <li class=${isOver ? "over" : given.waited ? "tell" : ""}>
        <button type="button" class="open" @click=${() => this.#tell("open", given)}>
          <span class="unseen">${say.open}</span>
          <span class="number">${number}</span>
          <span class="words"><span>${this.#name(visit?.service ?? given.services[0])}</span><span class="state">${given.waited && !isOver ? say.tell : say.standing[standing]}</span></span>
        </button>
        <button type="button" class="undo" aria-label=${say.undoOf(number)} aria-disabled=${!canUndo} @click=${() => canUndo && this.#tell("undo", given)}>${icon("undo")}${say.undo}</button>
      </li>
    `;
  }

  #name(id: string | undefined): string {
    return this.office?.services.find((each) => each.id === id)?.name[this.language] ?? "";
  }

  #tell(name: "open" | "undo", detail: Given) {
    this.dispatchEvent(new CustomEvent<Given>(name, { detail }));
  }
}
customElements.define("reception-newest", ReceptionNewest);
