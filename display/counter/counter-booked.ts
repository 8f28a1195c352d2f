/** Today's appointments: who is expected, who is here, with the move for each by a press or a key. Sends `booked-move`; names are fetched and kept here only. */
import { css, html, LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { isFault } from "#shared/faults/fault.ts";
import type { Language } from "#shared/texts/language.ts";
import type { Guest } from "#shared/wire/personal.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import type { OfficeFormat } from "../base/format.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import type { StaffView } from "../base/staff-view.ts";
import { type Booked, type BookedMove, bookedIn, bookedMoves, fits, isExpected, isHere } from "./booked.ts";
import { type BookedTexts, bookedTexts } from "./booked-texts.ts";
import { counterLineStyles } from "./counter-line.styles.ts";
import { guestsToday } from "./note.ts";
import { type KeyPress, shortcutMove } from "./shortcuts.ts";
import { counterTexts } from "./texts.ts";

export interface BookedAsked {
  readonly move: BookedMove;
  readonly booked: Booked;
}

export class CounterBooked extends LitElement {
  static override properties = {
    view: { attribute: false },
    office: { attribute: false },
    format: { attribute: false },
    now: { attribute: false },
    language: {},
    held: { attribute: false },
    shortcuts: { attribute: false },
    shown: { attribute: false },
    guests: { state: true },
    namesMissing: { state: true },
    asked: { state: true },
    row: { state: true },
  };
  declare view: StaffView | null;
  declare office: StaffOffice | null;
  declare format: OfficeFormat | null;
  declare now: number;
  declare language: Language;
  declare held: boolean;
  declare shortcuts: boolean;
  /** Its tab is the one chosen: names are fetched for nobody else. */
  declare shown: boolean;
  declare guests: ReadonlyMap<string, Guest>;
  declare namesMissing: boolean;
  declare asked: string;
  /** The row that the arrow keys are at. */
  declare row: string | null;
  /** The appointments that names were fetched for. */
  #namesOf = "";
  /** The row that was acted on: it may come to stand in another list. */
  #follow: string | null = null;

  constructor() {
    super();
    this.view = null;
    this.office = null;
    this.format = null;
    this.now = 0;
    this.language = "en";
    this.held = false;
    this.shortcuts = true;
    this.shown = false;
    this.guests = new Map();
    this.namesMissing = false;
    this.asked = "";
    this.row = null;
  }

  static override styles = [
    staffStyles,
    counterLineStyles,
    css`
      :host {
        height: auto;
      }
      .find {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 4px 12px;
        align-items: center;
        padding: 10px 20px;
        border-bottom: 1px solid var(--hairline);
      }
      label {
        font-size: 15px;
        font-weight: 700;
      }
      input {
        min-width: 0;
        min-height: 40px;
        padding: 4px 12px;
        border: 1.5px solid var(--edge);
        border-radius: 10px;
      }
      .hint,
      .missing {
        grid-column: 1 / -1;
        color: var(--text-quiet);
        font-size: 14px;
      }
      .missing {
        padding: 10px 20px 0;
        color: var(--gold-ink);
        font-weight: 700;
      }
      h3 {
        padding: 14px 20px 4px;
        color: var(--text-quiet);
        font-size: 15px;
      }
      .row {
        grid-template-columns: 92px minmax(0, 1fr) auto;
      }
      .row:focus-visible {
        outline-offset: -3px;
      }
      .row.at {
        background: var(--blue-soft);
      }
      .time {
        font-size: 18px;
        font-weight: 700;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .name.none {
        color: var(--text-quiet);
        font-weight: 400;
      }
      .name {
        font-weight: 700;
        overflow-wrap: anywhere;
      }
      .about {
        color: var(--text-quiet);
        font-size: 15px;
      }
      .chip.ticket {
        background: var(--blue);
        color: #fff;
      }
      .chip.late {
        background: #fbe3e3;
        color: #8f1d19;
      }
      kbd {
        min-width: 22px;
        padding: 0 6px;
        border: 1px solid currentcolor;
        border-radius: 6px;
        font: inherit;
        font-size: 13px;
        text-align: center;
      }
      .moves {
        flex-wrap: wrap;
        justify-content: flex-end;
      }
    `,
  ];

  /** Where the arrow keys begin: the first who is expected, or the first of all. */
  focusFirst(): void {
    const rows = this.#rows;
    this.row = (rows.find(isExpected) ?? rows[0])?.entry.id ?? null;
    this.#follow = this.row;
    this.requestUpdate();
  }

  /** What a key stands for while the hands are in this list; undefined: nothing of it. */
  meaning(press: KeyPress): (() => void) | undefined {
    const id = this.renderRoot instanceof ShadowRoot ? this.renderRoot.activeElement?.closest<HTMLElement>("li")?.dataset.id : undefined;
    const booked = id === undefined ? undefined : this.#all.find(({ entry }) => entry.id === id);
    const move = booked && shortcutMove(press, bookedTexts[this.language].keys, booked.moves);
    return move && booked && (() => this.#ask(move, booked));
  }

  override updated() {
    if (this.shown) void this.#fetchNames();
    const row = this.#follow === null ? null : this.renderRoot.querySelector<HTMLElement>(`li[data-id="${CSS.escape(this.#follow)}"]`);
    if (row && !row.contains(this.#active)) row.focus();
    if (!this.held) this.#follow = null;
  }

  override render() {
    const say = bookedTexts[this.language];
    const rows = this.#rows;
    if (this.#all.length === 0) return html`<p class="nobody">${say.nobody}</p>`;
    const over = (booked: Booked) => !isExpected(booked) && !isHere(booked);
    return html`
      <div class="find">
        <label for="find">${say.find}</label>
        <input id="find" type="text" role="searchbox" autocomplete="off" placeholder=${say.findHint} .value=${this.asked} @input=${this.#typed} />
        ${this.shortcuts ? html`<p class="hint">${say.keysHint(say.keys)}</p>` : nothing}
      </div>
      ${this.namesMissing ? html`<p class="missing" role="status">${say.noNames}</p>` : nothing}
      ${rows.length === 0 ? html`<p class="nobody" role="status">${say.nothing(this.asked)}</p>` : nothing}
      <div @keydown=${this.#arrows}>
        ${this.#list(say, say.expected, rows.filter(isExpected))}
        ${this.#list(say, say.here, rows.filter(isHere))}
        ${this.#list(say, say.over, rows.filter(over))}
      </div>
    `;
  }

  #list(say: BookedTexts, heading: string, rows: readonly Booked[]) {
    if (rows.length === 0) return nothing;
    return html`<h3>${heading} (${rows.length})</h3><ol>${rows.map((booked) => keyed(booked.entry.id, this.#row(say, booked)))}</ol>`;
  }

  #row(say: BookedTexts, booked: Booked) {
    const { entry, state, visit, alsoBy } = booked;
    const guest = this.guests.get(entry.id);
    const service = this.office?.services.find((each) => each.id === entry.service);
    const here = isHere(booked);
    const late = state === "late" || state === "expired" || state === "here-late";
    return html`
      <li class="row ${this.row === entry.id ? "at" : ""}" data-id=${entry.id} tabindex=${this.#isAt(entry.id) ? 0 : -1} @focus=${() => this.#stand(entry.id)}>
        <span class="time">${this.format?.time(entry.at)}</span>
        <div class="what">
          <span class="name ${guest?.name ? "" : "none"}">${guest?.name ?? (this.namesMissing ? "" : say.noName)}</span>
          <span class="about">${service?.name[this.language] ?? counterTexts[this.language].noService}${guest?.digits ? `, ${say.digits(guest.digits)}` : ""}</span>
          <ul class="chips">
            ${here && visit ? html`<li class="chip ticket">${icon("ticket")}${visit.number}</li>` : nothing}
            <li class="chip ${late ? "late" : here ? "" : "gap"}">${icon(here ? "check" : late ? "warning" : "clock")}${say.states[state]}</li>
            ${alsoBy ? html`<li class="chip need">${icon("info")}${say.alsoBy(alsoBy.number)}</li>` : nothing}
          </ul>
        </div>
        <span class="moves">${bookedMoves.filter((move) => booked.moves.includes(move)).map((move) => this.#button(say, move, booked, guest))}</span>
      </li>
    `;
  }

  #button(say: BookedTexts, move: BookedMove, booked: Booked, guest: Guest | undefined) {
    const of = `${guest?.name ?? ""} ${this.format?.time(booked.entry.at) ?? ""}`.trim();
    const shown = this.shortcuts && this.row === booked.entry.id;
    return html`
      <button type="button" class="button small ${move === "check-in" ? "" : "quiet"}" aria-disabled=${this.held}
        @click=${(event: MouseEvent) => event.detail < 2 && this.#ask(move, booked)}>
        <span>${say.moves[move]}<span class="unseen"> ${of}</span></span>${shown ? html`<kbd aria-hidden="true">${say.keys[move]}</kbd>` : nothing}
      </button>`;
  }

  get #all(): readonly Booked[] {
    return this.view && this.office ? bookedIn(this.view, this.office, this.now) : [];
  }

  get #rows(): readonly Booked[] {
    return this.#all.filter(({ entry, visit }) => {
      const guest = this.guests.get(entry.id);
      return fits(this.asked, guest?.name, guest?.digits, visit?.number);
    });
  }

  get #active(): Element | null {
    return this.renderRoot instanceof ShadowRoot ? this.renderRoot.activeElement : null;
  }

  /** The one row that Tab comes to. */
  #isAt(id: string): boolean {
    const rows = this.#rows;
    return (rows.some(({ entry }) => entry.id === this.row) ? this.row : rows[0]?.entry.id) === id;
  }

  #stand(id: string) {
    this.row = id;
  }

  #ask(move: BookedMove, booked: Booked) {
    if (this.held) return;
    this.row = booked.entry.id;
    this.#follow = this.row;
    this.dispatchEvent(new CustomEvent<BookedAsked>("booked-move", { detail: { move, booked } }));
  }

  #arrows(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>("li[data-id]")];
    const place = rows.findIndex((row) => row.contains(this.#active));
    const next = rows[Math.min(rows.length - 1, Math.max(0, place + step))];
    event.preventDefault();
    next?.focus();
  }

  #typed(event: Event & { target: HTMLInputElement }) {
    this.asked = event.target.value;
  }

  /** Again when the calendar named others. Only the hub's side table has names: none comes with the live view. */
  async #fetchNames() {
    const of = this.#all.map(({ entry }) => entry.id).join(" ");
    if (of === this.#namesOf || of === "") return;
    this.#namesOf = of;
    const answer = await guestsToday();
    this.namesMissing = isFault(answer);
    if (isFault(answer)) this.#namesOf = this.held ? "" : of;
    else this.guests = answer;
  }
}
customElements.define("counter-booked", CounterBooked);
