/** The week, and the days that differ from it. Sends `edit` with the whole list that changed. */
import { css, html, LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { OfficeHours } from "#shared/office/hours.ts";
import type { Problem } from "#shared/office/problem.ts";
import type { Language } from "#shared/texts/language.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import type { Edited } from "./admin-form.ts";
import { formStyles } from "./admin-styles.ts";
import { fieldTexts } from "./field-texts.ts";
import { adminTexts } from "./texts.ts";
import { holidayWith, newSpan, spansOf, weekOf, withoutSpan, withSpan } from "./week.ts";

type Entered = Event & { readonly target: HTMLInputElement };

export class AdminHours extends LitElement {
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
        gap: 26px;
        max-width: 860px;
      }
      h3 {
        padding-bottom: 8px;
        font-size: 18px;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        border: 1px solid var(--hairline);
        background: var(--surface);
      }
      th,
      td {
        padding: 6px 12px;
        border-bottom: 1px solid var(--hairline);
        text-align: left;
        vertical-align: top;
      }
      th {
        width: 150px;
        padding-top: 14px;
      }
      .span {
        display: flex;
        gap: 10px;
        align-items: center;
        padding: 2px 0;
      }
      .add {
        text-align: right;
      }
      .closed {
        padding: 8px 0;
        color: var(--text-quiet);
      }
      input.time {
        width: 130px;
      }
      .holiday {
        display: grid;
        grid-template-columns: 170px minmax(0, 1fr) minmax(0, 1fr) auto;
        gap: 8px 12px;
        align-items: end;
        padding: 12px;
        margin-bottom: 8px;
        border: 1px solid var(--hairline);
        border-radius: 10px;
        background: var(--surface);
      }
      .holiday label:not(.tick) {
        color: var(--text-quiet);
        font-size: 14px;
      }
      .when {
        display: flex;
        grid-column: 1 / -1;
        gap: 14px;
        align-items: center;
      }
      .under {
        padding-top: 12px;
      }
    `,
  ];

  override render() {
    const { office, language } = this;
    if (!office) return nothing;
    const say = adminTexts[language];
    const texts = fieldTexts[language];
    const hours = office.hours ?? { weekly: [], holidays: [] };
    return html`
      <p>${say.hoursIntro}</p>
      <section aria-labelledby="week">
        <h3 id="week">${texts.fields["hours.weekly"]?.label}</h3>
        <table>
          <tbody>${weekOf.map((day) => keyed(day, this.#day(hours, day)))}</tbody>
        </table>
        ${this.#wrong("hours.weekly")}
      </section>
      <section aria-labelledby="holidays">
        <h3 id="holidays">${texts.fields["hours.holidays"]?.label}</h3>
        ${hours.holidays.length === 0 ? html`<p class="closed">${say.noHolidays}</p>` : nothing}
        ${hours.holidays.map((each, place) => this.#holiday(hours, each, place))}
        ${this.#wrong("hours.holidays")}
        <div class="under">
          <button type="button" class="button small" @click=${() => this.#set({ ...hours, holidays: [...hours.holidays, holidayWith({})] })}>${say.addHoliday}</button>
        </div>
      </section>
      <div class="field">
        <label for="last">${texts.fields["hours.lastTicketBeforeClosingMinutes"]?.label} <span class="optional">${say.optional}</span></label>
        <input id="last" type="number" class="number" min="0" max="480" .value=${String(hours.lastTicketBeforeClosingMinutes ?? "")} @change=${({ target }: Entered) => this.#last(hours, target.value)} />
      </div>
    `;
  }

  #day(hours: OfficeHours, day: OfficeHours["weekly"][number]["day"]) {
    const say = adminTexts[this.language];
    const name = fieldTexts[this.language].choices[day] ?? day;
    const spans = spansOf(hours, day);
    const set = (place: number, change: object) => this.#set(withSpan(hours, day, place, change));
    return html`
      <tr>
        <th scope="row">${name}</th>
        <td>
          ${spans.length === 0 ? html`<p class="closed">${say.closed}</p>` : nothing}
          ${spans.map(
            (span, place) => html`
              <div class="span">
                <input type="time" class="time" aria-label="${name}, ${say.opens}" .value=${span.opens} @change=${({ target }: Entered) => set(place, { opens: target.value })} />
                <span aria-hidden="true">–</span>
                <input type="time" class="time" aria-label="${name}, ${say.closes}" .value=${span.closes} @change=${({ target }: Entered) => set(place, { closes: target.value })} />
                <button type="button" class="button small quiet" aria-label=${say.removeSpan(name)} @click=${() => this.#set(withoutSpan(hours, day, place))}>${icon("close")}</button>
              </div>
            `,
          )}
        </td>
        <td class="add">
          <button type="button" class="button small quiet" aria-label=${say.addSpan(name)} @click=${() => this.#set(newSpan(hours, day))}>${say.add}</button>
        </td>
      </tr>
    `;
  }

  #holiday(hours: OfficeHours, holiday: OfficeHours["holidays"][number], place: number) {
    const say = adminTexts[this.language];
    const set = (change: object) => this.#set({ ...hours, holidays: hours.holidays.with(place, holidayWith(holiday, change)) });
    const named = (language: Language) => (event: Entered) => set({ name: { ...holiday.name, [language]: event.target.value.trim() } });
    const isClosed = holiday.opens === null;
    return html`
      <div class="holiday">
        <div><label for="date-${place}">${say.date}</label><input id="date-${place}" type="date" class="date" .value=${holiday.date} @change=${({ target }: Entered) => set({ date: target.value })} /></div>
        <div><label for="en-${place}">${say.holidayName} (English)</label><input id="en-${place}" type="text" lang="en-CA" .value=${holiday.name.en} maxlength="120" @change=${named("en")} /></div>
        <div><label for="fr-${place}">${say.holidayName} (Français)</label><input id="fr-${place}" type="text" lang="fr-CA" .value=${holiday.name.fr} maxlength="120" @change=${named("fr")} /></div>
        <button type="button" class="button small quiet" aria-label="${say.remove}: ${holiday.date}" @click=${() => this.#set({ ...hours, holidays: hours.holidays.toSpliced(place, 1) })}>${icon("close")}</button>
        <div class="when">
          <label class="tick" for="closed-${place}"><input id="closed-${place}" type="checkbox" .checked=${isClosed} @change=${({ target }: Entered) => set(target.checked ? { opens: null, closes: null } : { opens: "09:00", closes: "12:00" })} /><span>${say.closedAllDay}</span></label>
          ${
            isClosed
              ? nothing
              : html`
                <input type="time" class="time" aria-label=${say.opens} .value=${holiday.opens ?? ""} @change=${({ target }: Entered) => set({ opens: target.value })} />
                <span aria-hidden="true">–</span>
                <input type="time" class="time" aria-label=${say.closes} .value=${holiday.closes ?? ""} @change=${({ target }: Entered) => set({ closes: target.value })} />`
          }
        </div>
      </div>
    `;
  }

  #last(hours: OfficeHours, typed: string) {
    const { lastTicketBeforeClosingMinutes: _before, ...rest } = hours;
    this.#set(typed.trim() === "" ? rest : { ...rest, lastTicketBeforeClosingMinutes: Number(typed) });
  }

  #wrong(place: string) {
    return this.problems
      .filter(({ path }) => path.startsWith(place))
      .map(({ seen, what, advice }) => html`<p class="problem">${seen}${fieldTexts[this.language].colon}${what}. ${advice}</p>`);
  }

  #set(hours: OfficeHours) {
    this.dispatchEvent(new CustomEvent<Edited>("edit", { detail: { at: "hours", value: hours }, bubbles: true, composed: true }));
  }
}
customElements.define("admin-hours", AdminHours);
