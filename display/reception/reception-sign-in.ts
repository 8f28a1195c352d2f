/** Who is at the reception. Takes the office, sends `sign-in` with the agent's number. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { receptionTexts } from "./texts.ts";
import { touchStyles } from "./touch.styles.ts";

/** So many names are buttons; more are a list to choose from. */
const buttonsMax = 12;

export class ReceptionSignIn extends LitElement {
  static override properties = { office: { attribute: false }, last: { attribute: false }, language: {}, agent: { state: true } };
  declare office: StaffOffice | null;
  /** Who was here last. */
  declare last: number | null;
  declare language: Language;
  declare agent: number;

  constructor() {
    super();
    this.office = null;
    this.last = null;
    this.language = "en";
    this.agent = 0;
  }

  static override styles = [
    touchStyles,
    css`
      :host {
        display: grid;
        place-items: start center;
        padding: 40px 20px;
      }
      form {
        display: grid;
        gap: 24px;
        width: min(760px, 100%);
        padding: 32px 34px 34px;
      }
      h2 {
        font-size: 32px;
        line-height: 1.2;
      }
      .lead {
        color: var(--text-quiet);
        font-size: 18px;
      }
      .names {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(200px, 1fr));
        gap: 10px;
      }
      .names .segment {
        min-height: 72px;
        font-size: 18px;
      }
      .primary {
        min-height: 76px;
        font-size: 22px;
      }
    `,
  ];

  override willUpdate() {
    if (this.agent === 0 && this.last !== null && this.office?.agents.some(({ number }) => number === this.last)) this.agent = this.last;
  }

  override render() {
    const say = receptionTexts[this.language].signIn;
    const { office, agent } = this;
    if (!office) return nothing;
    const ready = office.agents.some(({ number }) => number === agent);
    return html`
      <form class="card" aria-labelledby="heading" @submit=${this.#submit}>
        <div>
          <h2 id="heading">${say.heading}</h2>
          <p class="lead">${say.lead}</p>
        </div>
        ${
          office.agents.length <= buttonsMax
            ? html`<div class="names" role="group" aria-label=${say.agent}>
                ${office.agents.map(
                  ({ number, displayName }) =>
                    html`<button type="button" class="segment" aria-pressed=${number === agent} @click=${() => this.#choose(number)}>${displayName}</button>`,
                )}
              </div>`
            : html`<select class="field" aria-label=${say.agent} @change=${this.#selected}>
                <option value="0" ?selected=${agent === 0}>${say.choose}</option>
                ${office.agents.map(({ number, displayName }) => html`<option value=${number} ?selected=${number === agent}>${displayName}</option>`)}
              </select>`
        }
        <button type="submit" class="button primary" aria-disabled=${!ready}>${say.go}</button>
      </form>
    `;
  }

  #choose(agent: number) {
    this.agent = agent;
  }

  #selected(event: Event & { target: HTMLSelectElement }) {
    this.agent = Number(event.target.value);
  }

  #submit(event: SubmitEvent) {
    event.preventDefault();
    if (this.agent !== 0) this.dispatchEvent(new CustomEvent<number>("sign-in", { detail: this.agent }));
  }
}
customElements.define("reception-sign-in", ReceptionSignIn);
