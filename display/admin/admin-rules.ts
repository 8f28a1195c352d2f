/** The office itself and its rules, and the PIN of the kiosks' staff page. Sends `edit`, and `pin` with the new one. */
import { css, html, LitElement, nothing } from "lit";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { Problem } from "#shared/office/problem.ts";
import type { Language } from "#shared/texts/language.ts";
import { staffStyles } from "../base/staff-styles.ts";
import "./admin-form.ts";
import { formStyles } from "./admin-styles.ts";
import { fieldTexts } from "./field-texts.ts";
import { officeFields } from "./fields.ts";
import { adminTexts } from "./texts.ts";

export class AdminRules extends LitElement {
  static override properties = {
    office: { attribute: false },
    language: {},
    problems: { attribute: false },
    hasPin: { attribute: false },
    pin: { attribute: false },
  };
  declare office: OfficeConfiguration | null;
  declare language: Language;
  declare problems: readonly Problem[];
  declare hasPin: boolean;
  /** The one to be set, null to be taken away, undefined for as it is. */
  declare pin: string | null | undefined;

  constructor() {
    super();
    this.office = null;
    this.language = "en";
    this.problems = [];
    this.hasPin = false;
    this.pin = undefined;
  }

  static override styles = [
    staffStyles,
    formStyles,
    css`
      :host {
        display: grid;
        gap: 22px;
        max-width: 860px;
      }
      .card {
        padding: 16px 20px 20px;
      }
      h3 {
        padding-bottom: 12px;
        color: var(--blue);
        font-size: 19px;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: end;
      }
      input.pin {
        width: 180px;
      }
    `,
  ];

  override render() {
    const say = adminTexts[this.language];
    return html`
      ${officeFields.map(
        ({ heading, fields }) => html`
          <section class="card" aria-labelledby=${heading}>
            <h3 id=${heading}>${say.rulesHeadings[heading]}</h3>
            <admin-form .office=${this.office} .fields=${fields} language=${this.language} .problems=${this.problems}></admin-form>
          </section>
        `,
      )}
      ${this.#pin()}
    `;
  }

  #pin() {
    const say = adminTexts[this.language];
    const typed = (event: Event & { target: HTMLInputElement }) => this.#wish(event.target.value === "" ? undefined : event.target.value);
    const stands =
      this.pin === undefined ? (this.hasPin ? say.pinSet : say.pinNone) : this.pin === null ? say.pinWillGo : say.pinWillChange;
    return html`
      <section class="card" aria-labelledby="pin-heading">
        <h3 id="pin-heading">${fieldTexts[this.language].fields.staffPin?.label}</h3>
        <p>${stands}</p>
        <div class="row">
          <div class="field">
            <label for="pin">${say.pinNew}</label>
            <p class="hint" id="pin-hint">${say.pinHint}</p>
            <input id="pin" class="pin" type="text" inputmode="numeric" pattern="[0-9]{4,12}" maxlength="12" autocomplete="off" .value=${this.pin ?? ""} aria-describedby="pin-hint" @change=${typed} />
          </div>
          ${this.hasPin ? html`<button type="button" class="button" @click=${() => this.#wish(null)}>${say.pinRemove}</button>` : nothing}
        </div>
      </section>
    `;
  }

  #wish(pin: string | null | undefined) {
    this.dispatchEvent(new CustomEvent<string | null | undefined>("pin", { detail: pin }));
  }
}
customElements.define("admin-rules", AdminRules);
