/** A service is stopped for today, or offered again; and what else gives no tickets now. */
import { html, nothing } from "lit";
import { dayIn } from "../base/staff-view.ts";
import { timeOfDay } from "../base/texts.ts";
import { SteerPart } from "./steer-part.ts";
import { steerTexts } from "./steer-texts.ts";

export class SteerServices extends SteerPart {
  static override properties = { ...SteerPart.properties, chosen: { state: true } };
  declare chosen: string;

  constructor() {
    super();
    this.chosen = "";
  }

  override render() {
    const say = steerTexts[this.language].services;
    const { scene, language } = this;
    const day = scene && dayIn(scene.view);
    if (!scene || !day) return nothing;
    const { services } = scene.office;
    const offered = services.filter(({ offered: by, id }) => by === "kiosk" && !day.notOffered.some(({ service }) => service === id));
    const chosen = (event: Event & { target: HTMLSelectElement }) => {
      this.chosen = event.target.value;
    };
    const stop = () => {
      const { chosen: service } = this;
      if (service === "" || this.held) return;
      this.ask((key, agent) => ({ name: "stop-service", key, agent, service }));
      this.chosen = "";
    };
    const nameOf = (id: string) => services.find((each) => each.id === id)?.name[language] ?? id;
    return html`
      <p class="lead">${say.lead}</p>
      <div class="line">
        <label class="field grow">${say.choose}
          <select .value=${this.chosen} @change=${chosen}>
            <option value="" ?selected=${this.chosen === ""}>${say.none}</option>
            ${offered.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.chosen}>${name[language]}</option>`)}
          </select>
        </label>
        <button type="button" class="button" aria-disabled=${this.held || this.chosen === ""} @click=${stop}>${say.stop}</button>
      </div>
      ${
        day.notOffered.length + day.given.length === 0
          ? html`<p class="quiet-words">${say.allOffered}</p>`
          : html`<ul class="rows">
              ${day.notOffered.map(({ service, why, figure }) => {
                const told = why === "last-ticket" ? timeOfDay(figure ?? 0, language) : String(figure ?? "");
                return html`<li><strong class="fill">${nameOf(service)}</strong><span class="quiet-words">${say.why[why](told)}</span>${why === "stopped" ? this.#resume(service, nameOf(service)) : nothing}</li>`;
              })}
              ${day.given
                .filter(({ service }) => !day.notOffered.some((each) => each.service === service))
                .map(({ service, count, perDay }) => {
                  return html`<li><strong class="fill">${nameOf(service)}</strong><span class="quiet-words">${say.given(count, perDay)}</span></li>`;
                })}
            </ul>`
      }
    `;
  }

  #resume(service: string, name: string) {
    const say = steerTexts[this.language].services;
    const resume = () => this.ask((key, agent) => ({ name: "resume-service", key, agent, service }));
    return html`<button type="button" class="button small" aria-label="${say.resume}: ${name}" aria-disabled=${this.held} @click=${resume}>${say.resume}</button>`;
  }
}
customElements.define("steer-services", SteerServices);
