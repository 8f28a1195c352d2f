/** Behind the scenes: what can be cut off, the kiosk's card, and how the programs are. Sends `turn` and `card`. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { FrontLive } from "#shared/wire/front-page.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import "./front-switch.ts";
import { hintOf, isOn, type Turn, turns } from "./scenes.ts";
import { type FrontTexts, frontTexts } from "./texts.ts";

export interface Turned {
  readonly turn: Turn;
  readonly on: boolean;
}

export class FrontScenes extends LitElement {
  static override properties = { live: { attribute: false }, language: {}, held: { attribute: false } };
  declare live: FrontLive | null;
  declare language: Language;
  /** A wish is on its way to the parent program. */
  declare held: boolean;
  /** The card's button was pressed, and that is not answered yet. */
  #replacing = false;

  constructor() {
    super();
    this.live = null;
    this.language = "en";
    this.held = false;
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      section {
        display: flex;
        flex-direction: column;
        gap: 5px;
        height: 100%;
        padding: 8px 14px;
        overflow-y: auto;
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
        align-items: center;
        justify-content: space-between;
      }
      h2 {
        font-size: 17px;
      }
      .switches {
        display: grid;
        grid-template-columns: auto auto;
        gap: 0 8px;
        justify-content: space-between;
      }
      front-switch {
        min-height: 32px;
      }
      .off {
        font-weight: 700;
      }
      .card-row {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 12px;
        align-items: center;
      }
      .card-row .button {
        flex: none;
        min-height: 38px;
        padding: 4px 12px;
        font-size: 15px;
      }
      /* Beside the button it would be a word a line where the button is long. */
      .card-row p {
        flex: 1 0 84px;
        color: var(--text-quiet);
        font-size: 14px;
        line-height: 1.25;
      }
      .hint {
        margin-top: auto;
        color: var(--text-quiet);
        font-size: 14px;
        line-height: 1.25;
      }
      .hint.different {
        color: var(--gold-ink);
        font-weight: 700;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }
      li {
        display: inline-flex;
        gap: 6px;
        align-items: center;
        padding: 1px 10px 1px 7px;
        border-radius: 999px;
        background: var(--success-soft);
        color: #1c5526;
        font-size: 14px;
      }
      li .icon {
        width: 15px;
        height: 15px;
      }
      li.starting {
        background: var(--blue-soft);
        color: var(--blue);
      }
      li.stopped {
        background: #e9ebef;
        color: var(--text-quiet);
      }
      li.failed {
        background: var(--danger-soft);
        color: #7a1a17;
      }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has("held") && !this.held) this.#replacing = false;
  }

  override render() {
    const say = frontTexts[this.language];
    const { live } = this;
    if (!live) return nothing;
    const hint = hintOf(live);
    return html`
      <section class="card" aria-labelledby="scenes">
        <div class="top"><h2 id="scenes">${say.behindScenes}</h2>${this.#programs(say, live)}</div>
        <div class="switches">
          ${turns.map(
            (
              turn,
            ) => html`<front-switch class=${isOn(live, turn) ? "" : "off"} words=${say.turns[turn]} .on=${isOn(live, turn)} .held=${this.held}
              @turned=${(event: CustomEvent<boolean>) => this.#turn(turn, event.detail)}></front-switch>`,
          )}
        </div>
        <div class="card-row">
          <button type="button" class="button" aria-disabled=${this.held} aria-describedby="card-about" @click=${this.#replace}>
            ${icon("card")}${this.#replacing ? say.moment : say.card}
          </button>
          <p id="card-about">${say.cardAbout}</p>
        </div>
        <p class="hint ${hint.kind === "well" ? "" : "different"}" role="status">${hint.kind === "lost" ? say.hints.lost(hint.papers) : say.hints[hint.kind]}</p>
      </section>
    `;
  }

  /** Those that run are counted, the others named. */
  #programs(say: FrontTexts, { processes }: FrontLive) {
    const sign = { running: "check", starting: "clock", stopped: "close", failed: "warning" } as const;
    const others = processes.filter(({ state }) => state !== "running");
    const running = processes.length - others.length;
    return html`
      <ul aria-label=${say.programs}>
        ${others.map(({ name, state, about }) => html`<li class=${state} title=${about}>${icon(sign[state])}<span><strong>${this.#nameOf(name)}</strong> ${say.states[state]}</span></li>`)}
        ${running === 0 ? nothing : html`<li class="running">${icon("check")}${others.length === 0 ? say.allRunning(running) : say.running(running)}</li>`}
      </ul>
    `;
  }

  /** `kiosk-1` is "Kiosk 1"; a program without a name of ours keeps its own. */
  #nameOf(name: string): string {
    const [role = name, ...rest] = name.split("-");
    const known = frontTexts[this.language].programNames[role];
    return known === undefined ? name : [known, ...rest].join("\u00a0");
  }

  #turn(turn: Turn, on: boolean) {
    this.dispatchEvent(new CustomEvent<Turned>("turn", { detail: { turn, on } }));
  }

  #replace() {
    if (this.held) return;
    this.#replacing = true;
    this.dispatchEvent(new CustomEvent("card"));
  }
}
customElements.define("front-scenes", FrontScenes);
