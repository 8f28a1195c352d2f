/** A device that leaves this office: for another one, with that one's pass, or for good. What comes of it is told before it is done. */
import { css, html, LitElement, nothing } from "lit";
import { type Fault, isFault } from "#shared/faults/fault.ts";
import type { OrderDone } from "#shared/fleet/orders.ts";
import type { Language } from "#shared/texts/language.ts";
import "../base/fault-note.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { type LeaveTexts, leaveTexts } from "./leave-texts.ts";
import { askOrder, deviceAnswersMs } from "./order-asked.ts";
import { orderStyles } from "./order-styles.ts";

/** A pass has a few hundred. */
const passBytesMax = 16_384;

type Leave = { readonly what: "erase" } | { readonly what: "move"; readonly to: unknown; readonly office: string; readonly as: string };

export class DeviceLeaves extends LitElement {
  static override properties = {
    device: {},
    name: {},
    language: {},
    by: {},
    asking: { state: true },
    confirms: { state: true },
    said: { state: true },
    fault: { state: true },
    isNoPass: { state: true },
  };
  /** Its own name, and as people say it. */
  declare device: string;
  declare name: string;
  declare language: Language;
  /** Whoever is signed in. */
  declare by: string | undefined;
  declare asking: boolean;
  declare confirms: Leave | null;
  declare said: Leave["what"] | null;
  declare fault: Fault | null;
  declare isNoPass: boolean;

  constructor() {
    super();
    this.device = "";
    this.name = "";
    this.language = "en";
    this.asking = false;
    this.confirms = null;
    this.said = null;
    this.fault = null;
    this.isNoPass = false;
  }

  static override styles = [
    staffStyles,
    orderStyles,
    css`
      details[open] {
        display: grid;
        gap: 10px;
      }
      summary {
        width: fit-content;
        padding: 6px 0;
        color: var(--text-quiet);
        cursor: pointer;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: 10px 24px;
        align-items: end;
      }
      label {
        display: grid;
        gap: 4px;
      }
    `,
  ];

  override render() {
    const say = leaveTexts[this.language];
    return html`
      <details>
        <summary aria-label=${`${say.heading}: ${this.name}`}>${say.heading}</summary>
        ${this.confirms ? this.#question(this.confirms, say) : this.#ways(say)}
        <p role="status">${this.asking ? say.asking : this.said === null ? nothing : say.done[this.said]}</p>
        ${this.isNoPass ? html`<p role="alert">${say.noPass}</p>` : nothing}
        ${this.fault ? html`<fault-note .fault=${this.#named(this.fault)} .language=${this.language}></fault-note>` : nothing}
      </details>
    `;
  }

  #ways(say: LeaveTexts) {
    return html`
      <div class="ways">
        <label>${say.pass}<input type="file" accept=".json" ?disabled=${this.asking} @change=${(event: Event) => void this.#chosen(event.target as HTMLInputElement)} /></label>
        <button class="button small" data-order="erase" aria-disabled=${this.asking} @click=${() => this.#confirm({ what: "erase" })}>${say.erase}</button>
      </div>
    `;
  }

  #question(confirms: Leave, say: LeaveTexts) {
    const question = confirms.what === "erase" ? say.eraseQuestion(this.name) : say.moveQuestion(this.name, confirms.office, confirms.as);
    return html`
      <div class="buttons">
        <p class="question" id="question">${question}</p>
        <button class="button small primary" data-order="confirm" aria-describedby="question" @click=${() => void this.#ask(confirms)}>${say.yes[confirms.what]}</button>
        <button class="button small" @click=${() => this.#confirm(null)}>${say.cancel}</button>
      </div>
    `;
  }

  /** Whether the pass fits is the hub's to say; here it is only read far enough to ask about it. */
  async #chosen(input: HTMLInputElement): Promise<void> {
    const [file] = input.files ?? [];
    if (!file) return;
    const to = file.size > passBytesMax ? null : passIn(await file.text());
    input.value = "";
    this.isNoPass = to === null;
    if (to !== null) this.#confirm({ what: "move", ...to });
  }

  #confirm(what: Leave | null): void {
    if (this.asking) return;
    const place = what === null ? "summary" : '[data-order="confirm"]';
    this.confirms = what;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(place)?.focus());
  }

  async #ask(leave: Leave): Promise<void> {
    if (this.asking) return;
    this.#confirm(null);
    Object.assign(this, { asking: true, said: null, fault: null, isNoPass: false });
    const more = leave.what === "move" ? { to: leave.to } : {};
    const answer = await askOrder<OrderDone>(`fleet/${leave.what}`, { device: this.device, ...more }, this.by, deviceAnswersMs);
    this.asking = false;
    if (isFault(answer)) this.fault = answer;
    else this.said = leave.what;
  }

  #named({ fault, facts }: Fault): Fault {
    return { fault, facts: facts.device === this.device ? { ...facts, device: this.name } : facts };
  }
}

/** Null: it is no pass. */
function passIn(text: string): { readonly to: unknown; readonly office: string; readonly as: string } | null {
  try {
    const to = JSON.parse(text) as { card?: { office?: unknown; name?: unknown } } | null;
    const { office, name } = to?.card ?? {};
    return typeof office === "string" && typeof name === "string" ? { to, office, as: name } : null;
  } catch {
    return null;
  }
}
customElements.define("device-leaves", DeviceLeaves);
