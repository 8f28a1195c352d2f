/** Opening and closing the date, by somebody with a name: a small dialog. Sends `day` with who does it. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { managerTexts } from "./texts.ts";

export interface DayAsked {
  readonly what: "open-day" | "close-day";
  readonly agent: number;
}

export class ManagerDay extends LitElement {
  static override properties = {
    what: { attribute: false },
    about: {},
    office: { attribute: false },
    language: {},
    held: { attribute: false },
    asking: { state: true },
    agent: { state: true },
  };
  /** The move that is possible now. */
  declare what: "open-day" | "close-day";
  declare about: string;
  declare office: StaffOffice | null;
  declare language: Language;
  declare held: boolean;
  declare asking: boolean;
  declare agent: number;

  constructor() {
    super();
    this.what = "open-day";
    this.about = "";
    this.office = null;
    this.language = "en";
    this.held = false;
    this.asking = false;
    this.agent = 0;
  }

  static override styles = [
    staffStyles,
    css`
      dialog {
        width: min(520px, calc(100vw - 32px));
        padding: 26px 28px;
        border: 0;
        border-radius: var(--radius-3);
        box-shadow: var(--shadow-3);
        color: inherit;
      }
      dialog::backdrop {
        background: rgb(0 35 74 / 55%);
      }
      form {
        display: grid;
        gap: 16px;
      }
      h2 {
        font-size: 24px;
      }
      label {
        display: grid;
        gap: 4px;
        font-weight: 700;
      }
      select {
        min-height: 48px;
        padding: 6px 12px;
        border: 2px solid var(--edge);
        border-radius: 10px;
        background: var(--surface);
        font-weight: 400;
      }
      .moves {
        display: flex;
        gap: 10px;
      }
      .moves .button {
        flex: 1;
      }
    `,
  ];

  override updated() {
    const dialog = this.renderRoot.querySelector("dialog");
    if (this.asking && !dialog?.open) dialog?.showModal();
    if (!this.asking && dialog?.open) dialog.close();
  }

  override render() {
    const say = managerTexts[this.language];
    const words = this.what === "open-day" ? say.openDay : say.closeDay;
    const agents = this.office?.agents ?? [];
    return html`
      <button type="button" class="button ${this.what === "open-day" ? "primary" : ""}" aria-disabled=${this.held} @click=${() => this.#show(!this.held)}>${words}</button>
      <dialog aria-labelledby="heading" @close=${() => this.#show(false)}>
        ${
          this.asking
            ? html`
              <form @submit=${this.#submit}>
                <h2 id="heading">${words}</h2>
                <p>${this.about}</p>
                <label>${say.who}
                  <select @change=${this.#chosen}>
                    <option value="0">${say.chooseWho}</option>
                    ${agents.map((each) => html`<option value=${each.number} ?selected=${each.number === this.agent}>${each.displayName}</option>`)}
                  </select>
                </label>
                <div class="moves">
                  <button type="button" class="button" @click=${() => this.#show(false)}>${say.cancel}</button>
                  <button type="submit" class="button primary" aria-disabled=${this.agent === 0}>${words}</button>
                </div>
              </form>`
            : nothing
        }
      </dialog>
    `;
  }

  #show(asking: boolean) {
    this.asking = asking;
  }

  #chosen(event: Event & { target: HTMLSelectElement }) {
    this.agent = Number(event.target.value);
  }

  #submit(event: SubmitEvent) {
    event.preventDefault();
    if (this.agent === 0) return;
    this.asking = false;
    this.dispatchEvent(new CustomEvent<DayAsked>("day", { detail: { what: this.what, agent: this.agent } }));
  }
}
customElements.define("manager-day", ManagerDay);
