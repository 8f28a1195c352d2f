/** How each kind of field is drawn, and what a person's entry means: a value for the configuration, or undefined to leave the place out. */
import { html, nothing, type TemplateResult } from "lit";
import type { Language } from "#shared/texts/language.ts";
import { languages } from "#shared/texts/language.ts";
import { localeOf, ownName } from "../base/texts.ts";
import type { FieldTexts } from "./field-texts.ts";
import type { Field, Option } from "./fields.ts";
import type { AdminTexts } from "./texts.ts";

export interface FieldScene {
  readonly field: Field;
  /** Of its label, such as `counters.label`. */
  readonly key: string;
  readonly value: unknown;
  readonly language: Language;
  readonly texts: FieldTexts;
  readonly say: AdminTexts;
  readonly options: readonly Option[];
  /** What is wrong inside it, by the place inside it: empty for the whole. */
  readonly problems: ReadonlyMap<string, string>;
  /** What an empty field counts as. */
  readonly usual: string | number | undefined;
  readonly set: (value: unknown) => void;
}

export function fieldView(scene: FieldScene): TemplateResult {
  switch (scene.field.kind) {
    case "text":
    case "day":
      return plain(scene);
    case "number":
      return plain(scene);
    case "both":
      return inBoth(scene, (language) => textInput(scene, language));
    case "long":
      return inBoth(scene, (language) => textArea(scene, language, 3));
    case "bothWords":
    case "bothList":
      return inBoth(scene, (language) => lines(scene, language));
    case "words":
      return single(scene, lines(scene, null));
    case "choice":
      return single(scene, choice(scene));
    case "check":
    case "part":
      return tick(scene);
    case "many":
      return many(scene);
  }
}

type Entered = Event & { readonly target: HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement };

function idOf({ field }: FieldScene, part = ""): string {
  return `field-${field.at.replaceAll(".", "-")}${part === "" ? "" : `-${part}`}`;
}

function labelOf({ texts, key }: FieldScene): string {
  return texts.fields[key]?.label ?? key;
}

function hint(scene: FieldScene) {
  const { texts, key, say, usual } = scene;
  const isTold = usual === undefined || scene.field.kind === "choice";
  const parts = [texts.fields[key]?.hint, isTold ? undefined : say.usual(usual)].filter((each) => each !== undefined);
  return parts.length === 0 ? nothing : html`<p class="hint" id="${idOf(scene)}-hint">${parts.join(" ")}</p>`;
}

function problem(scene: FieldScene, part: string) {
  const words = scene.problems.get(part);
  return words === undefined ? nothing : html`<p class="problem" id="${idOf(scene, part)}-problem">${words}</p>`;
}

/** What describes an input: its hint, and what is wrong with it. */
function about(scene: FieldScene, part: string): string | typeof nothing {
  const hasHint = scene.texts.fields[scene.key]?.hint !== undefined || (scene.usual !== undefined && scene.field.kind !== "choice");
  const ids = [...(hasHint ? [`${idOf(scene)}-hint`] : []), ...(scene.problems.has(part) ? [`${idOf(scene, part)}-problem`] : [])];
  return ids.length === 0 ? nothing : ids.join(" ");
}

function optional({ field, say }: FieldScene) {
  return field.optional ? html` <span class="optional">${say.optional}</span>` : nothing;
}

function single(scene: FieldScene, input: TemplateResult): TemplateResult {
  return html`
    <div class="field">
      <label for=${idOf(scene)}>${labelOf(scene)}${optional(scene)}</label>
      ${hint(scene)} ${input} ${problem(scene, "")}
    </div>
  `;
}

function plain(scene: FieldScene): TemplateResult {
  const { field, value, usual } = scene;
  const type = field.kind === "number" ? "number" : field.kind === "day" ? "date" : "text";
  const entered = ({ target }: Entered) => scene.set(valueEntered(field, target.value));
  return single(
    scene,
    html`<input
      id=${idOf(scene)}
      type=${type}
      class=${type}
      .value=${String(value ?? "")}
      placeholder=${field.kind === "number" && usual !== undefined ? usual : nothing}
      min=${field.kind === "number" ? (field.least ?? nothing) : nothing}
      max=${field.kind === "number" ? (field.most ?? nothing) : nothing}
      maxlength=${field.kind === "text" ? (field.most ?? nothing) : nothing}
      autocomplete="off"
      aria-invalid=${scene.problems.has("")}
      aria-describedby=${about(scene, "")}
      @change=${entered}
    />`,
  );
}

/** What a person typed, as the configuration holds it. */
export function valueEntered(field: Field, typed: string): unknown {
  const text = typed.trim();
  if (text === "") return field.optional || field.kind === "number" ? undefined : "";
  if (field.kind !== "number") return text;
  const number = Number(text.replace(",", "."));
  return Number.isFinite(number) ? number : text;
}

function choice(scene: FieldScene): TemplateResult {
  const { field, value, options, say } = scene;
  const entered = ({ target }: Entered) => scene.set(target.value === "" && field.optional ? undefined : target.value);
  const isKnown = options.some(({ id }) => id === value);
  return html`
    <select id=${idOf(scene)} aria-invalid=${scene.problems.has("")} aria-describedby=${about(scene, "")} @change=${entered}>
      ${field.optional ? html`<option value="" ?selected=${!isKnown}>${scene.usual === undefined ? say.none : say.usual(scene.usual)}</option>` : nothing}
      ${field.optional || isKnown ? nothing : html`<option value="" selected>${say.choose}</option>`}
      ${options.map((each) => html`<option value=${each.id} ?selected=${each.id === value}>${optionName(scene, each)}</option>`)}
    </select>
  `;
}

function tick(scene: FieldScene): TemplateResult {
  const { field, value } = scene;
  const isOn = field.kind === "part" ? value !== undefined : (value ?? field.usual ?? false) === true;
  const entered = ({ target }: Entered) => scene.set(tickedValue(field, target.checked));
  return html`
    <div class="field">
      <label class="tick" for=${idOf(scene)}>
        <input id=${idOf(scene)} type="checkbox" .checked=${isOn} aria-describedby=${about(scene, "")} @change=${entered} />
        <span>${labelOf(scene)}</span>
      </label>
      ${hint(scene)} ${problem(scene, "")}
    </div>
  `;
}

/** The usual answer is not written down, unless it must be. */
export function tickedValue(field: Field, isOn: boolean): boolean | undefined {
  if (field.exact || field.kind === "part") return isOn;
  return isOn === (field.usual ?? false) ? undefined : isOn;
}

function many(scene: FieldScene): TemplateResult {
  const { field, value, options } = scene;
  const chosen: readonly string[] = Array.isArray(value) ? value : [];
  const toggle = (id: string, isOn: boolean) => {
    const next = isOn ? [...chosen, id] : chosen.filter((each) => each !== id);
    scene.set(next.length === 0 && field.optional ? undefined : next);
  };
  return html`
    <fieldset class="field" aria-describedby=${about(scene, "")}>
      <legend>${labelOf(scene)}${optional(scene)}</legend>
      ${hint(scene)}
      <div class="ticks">
        ${options.map(
          (each) => html`
            <label class="tick" for=${idOf(scene, each.id)}>
              <input
                id=${idOf(scene, each.id)}
                type="checkbox"
                .checked=${chosen.includes(each.id)}
                @change=${({ target }: Entered) => toggle(each.id, target.checked)}
              />
              <span>${optionName(scene, each)}</span>
            </label>
          `,
        )}
      </div>
      ${problem(scene, "")}
    </fieldset>
  `;
}

function optionName({ texts, language }: FieldScene, { id, name }: Option): string {
  return name?.[language] || (texts.choices[id] ?? id);
}

/** The same in each language, side by side, so that none is forgotten. */
function inBoth(scene: FieldScene, input: (language: Language) => TemplateResult): TemplateResult {
  return html`
    <fieldset class="field">
      <legend>${labelOf(scene)}${optional(scene)}</legend>
      ${hint(scene)}
      <div class="both">
        ${languages.map(
          (language) => html`
            <div>
              <label class="tongue" for=${idOf(scene, language)}>${ownName(language)}</label>
              ${input(language)} ${problem(scene, language)}
            </div>
          `,
        )}
      </div>
      ${problem(scene, "")}
    </fieldset>
  `;
}

function inLanguage({ value }: FieldScene, language: Language): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[language] : undefined;
}

/** Left empty in every language, an optional text goes. */
function withLanguage(scene: FieldScene, language: Language, text: string): unknown {
  const next = Object.fromEntries(languages.map((each) => [each, each === language ? text : String(inLanguage(scene, each) ?? "")]));
  return scene.field.optional && Object.values(next).every((each) => each === "") ? undefined : next;
}

function textInput(scene: FieldScene, language: Language): TemplateResult {
  return html`<input
    id=${idOf(scene, language)}
    type="text"
    lang=${localeOf(language)}
    .value=${String(inLanguage(scene, language) ?? "")}
    maxlength=${scene.field.most ?? 120}
    autocomplete="off"
    aria-invalid=${scene.problems.has(language)}
    aria-describedby=${about(scene, language)}
    @change=${({ target }: Entered) => scene.set(withLanguage(scene, language, target.value.trim()))}
  />`;
}

function textArea(scene: FieldScene, language: Language, rows: number): TemplateResult {
  return html`<textarea
    id=${idOf(scene, language)}
    lang=${localeOf(language)}
    rows=${rows}
    .value=${String(inLanguage(scene, language) ?? "")}
    maxlength=${scene.field.most ?? 240}
    aria-invalid=${scene.problems.has(language)}
    aria-describedby=${about(scene, language)}
    @change=${({ target }: Entered) => scene.set(withLanguage(scene, language, target.value.trim()))}
  ></textarea>`;
}

/** A list, one on each line. */
function lines(scene: FieldScene, language: Language | null): TemplateResult {
  const shown = linesShown(scene, language);
  const entered = ({ target }: Entered) => scene.set(linesEntered(scene, language, target.value));
  const rows = Math.min(8, Math.max(scene.field.kind === "bothList" ? 2 : 3, shown.length + 1));
  return html`<textarea
    id=${idOf(scene, language ?? "")}
    lang=${language === null ? nothing : localeOf(language)}
    rows=${rows}
    .value=${shown.join("\n")}
    spellcheck="false"
    aria-invalid=${scene.problems.has(language ?? "")}
    aria-describedby=${about(scene, language ?? "")}
    @change=${entered}
  ></textarea>`;
}

function linesShown({ field, value }: FieldScene, language: Language | null): readonly string[] {
  if (field.kind === "bothList") {
    return Array.isArray(value) ? value.map((each: Record<string, string>) => each[language ?? "en"] ?? "") : [];
  }
  const list = language === null ? value : (value as Record<string, unknown> | undefined)?.[language];
  return Array.isArray(list) ? list.map(String) : [];
}

/** The items of both languages belong together line by line. */
export function linesEntered({ field, value }: Pick<FieldScene, "field" | "value">, language: Language | null, typed: string): unknown {
  const written = typed.split("\n").map((each) => each.trim());
  if (field.kind === "bothList") {
    while (written.at(-1) === "") written.pop();
    const before: readonly Record<string, string>[] = Array.isArray(value) ? value : [];
    const items = Array.from({ length: Math.max(written.length, before.length) }, (_each, place) => {
      const other = Object.fromEntries(languages.map((each) => [each, before[place]?.[each] ?? ""]));
      return { ...other, [language ?? "en"]: written[place] ?? "" };
    }).filter((item: Record<string, string>) => Object.values(item).some((each) => each !== ""));
    return items.length === 0 && field.optional ? undefined : items;
  }
  const list = written.filter((each) => each !== "");
  if (language === null) return list.length === 0 && field.optional ? undefined : list;
  const before = typeof value === "object" && value !== null ? value : {};
  return { ...before, [language]: list };
}
