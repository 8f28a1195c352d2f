/** Which rule says who is next: the presets a manager can explain. Classes for experts are written in a file, and shown here as they are. */
import { css, html, LitElement, nothing } from "lit";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { Problem } from "#shared/office/problem.ts";
import type { Routing } from "#shared/routing/schema.ts";
import type { Language } from "#shared/texts/language.ts";
import { staffStyles } from "../base/staff-styles.ts";
import type { Edited } from "./admin-form.ts";
import { formStyles } from "./admin-styles.ts";
import { fieldTexts } from "./field-texts.ts";
import { linesEntered } from "./form-fields.ts";
import { adminTexts } from "./texts.ts";

type Entered = Event & { readonly target: HTMLInputElement & HTMLTextAreaElement };
const presets = ["plain-order", "appointments-first", "quick-counters"] as const;

export class AdminRouting extends LitElement {
  static override properties = { office: { attribute: false }, language: {}, problems: { attribute: false } };
  declare office: OfficeConfiguration | null;
  declare language: Language;
  declare problems: readonly Problem[];

  constructor() {
    super();
    this.office = null;
    this.language = "en";
    this.problems = [];
  }

  static override styles = [
    staffStyles,
    formStyles,
    css`
      :host {
        display: grid;
        gap: 18px;
        max-width: 760px;
      }
      .preset {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 2px 12px;
        padding: 14px 16px;
        border: 1.5px solid var(--hairline);
        border-radius: 10px;
        background: var(--surface);
        cursor: pointer;
      }
      .preset.on {
        border-color: var(--blue);
        background: var(--blue-soft);
      }
      .preset strong {
        font-size: 17px;
      }
      .preset span {
        grid-column: 2;
        color: var(--text-quiet);
      }
      .presets {
        display: grid;
        gap: 10px;
      }
    `,
  ];

  override render() {
    const { office, language } = this;
    if (!office) return nothing;
    const say = adminTexts[language];
    const routing: Routing = office.routing ?? { preset: "plain-order" };
    const offered = routing.preset === "expert" ? ([...presets, "expert"] as const) : presets;
    return html`
      <p>${say.routingIntro}</p>
      <fieldset class="field">
        <legend class="unseen">${fieldTexts[language].fields["routing.preset"]?.label}</legend>
        <div class="presets">${offered.map((preset) => this.#preset(preset, routing, office))}</div>
      </fieldset>
      ${this.#details(routing)}
      ${this.problems.filter(({ path }) => path.startsWith("routing")).map(({ what, advice }) => html`<p class="problem">${what}. ${advice}</p>`)}
    `;
  }

  #preset(preset: Routing["preset"], routing: Routing, office: OfficeConfiguration) {
    const { language } = this;
    const isOn = routing.preset === preset;
    const chosen = () => this.#set(startOf(preset, office));
    return html`
      <label class="preset ${isOn ? "on" : ""}">
        <input type="radio" name="preset" .checked=${isOn} @change=${chosen} />
        <strong>${fieldTexts[language].choices[preset]}</strong>
        <span>${adminTexts[language].presetAbout[preset]}</span>
      </label>
    `;
  }

  #details(routing: Routing) {
    const say = adminTexts[this.language];
    switch (routing.preset) {
      case "plain-order":
        return nothing;
      case "expert":
        return html`<p>${say.expertOnly}</p>`;
      case "appointments-first":
        return this.#ratio(routing);
      case "quick-counters": {
        const label = fieldTexts[this.language].fields["routing.types"]?.label;
        const typed = ({ target }: Entered) =>
          this.#set({
            ...routing,
            types: linesEntered({ field: { at: "types", kind: "words" }, value: [] }, null, target.value) as string[],
          });
        return html`
          <div class="field">
            <label for="types">${label}</label>
            <textarea id="types" rows="3" spellcheck="false" .value=${routing.types.join("\n")} @change=${typed}></textarea>
          </div>
          ${this.#ratio(routing)}
        `;
      }
    }
  }

  #ratio(routing: Extract<Routing, { ratio?: number | undefined }>) {
    const label = fieldTexts[this.language].fields["routing.ratio"]?.label;
    const typed = ({ target }: Entered) => this.#set({ ...routing, ratio: Number(target.value) });
    return html`
      <div class="field">
        <label for="ratio">${label}</label>
        <input id="ratio" type="number" class="number" min="1" max="5" .value=${String(routing.ratio ?? "")} @change=${typed} />
      </div>
    `;
  }

  /** The plain order is what holds where nothing is written. */
  #set(routing: Routing) {
    const value = routing.preset === "plain-order" && Object.keys(routing).length === 1 ? undefined : routing;
    this.dispatchEvent(new CustomEvent<Edited>("edit", { detail: { at: "routing", value }, bubbles: true, composed: true }));
  }
}
customElements.define("admin-routing", AdminRouting);

/** A preset as it begins, its quick counters being those whose type is not the usual one. */
function startOf(preset: Routing["preset"], { counters }: OfficeConfiguration): Routing {
  if (preset === "appointments-first") return { preset, ratio: 2 };
  if (preset !== "quick-counters") return { preset: "plain-order" };
  const usual = counters[0]?.type;
  const others = [...new Set(counters.map(({ type }) => type))].filter((type) => type !== usual);
  return { preset, types: others.length > 0 ? others.slice(0, 5) : ["Quick Trans"] };
}
