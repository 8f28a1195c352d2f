/** Devices that need a person on the spot: a line for each, taken by one agent, with what to do there for whoever goes. */
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { type AttentionEntry, goingKey } from "#shared/attention/attention.ts";
import { faultText } from "#shared/faults/text.ts";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { attentionStyles } from "./attention-styles.ts";
import { attentionTexts } from "./attention-texts.ts";
import { attentionIn, deviceIn, faultIn } from "./attention-view.ts";
import type { OfficeFormat } from "./format.ts";
import { icon } from "./staff-icons.ts";
import { staffStyles } from "./staff-styles.ts";
import type { StaffView } from "./staff-view.ts";

/** More would push the work down the page. */
const shownMax = 3;

export class AttentionStrip extends LitElement {
  static override properties = {
    view: { attribute: false },
    office: { attribute: false },
    format: { attribute: false },
    agent: { attribute: false },
    held: { type: Boolean },
    shortcut: {},
    language: {},
    steps: { state: true },
  };
  declare view: StaffView | null;
  declare office: StaffOffice | null;
  declare format: OfficeFormat | null;
  /** Who may say "I go" here; null: nobody, as on a break. */
  declare agent: number | null;
  declare held: boolean;
  /** The single key of "I go"; empty where there is none. */
  declare shortcut: string;
  declare language: Language;
  declare steps: typeof import("./attention-steps.ts") | null;
  /** Needs that were spoken of, so that each is announced once. */
  #told: ReadonlySet<string> = new Set();
  #announcement = "";

  constructor() {
    super();
    this.view = null;
    this.office = null;
    this.format = null;
    this.agent = null;
    this.held = false;
    this.shortcut = "";
    this.language = "en";
    this.steps = null;
  }

  static override styles = [staffStyles, attentionStyles];

  override willUpdate(changed: PropertyValues<this>) {
    const entries = this.#entries;
    if (changed.has("language")) this.#announcement = "";
    const fresh = entries.filter((entry) => entry.stage.kind === "asked" && !this.#told.has(keyOf(entry)));
    const [newest] = fresh;
    if (newest) this.#announcement = this.#what(newest);
    else if (entries.length === 0) this.#announcement = "";
    this.#told = new Set(entries.map(keyOf));
    if (this.steps === null && entries.some((entry) => this.#isMine(entry))) {
      void import("./attention-steps.ts").then((steps) => {
        this.steps = steps;
      });
    }
  }

  override render() {
    const say = attentionTexts[this.language];
    const entries = this.#entries;
    const more = entries.length - shownMax;
    // The region stands before anything is said in it: only then is it spoken.
    return html`
      <p class="unseen" role="status">${this.#announcement}</p>
      ${
        entries.length === 0
          ? nothing
          : html`<section aria-label=${say.heading}>
              <ul>${entries.slice(0, shownMax).map((entry) => keyed(keyOf(entry), this.#row(entry, entry === this.firstAsked)))}</ul>
              ${more > 0 ? html`<p class="more">${say.more(more)}</p>` : nothing}
            </section>`
      }
    `;
  }

  /** What the key of "I go" takes: the first that is nobody's. */
  get firstAsked(): AttentionEntry | undefined {
    return this.agent === null ? undefined : this.#entries.slice(0, shownMax).find(({ stage }) => stage.kind === "asked");
  }

  /** Says "I go", as its button does. */
  go(entry: AttentionEntry) {
    if (!this.held) this.dispatchEvent(new CustomEvent("go", { detail: entry }));
  }

  get #entries(): readonly AttentionEntry[] {
    const entries = this.view ? attentionIn(this.view) : [];
    // What I do comes first: its steps are what I look for.
    return [...entries.filter((each) => this.#isMine(each)), ...entries.filter((each) => !this.#isMine(each))];
  }

  #isMine({ stage }: AttentionEntry): boolean {
    return stage.kind === "taken" && this.agent !== null && stage.agent === this.agent;
  }

  #what(entry: AttentionEntry): string {
    return faultText(faultIn(entry, this.office, this.language), this.language).what;
  }

  #row(entry: AttentionEntry, hasKey: boolean) {
    const say = attentionTexts[this.language];
    const mine = this.#isMine(entry);
    const place = this.office?.devices.find(({ id }) => id === entry.device)?.place?.[this.language];
    const since = this.format ? say.since(this.format.time(entry.since)) : "";
    return html`
      <li class=${mine ? "mine" : entry.stage.kind}>
        ${icon(mine || entry.stage.kind === "taken" ? "person" : "warning")}
        <p class="what"><strong>${this.#what(entry)}</strong> <span class="where">${[place ? say.where(place) : "", since].filter(Boolean).join(", ")}</span></p>
        ${this.#who(entry, hasKey)}
        ${mine && this.steps ? html`<div class="how">${this.steps.attentionSteps(entry, this.language)}<p>${say.clearsItself}</p></div>` : nothing}
      </li>
    `;
  }

  #who(entry: AttentionEntry, hasKey: boolean) {
    const say = attentionTexts[this.language];
    const device = deviceIn(entry, this.office, this.language);
    const { stage } = entry;
    if (this.#isMine(entry)) {
      return html`<span class="who">${say.youGo}</span>
        <button type="button" class="button small" aria-label=${say.cannotAbout(device)} aria-disabled=${this.held} @click=${() => this.#cannot(entry)}>${say.cannot}</button>`;
    }
    if (stage.kind === "taken") return html`<span class="who">${say.goes(this.#name(stage.agent))}</span>`;
    const { went } = stage;
    const time = went && this.format ? this.format.time(went.at) : "";
    const before = went ? (went.agent === this.agent ? say.youWent(time) : say.went(this.#name(went.agent), time)) : "";
    return html`${before === "" ? nothing : html`<span class="who">${before}</span>`}
      ${
        this.agent === null
          ? nothing
          : html`<button type="button" class="button small go" aria-keyshortcuts=${hasKey && this.shortcut ? this.shortcut : nothing} aria-disabled=${this.held} @click=${() => this.go(entry)}>
              ${say.go} <span class="unseen">${device}</span>${hasKey && this.shortcut ? html`<kbd aria-hidden="true">${this.shortcut}</kbd>` : nothing}
            </button>`
      }`;
  }

  #cannot(entry: AttentionEntry) {
    if (!this.held) this.dispatchEvent(new CustomEvent("cannot", { detail: entry }));
  }

  #name(agent: number): string {
    return this.office?.agents.find(({ number }) => number === agent)?.displayName ?? attentionTexts[this.language].someone;
  }
}
customElements.define("attention-strip", AttentionStrip);

function keyOf({ device, need }: AttentionEntry): string {
  return goingKey(device, need);
}
