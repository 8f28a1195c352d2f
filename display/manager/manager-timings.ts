/** Today's timings: the figures, the picture, and the tables behind it. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice, TimingFigures, Timings } from "#shared/wire/staff.ts";
import type { OfficeFormat } from "../base/format.ts";
import { staffStyles } from "../base/staff-styles.ts";
import "./day-chart.ts";
import { tableStyles } from "./table.styles.ts";
import { type ManagerTexts, managerTexts } from "./texts.ts";

export class ManagerTimings extends LitElement {
  static override properties = {
    timings: { attribute: false },
    office: { attribute: false },
    format: { attribute: false },
    language: {},
  };
  declare timings: Timings | null;
  declare office: StaffOffice | null;
  declare format: OfficeFormat | null;
  declare language: Language;

  constructor() {
    super();
    this.timings = null;
    this.office = null;
    this.format = null;
    this.language = "en";
  }

  static override styles = [
    staffStyles,
    tableStyles,
    css`
      :host {
        display: block;
      }
      section {
        padding: 18px 22px 22px;
      }
      .head {
        display: flex;
        gap: 12px;
        align-items: baseline;
      }
      h2 {
        font-size: 20px;
      }
      .quiet {
        color: var(--text-quiet);
      }
      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(104px, 1fr));
        gap: 10px;
        margin: 14px 0 18px;
      }
      .figures div {
        display: flex;
        flex-direction: column;
        justify-content: space-between;
        padding: 9px 12px;
        border-radius: 10px;
        background: var(--blue-soft);
      }
      .figures dt {
        color: var(--text-quiet);
        font-size: 14px;
        line-height: 1.25;
      }
      .figures dd {
        color: var(--blue);
        font-size: 24px;
        font-weight: 700;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      details {
        margin-top: 14px;
        border-top: 1px solid var(--hairline);
      }
      summary {
        padding: 12px 0 6px;
        color: var(--blue);
        font-weight: 700;
        cursor: pointer;
      }
      .scroll {
        overflow-x: auto;
      }
      th,
      td {
        padding: 7px 10px;
        border-bottom: 1px solid var(--hairline);
      }
      thead th {
        line-height: 1.25;
        vertical-align: bottom;
      }
    `,
  ];

  override render() {
    const say = managerTexts[this.language];
    const { timings, format } = this;
    if (!format) return nothing;
    const day = timings?.day;
    const figure = (words: string, value: string) => html`<div><dt>${words}</dt><dd>${value}</dd></div>`;
    const count = (value: number | undefined) => format.number(value ?? 0);
    const summary = day ? say.chartSummary(day.joined, this.#seconds(day.waitP50), this.#seconds(day.waitP90)) : "";
    return html`
      <section class="card" aria-labelledby="today">
        <div class="head">
          <h2 id="today">${say.today}</h2>
          ${timings ? html`<p class="quiet">${say.asOf(format.time(timings.asOf))}</p>` : nothing}
        </div>
        <dl class="figures">
          ${figure(say.joined, count(day?.joined))}
          ${figure(say.finished, count(day?.finished))}
          ${figure(say.waitMedian, this.#seconds(day?.waitP50 ?? null))}
          ${figure(say.waitNine, this.#seconds(day?.waitP90 ?? null))}
          ${figure(say.serviceMedian, this.#seconds(day?.serviceP50 ?? null))}
          ${figure(say.noShow, count(day?.noShow))}
          ${figure(say.left, count(day?.left))}
        </dl>
        <day-chart .timings=${timings} .format=${format} .language=${this.language} summary=${summary}></day-chart>
        ${
          timings && timings.services.length > 0
            ? html`
              <details open><summary>${say.byService}</summary>${this.#table(say, say.service, timings.services, (row) => this.#serviceName(say, row.service))}</details>
              <details><summary>${say.byQuarter}</summary>${this.#table(say, say.from, timings.quarters, (row) => format.time(row.from))}</details>`
            : nothing
        }
      </section>
    `;
  }

  #table<Row extends TimingFigures>(say: ManagerTexts, first: string, rows: readonly Row[], name: (row: Row) => string) {
    const heads = [first, say.joined, say.calledCount, say.waitMedian, say.waitNine, say.serviceMedian, say.serviceNine];
    return html`
      <div class="scroll" tabindex="0" role="group" aria-label=${first}>
        <table>
          <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
          <tbody>
            ${rows.map(
              (row) => html`<tr>
                <th scope="row">${name(row)}</th>
                <td>${row.joined}</td>
                <td>${row.called}</td>
                <td>${this.#seconds(row.waitP50)}</td>
                <td>${this.#seconds(row.waitP90)}</td>
                <td>${this.#seconds(row.serviceP50)}</td>
                <td>${this.#seconds(row.serviceP90)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  /** Whole minutes, rounded up: "less than 5 min" must not be told of 5 min 20 s. */
  #seconds(seconds: number | null): string {
    if (seconds === null) return managerTexts[this.language].none;
    return this.format?.duration(Math.max(1, Math.ceil(seconds / 60)) * 60_000) ?? "";
  }

  #serviceName(say: ManagerTexts, id: string): string {
    return this.office?.services.find((each) => each.id === id)?.name[this.language] ?? say.noService;
  }
}
customElements.define("manager-timings", ManagerTimings);
