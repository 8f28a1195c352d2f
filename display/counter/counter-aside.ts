/** Those who are put aside, and no-shows who may still come back: each with the one move that brings them on. Sends `aside-move`. */
import { css, html, LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import type { OfficeFormat } from "../base/format.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { chips } from "./chips.ts";
import { counterLineStyles } from "./counter-line.styles.ts";
import { moveTexts } from "./move-texts.ts";
import { counterTexts } from "./texts.ts";

export interface AsideMove {
  readonly move: "resume" | "return-to-line" | "left" | "return-no-show";
  readonly visit: VisitEntry;
}

export class CounterAside extends LitElement {
  static override properties = {
    parked: { attribute: false },
    noShows: { attribute: false },
    office: { attribute: false },
    format: { attribute: false },
    now: { attribute: false },
    language: {},
    held: { attribute: false },
    canCall: { attribute: false },
  };
  declare parked: readonly VisitEntry[];
  declare noShows: readonly VisitEntry[];
  declare office: StaffOffice | null;
  declare format: OfficeFormat | null;
  declare now: number;
  declare language: Language;
  declare held: boolean;
  /** The counter is free. */
  declare canCall: boolean;

  constructor() {
    super();
    this.parked = [];
    this.noShows = [];
    this.office = null;
    this.format = null;
    this.now = 0;
    this.language = "en";
    this.held = false;
    this.canCall = false;
  }

  static override styles = [
    staffStyles,
    counterLineStyles,
    css`
      h3 {
        padding: 14px 20px 4px;
        color: var(--text-quiet);
        font-size: 15px;
      }
      .row {
        grid-template-columns: 74px minmax(0, 1fr) auto;
      }
      .due {
        color: var(--text-quiet);
        font-size: 15px;
      }
      .due.over {
        color: var(--danger);
        font-weight: 700;
      }
    `,
  ];

  override render() {
    const say = moveTexts[this.language].aside;
    if (this.parked.length + this.noShows.length === 0) return html`<p class="nobody">${say.nobody}</p>`;
    return html`
      ${this.parked.length === 0 ? nothing : html`<h3>${say.parked}</h3><ol>${this.parked.map((visit) => keyed(visit.id, this.#parkedRow(visit)))}</ol>`}
      ${this.noShows.length === 0 ? nothing : html`<h3>${say.noShows}</h3><ol>${this.noShows.map((visit) => keyed(visit.id, this.#noShowRow(visit)))}</ol>`}
    `;
  }

  #parkedRow(visit: VisitEntry) {
    const say = moveTexts[this.language];
    const { stage } = visit;
    if (stage.kind !== "parked") return nothing;
    const over = stage.until !== null && this.now > stage.until;
    const time = (this.format?.time(stage.until ?? stage.since) ?? "").replaceAll(" ", "\u00a0");
    const due = stage.until === null ? say.aside.since(time) : over ? say.aside.overdue(time) : say.aside.due(time);
    return html`
      <li class="row">
        <span class="number">${visit.number}</span>
        <div class="what">
          <span class="service">${this.#service(visit)}</span>
          <span class="due ${over ? "over" : ""}">${say.park.reasons[stage.reason]}, ${due}</span>
          ${chips(visit, this.language, false, this.format)}
        </div>
        <span class="moves">
          ${this.#button(say.aside.toLine, visit, "return-to-line", false, "quiet")}
          ${this.#button(say.aside.resume, visit, "resume", !this.canCall, "")}
        </span>
      </li>
    `;
  }

  #noShowRow(visit: VisitEntry) {
    const say = moveTexts[this.language].aside;
    const { stage } = visit;
    return html`
      <li class="row">
        <span class="number">${visit.number}</span>
        <div class="what">
          <span class="service">${this.#service(visit)}</span>
          <span class="due">${stage.kind === "ended" ? say.declared(this.format?.time(stage.at) ?? "") : nothing}</span>
        </div>
        <span class="moves">${this.#button(say.isHere, visit, "return-no-show", false, "")}</span>
      </li>
    `;
  }

  #service(visit: VisitEntry): string {
    const service = this.office?.services.find((each) => each.id === visit.service);
    return service?.name[this.language] ?? counterTexts[this.language].noService;
  }

  #button(words: string, visit: VisitEntry, move: AsideMove["move"], closed: boolean, kind: string) {
    const held = this.held || closed;
    const press = () => held || this.dispatchEvent(new CustomEvent<AsideMove>("aside-move", { detail: { move, visit } }));
    return html`<button type="button" class="button small ${kind}" aria-label="${words} ${visit.number}" aria-disabled=${held} @click=${press}>${move === "resume" ? icon("forward") : nothing}${words}</button>`;
  }
}
customElements.define("counter-aside", CounterAside);
