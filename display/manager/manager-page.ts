/** The manager's page: the office now in one sentence, what needs someone, counters, the line, devices, and today's timings. */
import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Command } from "#shared/queue/commands.ts";
import { localDate } from "#shared/time/zone.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import "../base/device-faults.ts";
import { faultsOf } from "../base/device-faults.ts";
import "../base/fault-note.ts";
import type { OfficeFormat } from "../base/format.ts";
import { icon } from "../base/staff-icons.ts";
import "../base/gap-strip.ts";
import { proposalNow } from "../base/day-now.ts";
import { gapIn } from "../base/staff-gap.ts";
import { StaffPage } from "../base/staff-page.ts";
import { devicesIn, faultsIn, heldAt, officeIn, type StaffView } from "../base/staff-view.ts";
import type { DayAsked, DayMove } from "./day-asked.ts";
import { counterState, type OfficeNow, officeNow, queuesNow } from "./figures.ts";
import "./manager-counters.ts";
import "./manager-day.ts";
import type { ManagerDay } from "./manager-day.ts";
import "./manager-line.ts";
import { managerPageStyles } from "./manager-page.styles.ts";
import "./manager-ready.ts";
import "./manager-stage.ts";
import type { ManagerSteer } from "./manager-steer.ts";
import "./manager-timings.ts";
import type { SteerAsked } from "./steer-part.ts";
import type { SteerTab } from "./steer-texts.ts";
import { managerTexts } from "./texts.ts";
import { TimingsSource } from "./timings-source.ts";
import { closesAt as closingOf, isGettingReady, movesNow, readyNow, stageNow } from "./today-now.ts";
import { todayTexts } from "./today-texts.ts";

/** What the dialog of a move starts from; each move has its own. */
interface DayNow {
  readonly date?: string;
  readonly waiting?: number;
  readonly closes?: number | undefined;
}

export class ManagerPage extends StaffPage {
  static override properties = { steering: { state: true } };
  /** What the day is steered by now; null: the card is away. */
  declare steering: SteerTab | null;
  readonly #timings = new TimingsSource(() => this.requestUpdate());

  constructor() {
    super();
    this.steering = null;
  }

  static override styles = [...StaffPage.styles, managerPageStyles];

  override render() {
    const say = managerTexts[this.language];
    const { office, link, now } = this.desk.store;
    const { view } = link;
    const { format } = this;
    return html`
      ${this.top(
        say,
        say.title,
        say.heading,
        html`
        <a class="button small tool" href="../visit-life/">${say.story}</a>
        <a class="button small tool" href="../admin/">${todayTexts[this.language].settings}</a>`,
      )}
      ${view ? this.#gap(view) : nothing}
      <main>
        ${office && view && now !== null && format ? this.#office(office, view, now, format) : this.loading(say)}
      </main>
    `;
  }

  override connectedCallback() {
    super.connectedCallback();
    void import("../base/attention-escalated.ts");
  }

  #office(office: StaffOffice, view: StaffView, now: number, format: OfficeFormat) {
    const { language } = this;
    const say = managerTexts[language];
    const devices = devicesIn(view);
    const readying = isGettingReady(view, proposalNow(view, office, now));
    const day = officeIn(view);
    const date = day?.date ?? day?.lastDate ?? null;
    if (date !== null) this.#timings.want(date, view.epoch, view.n);
    const states = new Map(office.counters.map(({ id }) => [id, counterState(view, id)] as const));
    return html`
      ${this.#head(office, view, now, format)}
      ${day?.clockTrusted === false ? this.#doubted(office, day.date, now, format) : nothing}
      ${this.refusal(say)}
      ${readying ? this.#ready(office, view, now) : nothing}
      ${this.#steerCard(office, view, now, format)}
      ${this.#faults(view, readying)}
      <manager-counters .states=${states} .office=${office} .now=${now} .language=${language}></manager-counters>
      <div class="columns">
        <div class="wide">
          <manager-timings .timings=${this.#timings.timings} .office=${office} .format=${format} .language=${language}></manager-timings>
        </div>
        <manager-line .queues=${queuesNow(view, office, now)} .devices=${devices} .office=${office} .format=${format} .language=${language}></manager-line>
      </div>
    `;
  }

  #head(office: StaffOffice, view: StaffView, now: number, format: OfficeFormat) {
    const say = managerTexts[this.language];
    const day = officeIn(view);
    const figures = officeNow(view, office, now);
    const open = day?.date ?? null;
    const date = (text: string) => dayNamed(text, format);
    return html`
      <section class="head" aria-labelledby="sentence">
        <div>
          <h2 id="sentence">${open === null ? say.sentence.closed : this.#sentence(figures, format)}</h2>
          <manager-stage .view=${view} .office=${office} .format=${format} .now=${now} .language=${this.language} @slips=${() => this.#steer("slips")}>
            ${open === null ? nothing : this.#dayMove("set-closing", say.closingAbout, "small", office, { closes: closingOf(view, office) })}
          </manager-stage>
          <p class="day">${open === null ? say.dayClosed(day?.lastDate ? date(day.lastDate) : "") : say.dayOpen(date(open))}</p>
          <p class="notice" role="status">${this.notice}</p>
        </div>
        <div class="day-moves">
          <button type="button" class="button" aria-expanded=${this.steering !== null} @click=${() => this.#steer(this.steering === null ? "services" : null)}>${todayTexts[this.language].steer.open}</button>
          ${open === null || day?.clockTrusted === false ? nothing : this.#dayMove("correct-day", say.correctAbout(date(open)), "plain", office, { date: open })}
          ${movesNow(view, office, now).map(({ what, primary }) =>
            keyed(
              what,
              this.#dayMove(what, this.#about(what, office, view, now, format), primary ? "primary" : "plain", office, {
                waiting: figures.waiting,
              }),
            ),
          )}
        </div>
      </section>
    `;
  }

  /** What a move of the day does, before it is done. */
  #about(what: DayMove, office: StaffOffice, view: StaffView, now: number, format: OfficeFormat): string {
    const say = managerTexts[this.language];
    const date = dayNamed(officeIn(view)?.date ?? localDate(now, office.timeZone), format);
    const { waiting } = officeNow(view, office, now);
    if (what === "form-line") return say.formAbout(date);
    if (what === "close-doors") return say.lastAbout;
    if (what === "close-day") return say.closeAbout(waiting, office.counters.filter(({ id }) => heldAt(view, id) !== undefined).length);
    return stageNow(view) === "last" ? say.againAbout : say.openAbout(date);
  }

  #dayMove(what: DayMove, about: string, looks: ManagerDay["looks"], office: StaffOffice, now: DayNow = {}) {
    const { date = "", waiting = 0, closes } = now;
    return html`<manager-day .what=${what} about=${about} looks=${looks} date=${date} .office=${office} .language=${this.language} .held=${this.desk.held}
      .closes=${closes} .waiting=${waiting} .carries=${office.rules.carryOvernight} @day=${this.#dayAsked}></manager-day>`;
  }

  /** Before the doors are open what is not well stands there, with who must see to it. */
  #ready(office: StaffOffice, view: StaffView, now: number) {
    const proposal = proposalNow(view, office, now);
    return html`<manager-ready .checks=${readyNow(view, office)} .proposal=${proposal} .office=${office} .language=${this.language}></manager-ready>`;
  }

  #steer(tab: SteerTab | null) {
    this.steering = tab;
    if (tab !== null) void import("./manager-steer.ts");
  }

  #steerCard(office: StaffOffice, view: StaffView, now: number, format: OfficeFormat) {
    if (this.steering === null) return nothing;
    return html`<manager-steer .tab=${this.steering} .scene=${{ office, view, now, format }} .language=${this.language} .held=${this.desk.held} @steer=${this.#steered}></manager-steer>`;
  }

  #steered(event: CustomEvent<SteerAsked> & { currentTarget: ManagerSteer }) {
    const { agent } = event.currentTarget;
    this.desk.press((key) => event.detail(key, agent));
  }

  #gap(view: StaffView) {
    const { toConfirm, late } = gapIn(view);
    return html`<gap-strip .waited=${toConfirm.length} .late=${late.length} .language=${this.language}></gap-strip>
      <attention-escalated .view=${view} .office=${this.desk.store.office} .format=${this.format} .language=${this.language}></attention-escalated>`;
  }

  /** The hub asks a person: it does not know what time it is. */
  #doubted(office: StaffOffice, date: string | null, now: number, format: OfficeFormat) {
    const say = managerTexts[this.language];
    const shown = format.dayAndTime(now);
    return html`
      <section class="doubted" aria-labelledby="doubted">
        ${icon("clock")}
        <div>
          <h2 id="doubted">${say.doubted(shown)}</h2>
          <p>${say.doubtedAdvice}</p>
        </div>
        <div class="day-moves">
          ${date === null ? nothing : this.#dayMove("correct-day", say.correctAbout(dayNamed(date, format)), "plain", office, { date })}
          ${this.#dayMove("trust-clock", say.trustAbout(shown), "primary", office)}
        </div>
      </section>
    `;
  }

  /** "12 waiting, longest 34 min; 3 of 4 counters serving." */
  #sentence(figures: OfficeNow, format: OfficeFormat): string {
    const { sentence } = managerTexts[this.language];
    const { waiting, longestMs, serving, staffed } = figures;
    const line = waiting === 0 || longestMs === null ? sentence.nobody : sentence.waiting(waiting, format.duration(longestMs));
    const counters = staffed === 0 ? sentence.nobodyStaffed : sentence.serving(serving, staffed);
    return `${line}; ${counters}.`;
  }

  #faults(view: StaffView, readying: boolean) {
    const say = managerTexts[this.language];
    // What the page says in its own place is not said twice.
    const doubted = officeIn(view)?.clockTrusted === false;
    const hub = faultsIn(view).filter(({ fault }) => fault !== "hub-superseded" && !(doubted && fault === "clock-doubted"));
    const devices = readying ? [] : devicesIn(view).filter((device) => faultsOf(device).length > 0);
    return html`
      ${
        hub.length + devices.length === 0
          ? readying || faultsIn(view).length > 0
            ? nothing
            : html`<p class="well">${icon("check")}${say.allWell}</p>`
          : html`
            <section class="faults" aria-labelledby="faults">
              <h2 id="faults">${say.faults}</h2>
              <div class="notes">${hub.map((each) => html`<fault-note .fault=${each} .language=${this.language}></fault-note>`)}</div>
              <device-faults .devices=${devices} .language=${this.language} heading=${say.devices}></device-faults>
            </section>`
      }
    `;
  }

  #dayAsked(event: CustomEvent<DayAsked>) {
    const { what, agent, to, why, carry, closesAt } = event.detail;
    const { office, link, now } = this.desk.store;
    if (!office || !link.view || now === null) return;
    const date = officeIn(link.view)?.date ?? localDate(now, office.timeZone);
    this.desk.press((key): Command => {
      if (what === "trust-clock") return { name: what, key, agent };
      if (what === "correct-day") return { name: what, key, agent, date, to, why };
      if (what === "set-closing") return { name: what, key, agent, date, closesAt };
      return what === "close-day" ? { name: what, key, agent, date, carry } : { name: what, key, agent, date };
    });
  }

  protected override done(command: Command) {
    const { done } = managerTexts[this.language];
    if (command.name in done) this.notice = done[command.name as keyof typeof done];
  }
}
customElements.define("manager-page", ManagerPage);

/** `2026-11-23` as people say it. */
function dayNamed(date: string, format: OfficeFormat): string {
  return format.day(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8)), 20));
}
