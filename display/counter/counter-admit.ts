/** Paper that the hub does not know: its number typed or its code scanned, and what it is about. Sends `admit`. */
import { css, html, LitElement, nothing } from "lit";
import type { Fault } from "#shared/faults/fault.ts";
import type { Language } from "#shared/texts/language.ts";
import { ticketTextMax } from "#shared/ticket/bounds.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import "../base/fault-note.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { gapTexts } from "./gap-texts.ts";

export interface Admitted {
  readonly number: string;
  readonly service: string | null;
}

export class CounterAdmit extends LitElement {
  static override properties = {
    office: { attribute: false },
    language: {},
    held: { attribute: false },
    fault: { attribute: false },
    open: { state: true },
    number: { state: true },
    service: { state: true },
  };
  declare office: StaffOffice | null;
  declare language: Language;
  declare held: boolean;
  /** Why the last number was not taken. */
  declare fault: Fault | null;
  declare open: boolean;
  declare number: string;
  declare service: string;

  constructor() {
    super();
    this.office = null;
    this.language = "en";
    this.held = false;
    this.fault = null;
    this.open = false;
    this.number = "";
    this.service = "";
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: block;
        border-top: 1px solid var(--hairline);
        background: var(--surface);
      }
      .open {
        width: 100%;
        justify-content: flex-start;
        min-height: 52px;
        padding: 6px 20px;
        border: 0;
        border-radius: 0;
        color: var(--link);
        background: transparent;
      }
      .open:focus-visible {
        outline-offset: -5px;
      }
      form {
        display: grid;
        grid-template-columns: minmax(130px, 0.9fr) minmax(0, 1.3fr) auto;
        gap: 8px 12px;
        align-items: end;
        padding: 10px 14px 14px 20px;
      }
      .head {
        display: flex;
        grid-column: 1 / -1;
        align-items: center;
        justify-content: space-between;
      }
      h3 {
        font-size: 17px;
      }
      .head .button {
        padding: 4px 8px;
      }
      .field {
        display: grid;
        gap: 2px;
        min-width: 0;
      }
      label {
        font-size: 15px;
        font-weight: 700;
      }
      input,
      select {
        width: 100%;
        min-height: 46px;
        padding: 6px 10px;
        border: 2px solid var(--edge);
        border-radius: 10px;
        background: var(--surface);
        font-weight: 400;
      }
      input {
        font-size: 18px;
        font-weight: 700;
      }
      input::placeholder {
        color: #5d6675;
        font-size: 15px;
        font-weight: 400;
      }
      .primary {
        min-height: 46px;
      }
      fault-note {
        grid-column: 1 / -1;
      }
    `,
  ];

  /** The number was taken. */
  finish() {
    this.open = false;
    this.#clear();
  }

  /** A scanner read a code while the focus was elsewhere: the same as typing it here. */
  scanned(text: string) {
    this.#show(true);
    this.number = text;
    this.#ask();
  }

  override render() {
    const say = gapTexts[this.language].admit;
    if (!this.open)
      return html`<button type="button" class="button open" @click=${() => this.#show(true)}>${icon("ticket")}${say.open}</button>`;
    return html`
      <form aria-labelledby="heading" @submit=${this.#submit} @keydown=${(event: KeyboardEvent) => event.key === "Escape" && this.#show(false)}>
        <div class="head">
          <h3 id="heading">${say.heading}</h3>
          <button type="button" class="button small quiet" aria-label=${say.close} @click=${() => this.#show(false)}>${icon("close")}</button>
        </div>
        ${this.fault ? html`<fault-note .fault=${this.fault} .language=${this.language} role="alert"></fault-note>` : nothing}
        <div class="field">
          <label for="number">${say.number}</label>
          <input id="number" type="text" maxlength=${ticketTextMax} autocomplete="off" autocapitalize="characters" spellcheck="false" placeholder=${say.hint} .value=${this.number} @input=${this.#typed} />
        </div>
        <div class="field">
          <label for="service">${say.service}</label>
          <select id="service" @change=${this.#chosen}>
            <option value="" ?selected=${this.service === ""}>${say.notSure}</option>
            ${this.office?.services.map((each) => html`<option value=${each.id} ?selected=${each.id === this.service}>${each.name[this.language]}</option>`)}
          </select>
        </div>
        <button type="submit" class="button primary" aria-disabled=${this.held || this.number.trim().length < 2}>${say.go}</button>
      </form>
    `;
  }

  #show(open: boolean) {
    this.open = open;
    this.#clear();
    this.dispatchEvent(new CustomEvent("dismiss"));
    const place = open ? "#number" : ".open";
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(place)?.focus());
  }

  #clear() {
    this.number = "";
    this.service = "";
  }

  #typed(event: Event & { target: HTMLInputElement }) {
    this.number = event.target.value;
  }

  #chosen(event: Event & { target: HTMLSelectElement }) {
    this.service = event.target.value;
  }

  #submit(event: SubmitEvent) {
    event.preventDefault();
    this.#ask();
  }

  #ask() {
    const number = this.number.trim();
    if (this.held || number.length < 2) return;
    const detail: Admitted = { number, service: this.service === "" ? null : this.service };
    this.dispatchEvent(new CustomEvent<Admitted>("admit", { detail }));
  }
}
customElements.define("counter-admit", CounterAdmit);
