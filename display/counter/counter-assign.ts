/** Finds the service of a "not sure" ticket by the person's own words. A dialog; sends `assign` with the service's id. */
import { css, html, LitElement, nothing } from "lit";
import { searchServices } from "#shared/office/search.ts";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { counterTexts } from "./texts.ts";

const foundMax = 7;

export interface Assigned {
  readonly visit: VisitEntry;
  readonly service: string;
}

export class CounterAssign extends LitElement {
  static override properties = { visit: { attribute: false }, office: { attribute: false }, language: {}, query: { state: true } };
  /** Null: closed. */
  declare visit: VisitEntry | null;
  declare office: StaffOffice | null;
  declare language: Language;
  declare query: string;

  constructor() {
    super();
    this.visit = null;
    this.office = null;
    this.language = "en";
    this.query = "";
  }

  static override styles = [
    staffStyles,
    css`
      dialog {
        width: min(680px, calc(100vw - 32px));
        max-height: calc(100vh - 48px);
        padding: 0;
        border: 0;
        border-radius: var(--radius-3);
        box-shadow: var(--shadow-3);
        color: inherit;
      }
      dialog::backdrop {
        background: rgb(0 35 74 / 55%);
      }
      .top {
        display: flex;
        align-items: start;
        gap: 12px;
        padding: 22px 24px 0;
      }
      .top div {
        flex: 1;
      }
      h2 {
        font-size: 24px;
      }
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
      ul {
        min-height: 380px;
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
    if (!changed.has("visit")) return;
    const dialog = this.renderRoot.querySelector("dialog");
    if (this.visit && !dialog?.open) {
      dialog?.showModal();
      this.renderRoot.querySelector<HTMLElement>("#query")?.focus();
    }
    if (!this.visit && dialog?.open) dialog.close();
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has("visit")) this.query = "";
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
            <h2 id="heading">${this.visit ? say.heading(this.visit.number) : nothing}</h2>
            <p>${say.lead}</p>
          </div>
          <button type="button" class="button small quiet" aria-label=${say.close} @click=${this.#close}>${icon("close")}</button>
        </div>
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

  #typed(event: Event & { target: HTMLInputElement }) {
    this.query = event.target.value;
  }

  /** Enter in the field takes the first one found. */
  #entered(event: KeyboardEvent) {
    if (event.key !== "Enter" || this.query.trim().length < 2) return;
    this.renderRoot.querySelector<HTMLButtonElement>("li button")?.click();
  }

  #assign(service: string) {
    if (!this.visit) return;
    const detail: Assigned = { visit: this.visit, service };
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
