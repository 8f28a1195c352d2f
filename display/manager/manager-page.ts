/** The manager's page: the office now in one sentence, what needs someone, counters, the line, devices, and today's timings. */
import { html } from "lit";
import type { Command } from "#shared/queue/commands.ts";
import { localDate } from "#shared/time/zone.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import "../base/device-faults.ts";
import { faultsOf } from "../base/device-faults.ts";
import "../base/fault-note.ts";
import type { OfficeFormat } from "../base/format.ts";
import { icon } from "../base/staff-icons.ts";
import { StaffPage } from "../base/staff-page.ts";
import { devicesIn, faultsIn, officeIn, type StaffView, visitsIn } from "../base/staff-view.ts";
import { counterState, type OfficeNow, officeNow, queuesNow } from "./figures.ts";
import "./manager-counters.ts";
import "./manager-day.ts";
import type { DayAsked } from "./manager-day.ts";
import "./manager-line.ts";
import { managerPageStyles } from "./manager-page.styles.ts";
import "./manager-timings.ts";
import { managerTexts } from "./texts.ts";
import { TimingsSource } from "./timings-source.ts";

export class ManagerPage extends StaffPage {
  readonly #timings = new TimingsSource(() => this.requestUpdate());

  static override styles = [...StaffPage.styles, managerPageStyles];

  override render() {
    const say = managerTexts[this.language];
    const { office, link, now } = this.desk.store;
    const { view } = link;
    const { format } = this;
    return html`
      ${this.top(say, say.title, say.heading)}
      <main>
        ${office && view && now !== null && format ? this.#office(office, view, now, format) : this.loading(say)}
      </main>
    `;
  }

  #office(office: StaffOffice, view: StaffView, now: number, format: OfficeFormat) {
    const { language } = this;
    const devices = devicesIn(view);
    const day = officeIn(view);
    const date = day?.date ?? day?.lastDate ?? null;
    if (date !== null) this.#timings.want(date, view.epoch, view.n);
    const states = new Map(office.counters.map(({ id }) => [id, counterState(view, id)] as const));
    return html`
      ${this.#head(office, view, now, format)}
      ${this.#faults(view)}
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
    const held = visitsIn(view).length - figures.waiting;
    const date = (text: string) => format.day(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8)), 20));
    const today = localDate(now, office.timeZone);
    return html`
      <section class="head" aria-labelledby="sentence">
        <div>
          <h2 id="sentence">${open === null ? say.sentence.closed : this.#sentence(figures, format)}</h2>
          <p class="day">${open === null ? say.dayClosed(day?.lastDate ? date(day.lastDate) : "") : say.dayOpen(date(open))}</p>
          <p class="notice" role="status">${this.notice}</p>
        </div>
        <manager-day
          .what=${open === null ? "open-day" : "close-day"}
          about=${open === null ? say.openAbout(date(today)) : say.closeAbout(figures.waiting, held)}
          .office=${office}
          .language=${this.language}
          .held=${this.desk.held}
          @day=${this.#dayAsked}
        ></manager-day>
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

  #faults(view: StaffView) {
    const say = managerTexts[this.language];
    const hub = faultsIn(view);
    const devices = devicesIn(view).filter((device) => faultsOf(device).length > 0);
    return html`
      ${this.refusal(say)}
      ${
        hub.length + devices.length === 0
          ? html`<p class="well">${icon("check")}${say.allWell}</p>`
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
    const { what, agent } = event.detail;
    const { office, link, now } = this.desk.store;
    if (!office || !link.view || now === null) return;
    const date = what === "open-day" ? localDate(now, office.timeZone) : officeIn(link.view)?.date;
    if (date) this.desk.press((key) => ({ name: what, key, agent, date }));
  }

  protected override done(command: Command) {
    const say = managerTexts[this.language];
    this.notice = command.name === "open-day" ? say.opened : say.closed;
  }
}
customElements.define("manager-page", ManagerPage);
