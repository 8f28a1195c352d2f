/** How far a release is, and what can be said of it: the others follow, it is taken back, the waiting ends. What comes of it is told before it is done. */
import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { type Fault, isFault } from "#shared/faults/fault.ts";
import type { Language } from "#shared/texts/language.ts";
import type { ReleaseAct } from "#shared/update/office-releases.ts";
import "../base/fault-note.ts";
import type { OfficeFormat } from "../base/format.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { actsFor, type ReleaseUnderWay } from "./equipment.ts";
import { askOrder } from "./order-asked.ts";
import { orderStyles } from "./order-styles.ts";
import { orderTexts } from "./order-texts.ts";
import { type ReleaseTexts, releaseTexts } from "./release-texts.ts";

const answerWithinMs = 10_000;

/** Sends `acted` when the hub has answered, so that it is asked how things stand. One element for one release. */
export class ReleaseOrders extends LitElement {
  static override properties = {
    rollout: { attribute: false },
    by: {},
    format: { attribute: false },
    language: {},
    asking: { state: true },
    confirms: { state: true },
    done: { state: true },
    fault: { state: true },
  };
  declare rollout: ReleaseUnderWay;
  /** Whoever is signed in. */
  declare by: string | undefined;
  declare format: OfficeFormat | null;
  declare language: Language;
  declare asking: boolean;
  declare confirms: ReleaseAct | null;
  declare done: ReleaseAct | null;
  declare fault: Fault | null;

  constructor() {
    super();
    this.format = null;
    this.language = "en";
    this.asking = false;
    this.confirms = null;
    this.done = null;
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
      .name {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 14px;
        align-items: baseline;
      }
      h3 {
        font-size: 18px;
      }
      .stands {
        color: var(--text-quiet);
        font-size: 15px;
      }
    `,
  ];

  /** What the hub says meanwhile may leave nothing to ask, or belie what was done. */
  override willUpdate(changed: PropertyValues<this>) {
    const before = changed.get("rollout");
    if (!before) return;
    if (before.mode !== this.rollout.mode && this.done !== null && modeAfter[this.done] !== this.rollout.mode) this.done = null;
    if (this.confirms === null || actsFor(this.rollout).includes(this.confirms)) return;
    this.confirms = null;
    if (this.shadowRoot?.activeElement) this.#focus("h3");
  }

  override render() {
    const say = releaseTexts[this.language];
    const { version, kept, of } = this.rollout;
    const acts = actsFor(this.rollout);
    return html`
      <section class="card" aria-label=${say.underWay(version)}>
        <div class="name">
          <h3 tabindex="-1">${say.underWay(version)}</h3>
          <span class="stands">${say.have(kept, of)}</span>
        </div>
        ${acts.length === 0 ? nothing : html`<div class="buttons">${this.confirms ? this.#question(this.confirms, say) : acts.map((act) => this.#button(act, say))}</div>`}
        <p role="status">${this.asking ? say.asking : this.done === null ? nothing : say.done[this.done]}</p>
        ${this.fault ? html`<fault-note .fault=${this.fault} .language=${this.language}></fault-note>` : nothing}
      </section>
    `;
  }

  #button(act: ReleaseAct, say: ReleaseTexts) {
    return html`<button class="button small" data-order=${act} aria-disabled=${this.asking} @click=${() => this.#confirm(act)}>${say.act[act]}</button>`;
  }

  #question(act: ReleaseAct, say: ReleaseTexts) {
    return html`
      <p class="question" id="question">${this.#consequence(act, say)}</p>
      <button class="button small primary" data-order="confirm" aria-describedby="question" @click=${() => void this.#act(act)}>${say.act[act]}</button>
      <button class="button small" @click=${() => this.#confirm(null)}>${orderTexts[this.language].cancel}</button>
    `;
  }

  #consequence(act: ReleaseAct, say: ReleaseTexts): string {
    const { version, widensAt } = this.rollout;
    if (act === "resume") return say.resumeQuestion(version);
    if (act === "withdraw") return say.withdrawQuestion(version);
    return say.hurryQuestion(version, widensAt === null ? null : (this.format?.dayAndTime(widensAt) ?? ""));
  }

  #confirm(act: ReleaseAct | null): void {
    if (this.asking) return;
    const place = act === null ? `[data-order="${this.confirms}"]` : '[data-order="confirm"]';
    Object.assign(this, { confirms: act, done: null, fault: null });
    this.#focus(place);
  }

  /** The button that was pressed may be gone when it is done: its reader goes on at the heading. */
  async #act(act: ReleaseAct): Promise<void> {
    if (this.asking) return;
    Object.assign(this, { asking: true, confirms: null, done: null, fault: null });
    this.#focus("h3");
    const answer = await askOrder("releases/act", { act, number: this.rollout.number }, this.by, answerWithinMs);
    this.asking = false;
    if (isFault(answer)) this.fault = answer;
    else this.done = act;
    this.dispatchEvent(new CustomEvent("acted"));
  }

  #focus(place: string): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(place)?.focus());
  }
}
customElements.define("release-orders", ReleaseOrders);

/** As a release stands when it was done. */
const modeAfter: Readonly<Record<ReleaseAct, ReleaseUnderWay["mode"]>> = { resume: "rolling", withdraw: "withdrawn", hurry: "rolling" };
