/** Who changed what, newest first; each can be taken back. Sends `undo` with the change. */
import { css, html, LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { ConfigurationChange } from "#shared/queue/configured.ts";
import type { Language } from "#shared/texts/language.ts";
import type { OfficeFormat } from "../base/format.ts";
import { staffStyles } from "../base/staff-styles.ts";
import "./admin-difference.ts";
import { fieldTexts } from "./field-texts.ts";
import { adminTexts } from "./texts.ts";

export class AdminHistory extends LitElement {
  static override properties = {
    changes: { attribute: false },
    office: { attribute: false },
    format: { attribute: false },
    language: {},
    held: { attribute: false },
  };
  declare changes: readonly ConfigurationChange[];
  declare office: OfficeConfiguration | null;
  declare format: OfficeFormat | null;
  declare language: Language;
  declare held: boolean;

  constructor() {
    super();
    this.changes = [];
    this.office = null;
    this.format = null;
    this.language = "en";
    this.held = false;
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: grid;
        gap: 14px;
        max-width: 900px;
      }
      h2 {
        color: var(--blue);
        font-size: 22px;
      }
      ol {
        display: grid;
        gap: 10px;
      }
      li.card {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 4px 16px;
        padding: 12px 16px;
      }
      .who {
        font-weight: 700;
      }
      .when {
        color: var(--text-quiet);
        font-weight: 400;
      }
      .undone admin-difference,
      .undone .who {
        opacity: 0.75;
      }
      .what {
        grid-column: 1 / -1;
      }
    `,
  ];

  override render() {
    const say = adminTexts[this.language];
    return html`
      <h2>${say.changes}</h2>
      <p>${say.historyIntro}</p>
      <ol>${this.changes.map((each) => keyed(each.n, this.#change(each)))}</ol>
    `;
  }

  #change(change: ConfigurationChange) {
    const say = adminTexts[this.language];
    const { by, at, total, places, undoes, undone, before } = change;
    const agent = by.kind === "agent" ? this.office?.agents.find(({ number }) => number === by.agent)?.displayName : undefined;
    const who = by.kind === "agent" ? (agent ?? String(by.agent)) : (say.bySystem[by.part] ?? by.part);
    const speaker = { language: this.language, texts: fieldTexts[this.language], offices: [this.office] };
    const undo = () => this.held || this.dispatchEvent(new CustomEvent<number>("undo", { detail: change.n }));
    return html`
      <li class="card ${undone === null ? "" : "undone"}">
        <p>
          <span class="who">${who}</span>
          <span class="when">· ${this.format?.dayAndTime(at)}${undoes === null ? "" : ` · ${say.undoes}`}${undone === null ? "" : ` · ${say.wasUndone}`}</span>
        </p>
        ${
          before > 0 && undone === null
            ? html`<button type="button" class="button small" aria-disabled=${this.held} @click=${undo}>${say.undo}</button>`
            : nothing
        }
        <div class="what">
          ${total === null ? html`<p>${say.whole}</p>` : html`<admin-difference .changes=${places} .total=${total} .speaker=${speaker}></admin-difference>`}
        </div>
      </li>
    `;
  }
}
customElements.define("admin-history", AdminHistory);
