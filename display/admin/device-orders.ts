/** What can be asked of one device, on its card: who is it, start again, its log. One thing at a time; what came of it is said in place. */
import { css, html, LitElement, nothing } from "lit";
import { type Fault, isFault } from "#shared/faults/fault.ts";
import type { OrderDone, Spare } from "#shared/fleet/orders.ts";
import type { Language } from "#shared/texts/language.ts";
import "../base/fault-note.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { askOrder, deviceAnswersMs } from "./order-asked.ts";
import { orderStyles } from "./order-styles.ts";
import { type OrderTexts, orderTexts } from "./order-texts.ts";

type Asked = "identify" | "restart" | "logs" | "replace";
/** What is asked once more: a restart, or which spare takes the place. */
type Confirmed = { readonly what: "restart" } | { readonly what: "replace"; readonly spare: string };

export class DeviceOrders extends LitElement {
  static override properties = {
    device: {},
    name: {},
    language: {},
    isOnline: { type: Boolean },
    spares: { attribute: false },
    by: {},
    asking: { state: true },
    confirms: { state: true },
    said: { state: true },
    fault: { state: true },
    log: { state: true },
  };
  /** Its own name, and as people say it. */
  declare device: string;
  declare name: string;
  declare language: Language;
  declare isOnline: boolean;
  /** Those that could take its place now. */
  declare spares: readonly Spare[];
  /** Whoever is signed in. */
  declare by: string | undefined;
  declare asking: Asked | null;
  declare confirms: Confirmed | null;
  declare said: Exclude<Asked, "logs"> | null;
  declare fault: Fault | null;
  declare log: string | null;

  constructor() {
    super();
    this.device = "";
    this.name = "";
    this.language = "en";
    this.isOnline = false;
    this.spares = [];
    this.asking = null;
    this.confirms = null;
    this.said = null;
    this.fault = null;
    this.log = null;
  }

  static override styles = [
    staffStyles,
    orderStyles,
    css`
      :host {
        display: grid;
        gap: 10px;
      }
      pre {
        max-height: 320px;
        margin: 0;
        padding: 10px;
        overflow: auto;
        border: 1px solid var(--hairline);
        border-radius: 8px;
        font-size: 13px;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  override render() {
    const say = orderTexts[this.language];
    return html`
      ${this.#isThere ? html`<div class="buttons">${this.confirms ? this.#question(this.confirms, say) : this.#buttons(say)}</div>` : nothing}
      <p role="status">${this.asking === null ? (this.said === null ? nothing : say.done[this.said]) : say.asking}</p>
      ${this.fault ? html`<fault-note .fault=${this.#named(this.fault)} .language=${this.language}></fault-note>` : nothing}
      ${this.log === null ? nothing : html`<pre tabindex="0" aria-label=${say.logOf(this.name)}>${this.log === "" ? say.logEmpty : this.log}</pre>`}
    `;
  }

  #buttons(say: OrderTexts) {
    if (!this.isOnline) {
      return this.spares.map(
        ({ id }) =>
          html`<button class="button small" data-order="replace" aria-disabled=${this.asking !== null} aria-label=${`${say.replaceWith(id)}: ${this.name}`} @click=${() => this.#confirm({ what: "replace", spare: id })}>${say.replaceWith(id)}</button>`,
      );
    }
    const button = (what: "identify" | "restart" | "logs", press: () => void) =>
      html`<button class="button small" data-order=${what} aria-disabled=${this.asking !== null} aria-label=${`${say.button[what]}: ${this.name}`} @click=${press}>${say.button[what]}</button>`;
    return [
      button("identify", () => void this.#ask("identify")),
      button("restart", () => this.#confirm({ what: "restart" })),
      button("logs", () => void this.#ask("logs")),
    ];
  }

  get #isThere(): boolean {
    return this.isOnline || this.spares.length > 0 || this.confirms !== null;
  }

  #question(confirms: Confirmed, say: OrderTexts) {
    const isRestart = confirms.what === "restart";
    const question = isRestart ? say.restartQuestion(this.name) : say.replaceQuestion(this.name, confirms.spare);
    const more = isRestart ? {} : { with: confirms.spare };
    return html`
      <p class="question" id="question">${question}</p>
      <button class="button small primary" data-order="confirm" aria-describedby="question" @click=${() => void this.#ask(confirms.what, more)}>${isRestart ? say.restartYes : say.replaceYes}</button>
      <button class="button small" @click=${() => this.#confirm(null)}>${say.cancel}</button>
    `;
  }

  #confirm(what: Confirmed | null): void {
    if (this.asking !== null) return;
    const place = what === null ? `[data-order="${this.confirms?.what ?? "restart"}"]` : '[data-order="confirm"]';
    this.confirms = what;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(place)?.focus());
  }

  async #ask(what: Asked, more: object = {}): Promise<void> {
    if (this.asking !== null) return;
    if (this.confirms) this.#confirm(null);
    Object.assign(this, { asking: what, said: null, fault: null, log: null });
    const answer = await askOrder<OrderDone>(`fleet/${what}`, { device: this.device, ...more }, this.by, deviceAnswersMs);
    this.asking = null;
    if (isFault(answer)) this.fault = answer;
    else if (what === "logs") this.log = answer.text;
    else this.said = what;
  }

  #named({ fault, facts }: Fault): Fault {
    return { fault, facts: facts.device === this.device ? { ...facts, device: this.name } : facts };
  }
}
customElements.define("device-orders", DeviceOrders);
