/** Return slips: who of those waiting is asked to come back, when, and at which kiosk that is printed. */
import { css, html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { VisitEntry } from "#shared/wire/staff.ts";
import { callingOrder } from "../base/calling.ts";
import { deviceName } from "../base/device-name.ts";
import { visitsIn } from "../base/staff-view.ts";
import { dayOfDate, timeOfDay } from "../base/texts.ts";
import { SteerPart, type SteerScene } from "./steer-part.ts";
import { steerTexts } from "./steer-texts.ts";
import { reachNow, type Slip, slipPlan } from "./today-now.ts";

export class SteerSlips extends SteerPart {
  static override properties = { ...SteerPart.properties, chosen: { state: true }, printer: { state: true } };
  /** Null: those who are not reached, as long as nobody chose. */
  declare chosen: ReadonlySet<string> | null;
  declare printer: string | null;

  constructor() {
    super();
    this.chosen = null;
    this.printer = null;
  }

  static override styles = [
    ...SteerPart.styles,
    css`
      .list {
        max-height: 320px;
        overflow-y: auto;
        border-bottom: 1px solid var(--hairline);
      }
      .number {
        min-width: 4em;
        color: var(--blue);
        font-size: 20px;
        font-weight: 700;
        font-variant-numeric: tabular-nums;
      }
      .comes {
        min-width: 11em;
        font-weight: 700;
        text-align: right;
      }
    `,
  ];

  override render() {
    const say = steerTexts[this.language].slips;
    const { scene, language } = this;
    if (!scene) return nothing;
    const line = callingOrder(scene.view, scene.office, null, scene.now).filter(({ promised }) => promised === null);
    const promised = visitsIn(scene.view).filter((each) => each.promised?.arrived === null).length;
    const missed = new Set(reachNow(scene.view, scene.office, scene.now)?.notReached ?? []);
    const chosen = line.filter(({ id }) => (this.chosen ?? missed).has(id));
    const plan = slipPlan(scene.view, scene.office, chosen);
    const already = promised === 0 ? nothing : html`<p class="quiet-words">${say.promised(promised)}</p>`;
    if (line.length === 0) return html`<p class="quiet-words">${say.nobody}</p>${already}`;
    if (!plan) return html`<p class="quiet-words">${say.noDay}</p>`;
    const hours = new Map(plan.slips.map((slip) => [slip.visit.id, slip] as const));
    return html`
      <p class="lead">${say.lead(dayOfDate(plan.date, language))}</p>
      <div class="line">
        ${this.#choice(say.unreached(missed.size), missed, missed.size === 0)}
        ${this.#choice(say.all, new Set(line.map(({ id }) => id)), false)}
        ${this.#choice(say.clear, new Set(), chosen.length === 0)}
      </div>
      <div class="list" tabindex="0" role="group" aria-label=${steerTexts[language].tabs.slips}>
        <ul class="rows">${line.map((visit) => keyed(visit.id, this.#row(scene, visit, { slip: hours.get(visit.id), missed: missed.has(visit.id), all: chosen })))}</ul>
      </div>
      ${already}
      <div class="line">${this.#printers(scene)}${this.#give(plan.date, plan.slips)}</div>
    `;
  }

  #choice(words: string, wanted: ReadonlySet<string>, disabled: boolean) {
    const choose = () => {
      if (!disabled) this.chosen = wanted;
    };
    return html`<button type="button" class="button small" aria-disabled=${disabled} @click=${choose}>${words}</button>`;
  }

  #row(
    scene: SteerScene,
    visit: VisitEntry,
    { slip, missed, all }: { slip: Slip | undefined; missed: boolean; all: readonly VisitEntry[] },
  ) {
    const say = steerTexts[this.language].slips;
    const service = scene.office.services.find(({ id }) => id === visit.service)?.name[this.language] ?? "";
    const toggled = (event: Event & { target: HTMLInputElement }) => {
      const chosen = new Set(all.map(({ id }) => id));
      if (event.target.checked) chosen.add(visit.id);
      else chosen.delete(visit.id);
      this.chosen = chosen;
    };
    return html`
      <li>
        <label class="choice"><input type="checkbox" .checked=${slip !== undefined} @change=${toggled} /><span class="number">${visit.number}</span></label>
        <span class="fill">${service} <span class="quiet-words">${scene.format.duration(scene.now - visit.arrivedAt)}</span></span>
        ${missed ? html`<span class="chip need">${say.missed}</span>` : nothing}
        <span class="comes">${slip ? say.comes(timeOfDay(slip.from, this.language), timeOfDay(slip.to, this.language)) : nothing}</span>
      </li>
    `;
  }

  #printers({ office }: SteerScene) {
    const say = steerTexts[this.language].slips;
    const kiosks = office.devices.filter(({ role }) => role === "kiosk");
    const wanted = this.printer ?? kiosks[0]?.id ?? "";
    const chosen = (event: Event & { target: HTMLSelectElement }) => {
      this.printer = event.target.value;
    };
    return html`<label class="field">${say.printer}
      <select @change=${chosen}>
        ${kiosks.map((each) => html`<option value=${each.id} ?selected=${each.id === wanted}>${deviceName(each, this.language)}</option>`)}
        <option value="" ?selected=${wanted === ""}>${say.noPaper}</option>
      </select>
    </label>`;
  }

  #give(date: string, slips: readonly Slip[]) {
    const say = steerTexts[this.language].slips;
    const disabled = this.held || slips.length === 0;
    const give = () => {
      if (disabled) return;
      const visits = slips.map(({ visit, from, to }) => ({ visit: visit.id, from, to }));
      const first = this.scene?.office.devices.find(({ role }) => role === "kiosk")?.id ?? "";
      const printAt = this.printer ?? first;
      this.ask((key, agent) => ({ name: "promise-returns", key, agent, date, visits, printAt: printAt === "" ? null : printAt }));
      this.chosen = null;
    };
    return html`<button type="button" class="button primary" aria-disabled=${disabled} @click=${give}>${say.print(slips.length)}</button>`;
  }
}
customElements.define("steer-slips", SteerSlips);
