/** Who waits, in order: with what this agent can do for each. Takes the line and sends `line-move`. */
import { html, LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import type { OfficeFormat } from "../base/format.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { chips } from "./chips.ts";
import { counterLineStyles } from "./counter-line.styles.ts";
import type { CounterOffice } from "./scene.ts";
import { type CounterTexts, counterTexts } from "./texts.ts";

export interface LineMove {
  readonly move: "call-from-list" | "left" | "assign-service";
  readonly visit: VisitEntry;
}

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
    show: { state: true },
    leaving: { state: true },
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
  declare show: "mine" | "all";
  /** The visit whose leaving is being confirmed. */
  declare leaving: string | null;

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
    this.show = "mine";
    this.leaving = null;
  }

  static override styles = [staffStyles, counterLineStyles];

  override render() {
    const say = counterTexts[this.language];
    const mine = this.line.filter((visit) => this.#takes(visit));
    const shown = this.show === "mine" ? mine : this.line;
    const choice = (show: "mine" | "all", words: string) =>
      html`<button type="button" aria-pressed=${this.show === show} @click=${() => this.#choose(show)}>${words}</button>`;
    return html`
      <section class="card" aria-labelledby="waiting">
        <div class="head">
          <h2 id="waiting">${say.line.heading(this.line.length)}</h2>
          <div class="show" role="group" aria-label=${say.line.show}>
            ${choice("mine", say.line.mine(mine.length))}${choice("all", say.line.all(this.line.length))}
          </div>
        </div>
        <div class="rows" tabindex="0" role="group" aria-labelledby="waiting">
          ${
            shown.length === 0
              ? html`<p class="nobody">${this.line.length === 0 ? say.line.nobody : say.empty.others(this.line.length)}</p>`
              : html`<ol>${shown.slice(0, rowsMax).map((visit) => keyed(visit.id, this.#row(say, visit, visit === mine[0])))}</ol>`
          }
          ${shown.length > rowsMax ? html`<p class="more">${say.line.more(shown.length - rowsMax)}</p>` : nothing}
        </div>
      </section>
    `;
  }

  #row(say: CounterTexts, visit: VisitEntry, first: boolean) {
    const { language, office, format } = this;
    const service = office?.services.find((each) => each.id === visit.service);
    const queue = office?.queues.find((each) => each.id === visit.queue);
    const taken = this.#takes(visit);
    const confirming = this.leaving === visit.id;
    return html`
      <li class="row ${first ? "first" : ""} ${taken ? "" : "other"}">
        <span class="number">${visit.number}</span>
        <div class="what">
          <span class="service ${service ? "" : "unsure"}">${service?.name[language] ?? say.noService}</span>
          ${taken || !queue ? nothing : html`<span class="queue">${say.line.otherQueue}: ${queue.name[language]}</span>`}
          ${chips(visit, say, false)}
          ${visit.service === null && !confirming ? this.#button(say.line.assign, say.line.assignOf(visit.number), this.held, "", () => this.#ask("assign-service", visit)) : nothing}
        </div>
        <span class="waited">${format?.duration(this.now - visit.arrivedAt)}</span>
        ${confirming ? nothing : this.#moves(say, visit)}
        ${confirming ? this.#confirm(say, visit) : nothing}
      </li>
    `;
  }

  #moves(say: CounterTexts, visit: VisitEntry) {
    return html`
      <span class="moves">
        ${this.#button(say.line.left, visit.number, this.held, "quiet", () => this.#leave(visit.id))}
        ${this.#button(say.line.call, visit.number, this.held || !this.canCall, "", () => this.#ask("call-from-list", visit))}
      </span>
    `;
  }

  /** What is seen comes first in what is heard; `of` tells the rows apart. */
  #button(words: string, of: string, held: boolean, kind: string, press: () => void) {
    return html`<button type="button" class="button small ${kind}" aria-label="${words} ${of}" aria-disabled=${held} @click=${() => held || press()}>${words}</button>`;
  }

  #confirm(say: CounterTexts, visit: VisitEntry) {
    const keep = () => this.#leave(null);
    return html`
      <div class="confirm" role="group" aria-label=${say.line.confirmLeft(visit.number)} @keydown=${(event: KeyboardEvent) => event.key === "Escape" && keep()}>
        <span>${icon("warning")} ${say.line.confirmLeft(visit.number)}</span>
        <button type="button" class="button small" id="keep" @click=${keep}>${say.line.no}</button>
        <button type="button" class="button small primary" aria-disabled=${this.held} @click=${() => this.held || this.#ask("left", visit)}>${say.line.yes}</button>
      </div>
    `;
  }

  #leave(visit: string | null) {
    this.leaving = visit;
    // The button that was pressed is gone: the focus goes to the harmless answer.
    if (visit) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("#keep")?.focus());
  }

  #ask(move: LineMove["move"], visit: VisitEntry) {
    this.leaving = null;
    this.dispatchEvent(new CustomEvent<LineMove>("line-move", { detail: { move, visit } }));
  }

  #choose(show: "mine" | "all") {
    this.show = show;
    this.leaving = null;
  }

  #takes(visit: VisitEntry): boolean {
    return this.counter?.takes.includes(visit.queue) ?? false;
  }
}
customElements.define("counter-line", CounterLine);
