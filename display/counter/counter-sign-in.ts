/** Choosing a counter and who is at it. Takes the office and the live counters, sends `sign-in`. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { CounterEntry, StaffOffice } from "#shared/wire/staff.ts";
import type { Session } from "../base/staff-session.ts";
import { staffStyles } from "../base/staff-styles.ts";
import type { CounterOffice } from "./scene.ts";
import { type CounterTexts, counterTexts } from "./texts.ts";

export class CounterSignIn extends LitElement {
  static override properties = {
    office: { attribute: false },
    counters: { attribute: false },
    language: {},
    held: { attribute: false },
    counter: { state: true },
    agent: { state: true },
  };
  declare office: StaffOffice | null;
  /** By counter: who is there. */
  declare counters: ReadonlyMap<string, CounterEntry>;
  declare language: Language;
  declare held: boolean;
  declare counter: string;
  declare agent: number;

  constructor() {
    super();
    this.office = null;
    this.counters = new Map();
    this.language = "en";
    this.held = false;
    this.counter = "";
    this.agent = 0;
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: grid;
        place-items: start center;
        padding: 32px 24px;
      }
      form {
        display: grid;
        gap: 22px;
        width: min(980px, 100%);
        padding: 30px 34px 34px;
      }
      h2 {
        font-size: 30px;
        line-height: 1.2;
      }
      .lead {
        color: var(--text-quiet);
      }
      fieldset {
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend,
      .label {
        margin-bottom: 8px;
        padding: 0;
        font-size: 18px;
        font-weight: 700;
      }
      .counters {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(200px, 1fr));
        gap: 12px;
      }
      .counter {
        position: relative;
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 2px 14px;
        align-items: center;
        min-height: 92px;
        padding: 12px 16px;
        border: 2px solid var(--hairline);
        border-radius: 12px;
        cursor: pointer;
      }
      .counter:hover {
        background: var(--blue-soft);
      }
      .counter input {
        position: absolute;
        opacity: 0;
      }
      .counter:has(input:checked) {
        border-color: var(--blue);
        background: var(--blue-soft);
        box-shadow: inset 0 0 0 1px var(--blue);
      }
      .counter:has(input:focus-visible) {
        outline: 3px solid var(--focus-outer);
        outline-offset: 2px;
      }
      .counter.taken .sign {
        background: var(--text-quiet);
      }
      .sign {
        display: grid;
        grid-row: span 2;
        place-items: center;
        min-width: 54px;
        height: 54px;
        padding: 0 6px;
        border-radius: 12px;
        background: var(--blue);
        color: #fff;
        font-size: 28px;
        font-weight: 700;
      }
      .name {
        align-self: end;
        font-weight: 700;
      }
      .who {
        align-self: start;
        color: var(--text-quiet);
        font-size: 15px;
      }
      .takes {
        min-height: 1.4em;
        margin-top: 8px;
        color: var(--text-quiet);
        font-size: 15px;
      }
      .last {
        display: flex;
        flex-wrap: wrap;
        gap: 16px;
        align-items: end;
      }
      .last > div {
        flex: 1 1 300px;
      }
      select {
        width: 100%;
        min-height: 52px;
        padding: 8px 12px;
        border: 2px solid var(--edge);
        border-radius: 10px;
        background: var(--surface);
        font-size: 18px;
      }
      .primary {
        flex: 1 1 260px;
        min-height: 52px;
        font-size: 19px;
      }
    `,
  ];

  /** What was used last is chosen already. */
  suggest(session: Session) {
    this.counter = session.counter;
    this.agent = session.agent;
  }

  override willUpdate() {
    this.agent = this.office?.you?.agent ?? this.agent;
  }

  override render() {
    const say = counterTexts[this.language].signIn;
    const { office } = this;
    if (!office) return nothing;
    const chosen = office.counters.find((each) => each.id === this.counter);
    const ready = chosen !== undefined && office.agents.some((each) => each.number === this.agent);
    return html`
      <form class="card" aria-labelledby="heading" @submit=${this.#submit}>
        <div>
          <h2 id="heading">${say.heading}</h2>
          <p class="lead">${say.lead}</p>
        </div>
        <fieldset>
          <legend>${say.counter}</legend>
          <div class="counters">${office.counters.map((each) => this.#counter(say, each))}</div>
          <p class="takes">${chosen ? this.#takes(say, chosen) : nothing}</p>
        </fieldset>
        <div class="last">
          ${
            office.you
              ? nothing
              : html`<div>
            <label class="label" for="agent">${say.agent}</label>
            <select id="agent" @change=${this.#agentChosen}>
              <option value="0" ?selected=${this.agent === 0}>${say.chooseAgent}</option>
              ${office.agents.map((each) => html`<option value=${each.number} ?selected=${each.number === this.agent}>${each.displayName}</option>`)}
            </select>
          </div>`
          }
          <button type="submit" class="button primary" aria-disabled=${this.held || !ready}>${say.go}</button>
        </div>
        <slot></slot>
      </form>
    `;
  }

  #counter(say: CounterTexts["signIn"], counter: CounterOffice) {
    const agent = this.counters.get(counter.id)?.agent ?? null;
    const taken = agent !== null && agent !== this.agent;
    const name = this.office?.agents.find((each) => each.number === agent)?.displayName ?? "";
    return html`
      <label class="counter ${taken ? "taken" : ""}">
        <input type="radio" name="counter" .checked=${counter.id === this.counter} @change=${() => this.#counterChosen(counter.id)} />
        <span class="sign" aria-hidden="true">${counter.label}</span>
        <span class="name">${counter.name[this.language]}</span>
        <span class="who">${agent === null ? say.free : say.takenBy(name)}</span>
      </label>
    `;
  }

  #takes(say: CounterTexts["signIn"], counter: CounterOffice): string {
    const queues = this.office?.queues ?? [];
    if (queues.every((queue) => counter.takes.includes(queue.id))) return `${say.takesAll}.`;
    const names = queues.filter((queue) => counter.takes.includes(queue.id)).map((queue) => queue.name[this.language]);
    return `${say.takes(new Intl.ListFormat(`${this.language}-CA`).format(names))}.`;
  }

  #counterChosen(id: string) {
    this.counter = id;
  }

  #agentChosen(event: Event & { target: HTMLSelectElement }) {
    this.agent = Number(event.target.value);
  }

  #submit(event: SubmitEvent) {
    event.preventDefault();
    if (this.held || this.counter === "" || this.agent === 0) return;
    this.dispatchEvent(new CustomEvent<Session>("sign-in", { detail: { counter: this.counter, agent: this.agent } }));
  }
}
customElements.define("counter-sign-in", CounterSignIn);
