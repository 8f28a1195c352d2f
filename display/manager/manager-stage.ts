/** How far the day is, in one line: its stage, when it opens or closes (and in the slot what changes that), practice; and who will not be reached. */
import { css, html, LitElement, nothing } from "lit";
import type { Proposal } from "#shared/day/proposal.ts";
import type { Language } from "#shared/texts/language.ts";
import { localDate } from "#shared/time/zone.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { closingSoonMinutes, proposalNow } from "../base/day-now.ts";
import type { OfficeFormat } from "../base/format.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { dayIn, type StaffView } from "../base/staff-view.ts";
import { dayOfDate, timeOfDay } from "../base/texts.ts";
import { closesAt, reachNow, stageNow } from "./today-now.ts";
import { todayTexts } from "./today-texts.ts";

/** Long before closing the sum says nothing yet. */
const reachWithinMinutes = 180;

export class ManagerStage extends LitElement {
  static override properties = {
    ...{ view: { attribute: false }, office: { attribute: false }, format: { attribute: false } },
    ...{ now: { attribute: false }, language: {} },
  };
  declare view: StaffView | null;
  declare office: StaffOffice | null;
  declare format: OfficeFormat | null;
  declare now: number;
  declare language: Language;

  constructor() {
    super();
    this.view = null;
    this.office = null;
    this.format = null;
    this.now = 0;
    this.language = "en";
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: block;
        padding: 6px 0 2px;
      }
      p {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
        align-items: center;
      }
      .stage {
        padding: 2px 14px;
        border-radius: 999px;
        background: #e9ebef;
        color: #3b4454;
        font-weight: 700;
      }
      .stage.open {
        background: var(--success-soft);
        color: #1c5526;
      }
      .stage.forming {
        background: var(--blue-soft);
        color: var(--blue);
      }
      .stage.closing,
      .stage.last {
        background: var(--gold-soft);
        color: var(--gold-ink);
      }
      .practice {
        padding: 2px 12px;
        border-radius: 6px;
        background: #6a2c91;
        color: #fff;
        font-weight: 700;
        letter-spacing: 0.04em;
      }
      .reach {
        padding-top: 8px;
      }
      .reach .icon {
        color: var(--gold-ink);
      }
      .figures {
        color: var(--text-quiet);
      }
    `,
  ];

  override render() {
    const { view, office, format, now, language } = this;
    if (!view || !office || !format) return nothing;
    const say = todayTexts[language];
    const proposal = proposalNow(view, office, now);
    const shown = isClosingSoon(proposal) ? "closing" : stageNow(view);
    return html`
      <p>
        <span class="stage ${shown}">${say.stage[shown]}</span>
        <span>${this.#times(view, office, format, proposal)}</span>
        <slot></slot>
        ${dayIn(view)?.practice ? html`<span class="practice">${say.practice}</span>` : nothing}
      </p>
      ${this.#reach(view, office)}
    `;
  }

  #times(view: StaffView, office: StaffOffice, format: OfficeFormat, proposal: Proposal): string {
    const { language, now } = this;
    const say = todayTexts[language];
    const time = (minutes: number) => timeOfDay(minutes, language);
    if (proposal.kind === "rest" && proposal.next) {
      const { date, opens } = proposal.next;
      return say.opensAt(date === localDate(now, office.timeZone) ? null : dayOfDate(date, language), time(opens));
    }
    if (proposal.kind === "get-ready") return say.opensAt(null, time(proposal.opens));
    const since = dayIn(view)?.doorsAt ?? null;
    const opened = since === null || stageNow(view) !== "open" ? [] : [say.openSince(format.time(since))];
    if (proposal.kind === "open" && proposal.closes !== null) opened.push(say.closesAt(time(proposal.closes)));
    if (proposal.kind === "close-doors") opened.push(say.closedAt(time(proposal.closes)));
    return opened.join(", ");
  }

  #reach(view: StaffView, office: StaffOffice) {
    const { now, language, format } = this;
    const found = reachNow(view, office, now);
    const closes = closesAt(view, office);
    if (!found || closes === undefined || !format) return nothing;
    const waiting = found.reached.length + found.notReached.length;
    // While no counter is staffed the sum is no news: that is said above.
    if (waiting === 0 || found.counters === 0 || (found.notReached.length === 0 && found.minutesLeft > reachWithinMinutes)) return nothing;
    const say = todayTexts[language].reach;
    const time = timeOfDay(closes, language);
    const some = found.notReached.length > 0;
    const minutes = (count: number) => format.duration(count * 60_000);
    const slips = () => this.dispatchEvent(new CustomEvent("slips"));
    return html`
      <p class="reach">
        ${icon(some ? "warning" : "check")}<strong>${some ? say.some(found.notReached.length, waiting, time) : say.all(waiting, time)}</strong>
        <span class="figures">${say.figures(found.counters, minutes(found.minutesLeft), minutes(found.workMinutes))}</span>
        ${some ? html`<button type="button" class="button small" @click=${slips}>${say.slips}</button>` : nothing}
      </p>
    `;
  }
}
customElements.define("manager-stage", ManagerStage);

function isClosingSoon(proposal: Proposal): boolean {
  return (
    proposal.kind === "close-doors" || (proposal.kind === "open" && (proposal.inMinutes ?? Number.POSITIVE_INFINITY) <= closingSoonMinutes)
  );
}
