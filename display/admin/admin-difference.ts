/** Changes in words, one a line: whose, what of it, from what to what. */
import { css, html, LitElement, nothing } from "lit";
import type { Change } from "#shared/office/difference.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { adminTexts } from "./texts.ts";
import { inFull, type Speaker, said } from "./words.ts";

export class AdminDifference extends LitElement {
  static override properties = { changes: { attribute: false }, total: { attribute: false }, speaker: { attribute: false } };
  declare changes: readonly Change[];
  /** How many there are, when they are not all here. */
  declare total: number;
  declare speaker: Speaker | null;

  constructor() {
    super();
    this.changes = [];
    this.total = 0;
    this.speaker = null;
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: block;
      }
      li {
        padding: 3px 0;
        line-height: 1.35;
        overflow-wrap: anywhere;
      }
      .where {
        font-weight: 700;
      }
      del {
        padding: 0 3px;
        border-radius: 3px;
        background: var(--danger-soft);
      }
      ins {
        padding: 0 3px;
        border-radius: 3px;
        background: var(--success-soft);
        text-decoration: none;
      }
    `,
  ];

  override render() {
    const { speaker } = this;
    if (!speaker) return nothing;
    const more = Math.max(0, this.total - this.changes.length);
    return html`
      <ul>
        ${inFull(this.changes).map((change) => this.#line(change, speaker))}
        ${more > 0 ? html`<li>${adminTexts[speaker.language].more(more)}</li>` : nothing}
      </ul>
    `;
  }

  #line(change: Change, speaker: Speaker) {
    const say = adminTexts[speaker.language];
    const { where, what, kind, before, after } = said(change, speaker);
    const head = where === "" ? html`<span class="where">${what}</span>` : html`<span class="where">${where}</span> · ${what}`;
    if (kind !== "changed")
      return html`<li>${head}${speaker.texts.colon}${{ new: say.isNew, gone: say.isGone, order: say.isMoved }[kind]}</li>`;
    if (change.path === "staffPin" || change.path === "citizenKey") return html`<li>${head}</li>`;
    const [gone, come] = [before === "" ? nothing : html`<del>${before}</del>`, after === "" ? nothing : html`<ins>${after}</ins>`];
    return html`<li>${head}${speaker.texts.colon}${gone}${before === "" || after === "" ? nothing : " → "}${come}</li>`;
  }
}
customElements.define("admin-difference", AdminDifference);
