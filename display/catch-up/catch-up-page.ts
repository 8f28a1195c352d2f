/** The catch-up page: every ticket that waited while the hub was away, one key each. Joins the live view, the answers and the rows. */
import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Command } from "#shared/queue/commands.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { monoNow } from "../base/browser.ts";
import type { OfficeFormat } from "../base/format.ts";
import { gapIn } from "../base/staff-gap.ts";
import { icon } from "../base/staff-icons.ts";
import { ofThisTab, recall } from "../base/staff-memory.ts";
import { StaffPage } from "../base/staff-page.ts";
import { sessionFrom } from "../base/staff-session.ts";
import type { StaffView } from "../base/staff-view.ts";
import "./catch-up-head.ts";
import { catchUpPageStyles } from "./catch-up-page.styles.ts";
import "./catch-up-row.ts";
import type { CatchUpRow, RowAnswered } from "./catch-up-row.ts";
import {
  answersOf,
  countsSaid,
  currentRow,
  type How,
  moved,
  openRows,
  parts,
  type Review,
  type ReviewRow,
  reviewed,
  say,
} from "./review.ts";
import { catchUpTexts } from "./texts.ts";

/** The row after the answered one takes its place: the second half of a double press was not meant for it. */
const guardMs = 300;
/** A row that is open again takes the keys back: one pressed just then was meant for another. */
const openAgainGuardMs = 800;
/** Folded rows are a reminder, not a record. */
const saidShownMax = 80;

interface Answer {
  readonly visit: string;
  readonly how: How;
}

export class CatchUpPage extends StaffPage {
  static override properties = { agent: { state: true }, current: { state: true }, review: { state: true }, last: { state: true } };
  declare agent: number;
  /** The visit that the keys act on, as far as somebody moved there. */
  declare current: string | null;
  declare review: Review;
  declare last: ReviewRow | null;
  /** Given faster than they travel: one command at a time, in the order given. */
  #toSend: Answer[] = [];
  #sending: Answer | null = null;
  #pressedAt = Number.NEGATIVE_INFINITY;
  #openAgainAt = Number.NEGATIVE_INFINITY;

  constructor() {
    super();
    this.agent = sessionFrom(recall(ofThisTab, "counter"))?.agent ?? 0;
    this.current = null;
    this.review = [];
    this.last = null;
  }

  static override styles = [...StaffPage.styles, catchUpPageStyles];

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener("keydown", (event) => this.#keyDown(event));
  }

  override willUpdate() {
    const { view } = this.desk.store.link;
    this.agent = this.desk.store.office?.you?.agent ?? this.agent;
    if (view) this.review = reviewed(this.review, gapIn(view));
  }

  override updated() {
    this.#send();
  }

  override render() {
    const say = catchUpTexts[this.language];
    const { office, link, now } = this.desk.store;
    const { format } = this;
    const links = html`<a class="tool" href="../counter/">${say.counter}</a><a class="tool" href="../manager/">${say.manager}</a>`;
    return html`
      ${this.top(say, say.title, say.heading, links)}
      <main>
        ${office && link.view && now !== null && format ? this.#gap(office, link.view, now, format) : this.loading(say)}
      </main>
    `;
  }

  #gap(office: StaffOffice, view: StaffView, now: number, format: OfficeFormat) {
    const words = catchUpTexts[this.language];
    const open = openRows(this.review).length;
    const current = currentRow(this.review, this.current);
    const { absence } = gapIn(view);
    return html`
      <catch-up-head
        .open=${open}
        .all=${this.review.length}
        .absence=${absence ? words.absence(format.time(absence.from), format.time(absence.to)) : ""}
        .asks=${openRows(this.review).some((row) => row.part === "toConfirm")}
        .office=${office}
        .language=${this.language}
        .agent=${this.agent}
        @agent=${this.#agentChosen}
      >
        ${this.refusal(words)}
        <p class="last" role="status">${this.last ? html`${icon("check")}${this.#saidOf(this.last)}` : this.notice === "" ? words.arrows : this.notice}</p>
      </catch-up-head>
      ${open === 0 ? this.#done() : nothing}
      ${parts.map((part) => this.#part(part, office, now, format, current))}
      ${this.#said()}
    `;
  }

  #part(part: (typeof parts)[number], office: StaffOffice, now: number, format: OfficeFormat, current: ReviewRow | undefined) {
    const words = catchUpTexts[this.language];
    const rows = openRows(this.review).filter((row) => row.part === part);
    if (rows.length === 0) return nothing;
    const apart = part === "toConfirm" ? null : words.apart[part];
    return html`
      <section aria-labelledby=${`part-${part}`}>
        <h2 id=${`part-${part}`} class=${apart ? "" : "unseen"}>${apart?.heading ?? words.list}</h2>
        ${apart ? html`<p class="lead">${apart.lead}</p>` : nothing}
        <ol>
          ${rows.map((row) =>
            keyed(
              row.visit.id,
              html`<li><catch-up-row
                .row=${row}
                .office=${office}
                .format=${format}
                .now=${now}
                .language=${this.language}
                .held=${!this.#answering}
                ?current=${row === current}
                @answered=${this.#answered}
              ></catch-up-row></li>`,
            ),
          )}
        </ol>
      </section>
    `;
  }

  #done() {
    const words = catchUpTexts[this.language];
    const { served, waiting, left } = countsSaid(this.review);
    const { heading, lead } =
      this.review.length === 0 ? words.nothing : { heading: words.done.heading, lead: words.done.lead(served, waiting, left) };
    return html`
      <section class="card done" aria-labelledby="all-done">
        ${icon("check")}
        <h2 id="all-done">${heading}</h2>
        <p>${lead}</p>
        <p class="on"><a class="button primary" href="../counter/">${words.counter}</a><a class="button" href="../manager/">${words.manager}</a></p>
      </section>
    `;
  }

  #said() {
    const words = catchUpTexts[this.language];
    const said = this.review.filter((row) => row.said !== null);
    if (said.length === 0) return nothing;
    return html`
      <section class="said" aria-labelledby="said">
        <h2 id="said">${words.saidHeading}</h2>
        <ul>${said.slice(-saidShownMax).map((row) => html`<li class=${row.said ?? ""}><strong>${row.visit.number}</strong> ${row.said ? words.said[row.said] : nothing}</li>`)}</ul>
      </section>
    `;
  }

  #saidOf({ visit, said }: ReviewRow): string {
    const words = catchUpTexts[this.language];
    return said ? words.saidOf(visit.number, words.said[said]) : "";
  }

  /** An answer can be given now; it may still have to wait for its turn. */
  get #answering(): boolean {
    return this.agent !== 0 && this.desk.store.hearing.kind === "live";
  }

  #answered(event: CustomEvent<RowAnswered>) {
    if (monoNow() - this.#pressedAt < guardMs) return;
    this.#pressedAt = monoNow();
    this.#answer(event.detail.row, event.detail.how, true);
  }

  #answer(row: ReviewRow, how: How, byButton: boolean) {
    if (row.said !== null || !answersOf[row.part].includes(how)) return;
    if (this.agent === 0) this.notice = catchUpTexts[this.language].whoFirst;
    if (!this.#answering) return;
    this.desk.fault = null;
    this.review = say(this.review, row.visit.id, how);
    this.current = row.visit.id;
    this.current = currentRow(this.review, row.visit.id)?.visit.id ?? null;
    this.last = { ...row, said: how };
    this.notice = "";
    this.#toSend.push({ visit: row.visit.id, how });
    // The button that was pressed is gone: the hand goes on at the same one of the next row.
    if (byButton) void this.updateComplete.then(() => this.#focusCurrent(how));
    else void this.updateComplete.then(() => this.#showCurrent());
  }

  #send() {
    const answer = this.#toSend[0];
    const { view } = this.desk.store.link;
    if (!answer || this.#sending || !view || this.desk.held) return;
    this.#toSend.shift();
    const entry = view.entries.get(`visit/${answer.visit}`);
    // Settled by somebody else meanwhile.
    if (entry?.kind !== "visit") return;
    this.#sending = answer;
    const { agent } = this;
    const expected = { epoch: view.epoch, n: entry.version };
    this.desk.press((key) => ({ name: "catch-up", key, agent, visit: answer.visit, expected, how: answer.how }));
  }

  protected override done(_command: Command) {
    this.#sending = null;
  }

  /** The hub would not have it, or nobody knows: the row is open again, as far as the hub says so. */
  protected override refused() {
    const visit = this.#sending?.visit;
    this.#sending = null;
    const row = this.review.find((each) => each.visit.id === visit);
    if (!row) return;
    this.review = say(this.review, row.visit.id, null);
    this.last = null;
    this.notice = catchUpTexts[this.language].openAgain(row.visit.number);
    this.current = row.visit.id;
    this.#openAgainAt = monoNow();
  }

  #keyDown(event: KeyboardEvent) {
    const [target] = event.composedPath();
    const inField = target instanceof HTMLSelectElement || target instanceof HTMLInputElement;
    if (inField || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.current = moved(this.review, this.current, event.key === "ArrowDown" ? 1 : -1)?.visit.id ?? null;
      void this.updateComplete.then(() => this.#showCurrent());
      return;
    }
    if (event.repeat || monoNow() - this.#openAgainAt < openAgainGuardMs) return;
    const row = currentRow(this.review, this.current);
    const { keys } = catchUpTexts[this.language];
    const how = row && answersOf[row.part].find((each) => keys[each] === event.key.toLocaleUpperCase());
    if (!row || !how) return;
    event.preventDefault();
    this.#answer(row, how, false);
  }

  #showCurrent() {
    this.renderRoot.querySelector("catch-up-row[current]")?.scrollIntoView({ block: "nearest" });
  }

  #focusCurrent(how: How) {
    this.#showCurrent();
    const row = this.renderRoot.querySelector<CatchUpRow>("catch-up-row[current]");
    row?.renderRoot.querySelector<HTMLElement>(`[data-how="${how}"], button`)?.focus({ preventScroll: true });
  }

  #agentChosen(event: CustomEvent<number>) {
    this.agent = event.detail;
    this.notice = "";
  }
}
customElements.define("catch-up-page", CatchUpPage);
