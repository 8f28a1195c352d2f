/** The four counts in the order in which a ticket passes, and whether they agree. */
import { css, html, LitElement } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { FrontLive } from "#shared/wire/front-page.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { type CountShown, countsShown, verdictOf } from "./counts.ts";
import { frontTexts } from "./texts.ts";

export class FrontCounts extends LitElement {
  static override properties = { live: { attribute: false }, language: {} };
  declare live: FrontLive | null;
  declare language: Language;

  constructor() {
    super();
    this.live = null;
    this.language = "en";
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: block;
      }
      h2 {
        color: var(--text-quiet);
        font-size: 14px;
        font-weight: 400;
      }
      .row {
        display: flex;
        gap: 16px;
        align-items: center;
      }
      ol {
        display: flex;
      }
      li {
        position: relative;
        min-width: 96px;
        padding-right: 22px;
      }
      li + li {
        padding-left: 4px;
      }
      li:not(:last-child)::after {
        content: "";
        position: absolute;
        top: 13px;
        right: 8px;
        width: 9px;
        height: 9px;
        border: solid var(--edge);
        border-width: 2px 2px 0 0;
        rotate: 45deg;
      }
      .value {
        display: block;
        color: var(--blue);
        font-size: 28px;
        font-weight: 700;
        line-height: 1.15;
        font-variant-numeric: tabular-nums;
      }
      .name {
        font-size: 15px;
        font-weight: 700;
        line-height: 1.2;
      }
      .state {
        display: block;
        color: var(--text-quiet);
        font-size: 13px;
        line-height: 1.2;
        white-space: nowrap;
      }
      .behind {
        color: var(--gold-ink);
        font-weight: 700;
      }
      .verdict {
        display: inline-flex;
        gap: 8px;
        align-items: center;
        padding: 6px 14px;
        border-radius: 999px;
        background: var(--gold-soft);
        color: var(--gold-ink);
        font-weight: 700;
        white-space: nowrap;
      }
      .verdict.agree {
        background: var(--success-soft);
        color: #1c5526;
      }
    `,
  ];

  override render() {
    const say = frontTexts[this.language].counts;
    const { live } = this;
    if (!live) return html``;
    const hasCentral = live.processes.some((each) => each.name === "central");
    const shown = countsShown(live).filter((each) => hasCentral || each.name !== "central");
    const verdict = verdictOf(live);
    const said = verdict.kind === "agree" ? say.agree : verdict.kind === "admit" ? say.admit(verdict.papers) : say.onTheWay;
    return html`
      <section aria-labelledby="counts">
        <h2 id="counts">${say.heading}</h2>
        <div class="row">
          <ol>${shown.map((each) => this.#count(each))}</ol>
          <p class="verdict ${verdict.kind}" role="status">${icon(verdict.kind === "agree" ? "check" : verdict.kind === "admit" ? "ticket" : "clock")}${said}</p>
        </div>
      </section>
    `;
  }

  #count({ name, value, state }: CountShown) {
    const say = frontTexts[this.language].counts;
    const words = state.kind === "behind" ? say.behind(state.by) : say[state.kind];
    return html`
      <li>
        <span class="value">${value ?? "–"}</span>
        <span class="name">${say.names[name]}</span>
        <span class="state ${state.kind}">${words}</span>
      </li>
    `;
  }
}
customElements.define("front-counts", FrontCounts);
