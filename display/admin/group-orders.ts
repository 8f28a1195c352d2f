/** What can be asked of several devices at once, and how it went with each of them. */
import { css, html, LitElement, nothing } from "lit";
import { type Fault, isFault } from "#shared/faults/fault.ts";
import type { GroupDone, GroupResult } from "#shared/fleet/groups.ts";
import type { Spare } from "#shared/fleet/orders.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { Language } from "#shared/texts/language.ts";
import type { DeviceEntry } from "#shared/wire/staff.ts";
import { deviceName } from "../base/device-name.ts";
import "../base/fault-note.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { askOrder } from "./order-asked.ts";
import { orderStyles } from "./order-styles.ts";
import { type GroupTexts, groupTexts, orderTexts } from "./order-texts.ts";

/** Half of a group restarts, comes back, and then the other half. */
const answerWithinMs = 100_000;

type Asked = "identify" | "restart" | "logs";

export class GroupOrders extends LitElement {
  static override properties = {
    devices: { attribute: false },
    spares: { attribute: false },
    zones: { attribute: false },
    language: {},
    by: {},
    group: { state: true },
    asking: { state: true },
    confirms: { state: true },
    asked: { state: true },
    results: { state: true },
    fault: { state: true },
  };
  declare devices: readonly DeviceEntry[];
  declare spares: readonly Spare[];
  declare zones: OfficeConfiguration["zones"];
  declare language: Language;
  /** Whoever is signed in. */
  declare by: string | undefined;
  declare group: string;
  declare asking: boolean;
  declare confirms: boolean;
  /** What the results are of. */
  declare asked: Asked;
  declare results: readonly GroupResult[];
  declare fault: Fault | null;

  constructor() {
    super();
    this.devices = [];
    this.spares = [];
    this.zones = [];
    this.language = "en";
    this.group = "all";
    this.asking = false;
    this.confirms = false;
    this.asked = "identify";
    this.results = [];
    this.fault = null;
  }

  static override styles = [
    staffStyles,
    orderStyles,
    css`
      section {
        display: grid;
        gap: 10px;
        padding: 14px 18px;
      }
      h3 {
        font-size: 18px;
      }
      select {
        min-height: 40px;
        padding: 6px 10px;
        border: 1.5px solid var(--edge);
        border-radius: 6px;
        background: #fff;
        font: inherit;
      }
      ul {
        display: grid;
        gap: 8px;
      }
      pre {
        max-height: 320px;
        margin: 0;
        overflow: auto;
        font-size: 13px;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  override render() {
    const say = groupTexts[this.language];
    return html`
      <section class="card" aria-label=${say.heading}>
        <h3>${say.heading}</h3>
        <div class="buttons">${this.confirms ? this.#question(say) : this.#wish(say)}</div>
        <p role="status">${this.asking ? say.asking : this.results.length === 0 ? nothing : say.wentWell(this.results.filter(({ fault }) => !fault).length, this.results.length)}</p>
        ${this.fault ? html`<fault-note .fault=${this.fault} .language=${this.language}></fault-note>` : nothing}
        ${this.results.length === 0 ? nothing : html`<ul>${this.results.map((each) => html`<li>${this.#result(each)}</li>`)}</ul>`}
      </section>
    `;
  }

  #wish(say: GroupTexts) {
    const chosen = ({ target }: Event) => {
      this.group = (target as HTMLSelectElement).value;
    };
    const button = (what: Asked, press: () => void) =>
      html`<button class="button small" data-order=${what} aria-disabled=${this.asking} @click=${press}>${orderTexts[this.language].button[what]}</button>`;
    return html`
      <select aria-label=${say.which} .value=${this.group} @change=${chosen}>${this.#groups(say).map(
        ([value, text]) => html`<option value=${value} ?selected=${value === this.group}>${text}</option>`,
      )}</select>
      ${button("identify", () => void this.#ask("identify"))}
      ${button("restart", () => this.#confirm(true))}
      ${button("logs", () => void this.#ask("logs"))}
    `;
  }

  #question(say: GroupTexts) {
    const which = this.#groups(say).find(([value]) => value === this.group)?.[1] ?? this.group;
    return html`
      <p class="question" id="question">${say.restartQuestion(which)}</p>
      <button class="button small primary" data-order="confirm" aria-describedby="question" @click=${() => void this.#ask("restart")}>${orderTexts[this.language].restartYes}</button>
      <button class="button small" @click=${() => this.#confirm(false)}>${orderTexts[this.language].cancel}</button>
    `;
  }

  #groups(say: GroupTexts): [string, string][] {
    const zones = this.zones.map(({ id, name }): [string, string] => [`zone:${id}`, name[this.language]]);
    const spares: [string, string][] = this.spares.length > 0 ? [["spares", say.spares]] : [];
    return [["all", say.all], ["kiosks", say.kiosks], ["boards", say.boards], ...zones, ...spares];
  }

  #result({ device, fault, text }: GroupResult) {
    const entry = this.devices.find(({ id }) => id === device);
    const name = entry ? deviceName(entry, this.language) : device;
    if (fault) {
      const facts = fault.facts.device === device ? { ...fault.facts, device: name } : fault.facts;
      return html`<fault-note .fault=${{ ...fault, facts }} .language=${this.language}></fault-note>`;
    }
    const say = orderTexts[this.language];
    if (this.asked !== "logs") return html`<b>${name}</b>: ${say.done[this.asked]}`;
    return html`<details><summary>${say.logOf(name)}</summary><pre tabindex="0" aria-label=${say.logOf(name)}>${text === "" ? say.logEmpty : text}</pre></details>`;
  }

  #confirm(isAsked: boolean): void {
    if (this.asking) return;
    this.confirms = isAsked;
    const place = isAsked ? '[data-order="confirm"]' : '[data-order="restart"]';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(place)?.focus());
  }

  async #ask(what: Asked): Promise<void> {
    if (this.asking) return;
    if (this.confirms) this.#confirm(false);
    Object.assign(this, { asking: true, results: [], fault: null });
    const answer = await askOrder<GroupDone>(`fleet/group/${what}`, { group: this.group }, this.by, answerWithinMs);
    this.asking = false;
    this.asked = what;
    if (isFault(answer)) this.fault = answer;
    else this.results = answer.results;
  }
}
customElements.define("group-orders", GroupOrders);
