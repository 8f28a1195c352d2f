/** "Steer the day": one card with everything that changes the day for everybody, by somebody with a name. Loaded when it is wanted. */
import { css, html, nothing } from "lit";
import { SteerPart } from "./steer-part.ts";
import "./steer-counters.ts";
import "./steer-notices.ts";
import "./steer-practice.ts";
import "./steer-services.ts";
import "./steer-slips.ts";
import { type SteerTab, steerTabs, steerTexts } from "./steer-texts.ts";

export class ManagerSteer extends SteerPart {
  static override properties = { ...SteerPart.properties, tab: {}, agent: { state: true } };
  declare tab: SteerTab;
  declare agent: number;

  constructor() {
    super();
    this.tab = "services";
    this.agent = 0;
  }

  static override styles = [
    ...SteerPart.styles,
    css`
      section {
        display: grid;
        gap: 16px;
        padding: 16px 20px 20px;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 10px 20px;
        align-items: center;
        justify-content: space-between;
      }
      h2 {
        font-size: 20px;
      }
      .tabs {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        padding: 4px;
        border-radius: 12px;
        background: var(--blue-soft);
      }
      .tabs button {
        min-height: 40px;
        padding: 4px 16px;
        border: 0;
        border-radius: 9px;
        background: transparent;
        color: var(--blue);
        font-weight: 700;
        cursor: pointer;
      }
      .tabs button[aria-pressed="true"] {
        background: var(--surface);
        box-shadow: var(--shadow-1);
      }
      .who {
        display: inline-flex;
        gap: 10px;
        align-items: center;
        font-weight: 700;
        white-space: nowrap;
      }
    `,
  ];

  override willUpdate() {
    this.agent = this.scene?.office.you?.agent ?? this.agent;
  }

  override render() {
    const { scene, language } = this;
    if (!scene) return nothing;
    const say = steerTexts[language];
    const { you } = scene.office;
    const chosen = (event: Event & { target: HTMLSelectElement }) => {
      this.agent = Number(event.target.value);
    };
    return html`
      <section class="card" aria-labelledby="steer">
        <div class="head">
          <h2 id="steer">${say.heading}</h2>
          <div class="tabs" role="group" aria-labelledby="steer">
            ${steerTabs.map((tab) => html`<button type="button" aria-pressed=${tab === this.tab} @click=${() => this.#turn(tab)}>${say.tabs[tab]}</button>`)}
          </div>
          ${
            you
              ? nothing
              : html`<label class="who">${say.who}
            <select @change=${chosen}>
              <option value="0">${say.chooseWho}</option>
              ${scene.office.agents.map((each) => html`<option value=${each.number} ?selected=${each.number === this.agent}>${each.displayName}</option>`)}
            </select>
          </label>`
          }
        </div>
        ${this.agent === 0 ? html`<p class="quiet-words">${say.whoFirst}</p>` : nothing}
        ${this.#part()}
      </section>
    `;
  }

  #part() {
    const { scene, language } = this;
    const held = this.held || this.agent === 0;
    switch (this.tab) {
      case "services":
        return html`<steer-services .scene=${scene} .language=${language} .held=${held}></steer-services>`;
      case "counters":
        return html`<steer-counters .scene=${scene} .language=${language} .held=${held}></steer-counters>`;
      case "notices":
        return html`<steer-notices .scene=${scene} .language=${language} .held=${held}></steer-notices>`;
      case "slips":
        return html`<steer-slips .scene=${scene} .language=${language} .held=${held}></steer-slips>`;
      case "practice":
        return html`<steer-practice .scene=${scene} .language=${language} .held=${held}></steer-practice>`;
    }
  }

  #turn(tab: SteerTab) {
    this.tab = tab;
  }
}
customElements.define("manager-steer", ManagerSteer);
