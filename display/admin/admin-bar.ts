/** At the foot: what is not saved yet, as a difference, with one button; then that it is done, with the way back. */
import { css, html, LitElement, nothing } from "lit";
import type { Problem } from "#shared/office/problem.ts";
import type { Language } from "#shared/texts/language.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import "./admin-difference.ts";
import type { Notice } from "./admin-store.ts";
import type { Draft } from "./draft.ts";
import { hashOf } from "./parts.ts";
import { type ProblemSaid, problemsSaid } from "./problems-said.ts";
import { adminTexts } from "./texts.ts";
import { inFull, type Speaker } from "./words.ts";

export class AdminBar extends LitElement {
  static override properties = {
    draft: { attribute: false },
    notice: { attribute: false },
    problems: { attribute: false },
    speaker: { attribute: false },
    language: {},
    busy: { attribute: false },
    held: { attribute: false },
    why: {},
    shown: { state: true },
    tried: { state: true },
  };
  declare draft: Draft | null;
  declare notice: Notice | null;
  declare problems: readonly Problem[];
  declare speaker: Speaker | null;
  declare language: Language;
  declare busy: boolean;
  /** Nothing can be saved just now. */
  declare held: boolean;
  /** What to do first, told when somebody wants to save all the same. */
  declare why: string;
  declare tried: boolean;
  declare shown: boolean;

  constructor() {
    super();
    this.draft = null;
    this.notice = null;
    this.problems = [];
    this.speaker = null;
    this.language = "en";
    this.busy = false;
    this.held = false;
    this.why = "";
    this.tried = false;
    this.shown = true;
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        position: sticky;
        bottom: 0;
        z-index: 2;
        display: block;
      }
      .bar {
        display: grid;
        gap: 8px;
        padding: 12px 18px;
        border-top: 1px solid var(--blue-line);
        background: var(--surface);
        box-shadow: 0 -4px 14px rgb(0 35 74 / 12%);
      }
      .head {
        display: flex;
        gap: 10px 14px;
        align-items: center;
      }
      .head p {
        flex: 1;
        font-weight: 700;
      }
      .changes {
        max-height: 20vh;
        overflow-y: auto;
      }
      .done .icon {
        color: var(--success);
      }
      .head .icon {
        flex: none;
      }
      .wrong {
        display: grid;
        gap: 2px;
        padding: 10px 14px;
        border-left: 6px solid var(--danger);
        border-radius: 8px;
        background: var(--danger-soft);
        max-height: 30vh;
        overflow-y: auto;
      }
      .wrong a {
        color: var(--link);
        font-weight: 700;
      }
      .note {
        padding: 10px 14px;
        border-left: 6px solid var(--gold);
        border-radius: 8px;
        background: var(--gold-soft);
      }
      .where {
        color: var(--text-quiet);
      }
      ::slotted(.who) {
      flex: none;
    }
    .why {
        color: var(--gold-ink);
        font-weight: 700;
      }
    `,
  ];

  override render() {
    const count = this.#count();
    const { notice } = this;
    if (count === 0 && !notice && this.problems.length === 0) return nothing;
    return html`
      <section class="bar" aria-label=${adminTexts[this.language].notSaved(count)}>
        ${this.#notice()} ${this.#problems()} ${count === 0 ? nothing : this.#unsaved(count)}
      </section>
    `;
  }

  #count(): number {
    const { draft } = this;
    return draft ? inFull(draft.changes).length + (draft.staffPin === undefined ? 0 : 1) : 0;
  }

  #unsaved(count: number) {
    const say = adminTexts[this.language];
    const { draft } = this;
    const toggle = () => {
      this.shown = !this.shown;
    };
    return html`
      <div class="head">
        <p role="status">${say.notSaved(count)}</p>
        <span class="why" role="status">${this.tried ? this.why : ""}</span>
        <slot name="who"></slot>
        <button type="button" class="button small quiet" aria-expanded=${this.shown} @click=${toggle}>${this.shown ? say.hideChanges : say.showChanges}</button>
        <button type="button" class="button" @click=${() => this.#wish("discard")}>${say.discard}</button>
        <button type="button" class="button primary" aria-disabled=${this.held || this.busy} @click=${this.#save}>${this.busy ? say.saving : say.save}</button>
      </div>
      ${
        this.shown && draft
          ? html`
            <div class="changes" tabindex="0" role="group" aria-label=${say.notSaved(count)}>
              ${draft.staffPin === undefined ? nothing : html`<p>${draft.staffPin === null ? say.pinWillGo : say.pinWillChange}</p>`}
              <admin-difference .changes=${draft.changes.slice(0, 200)} .total=${draft.changes.length} .speaker=${this.speaker}></admin-difference>
            </div>`
          : nothing
      }
    `;
  }

  #notice() {
    const say = adminTexts[this.language];
    const { notice } = this;
    if (!notice) return nothing;
    switch (notice.kind) {
      case "saved":
        return html`
          <div class="head done">
            ${icon("check")}
            <p role="status">${say.saved(notice.places)} <span class="where">${say.savedWhere}</span></p>
            <button type="button" class="button" aria-disabled=${this.busy} @click=${() => this.busy || this.#wish("undo")}>${say.undo}</button>
          </div>
        `;
      case "undone":
        return html`<div class="head done">${icon("check")}<p role="status">${say.undone}</p></div>`;
      case "read":
        return html`<p class="note" role="status">${notice.places === 0 ? say.readSame(notice.name) : say.read(notice.name, notice.places)}</p>`;
      case "others":
        return html`
          <div class="note" role="status">
            <p><strong>${say.others}</strong></p>
            <admin-difference .changes=${notice.theirs.slice(0, 6)} .total=${notice.theirs.length} .speaker=${this.speaker}></admin-difference>
            <p>${notice.clashes.length === 0 ? say.othersKept : say.othersClash}</p>
            ${notice.clashes.length === 0 ? nothing : html`<admin-difference .changes=${notice.clashes} .total=${notice.clashes.length} .speaker=${this.speaker}></admin-difference>`}
          </div>
        `;
    }
  }

  #problems() {
    const { problems, draft, speaker } = this;
    if (problems.length === 0 || !draft || !speaker) return nothing;
    const say = adminTexts[this.language];
    const told = problemsSaid(problems, draft.office, speaker);
    return html`
      <div class="wrong" role="alert">
        <p><strong>${say.problems(told.length)}</strong></p>
        <ul>${told.slice(0, 20).map((each) => this.#problem(each))}</ul>
        ${told.length > 20 ? html`<p>${say.more(told.length - 20)}</p>` : nothing}
      </div>
    `;
  }

  #problem({ place, where, what }: ProblemSaid) {
    return html`<li><a href=${hashOf(place)}>${where}</a>${this.speaker?.texts.colon}${what}</li>`;
  }

  #save() {
    this.tried = true;
    if (!this.held && !this.busy) this.#wish("save");
  }

  #wish(name: "save" | "discard" | "undo") {
    this.dispatchEvent(new CustomEvent(name));
  }
}
customElements.define("admin-bar", AdminBar);
