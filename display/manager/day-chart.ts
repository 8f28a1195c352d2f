/** The day as a picture: bars of those who joined, the line of the median wait, and the span up to 9 of 10. Takes figures. */
import { css, html, LitElement, nothing, svg } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { Timings } from "#shared/wire/staff.ts";
import type { OfficeFormat } from "../base/format.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { dayChart } from "./chart.ts";
import { managerTexts } from "./texts.ts";

const size = { width: 860, height: 250, left: 44, right: 48, top: 26, bottom: 30 };

export class DayChart extends LitElement {
  static override properties = { timings: { attribute: false }, format: { attribute: false }, language: {}, summary: {} };
  declare timings: Timings | null;
  declare format: OfficeFormat | null;
  declare language: Language;
  declare summary: string;

  constructor() {
    super();
    this.timings = null;
    this.format = null;
    this.language = "en";
    this.summary = "";
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: block;
      }
      figcaption {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 20px;
        align-items: center;
        font-size: 15px;
      }
      figcaption strong {
        flex: 1 0 100%;
      }
      .key {
        display: inline-flex;
        gap: 8px;
        align-items: center;
        color: var(--text-quiet);
      }
      .key svg {
        width: 26px;
        height: 14px;
      }
      .chart {
        display: block;
        width: 100%;
        height: auto;
      }
      .bar {
        fill: #b9cfee;
      }
      .grid {
        stroke: var(--hairline);
        stroke-width: 1;
      }
      .span {
        stroke: #d09305;
        stroke-width: 3;
        stroke-linecap: round;
      }
      .wait {
        fill: none;
        stroke: var(--blue);
        stroke-width: 3;
        stroke-linejoin: round;
      }
      .dot {
        fill: var(--blue);
      }
      text {
        fill: var(--text-quiet);
        font-size: 13px;
      }
      .end {
        text-anchor: end;
      }
      .middle {
        text-anchor: middle;
      }
      .empty {
        padding: 60px 0;
        color: var(--text-quiet);
        text-align: center;
      }
    `,
  ];

  override render() {
    const say = managerTexts[this.language];
    const quarters = this.timings?.quarters ?? [];
    if (quarters.length === 0 || !this.format) return html`<p class="empty">${say.chartEmpty}</p>`;
    const { format } = this;
    const chart = dayChart(quarters, size);
    const right = size.width - size.right;
    return html`
      <figure>
        <figcaption>
          <strong>${say.chartTitle}</strong>
          <span class="key"><svg viewBox="0 0 26 14" aria-hidden="true"><rect class="bar" x="8" y="1" width="10" height="13" /></svg>${say.legend.joined}</span>
          <span class="key"><svg viewBox="0 0 26 14" aria-hidden="true"><path class="wait" d="M1 7h24" /><circle class="dot" cx="13" cy="7" r="4" /></svg>${say.legend.median}</span>
          <span class="key"><svg viewBox="0 0 26 14" aria-hidden="true"><path class="span" d="M13 2v10" /></svg>${say.legend.nine}</span>
        </figcaption>
        <svg class="chart" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${say.chartTitle}. ${this.summary}">
          <text x="0" y="14">${say.people}</text>
          <text x=${size.width - 2} y="14" class="end">${say.minutes}</text>
          ${chart.joinedTicks.map(({ y, value }) => svg`<path class="grid" d="M${size.left} ${y}H${right}" /><text x=${size.left - 8} y=${y + 4} class="end">${format.number(value)}</text>`)}
          ${chart.minuteTicks.map(({ y, value }) => svg`<text x=${right + 10} y=${y + 4}>${format.number(value)}</text>`)}
          ${chart.hours.map(({ x, at }) => svg`<text x=${x} y=${size.height - 8} class="middle">${format.clock(at)}</text>`)}
          ${chart.bars.map(({ x, y, width, height }) => svg`<rect class="bar" x=${x} y=${y} width=${width} height=${height} />`)}
          ${chart.spans.map(({ x, y1, y2 }) => (y1 === y2 ? nothing : svg`<path class="span" d="M${x} ${y1}V${y2}" />`))}
          ${chart.waits.map((run) => svg`<path class="wait" d="M${run.map(({ x, y }) => `${x} ${y}`).join("L")}" />`)}
          ${chart.waits.flat().map(({ x, y }) => svg`<circle class="dot" cx=${x} cy=${y} r="4.5" />`)}
        </svg>
      </figure>
    `;
  }
}
customElements.define("day-chart", DayChart);
