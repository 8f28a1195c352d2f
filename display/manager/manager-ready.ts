/** Whether the office can open: what is not well as rows with who must see to it, and all that is well in one line. */
import { css, html, LitElement, nothing } from "lit";
import type { Proposal } from "#shared/day/proposal.ts";
import { type ReadyCheck, readiness } from "#shared/day/ready.ts";
import { fault } from "#shared/faults/fault.ts";
import { faultText } from "#shared/faults/text.ts";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { deviceName } from "../base/device-name.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { timeOfDay } from "../base/texts.ts";
import { todayTexts } from "./today-texts.ts";

export class ManagerReady extends LitElement {
  static override properties = { checks: { attribute: false }, proposal: { attribute: false }, office: { attribute: false }, language: {} };
  declare checks: readonly ReadyCheck[];
  declare proposal: Proposal | null;
  declare office: StaffOffice | null;
  declare language: Language;

  constructor() {
    super();
    this.checks = [];
    this.proposal = null;
    this.office = null;
    this.language = "en";
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: block;
      }
      section {
        padding: 16px 20px;
        border-left: 8px solid var(--success);
      }
      section.warning {
        border-left-color: var(--gold);
      }
      section.not-ready {
        border-left-color: var(--danger);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 18px;
        align-items: baseline;
      }
      h2 {
        font-size: 22px;
      }
      .when,
      .advice {
        color: var(--text-quiet);
      }
      .open {
        margin-top: 10px;
      }
      .open li {
        display: grid;
        grid-template-columns: auto minmax(150px, 0.5fr) minmax(0, 1.6fr) minmax(150px, 0.5fr);
        gap: 4px 14px;
        align-items: center;
        padding: 8px 0;
        border-top: 1px solid var(--hairline);
      }
      .open .icon {
        color: var(--gold-ink);
      }
      .open .not-ready .icon {
        color: var(--danger);
      }
      .who {
        display: inline-flex;
        gap: 6px;
        align-items: center;
        font-weight: 700;
      }
      .who .icon {
        color: var(--text-quiet);
      }
      .well {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        padding-top: 12px;
      }
      .open + .well {
        border-top: 1px solid var(--hairline);
      }
      .well li {
        display: inline-flex;
        gap: 6px;
        align-items: center;
        padding: 2px 11px 2px 8px;
        border-radius: 999px;
        background: var(--success-soft);
        color: #1c5526;
        font-size: 15px;
        font-weight: 700;
      }
    `,
  ];

  override render() {
    const say = todayTexts[this.language].ready;
    const state = readiness(this.checks);
    const open = this.checks.filter((each) => each.state !== "ready");
    const well = this.checks.filter((each) => each.state === "ready");
    return html`
      <section class="card ${state}" aria-labelledby="ready">
        <div class="head"><h2 id="ready">${say.heading[state]}</h2><p class="when">${this.#when()}</p></div>
        ${open.length === 0 ? nothing : html`<ul class="open">${open.map((each) => this.#row(each))}</ul>`}
        ${well.length === 0 ? nothing : html`<ul class="well">${well.map((each) => html`<li>${icon("check")}${this.#name(each)}<span class="unseen"> ${say.fine}</span></li>`)}</ul>`}
      </section>
    `;
  }

  #when(): string {
    const say = todayTexts[this.language].ready;
    const { proposal, language } = this;
    if (proposal?.kind === "get-ready") return say.opens(timeOfDay(proposal.opens, language), proposal.inMinutes);
    return proposal?.kind === "open-doors" && proposal.sinceMinutes > 0 ? say.past(timeOfDay(proposal.opens, language)) : "";
  }

  #row(check: ReadyCheck) {
    const say = todayTexts[this.language].ready;
    const told = check.fault && faultText(fault(check.fault), this.language);
    const words = told ? told.what : check.what === "queue" ? say.missing.queue : say.missing.counters;
    return html`
      <li class=${check.state}>
        ${icon("warning")}<strong>${this.#name(check)}</strong>
        <span>${words} ${told ? html`<span class="advice">${told.advice}</span>` : nothing}</span>
        ${check.who === null ? nothing : html`<span class="who">${icon("person")}${say.who[check.who]}</span>`}
      </li>
    `;
  }

  #name({ what, about }: ReadyCheck): string {
    const say = todayTexts[this.language].ready.what[what];
    if (about === null) return say("");
    if (what === "queue") return say(this.office?.queues.find(({ id }) => id === about)?.name[this.language] ?? about);
    const role = this.office?.devices.find(({ id }) => id === about)?.role ?? (what === "board" || what === "voice" ? "board" : "kiosk");
    return say(deviceName({ id: about, role }, this.language));
  }
}
customElements.define("manager-ready", ManagerReady);
