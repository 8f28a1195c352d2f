/** The form of one item, or of one heading of the office's rules. Sends `edit` with the place inside it and its new value. */
import { html, LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { valueAt } from "#shared/office/difference.ts";
import type { Problem } from "#shared/office/problem.ts";
import { defaultRules } from "#shared/office/rules.ts";
import type { Language } from "#shared/texts/language.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { formStyles } from "./admin-styles.ts";
import { fieldTexts } from "./field-texts.ts";
import { type Field, optionsOf, usualAppointments } from "./fields.ts";
import { fieldView } from "./form-fields.ts";
import { withoutOwner } from "./problems-said.ts";
import { adminTexts } from "./texts.ts";
import { placeOf } from "./words.ts";

export interface Edited {
  readonly at: string;
  readonly value: unknown;
}

export class AdminForm extends LitElement {
  static override properties = {
    office: { attribute: false },
    fields: { attribute: false },
    path: {},
    list: {},
    language: {},
    problems: { attribute: false },
  };
  declare office: OfficeConfiguration | null;
  declare fields: readonly Field[];
  /** Where the item stands, such as `counters[counter-1]`; empty for the office itself. */
  declare path: string;
  /** The list it is of; empty for the office itself. */
  declare list: string;
  declare language: Language;
  declare problems: readonly Problem[];

  constructor() {
    super();
    this.office = null;
    this.fields = [];
    this.path = "";
    this.list = "";
    this.language = "en";
    this.problems = [];
  }

  static override styles = [staffStyles, formStyles];

  override render() {
    const { office } = this;
    if (!office) return nothing;
    const role = valueAt(office, `${this.path}.role`);
    const mine = this.fields.filter((field) => this.#isShown(field, role));
    const [often, rarely] = [mine.filter((each) => !each.rarely), mine.filter((each) => each.rarely)];
    const isWrong = rarely.some((field) => this.#problemsOf(field, office).size > 0);
    return keyed(
      this.path,
      html`
        <div class="fields">
          ${often.map((field) => this.#field(field, office))}
          ${
            rarely.length === 0
              ? nothing
              : html`
                <details ?open=${isWrong}>
                  <summary>${adminTexts[this.language].rarely}</summary>
                  <div class="fields">${rarely.map((field) => this.#field(field, office))}</div>
                </details>`
          }
        </div>
      `,
    );
  }

  /** What belongs to appointments is asked only of an office that has some. */
  #isShown({ role, at }: Field, own: unknown): boolean {
    if (role !== undefined && role !== own) return false;
    return !at.startsWith("appointments.") || this.office?.appointments !== undefined;
  }

  #field(field: Field, office: OfficeConfiguration) {
    const value = valueAt(office, this.path === "" ? field.at : `${this.path}.${field.at}`);
    const usual = field.optional ? valueAt({ rules: defaultRules }, field.at) : undefined;
    return fieldView({
      field,
      key: this.list === "" ? field.at : `${this.list}.${field.at}`,
      value,
      language: this.language,
      texts: fieldTexts[this.language],
      say: adminTexts[this.language],
      options: optionsOf(field.from, office),
      problems: this.#problemsOf(field, office),
      usual: typeof usual === "string" ? fieldTexts[this.language].choices[usual] : typeof usual === "number" ? usual : undefined,
      set: (next) => this.#edited(field, next),
    });
  }

  #edited(field: Field, value: unknown) {
    const given = field.kind === "part" ? (value ? usualAppointments : undefined) : value;
    this.dispatchEvent(new CustomEvent<Edited>("edit", { detail: { at: field.at, value: given }, bubbles: true, composed: true }));
  }

  /** By the language where one is meant; anything deeper inside counts for the whole field. */
  #problemsOf(field: Field, office: OfficeConfiguration): ReadonlyMap<string, string> {
    const place = this.path === "" ? field.at : `${this.path}.${field.at}`;
    const found = new Map<string, string>();
    for (const { path, what, advice } of this.problems) {
      const at = placeOf(path, office);
      if (at !== place && !at.startsWith(`${place}.`) && !at.startsWith(`${place}[`)) continue;
      const language = /\.(en|fr)(?:\b|\[)/.exec(at.slice(place.length))?.[1] ?? "";
      const part = field.kind.startsWith("both") || field.kind === "long" ? language : "";
      if (!found.has(part)) found.set(part, `${withoutOwner(what)}. ${advice}`);
    }
    return found;
  }
}
customElements.define("admin-form", AdminForm);
