/** One choice before a move: a dialog of few large options, each by a key of its own. Sends `chosen`; a choice is not asked to be confirmed. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { dialogStyles } from "./dialog.styles.ts";
import { moveTexts } from "./move-texts.ts";
import { type Option, optionAt } from "./side-moves.ts";

export interface Choice {
  readonly heading: string;
  readonly lead: string;
  readonly options: readonly Option[];
  /** A second thing to be said, with one preset, such as for how long. */
  readonly beside?: { readonly label: string; readonly options: readonly Option[] };
}

export interface Chosen {
  readonly id: string;
  /** Of the second question; null when there is none. */
  readonly beside: string | null;
}

export class CounterChoice extends LitElement {
  static override properties = { choice: { attribute: false }, language: {}, shortcuts: { attribute: false }, beside: { state: true } };
  /** Null: closed. */
  declare choice: Choice | null;
  declare language: Language;
  /** Whether keys are shown and answer. */
  declare shortcuts: boolean;
  declare beside: string;

  constructor() {
    super();
    this.choice = null;
    this.language = "en";
    this.shortcuts = true;
    this.beside = "";
  }

  static override styles = [
    staffStyles,
    dialogStyles,
    css`
      ol {
        display: grid;
        gap: 8px;
        padding: 16px 24px 22px;
      }
      ol.many {
        grid-template-columns: 1fr 1fr;
      }
      li button {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 2px 12px;
        align-items: center;
        width: 100%;
        min-height: 56px;
        padding: 8px 16px;
        border: 1.5px solid var(--edge);
        border-radius: 10px;
        background: var(--surface);
        text-align: left;
        font-weight: 700;
      }
      li button:hover,
      li button:focus-visible {
        border-color: var(--blue);
        background: var(--blue-soft);
      }
      li button[aria-disabled="true"] {
        border-color: transparent;
        background: none;
        color: var(--text-quiet);
        cursor: default;
        font-weight: 400;
      }
      kbd {
        grid-row: 1 / span 2;
        min-width: 28px;
        padding: 1px 7px;
        border: 1px solid currentcolor;
        border-radius: 6px;
        color: var(--text-quiet);
        font: inherit;
        text-align: center;
      }
      .about {
        grid-column: 2;
        color: var(--text-quiet);
        font-size: 15px;
        font-weight: 400;
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        margin: 0 24px;
        padding: 14px 0 0;
        border: 0;
      }
      legend {
        float: left;
        margin-right: 8px;
        font-weight: 700;
      }
      .pick {
        display: inline-flex;
        align-items: center;
        min-height: 40px;
        padding: 4px 14px;
        border: 1.5px solid var(--edge);
        border-radius: 999px;
        cursor: pointer;
      }
      .pick:has(:checked) {
        border-color: var(--blue);
        background: var(--blue);
        color: #fff;
        font-weight: 700;
      }
      .pick:has(:focus-visible) {
        outline: 3px solid var(--blue-bright);
        outline-offset: 2px;
      }
      .pick input {
        position: absolute;
        opacity: 0;
      }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    // The page is drawn again each second; what was picked stays.
    if (changed.has("choice") && !changed.get("choice")) this.beside = this.choice?.beside?.options[0]?.id ?? "";
  }

  override updated(changed: Map<string, unknown>) {
    if (!changed.has("choice")) return;
    const dialog = this.renderRoot.querySelector("dialog");
    const before = changed.get("choice") as Choice | null | undefined;
    if (this.choice && before?.heading !== this.choice.heading) {
      if (!dialog?.open) dialog?.showModal();
      this.renderRoot.querySelector<HTMLElement>("li button:not([aria-disabled='true'])")?.focus();
    }
    if (!this.choice && dialog?.open) dialog.close();
  }

  override render() {
    const { choice } = this;
    const say = moveTexts[this.language];
    return html`
      <dialog aria-labelledby="heading" @close=${this.#closed} @keydown=${this.#pressed}>
        <div class="top">
          <div>
            <h2 id="heading">${choice?.heading ?? nothing}</h2>
            <p>${choice?.lead ?? nothing}</p>
          </div>
          <button type="button" class="button small quiet" aria-label=${say.close} @click=${this.#close}>${icon("close")}</button>
        </div>
        ${choice?.beside ? this.#besides(choice.beside) : nothing}
        <ol class=${(choice?.options.length ?? 0) > 5 ? "many" : ""}>
          ${choice?.options.map(
            (option, index) => html`<li>
            <button type="button" aria-disabled=${option.disabled ?? false} @click=${(event: MouseEvent) => event.detail < 2 && this.#choose(option)}>
              ${this.shortcuts && index < 9 && !option.disabled ? html`<kbd aria-hidden="true">${index + 1}</kbd>` : html`<span></span>`}
              <span>${option.words}</span>
              ${option.about ? html`<span class="about">${option.about}</span>` : nothing}
            </button>
          </li>`,
          )}
        </ol>
      </dialog>
    `;
  }

  #besides({ label, options }: NonNullable<Choice["beside"]>) {
    return html`
      <fieldset>
        <legend>${label}</legend>
        ${options.map(
          ({ id, words }) =>
            html`<label class="pick"><input type="radio" name="beside" value=${id} .checked=${this.beside === id} @change=${() => {
              this.beside = id;
            }} />${words}</label>`,
        )}
      </fieldset>
    `;
  }

  #pressed(event: KeyboardEvent) {
    const typesKeys = this.shortcuts && !event.ctrlKey && !event.altKey && !event.metaKey && !event.repeat;
    const option = this.choice && typesKeys ? optionAt(this.choice.options, event.key) : undefined;
    if (option) {
      event.preventDefault();
      this.#choose(option);
    }
  }

  #choose(option: Option) {
    if (option.disabled) return;
    const detail: Chosen = { id: option.id, beside: this.choice?.beside ? this.beside : null };
    this.dispatchEvent(new CustomEvent<Chosen>("chosen", { detail }));
  }

  #close() {
    this.renderRoot.querySelector("dialog")?.close();
  }

  #closed() {
    this.dispatchEvent(new CustomEvent("closed"));
  }
}
customElements.define("counter-choice", CounterChoice);
