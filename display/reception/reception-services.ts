/** The services to choose from: the most frequent as tiles, the others by everyday words. Sends `choose`, and `scan` of a ticket. */
import { css, html, LitElement, nothing } from "lit";
import { prepareSearch, type SearchIndex, searchPrepared } from "#shared/office/search.ts";
import type { Language } from "#shared/texts/language.ts";
import { ticketTextMax } from "#shared/ticket/bounds.ts";
import { readTicketCode } from "#shared/ticket/code.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { icon } from "../base/staff-icons.ts";
import { receptionTexts } from "./texts.ts";
import { touchStyles } from "./touch.styles.ts";

type Service = StaffOffice["services"][number];

/** Four rows of three: the whole of them in sight on a tablet. */
const tilesMax = 12;
const foundMax = 12;

export class ReceptionServices extends LitElement {
  static override properties = {
    services: { attribute: false },
    chosen: { attribute: false },
    stopped: { attribute: false },
    full: { attribute: false },
    language: {},
    query: { state: true },
    all: { state: true },
  };
  /** In the order of the tiles. */
  declare services: readonly Service[];
  /** By id, in the order in which they were chosen. */
  declare chosen: readonly string[];
  /** Those that are not offered now. */
  declare stopped: ReadonlySet<string>;
  /** No more can be chosen. */
  declare full: boolean;
  declare language: Language;
  declare query: string;
  declare all: boolean;
  #index: SearchIndex<Service> | null = null;

  constructor() {
    super();
    this.services = [];
    this.chosen = [];
    this.stopped = new Set();
    this.full = false;
    this.language = "en";
    this.query = "";
    this.all = false;
  }

  static override styles = [
    touchStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 12px;
        min-height: 0;
      }
      .search {
        position: relative;
        flex: none;
      }
      .search > .icon {
        position: absolute;
        top: 18px;
        left: 18px;
        width: 24px;
        height: 24px;
        color: var(--text-quiet);
        pointer-events: none;
      }
      .search .field {
        padding-left: 54px;
        padding-right: 76px;
      }
      .search .clear {
        position: absolute;
        top: 0;
        right: 0;
        min-width: 60px;
        padding: 0;
        border: 0;
        background: none;
      }
      .tiles {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(212px, 1fr));
        grid-auto-rows: minmax(76px, auto);
        gap: 10px;
      }
      @media (max-width: 1000px) {
        .often li:nth-child(n + 10) {
          display: none;
        }
      }
      .tile {
        display: flex;
        gap: 10px;
        align-items: center;
        width: 100%;
        height: 100%;
        min-height: 76px;
        padding: 10px 16px;
        border: 1.5px solid var(--blue-line);
        border-radius: 14px;
        background: var(--surface);
        box-shadow: var(--shadow-1);
        color: var(--blue);
        font-size: 17px;
        font-weight: 700;
        line-height: 1.25;
        text-align: left;
      }
      .tile:hover {
        background: var(--blue-soft);
      }
      .tile:active {
        background: var(--blue-line);
      }
      .tile[aria-pressed="true"] {
        border-color: var(--blue);
        background: var(--blue);
        color: #fff;
      }
      .place {
        display: grid;
        flex: none;
        place-items: center;
        width: 30px;
        height: 30px;
        margin-left: auto;
        border-radius: 50%;
        background: var(--gold);
        color: var(--text);
        font-size: 16px;
      }
      .words {
        min-width: 0;
        overflow-wrap: anywhere;
        hyphens: auto;
      }
      .stopped {
        display: block;
        color: #8a2a26;
        font-size: 14px;
        font-weight: 400;
      }
      [aria-pressed="true"] .stopped {
        color: #fff;
      }
      .tile[aria-disabled="true"] {
        border-style: dashed;
        background: #edf0f5;
        box-shadow: none;
        color: #5a667c;
        cursor: not-allowed;
      }
      .nothing {
        padding: 20px 4px;
        color: var(--text-quiet);
        font-size: 17px;
      }
      .more {
        width: 100%;
        border-color: transparent;
        background: none;
        color: var(--link);
      }
    `,
  ];

  /** The next person's words are others. */
  clear() {
    this.query = "";
  }

  /** Not the field: that would bring up the tablet's keyboard. */
  focusFirst() {
    this.renderRoot.querySelector<HTMLElement>(".tile")?.focus({ preventScroll: true });
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has("services")) this.#index = prepareSearch(this.services);
  }

  override render() {
    const say = receptionTexts[this.language];
    const asked = this.query.trim().length >= 2 && this.#index !== null;
    const found = asked && this.#index ? searchPrepared(this.#index, this.language, this.query, foundMax) : this.services;
    const shown = asked || this.all ? found : found.slice(0, tilesMax);
    return html`
      <div class="search">
        ${icon("search")}
        <input class="field" type="text" role="searchbox" aria-label=${say.search} placeholder=${say.searchHint} maxlength=${ticketTextMax} autocomplete="off" spellcheck="false" .value=${this.query} @input=${this.#typed} @keydown=${this.#keyed} />
        ${this.query === "" ? nothing : html`<button type="button" class="button clear" aria-label=${say.clear} @click=${this.#cleared}>${icon("close")}</button>`}
      </div>
      <p class="unseen" role="status">${asked ? (found.length === 0 ? say.nothing(this.query) : say.servicesFound(found.length)) : ""}</p>
      <ul class="tiles ${asked || this.all ? "" : "often"}" aria-label=${say.services}>${shown.map((each) => this.#tile(each))}</ul>
      ${asked && found.length === 0 ? html`<p class="nothing">${say.nothing(this.query)}</p>` : nothing}
      ${
        asked || this.services.length <= tilesMax
          ? nothing
          : html`<button type="button" class="button more" aria-expanded=${this.all} @click=${this.#toggleAll}>${this.all ? say.fewer : say.all(this.services.length)}</button>`
      }
    `;
  }

  #tile({ id, name }: Service) {
    const say = receptionTexts[this.language];
    const place = this.chosen.indexOf(id);
    const held = this.full && place < 0;
    return html`
      <li>
        <button type="button" class="tile" data-service=${id} aria-pressed=${place >= 0} aria-disabled=${held} @click=${() => held || this.#choose(id)}>
          <span class="words">${name[this.language]}${this.stopped.has(id) ? html` <span class="stopped">${say.stopped}</span>` : nothing}</span>
          ${place < 0 ? nothing : html`<span class="place" aria-hidden="true">${this.chosen.length > 1 ? place + 1 : icon("check")}</span>`}
        </button>
      </li>
    `;
  }

  #choose(id: string) {
    this.dispatchEvent(new CustomEvent<string>("choose", { detail: id }));
  }

  #typed(event: Event & { target: HTMLInputElement }) {
    this.query = event.target.value;
  }

  #keyed(event: KeyboardEvent) {
    if (event.key === "Escape") this.query = "";
    // Enter takes the first one found.
    if (event.key !== "Enter" || this.query.trim().length < 2) return;
    event.preventDefault();
    // A scanner types where the focus is.
    if (readTicketCode(this.query)) {
      this.dispatchEvent(new CustomEvent<string>("scan", { detail: this.query }));
      this.query = "";
      return;
    }
    this.renderRoot.querySelector<HTMLButtonElement>(".tile")?.click();
  }

  #cleared() {
    this.query = "";
    this.renderRoot.querySelector<HTMLElement>("input")?.focus();
  }

  #toggleAll() {
    this.all = !this.all;
  }
}
customElements.define("reception-services", ReceptionServices);
