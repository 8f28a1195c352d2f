/** Practice: what it means, who practises, and its end. */
import { css, html, nothing } from "lit";
import { icon } from "../base/staff-icons.ts";
import { counterIn, dayIn, officeIn } from "../base/staff-view.ts";
import { SteerPart, type SteerScene } from "./steer-part.ts";
import { steerTexts } from "./steer-texts.ts";

export class SteerPractice extends SteerPart {
  static override properties = { ...SteerPart.properties, counters: { state: true }, kiosks: { state: true } };
  declare counters: ReadonlySet<string>;
  declare kiosks: boolean;

  constructor() {
    super();
    this.counters = new Set();
    this.kiosks = false;
  }

  static override styles = [
    ...SteerPart.styles,
    css`
      .rules li {
        display: flex;
        gap: 10px;
        align-items: center;
        padding: 3px 0;
      }
      .rules .icon {
        color: #6a2c91;
      }
      .runs {
        padding: 10px 16px;
        border-radius: 10px;
        background: #efe3fb;
        color: #4b1d78;
        font-weight: 700;
      }
    `,
  ];

  override render() {
    const say = steerTexts[this.language].practice;
    const { scene } = this;
    if (!scene) return nothing;
    return html`
      <p class="lead">${say.lead}</p>
      <ul class="rules">${say.rules.map((rule) => html`<li>${icon("info")}${rule}</li>`)}</ul>
      ${dayIn(scene.view)?.practice ? this.#running(scene) : this.#choosing(scene)}
    `;
  }

  #running(scene: SteerScene) {
    const say = steerTexts[this.language].practice;
    const practice = dayIn(scene.view)?.practice;
    const labels = scene.office.counters.filter(({ id }) => counterIn(scene.view, id)?.practice).map(({ label }) => label);
    const end = () => this.ask((key, agent) => ({ name: "end-practice", key, agent }));
    return html`
      <p class="runs">${say.runs(scene.format.time(practice?.since ?? 0), labels, practice?.kiosks ?? false)}</p>
      <div class="line"><button type="button" class="button primary" aria-disabled=${this.held} @click=${end}>${say.end}</button></div>
    `;
  }

  #choosing(scene: SteerScene) {
    const say = steerTexts[this.language].practice;
    const isOpen = officeIn(scene.view)?.date !== null;
    const kiosks = this.kiosks && !isOpen;
    const ready = !this.held && (this.counters.size > 0 || kiosks);
    const begin = () => {
      if (!ready) return;
      const counters = [...this.counters];
      this.ask((key, agent) => ({ name: "start-practice", key, agent, counters, kiosks }));
      this.counters = new Set();
    };
    const toggle = (id: string) => {
      const counters = new Set(this.counters);
      if (!counters.delete(id)) counters.add(id);
      this.counters = counters;
    };
    const kiosksToggled = (event: Event & { target: HTMLInputElement }) => {
      this.kiosks = event.target.checked;
    };
    return html`
      <div class="line">
        <strong>${say.counters}</strong>
        <div class="toggles" role="group" aria-label=${say.counters}>
          ${scene.office.counters.map(
            ({ id, name }) =>
              html`<button type="button" class="toggle" aria-pressed=${this.counters.has(id)} @click=${() => toggle(id)}>${name[this.language]}</button>`,
          )}
        </div>
      </div>
      ${
        isOpen
          ? html`<p class="quiet-words">${say.kiosksNot}</p>`
          : html`<label class="choice"><input type="checkbox" .checked=${this.kiosks} @change=${kiosksToggled} />${say.kiosks}</label>`
      }
      <div class="line">
        <button type="button" class="button primary" aria-disabled=${!ready} @click=${begin}>${say.begin}</button>
        ${this.counters.size > 0 || kiosks ? nothing : html`<span class="quiet-words">${say.nobody}</span>`}
      </div>
    `;
  }
}
customElements.define("steer-practice", SteerPractice);
