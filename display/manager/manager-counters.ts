/** The counters: who is there, with whom, and since when. */
import { css, html, LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { stopwatch } from "../base/format.ts";
import { staffStyles } from "../base/staff-styles.ts";
import type { CounterState } from "./figures.ts";
import { managerTexts } from "./texts.ts";

export class ManagerCounters extends LitElement {
  static override properties = {
    states: { attribute: false },
    office: { attribute: false },
    now: { attribute: false },
    language: {},
  };
  declare states: ReadonlyMap<string, CounterState>;
  declare office: StaffOffice | null;
  declare now: number;
  declare language: Language;

  constructor() {
    super();
    this.states = new Map();
    this.office = null;
    this.now = 0;
    this.language = "en";
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: block;
      }
      h2 {
        padding: 0 2px 10px;
        font-size: 20px;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(270px, 1fr));
        gap: 12px;
      }
      li.card {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: 2px 14px;
        align-items: center;
        min-height: 96px;
        padding: 12px 16px;
        border-left: 8px solid var(--hairline);
      }
      li.card.free {
        border-left-color: var(--blue-bright);
      }
      li.card.called {
        border-left-color: var(--gold);
      }
      li.card.serving {
        border-left-color: var(--success);
      }
      .sign {
        display: grid;
        grid-row: span 2;
        place-items: center;
        min-width: 52px;
        height: 52px;
        border-radius: 12px;
        background: var(--blue);
        color: #fff;
        font-size: 26px;
        font-weight: 700;
      }
      .closed .sign {
        background: var(--text-quiet);
      }
      .who {
        align-self: end;
        font-weight: 700;
      }
      .state {
        color: var(--text-quiet);
        font-size: 15px;
      }
      .number {
        color: var(--blue);
        font-size: 30px;
        font-weight: 700;
        line-height: 1;
        font-variant-numeric: tabular-nums;
        text-align: right;
      }
      .since {
        font-variant-numeric: tabular-nums;
        font-weight: 700;
        text-align: right;
      }
      .what {
        align-self: start;
        color: var(--text-quiet);
        font-size: 15px;
        line-height: 1.25;
      }
    `,
  ];

  override render() {
    const say = managerTexts[this.language];
    return html`
      <section aria-labelledby="counters">
        <h2 id="counters">${say.counters}</h2>
        <ul>${this.office?.counters.map((counter) => keyed(counter.id, this.#counter(counter.id, counter.label, counter.name[this.language])))}</ul>
      </section>
    `;
  }

  #counter(id: string, label: string, name: string) {
    const say = managerTexts[this.language];
    const state = this.states.get(id) ?? { kind: "closed" };
    const agent = state.kind === "closed" ? name : (this.office?.agents.find((each) => each.number === state.agent)?.displayName ?? name);
    const words = { closed: say.counterClosed, free: say.counterFree, called: say.called, serving: say.serving }[state.kind];
    const visit = state.kind === "called" || state.kind === "serving" ? state.visit : null;
    const service = this.office?.services.find((each) => each.id === visit?.service)?.name[this.language];
    return html`
      <li class="card ${state.kind}">
        <span class="sign">${label}</span>
        <span class="who">${agent}</span>
        <span class="number">${visit?.number}</span>
        <span class="what"><span class="state">${words}</span>${visit ? html`<br />${service ?? say.noService}` : nothing}</span>
        <span class="since">${"since" in state ? stopwatch(this.now - state.since) : nothing}</span>
      </li>
    `;
  }
}
customElements.define("manager-counters", ManagerCounters);
