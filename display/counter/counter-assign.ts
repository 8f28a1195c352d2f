/** Finds a service by the person's own words: of a ticket that does not say, one more, another, or of a visit without a ticket. Sends `assign`. */
import { css, html, LitElement, nothing } from "lit";
import { searchServices } from "#shared/office/search.ts";
import type { Channel } from "#shared/queue/schemas/words.ts";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { dialogStyles } from "./dialog.styles.ts";
import { moveTexts } from "./move-texts.ts";
import { staffChannels } from "./side-moves.ts";
import { counterTexts } from "./texts.ts";

const foundMax = 7;

/** What the service is for. */
export interface Search {
  readonly heading: string;
  readonly lead: string;
  /** A visit begun here: how it reached the office, and whether it can be served at once. */
  readonly begins: { readonly canServe: boolean } | null;
}

export interface Assigned {
  readonly service: string;
  readonly serve: boolean;
  readonly channel: Channel;
}

export class CounterAssign extends LitElement {
  static override properties = {
    search: { attribute: false },
    office: { attribute: false },
    language: {},
    query: { state: true },
    serve: { state: true },
    channel: { state: true },
  };
  /** Null: closed. */
  declare search: Search | null;
  declare office: StaffOffice | null;
  declare language: Language;
  declare query: string;
  declare serve: boolean;
  declare channel: Channel;

  constructor() {
    super();
    this.search = null;
    this.office = null;
    this.language = "en";
    this.query = "";
    this.serve = false;
    this.channel = "in-person";
  }

  static override styles = [
    staffStyles,
    dialogStyles,
    css`
      .field {
        position: relative;
        padding: 16px 24px 12px;
      }
      label {
        display: block;
        margin-bottom: 4px;
        font-weight: 700;
      }
      input {
        width: 100%;
        min-height: 52px;
        padding: 8px 14px;
        border: 2px solid var(--edge);
        border-radius: 10px;
        font-size: 19px;
      }
      .begins {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 8px 24px;
        align-items: end;
        padding: 14px 24px 0;
      }
      .begins fieldset {
        display: flex;
        gap: 8px;
        padding: 0;
        border: 0;
      }
      .pick {
        display: inline-flex;
        align-items: center;
        min-height: 46px;
        margin: 0;
        padding: 4px 16px;
        border: 1.5px solid var(--edge);
        border-radius: 10px;
        cursor: pointer;
      }
      .pick:has(:checked) {
        border-color: var(--blue);
        background: var(--blue);
        color: #fff;
      }
      .pick:has(:focus-visible) {
        outline: 3px solid var(--blue-bright);
        outline-offset: 2px;
      }
      .pick:has(:disabled) {
        border-style: dashed;
        color: var(--text-quiet);
        cursor: not-allowed;
      }
      .pick input {
        position: absolute;
        width: auto;
        min-height: 0;
        opacity: 0;
      }
      select {
        width: 100%;
        min-height: 46px;
        padding: 6px 10px;
        border: 2px solid var(--edge);
        border-radius: 10px;
        background: var(--surface);
      }
      ul {
        min-height: 300px;
        padding: 4px 24px 24px;
      }
      li button {
        display: block;
        width: 100%;
        padding: 8px 14px;
        border: 0;
        border-radius: 10px;
        background: none;
        text-align: left;
      }
      li button:hover,
      li button:focus-visible {
        background: var(--blue-soft);
      }
      .name {
        display: block;
        color: var(--blue);
        font-weight: 700;
      }
      .programme,
      .nothing {
        color: var(--text-quiet);
        font-size: 15px;
      }
    `,
  ];

  override updated(changed: Map<string, unknown>) {
    if (!changed.has("search")) return;
    const dialog = this.renderRoot.querySelector("dialog");
    if (this.search && !dialog?.open) {
      dialog?.showModal();
      this.renderRoot.querySelector<HTMLElement>("#query")?.focus();
    }
    if (!this.search && dialog?.open) dialog.close();
  }

  override willUpdate(changed: Map<string, unknown>) {
    // A page that is drawn again while this is open must not lose what was typed.
    if (!changed.has("search") || changed.get("search") !== null) return;
    this.query = "";
    this.channel = "in-person";
    this.serve = this.search?.begins?.canServe ?? false;
  }

  override render() {
    const say = counterTexts[this.language].assign;
    const services = this.office?.services ?? [];
    const asked = this.query.trim().length >= 2;
    const found = asked ? searchServices(services, this.language, this.query, foundMax) : services.slice(0, foundMax);
    const programme = (id: string) => this.office?.programmes.find((each) => each.id === id)?.name[this.language] ?? "";
    return html`
      <dialog aria-labelledby="heading" @close=${this.#closed}>
        <div class="top">
          <div>
            <h2 id="heading">${this.search?.heading ?? nothing}</h2>
            <p>${this.search?.lead ?? nothing}</p>
          </div>
          <button type="button" class="button small quiet" aria-label=${say.close} @click=${this.#close}>${icon("close")}</button>
        </div>
        ${this.search?.begins ? this.#begins(this.search.begins.canServe) : nothing}
        <div class="field">
          <label for="query">${say.field}</label>
          <input id="query" type="text" role="searchbox" autocomplete="off" placeholder=${say.hint} .value=${this.query} @input=${this.#typed} @keydown=${this.#entered} />
        </div>
        <p class="unseen" role="status">${asked ? (found.length === 0 ? say.nothing(this.query) : say.found(found.length)) : ""}</p>
        <ul aria-label=${say.often}>
          ${found.map(
            (service) => html`<li><button type="button" @click=${() => this.#assign(service.id)}>
              <span class="name">${service.name[this.language]}</span><span class="programme">${programme(service.programme)}</span>
            </button></li>`,
          )}
          ${found.length === 0 ? html`<li class="nothing">${say.nothing(this.query)}</li>` : nothing}
        </ul>
      </dialog>
    `;
  }

  #begins(canServe: boolean) {
    const say = moveTexts[this.language];
    const pick = (serve: boolean, words: string, disabled: boolean) =>
      html`<label class="pick"><input type="radio" name="serve" .checked=${this.serve === serve} ?disabled=${disabled} @change=${() => {
        this.serve = serve;
      }} />${words}</label>`;
    return html`
      <div class="begins">
        <fieldset>${pick(true, say.newVisit.serve, !canServe)}${pick(false, say.newVisit.line, false)}</fieldset>
        <div>
          <label for="channel">${say.newVisit.channel}</label>
          <select id="channel" @change=${this.#channelChosen}>
            ${staffChannels.map((each) => html`<option value=${each} ?selected=${each === this.channel}>${say.channels[each]}</option>`)}
          </select>
        </div>
      </div>
    `;
  }

  #channelChosen(event: Event & { target: HTMLSelectElement }) {
    this.channel = event.target.value as Channel;
  }

  #typed(event: Event & { target: HTMLInputElement }) {
    this.query = event.target.value;
  }

  /** Enter in the field takes the first one found. */
  #entered(event: KeyboardEvent) {
    if (event.key !== "Enter" || this.query.trim().length < 2) return;
    this.renderRoot.querySelector<HTMLButtonElement>("li button")?.click();
  }

  #assign(service: string) {
    if (!this.search) return;
    const detail: Assigned = { service, serve: this.serve, channel: this.channel };
    this.dispatchEvent(new CustomEvent<Assigned>("assign", { detail }));
  }

  #close() {
    this.renderRoot.querySelector("dialog")?.close();
  }

  #closed() {
    this.dispatchEvent(new CustomEvent("closed"));
  }
}
customElements.define("counter-assign", CounterAssign);
