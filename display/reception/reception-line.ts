/** The line at a glance: how many for each queue, who is next, and about when each is called. Sends `open` with a visit. */
import { css, html, LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import type { OfficeFormat } from "../base/format.ts";
import { icon } from "../base/staff-icons.ts";
import type { Glance, LineKnown, QueueWaiting, Waiting } from "./expected.ts";
import { receptionTexts } from "./texts.ts";
import { touchStyles } from "./touch.styles.ts";

/** More are told as a number. */
const rowsMax = 60;

export class ReceptionLine extends LitElement {
  static override properties = {
    glance: { attribute: false },
    office: { attribute: false },
    format: { attribute: false },
    now: { attribute: false },
    since: { attribute: false },
    known: { attribute: false },
    language: {},
  };
  declare glance: Glance | null;
  declare office: StaffOffice | null;
  declare format: OfficeFormat | null;
  declare now: number;
  /** When this was so; null: it is so now. */
  declare since: number | null;
  /** From before this page was loaded. */
  declare known: LineKnown | null;
  declare language: Language;

  constructor() {
    super();
    this.glance = null;
    this.office = null;
    this.format = null;
    this.now = 0;
    this.since = null;
    this.known = null;
    this.language = "en";
  }

  static override styles = [
    touchStyles,
    css`
      :host {
        display: grid;
        align-content: start;
        gap: 14px;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 18px;
        align-items: baseline;
      }
      h2 {
        font-size: 26px;
        line-height: 1.2;
      }
      .head p,
      .figures {
        color: var(--text-quiet);
      }
      .figures {
        font-size: 15px;
      }
      .queues {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(212px, 1fr));
        gap: 10px;
      }
      .queue {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 12px;
        align-items: center;
        min-height: 76px;
        padding: 10px 16px;
      }
      .count {
        grid-row: span 2;
        color: var(--blue);
        font-size: 36px;
        font-weight: 700;
        line-height: 1;
      }
      .queue strong {
        align-self: end;
        line-height: 1.2;
      }
      .queue > .next {
        align-self: start;
        color: var(--text-quiet);
        font-size: 14px;
        line-height: 1.3;
      }
      .rows {
        overflow: hidden;
      }
      .rows li + li {
        border-top: 1px solid var(--hairline);
      }
      .row {
        display: grid;
        grid-template-columns: 92px minmax(0, 1fr) auto;
        gap: 14px;
        align-items: center;
        width: 100%;
        min-height: 68px;
        padding: 8px 18px;
        border: 0;
        background: none;
        text-align: left;
      }
      .row:hover {
        background: var(--blue-soft);
      }
      .row:focus-visible {
        outline-offset: -4px;
      }
      .number {
        color: var(--blue);
        font-size: 26px;
        font-weight: 700;
      }
      .service {
        display: block;
        margin-bottom: 2px;
        font-weight: 700;
        line-height: 1.25;
      }
      .when {
        text-align: right;
        line-height: 1.3;
        white-space: nowrap;
      }
      .when strong {
        display: block;
        font-size: 18px;
      }
      .when span {
        color: var(--text-quiet);
        font-size: 14px;
      }
      .away .number,
      .away .service {
        color: var(--text-quiet);
      }
      .more {
        padding: 14px 18px;
        border-top: 1px solid var(--hairline);
        color: var(--text-quiet);
      }
      .nobody {
        padding: 36px;
        color: var(--text-quiet);
        font-size: 20px;
        text-align: center;
      }
    `,
  ];

  override render() {
    const say = receptionTexts[this.language].glance;
    const { glance, format, since } = this;
    if (!glance)
      return this.known && format
        ? this.#known(this.known, format)
        : html`<p class="nobody card">${receptionTexts[this.language].awayAtStart}</p>`;
    const { waiting, queues, staffed } = glance;
    return html`
      <div class="head">
        <h2>${say.heading(waiting.length)}</h2>
        <p>${say.staffed(staffed)}</p>
        ${since !== null && format ? html`<p><strong>${say.since(format.time(since))}</strong></p>` : nothing}
      </div>
      ${
        waiting.length === 0
          ? html`<p class="nobody card">${say.nobody}</p>`
          : html`
              <ul class="queues" aria-label=${say.queue}>${queues.map((each) => this.#queue(each))}</ul>
              <div class="rows card">
                <ol>${waiting.slice(0, rowsMax).map((each) => keyed(each.visit.id, this.#row(each)))}</ol>
                ${waiting.length > rowsMax ? html`<p class="more">${say.more(waiting.length - rowsMax)}</p>` : nothing}
              </div>
              <p class="figures">${say.figures}</p>
            `
      }
    `;
  }

  #known({ at, waiting, queues }: LineKnown, format: OfficeFormat) {
    const say = receptionTexts[this.language].glance;
    return html`
      <div class="head">
        <h2>${say.heading(waiting)}</h2>
        <p><strong>${say.since(format.dayAndTime(at))}</strong></p>
      </div>
      <ul class="queues" aria-label=${say.queue}>${queues.map(({ id, count }) => this.#count(id, count, nothing))}</ul>
    `;
  }

  #queue({ id, count, expectedAt }: QueueWaiting) {
    const say = receptionTexts[this.language].glance;
    return this.#count(id, count, expectedAt === null || !this.format ? say.nobodyTakes : say.next(this.format.time(expectedAt)));
  }

  #count(id: string, count: number, about: unknown) {
    const say = receptionTexts[this.language].glance;
    const name = this.office?.queues.find((each) => each.id === id)?.name[this.language] ?? id;
    return html`<li class="queue card">
      <span class="count" aria-hidden="true">${count}</span>
      <strong>${name}<span class="unseen">: ${say.queueCount(count)}</span></strong>
      <span class="next">${about}</span>
    </li>`;
  }

  #row({ visit, expectedAt }: Waiting) {
    const { language, format } = this;
    const say = receptionTexts[language].glance;
    const name = this.office?.services.find((each) => each.id === visit.service)?.name[language] ?? say.noService;
    const when = visit.away
      ? say.away(format?.time(visit.away.until) ?? "")
      : expectedAt === null
        ? say.nobodyTakes
        : expectedAt <= this.now
          ? say.soon
          : say.about(format?.time(expectedAt) ?? "");
    return html`
      <li>
        <button type="button" class="row ${visit.away ? "away" : ""}" @click=${() => this.dispatchEvent(new CustomEvent<string>("open", { detail: visit.id }))}>
          <span class="number">${visit.number}</span>
          <span><span class="service">${name}</span>${this.#chips(visit)}</span>
          <span class="when"><strong>${when}</strong><span>${say.waited(format?.duration(this.now - visit.arrivedAt) ?? "")}</span></span>
        </button>
      </li>
    `;
  }

  /** What is to be known of a person before they are spoken to. */
  #chips({ language, needs, people, appointment, practice }: VisitEntry) {
    const say = receptionTexts[this.language];
    const chip = (words: string, sign: Parameters<typeof icon>[0], kind = "") =>
      html`<span class="chip ${kind}">${icon(sign)}${words}</span>`;
    return html`<span class="chips">
      ${chip(say.languageNames[language], "language")} ${needs.map((need) => chip(say.needs[need], need, "need"))}
      ${people > 1 ? chip(say.glance.people(people), "people") : nothing}
      ${appointment ? chip(say.glance.appointment, "clock") : nothing}
      ${practice ? chip(say.glance.practice, "info", "practice") : nothing}
    </span>`;
  }
}
customElements.define("reception-line", ReceptionLine);
