/** One ticket to go through: what it is, and one button for each thing that may have become of it. Sends `answered`. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import type { OfficeFormat } from "../base/format.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { answersOf, type How, type ReviewRow } from "./review.ts";
import { catchUpTexts } from "./texts.ts";

export interface RowAnswered {
  readonly row: ReviewRow;
  readonly how: How;
}

export class CatchUpRow extends LitElement {
  static override properties = {
    row: { attribute: false },
    office: { attribute: false },
    format: { attribute: false },
    now: { attribute: false },
    language: {},
    held: { attribute: false },
    current: { type: Boolean, reflect: true },
  };
  declare row: ReviewRow | null;
  declare office: StaffOffice | null;
  declare format: OfficeFormat | null;
  /** The hub's time. */
  declare now: number;
  declare language: Language;
  declare held: boolean;
  /** The keys act on this one. */
  declare current: boolean;

  constructor() {
    super();
    this.row = null;
    this.office = null;
    this.format = null;
    this.now = 0;
    this.language = "en";
    this.held = false;
    this.current = false;
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: block;
        /* Below the head that stays, when it is scrolled to. */
        scroll-margin: 210px 0 24px;
      }
      .row {
        display: grid;
        grid-template-columns: 112px 196px minmax(0, 1fr) auto;
        gap: 6px 18px;
        align-items: center;
        min-height: 76px;
        padding: 10px 16px 10px 18px;
        border-left: 6px solid transparent;
      }
      :host([current]) .row {
        border-color: var(--blue);
        border-left-color: var(--blue);
        background: var(--blue-soft);
      }
      .number {
        color: var(--blue);
        font-size: 36px;
        font-weight: 700;
        line-height: 1;
        font-variant-numeric: tabular-nums;
      }
      .when strong,
      .service {
        display: block;
        font-weight: 700;
        line-height: 1.25;
      }
      .quiet-words {
        color: var(--text-quiet);
        font-size: 15px;
      }
      .chip {
        margin-left: 10px;
      }
      .answers {
        display: grid;
        grid-template-columns: repeat(3, 178px);
        gap: 8px;
        justify-content: end;
      }
      .answers .button:only-child {
        grid-column: 3;
      }
      .answers .button {
        position: relative;
        min-height: 54px;
        padding: 6px 10px;
        font-size: 17px;
        white-space: nowrap;
      }
      kbd {
        min-width: 25px;
        padding: 1px 6px;
        border: 1px solid currentcolor;
        border-radius: 6px;
        font: inherit;
        font-size: 14px;
        font-weight: 700;
        opacity: 0.85;
      }
      :host(:not([current])) kbd {
        display: none;
      }
      @media (max-width: 980px) {
        .row {
          grid-template-columns: 100px minmax(0, 1fr);
        }
        .when,
        .what {
          grid-column: 2;
        }
        .number {
          grid-row: 1 / 3;
        }
        .answers {
          grid-column: 1 / -1;
          grid-template-columns: repeat(3, 1fr);
          justify-content: stretch;
        }
      }
    `,
  ];

  override render() {
    const { row, format } = this;
    if (!row || !format) return html``;
    const say = catchUpTexts[this.language];
    const { visit, part } = row;
    const service = this.office?.services.find((each) => each.id === visit.service)?.name[this.language] ?? say.noService;
    const when =
      part === "late" && visit.date !== null
        ? say.ofDay(format.day(Date.parse(`${visit.date}T20:00Z`)))
        : say.ago(format.duration(this.now - visit.arrivedAt));
    return html`
      <div class="card row" role="group" aria-label=${visit.number} aria-current=${this.current ? "true" : "false"}>
        <p class="number">${visit.number}</p>
        <p class="when"><strong>${say.tookAt(format.time(visit.arrivedAt))}</strong><span class="quiet-words">${visit.timeUncertain ? say.uncertain : when}</span></p>
        <p class="what"><span class="service">${service}</span><span class="quiet-words">${say.languageNames[visit.language]}</span>${
          visit.calledByVoice ? html`<span class="chip need">${icon("sound")}${say.calledByVoice}</span>` : nothing
        }</p>
        <p class="answers">${answersOf[part].map((how) => this.#button(how, visit.number))}</p>
      </div>
    `;
  }

  #button(how: How, number: string) {
    const say = catchUpTexts[this.language];
    return html`<button type="button" class="button" data-how=${how} aria-disabled=${this.held}
      aria-keyshortcuts=${say.keys[how]} @click=${(event: MouseEvent) => this.#press(event, how)}>${say.answers[how]}<span class="unseen"> ${number}</span><kbd aria-hidden="true">${say.keys[how]}</kbd></button>`;
  }

  #press(event: MouseEvent, how: How) {
    if (!this.row || this.held || event.detail > 1) return;
    this.dispatchEvent(new CustomEvent<RowAnswered>("answered", { detail: { row: this.row, how } }));
  }
}
customElements.define("catch-up-row", CatchUpRow);
