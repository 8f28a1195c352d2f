/** Who waits, in order: with what this agent can do for each. Takes the line and sends `line-move`. */
import { html, LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import type { OfficeFormat } from "../base/format.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { appointmentTexts } from "./appointment-texts.ts";
import { chips } from "./chips.ts";
import { counterLineStyles } from "./counter-line.styles.ts";
import { moveTexts } from "./move-texts.ts";
import type { CounterOffice } from "./scene.ts";
import { type CounterTexts, counterTexts } from "./texts.ts";

export interface LineMove {
  readonly move: "call-from-list" | "left" | "assign-service" | "come-back";
  readonly visit: VisitEntry;
}

type Shown = "mine" | "all" | "aside" | "booked";

/** A page of a screen nobody scrolls to the end of; the number of those behind is told. */
const rowsMax = 60;

export class CounterLine extends LitElement {
  static override properties = {
    line: { attribute: false },
    office: { attribute: false },
    counter: { attribute: false },
    format: { attribute: false },
    now: { attribute: false },
    language: {},
    held: { attribute: false },
    canCall: { attribute: false },
    asideTotal: { attribute: false },
    bookedTotal: { attribute: false },
    show: { state: true },
  };
  declare line: readonly VisitEntry[];
  declare office: StaffOffice | null;
  declare counter: CounterOffice | null;
  declare format: OfficeFormat | null;
  declare now: number;
  declare language: Language;
  declare held: boolean;
  /** The counter is free. */
  declare canCall: boolean;
  /** How many are put aside or may come back: told on their tab. */
  declare asideTotal: number;
  /** How many are still expected for an appointment; null: the office has none. */
  declare bookedTotal: number | null;
  declare show: Shown;

  constructor() {
    super();
    this.line = [];
    this.office = null;
    this.counter = null;
    this.format = null;
    this.now = 0;
    this.language = "en";
    this.held = false;
    this.canCall = false;
    this.asideTotal = 0;
    this.bookedTotal = null;
    this.show = "mine";
  }

  static override styles = [staffStyles, counterLineStyles];

  override render() {
    const say = counterTexts[this.language];
    const mine = this.line.filter((visit) => this.#takes(visit));
    const shown = this.show === "mine" ? mine : this.line;
    const more = moveTexts[this.language];
    const choice = (show: Shown, words: string) =>
      html`<button type="button" aria-pressed=${this.show === show} @click=${() => this.#choose(show)}>${words}</button>`;
    return html`
      <section class="card" aria-labelledby="waiting">
        <div class="head">
          <h2 id="waiting">${say.line.heading(this.line.length)}</h2>
          <div class="show" role="group" aria-label=${say.line.show}>
            ${choice("mine", say.line.mine(mine.length))}${choice("all", say.line.all(this.line.length))}${choice("aside", more.aside.tab(this.asideTotal))}${this.bookedTotal === null ? nothing : choice("booked", appointmentTexts[this.language].tab(this.bookedTotal))}
          </div>
        </div>
        <div class="rows" tabindex="0" role="group" aria-labelledby="waiting">
          ${
            this.show === "aside" || this.show === "booked"
              ? html`<slot name=${this.show}></slot>`
              : shown.length === 0
                ? html`<p class="nobody">${this.line.length === 0 ? say.line.nobody : say.empty.others(this.line.length)}</p>`
                : html`<ol>${shown.slice(0, rowsMax).map((visit) => keyed(visit.id, this.#row(say, visit, visit === mine[0])))}</ol>`
          }
          ${(this.show === "mine" || this.show === "all") && shown.length > rowsMax ? html`<p class="more">${say.line.more(shown.length - rowsMax)}</p>` : nothing}
        </div>
        <slot></slot>
      </section>
    `;
  }

  #row(say: CounterTexts, visit: VisitEntry, first: boolean) {
    const { language, office, format } = this;
    const service = office?.services.find((each) => each.id === visit.service);
    const queue = office?.queues.find((each) => each.id === visit.queue);
    const taken = this.#takes(visit);
    const more = moveTexts[language];
    return html`
      <li class="row ${first ? "first" : ""} ${taken ? "" : "other"}">
        <span class="number">${visit.number}</span>
        <div class="what">
          <span class="service ${service ? "" : "unsure"}">${service?.name[language] ?? say.noService}</span>
          ${taken || !queue ? nothing : html`<span class="queue">${say.line.otherQueue}: ${queue.name[language]}</span>`}
          ${chips(visit, language, false, format)}
          ${visit.away ? html`<span class="queue">${more.awayUntil(format?.time(visit.away.until) ?? "")}</span>` : nothing}
          ${visit.service === null ? this.#button(say.line.assign, say.line.assignOf(visit.number), this.held, "", () => this.#ask("assign-service", visit)) : nothing}
        </div>
        <span class="waited">${format?.duration(this.now - visit.arrivedAt)}</span>
        ${this.#moves(say, visit)}
      </li>
    `;
  }

  #moves(say: CounterTexts, visit: VisitEntry) {
    const more = moveTexts[this.language];
    return html`
      <span class="moves">
        ${this.#button(say.line.left, visit.number, this.held, "quiet", () => this.#ask("left", visit))}
        ${
          visit.away
            ? this.#button(more.isBack, visit.number, this.held, "", () => this.#ask("come-back", visit))
            : this.#button(say.line.call, visit.number, this.held || !this.canCall, "", () => this.#ask("call-from-list", visit))
        }
      </span>
    `;
  }

  /** What is seen comes first in what is heard; `of` tells the rows apart. */
  #button(words: string, of: string, held: boolean, kind: string, press: () => void) {
    return html`<button type="button" class="button small ${kind}" aria-label="${words} ${of}" aria-disabled=${held} @click=${() => held || press()}>${words}</button>`;
  }

  #ask(move: LineMove["move"], visit: VisitEntry) {
    this.dispatchEvent(new CustomEvent<LineMove>("line-move", { detail: { move, visit } }));
  }

  /** The list of appointments, as by its tab. */
  showBooked(): void {
    if (this.bookedTotal !== null) this.#choose("booked");
  }

  #choose(show: Shown) {
    this.show = show;
    this.dispatchEvent(new CustomEvent<boolean>("booked-shown", { detail: show === "booked" }));
  }

  #takes(visit: VisitEntry): boolean {
    return this.counter?.takes.includes(visit.queue) ?? false;
  }
}
customElements.define("counter-line", CounterLine);
