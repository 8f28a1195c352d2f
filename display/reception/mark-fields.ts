/** What is noted of a citizen: language, people, needs. The same fields before a ticket and on one. Draws; the caller keeps. */
import { css, html, type TemplateResult } from "lit";
import type { Need } from "#shared/office/configuration.ts";
import { peopleMax } from "#shared/queue/limits.ts";
import type { Language } from "#shared/texts/language.ts";
import { icon } from "../base/staff-icons.ts";
import { localeOf } from "../base/texts.ts";
import { needsOffered } from "./draft.ts";
import { receptionTexts } from "./texts.ts";

export interface Marks {
  readonly language: Language;
  readonly people: number;
  readonly needs: readonly Need[];
}

export interface MarkMoves {
  readonly language: (language: Language) => void;
  readonly people: (people: number) => void;
  readonly need: (need: Need) => void;
}

/** `held`: nothing can be changed now. */
export function markFields(
  { language, people, needs }: Marks,
  languages: readonly Language[],
  page: Language,
  held: boolean,
  moves: MarkMoves,
): TemplateResult {
  const say = receptionTexts[page];
  const segment = (isOn: boolean, words: unknown, press: () => void) =>
    html`<button type="button" class="segment" aria-pressed=${isOn} aria-disabled=${held} @click=${() => held || press()}>${words}</button>`;
  const step = (label: string, sign: string, to: number) =>
    html`<button type="button" class="segment step" aria-label=${label} aria-disabled=${held || to < 1 || to > peopleMax} @click=${() => held || to < 1 || to > peopleMax || moves.people(to)}>${sign}</button>`;
  return html`
    <div class="pair">
      <div role="group" aria-labelledby="language">
        <span class="label" id="language">${say.form.language}</span>
        <div class="segments">${languages.map((each) => segment(each === language, html`<span lang=${localeOf(page)}>${say.languageNames[each]}</span>`, () => moves.language(each)))}</div>
      </div>
      <div role="group" aria-labelledby="people">
        <span class="label" id="people">${say.form.people}</span>
        <div class="segments stepper">
          ${step(say.form.peopleFewer, "−", people - 1)}<output aria-live="polite">${people}</output>${step(say.form.peopleMore, "+", people + 1)}
        </div>
      </div>
    </div>
    <div role="group" aria-labelledby="needs">
      <span class="label" id="needs">${say.form.needs}</span>
      <div class="needs">${needsOffered.map((need) => segment(needs.includes(need), html`${icon(need)}<span>${say.needs[need]}</span>`, () => moves.need(need)))}</div>
    </div>
  `;
}

export const markStyles = css`
  .pair {
    display: grid;
    grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr);
    gap: 14px;
  }
  .stepper {
    align-items: center;
  }
  .step {
    flex: none;
    width: 60px;
    font-size: 26px;
  }
  output {
    flex: 1;
    font-size: 24px;
    font-weight: 700;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .needs {
    display: grid;
    grid-template-columns: repeat(6, minmax(0, 1fr));
    gap: 6px;
  }
  .needs .segment {
    grid-column: span 2;
    padding: 4px 8px;
    font-size: 15px;
    justify-content: flex-start;
    text-align: left;
  }
  .needs .segment:nth-child(n + 4) {
    grid-column: span 3;
  }
  /* Upright there is width for one row, and every row counts. */
  @media (max-width: 1000px) {
    .needs {
      grid-template-columns: repeat(5, minmax(0, 1fr));
    }
    .needs .segment:nth-child(n) {
      grid-column: auto;
    }
  }
`;
