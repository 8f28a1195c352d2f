/** What each counter takes today. */
import { html, nothing } from "lit";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { counterIn } from "../base/staff-view.ts";
import { SteerPart } from "./steer-part.ts";
import { steerTexts } from "./steer-texts.ts";

type Counter = StaffOffice["counters"][number];

export class SteerCounters extends SteerPart {
  override render() {
    const { scene } = this;
    if (!scene) return nothing;
    return html`
      <p class="lead">${steerTexts[this.language].counters.lead}</p>
      <ul class="rows">${scene.office.counters.map((counter) => this.#counter(counter))}</ul>
    `;
  }

  #counter(counter: Counter) {
    const say = steerTexts[this.language].counters;
    const { scene, language } = this;
    const today = (scene && counterIn(scene.view, counter.id)?.takes) ?? null;
    const takes = today ?? counter.takes;
    const name = counter.name[language];
    const set = (wanted: readonly string[] | null) =>
      this.ask((key, agent) => ({ name: "set-counter", key, agent, set: counter.id, takes: wanted && [...wanted] }));
    const toggle = (queue: string) => {
      const wanted = takes.includes(queue) ? takes.filter((each) => each !== queue) : [...takes, queue];
      if (wanted.length > 0) set(wanted);
    };
    return html`
      <li>
        <strong>${name}</strong>
        <div class="toggles fill" role="group" aria-label=${say.takes(name)}>
          ${scene?.office.queues.map(
            ({ id, name: queue }) =>
              html`<button type="button" class="toggle" aria-pressed=${takes.includes(id)} aria-disabled=${this.held || (takes.length === 1 && takes[0] === id)}
                @click=${() => toggle(id)}>${queue[language]}</button>`,
          )}
        </div>
        ${
          today === null
            ? nothing
            : html`<span class="quiet-words">${say.changed}</span>
              <button type="button" class="button small" aria-label="${say.asUsual}: ${name}" aria-disabled=${this.held} @click=${() => set(null)}>${say.asUsual}</button>`
        }
      </li>
    `;
  }
}
customElements.define("steer-counters", SteerCounters);
