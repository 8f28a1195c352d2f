/** What changes the office's day or time, by somebody with a name: a button and a small dialog. Sends `day` with who does it. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { staffStyles } from "../base/staff-styles.ts";
import type { DayAsked, DayMove } from "./day-asked.ts";
import { managerTexts } from "./texts.ts";

export class ManagerDay extends LitElement {
  static override properties = {
    what: { attribute: false },
    about: {},
    office: { attribute: false },
    language: {},
    held: { attribute: false },
    looks: {},
    date: {},
    asking: { state: true },
    agent: { state: true },
    to: { state: true },
    why: { state: true },
    waiting: { attribute: false },
    carries: { attribute: false },
    carry: { state: true },
    closes: { attribute: false },
    closesAt: { state: true },
  };
  /** The move that is possible now. */
  declare what: DayMove;
  declare about: string;
  declare office: StaffOffice | null;
  declare language: Language;
  declare held: boolean;
  declare looks: "primary" | "plain" | "small";
  /** The open date, which `correct-day` gives another name. */
  declare date: string;
  declare asking: boolean;
  declare agent: number;
  declare to: string;
  declare why: DayAsked["why"];
  /** How many still wait, and whether the office's rule keeps their places over a night. */
  declare waiting: number;
  declare carries: boolean;
  declare carry: boolean;
  /** When today closes now, which `set-closing` changes, in minutes since midnight; undefined when no hours say. */
  declare closes: number | undefined;
  declare closesAt: string;

  constructor() {
    super();
    this.what = "open-doors";
    this.about = "";
    this.office = null;
    this.language = "en";
    this.held = false;
    this.looks = "plain";
    this.date = "";
    this.asking = false;
    this.agent = 0;
    this.to = "";
    this.why = "wrong-clock";
    this.waiting = 0;
    this.carries = false;
    this.carry = false;
    this.closes = undefined;
    this.closesAt = "";
  }

  static override styles = [
    staffStyles,
    css`
      dialog {
        width: min(520px, calc(100vw - 32px));
        padding: 26px 28px;
        border: 0;
        border-radius: var(--radius-3);
        box-shadow: var(--shadow-3);
        color: inherit;
      }
      dialog::backdrop {
        background: rgb(0 35 74 / 55%);
      }
      form {
        display: grid;
        gap: 16px;
      }
      h2 {
        font-size: 24px;
      }
      label {
        display: grid;
        gap: 4px;
        font-weight: 700;
      }
      select,
      input[type="date"],
      input[type="time"] {
        min-height: 48px;
        padding: 6px 12px;
        border: 2px solid var(--edge);
        border-radius: 10px;
        background: var(--surface);
        font-weight: 400;
      }
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 4px;
        font-weight: 700;
      }
      label.choice {
        display: flex;
        gap: 10px;
        align-items: center;
        min-height: 40px;
        font-weight: 400;
      }
      input[type="radio"] {
        width: 20px;
        height: 20px;
        accent-color: var(--blue);
      }
      .moves {
        display: flex;
        gap: 10px;
      }
      .moves .button {
        flex: 1;
      }
    `,
  ];

  override updated() {
    const dialog = this.renderRoot.querySelector("dialog");
    if (this.asking && !dialog?.open) dialog?.showModal();
    if (!this.asking && dialog?.open) dialog.close();
  }

  override render() {
    const say = managerTexts[this.language];
    const words = say.dayMoves[this.what];
    const agents = this.office?.agents ?? [];
    return html`
      <button type="button" class="button ${this.looks}" aria-disabled=${this.held} @click=${() => this.#show(!this.held)}>${words}</button>
      <dialog aria-labelledby="heading" @close=${() => this.#show(false)}>
        ${
          this.asking
            ? html`
              <form @submit=${this.#submit}>
                <h2 id="heading">${words}</h2>
                <p>${this.about}</p>
                ${this.what === "correct-day" ? this.#correction() : nothing}
                ${this.what === "set-closing" ? this.#closing() : nothing}
                ${this.what === "close-day" && this.waiting > 0 ? this.#carrying() : nothing}
                ${
                  this.office?.you
                    ? nothing
                    : html`<label>${say.who}
                  <select @change=${this.#chosen}>
                    <option value="0">${say.chooseWho}</option>
                    ${agents.map((each) => html`<option value=${each.number} ?selected=${each.number === this.agent}>${each.displayName}</option>`)}
                  </select>
                </label>`
                }
                <div class="moves">
                  <button type="button" class="button" @click=${() => this.#show(false)}>${say.cancel}</button>
                  <button type="submit" class="button primary" aria-disabled=${!this.#ready}>${words}</button>
                </div>
              </form>`
            : nothing
        }
      </dialog>
    `;
  }

  #correction() {
    const say = managerTexts[this.language];
    const typed = (event: Event & { target: HTMLInputElement }) => {
      this.to = event.target.value;
    };
    const choice = (why: DayAsked["why"]) => {
      const chosen = () => {
        this.why = why;
      };
      return html`<label class="choice"><input type="radio" name="why" .checked=${this.why === why} @change=${chosen} />${say.correctWhy[why]}</label>`;
    };
    return html`
      <label>${say.correctTo}<input type="date" .value=${this.to} @input=${typed} /></label>
      <fieldset><legend>${say.correctWhyHeading}</legend>${choice("wrong-clock")}${choice("mistake")}</fieldset>
    `;
  }

  #closing() {
    const typed = (event: Event & { target: HTMLInputElement }) => {
      this.closesAt = event.target.value;
    };
    return html`<label>${managerTexts[this.language].closesAt}<input type="time" .value=${this.closesAt} @input=${typed} /></label>`;
  }

  #carrying() {
    const say = managerTexts[this.language];
    const choice = (carry: boolean, words: string) => {
      const chosen = () => {
        this.carry = carry;
      };
      return html`<label class="choice"><input type="radio" name="carry" .checked=${this.carry === carry} @change=${chosen} />${words}</label>`;
    };
    return html`<fieldset><legend>${say.carryHeading}</legend>${choice(true, say.carry.over)}${choice(false, say.carry.end)}</fieldset>`;
  }

  get #ready(): boolean {
    const corrects = this.what !== "correct-day" || (/^\d{4}-\d{2}-\d{2}$/.test(this.to) && this.to !== this.date);
    const closes = this.what !== "set-closing" || (/^\d{2}:\d{2}$/.test(this.closesAt) && minutesOf(this.closesAt) !== this.closes);
    return this.agent !== 0 && corrects && closes;
  }

  #show(asking: boolean) {
    this.asking = asking;
    this.agent = this.office?.you?.agent ?? this.agent;
    if (!asking) return;
    this.to = this.date;
    this.carry = this.carries;
    this.closesAt = this.closes === undefined ? "" : clockOf(this.closes);
  }

  #chosen(event: Event & { target: HTMLSelectElement }) {
    this.agent = Number(event.target.value);
  }

  #submit(event: SubmitEvent) {
    event.preventDefault();
    if (!this.#ready) return;
    this.asking = false;
    const { what, agent, to, why, carry } = this;
    const detail = { what, agent, to, why, carry, closesAt: minutesOf(this.closesAt) };
    this.dispatchEvent(new CustomEvent<DayAsked>("day", { detail }));
  }
}
customElements.define("manager-day", ManagerDay);

/** What a field of type `time` holds, `16:30`, as minutes since midnight. */
function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

function clockOf(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((each) => String(each).padStart(2, "0")).join(":");
}
