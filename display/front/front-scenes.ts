/** Behind the scenes: the hub's plug, the collector's answer, and how each program is. Sends `plug` and `collector`. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { FrontLive } from "#shared/wire/front-page.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import "./front-switch.ts";
import { frontTexts } from "./texts.ts";

export class FrontScenes extends LitElement {
  static override properties = { live: { attribute: false }, language: {}, held: { attribute: false } };
  declare live: FrontLive | null;
  declare language: Language;
  /** A wish is on its way to the parent program. */
  declare held: boolean;
  /** The plug was pressed, and that is not answered yet. */
  #plugging = false;

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
        gap: 6px;
        height: 100%;
        padding: 10px 16px 12px;
        overflow-y: auto;
      }
      .moves {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 18px;
        align-items: center;
      }
      h2 {
        font-size: 17px;
      }
      .plug {
        min-height: 44px;
      }
      .plug.off {
        border-color: #7a5600;
        background: var(--gold);
        color: #2a1f00;
      }
      front-switch {
        min-height: 44px;
      }
      .hint {
        color: var(--gold-ink);
        font-weight: 700;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin-top: auto;
      }
      li {
        display: inline-flex;
        gap: 7px;
        align-items: center;
        padding: 2px 11px 2px 8px;
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
      li strong {
        font-weight: 700;
      }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has("held") && !this.held) this.#plugging = false;
  }

  override render() {
    const say = frontTexts[this.language];
    const { live } = this;
    if (!live) return nothing;
    const plug = live.hubPlugged ? say.pull : say.plug;
    return html`
      <section class="card" aria-labelledby="scenes">
        <h2 id="scenes">${say.behindScenes}</h2>
        <div class="moves">
          <button type="button" class="button plug ${live.hubPlugged ? "" : "off"}" aria-disabled=${this.held} @click=${() => this.#plug(!live.hubPlugged)}>
            ${icon("plug")}${this.#plugging ? say.plugging : plug}
          </button>
          <front-switch words=${say.collector} .on=${live.collectorAnswering} .held=${this.held} @turned=${this.#collector}></front-switch>
        </div>
        ${live.hubPlugged ? nothing : html`<p class="hint" role="status">${say.hubOff}</p>`}
        <ul aria-label=${say.programs}>
          ${live.processes.map(({ name, state, about }) => {
            const sign = { running: "check", starting: "clock", stopped: "close", failed: "warning" } as const;
            return html`<li class=${state} title=${about}>${icon(sign[state])}<span><strong>${this.#nameOf(name)}</strong> <span class=${state === "running" ? "unseen" : ""}>${say.states[state]}</span></span></li>`;
          })}
        </ul>
      </section>
    `;
  }

  /** `kiosk-1` is "Kiosk 1"; a program without a name of ours keeps its own. */
  #nameOf(name: string): string {
    const [role = name, ...rest] = name.split("-");
    const known = frontTexts[this.language].programNames[role];
    return known === undefined ? name : [known, ...rest].join("\u00a0");
  }

  #plug(plugged: boolean) {
    if (this.held) return;
    this.#plugging = true;
    this.dispatchEvent(new CustomEvent<boolean>("plug", { detail: plugged }));
  }

  #collector(event: CustomEvent<boolean>) {
    this.dispatchEvent(new CustomEvent<boolean>("collector", { detail: event.detail }));
  }
}
customElements.define("front-scenes", FrontScenes);
