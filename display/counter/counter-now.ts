/** The citizen at this counter: who it is, since when, why, and the moves that are open. Takes a scene and sends `move`. */
import { html, LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import { type OfficeFormat, stopwatch } from "../base/format.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { chips } from "./chips.ts";
import { counterNowStyles } from "./counter-now.styles.ts";
import { type Announcement, type Move, type MoveAsked, movesOf, type Scene } from "./scene.ts";
import { type CounterTexts, counterTexts } from "./texts.ts";

const quantityMax = 999;

export class CounterNow extends LitElement {
  static override properties = {
    scene: { attribute: false },
    office: { attribute: false },
    format: { attribute: false },
    now: { attribute: false },
    announcement: {},
    othersWaiting: { attribute: false },
    language: {},
    shortcuts: { attribute: false },
    held: { attribute: false },
    quantity: { state: true },
    timeNotAccurate: { state: true },
  };
  declare scene: Scene;
  declare office: StaffOffice | null;
  declare format: OfficeFormat | null;
  /** The hub's time. */
  declare now: number;
  declare announcement: Announcement;
  declare othersWaiting: number;
  declare language: Language;
  /** Whether keys are shown on the buttons. */
  declare shortcuts: boolean;
  /** No move can be made now: a command is under way, or the hub is away. */
  declare held: boolean;
  declare quantity: number;
  declare timeNotAccurate: boolean;

  constructor() {
    super();
    this.scene = { kind: "day-closed" };
    this.office = null;
    this.format = null;
    this.now = 0;
    this.announcement = "announcing";
    this.othersWaiting = 0;
    this.language = "en";
    this.shortcuts = true;
    this.held = false;
    this.quantity = 1;
    this.timeNotAccurate = false;
  }

  static override styles = [staffStyles, counterNowStyles];

  override willUpdate(changed: Map<string, unknown>) {
    const before = changed.get("scene") as Scene | undefined;
    if (before && visitOf(before)?.id !== visitOf(this.scene)?.id) {
      this.quantity = 1;
      this.timeNotAccurate = false;
    }
  }

  /** Where the focus belongs when what held it is gone. */
  focusPrimary() {
    this.renderRoot.querySelector<HTMLElement>(".moves .primary")?.focus();
  }

  /** The same as pressing the button. */
  ask(move: Move) {
    if (this.held || !movesOf(this.scene).includes(move)) return;
    const detail: MoveAsked = { move, quantity: this.quantity, timeNotAccurate: this.timeNotAccurate };
    this.dispatchEvent(new CustomEvent<MoveAsked>("move", { detail }));
  }

  override render() {
    const say = counterTexts[this.language];
    const { scene } = this;
    const stage = scene.kind === "called" || scene.kind === "serving" ? scene.kind : "free";
    return html`
      <section class="card ${stage}" aria-labelledby="stage">
        <div class="strip">
          <h2 id="stage">${icon(stage === "free" ? "clock" : stage === "called" ? "bell" : "person")}${say.stage[stage]}</h2>
          ${scene.kind === "called" ? this.#announcement(say) : nothing}
        </div>
        <div class="body">
          ${scene.kind === "free" && !scene.next ? this.#nobody(say) : nothing}
          ${scene.kind === "day-closed" ? this.#dayClosed(say) : nothing}
          ${this.#visit(say)}
          <slot></slot>
          <span class="spring"></span>
          ${scene.kind === "serving" ? this.#finishFields(say) : nothing}
          ${this.#moves(say)}
        </div>
      </section>
    `;
  }

  #announcement(say: CounterTexts) {
    const name = { announced: "check", announcing: "sound", "not-announced": "warning" } as const;
    return html`<p class="pill ${this.announcement}">${icon(name[this.announcement])}${say.announcement[this.announcement]}</p>`;
  }

  #nobody(say: CounterTexts) {
    return html`
      <div class="nobody">
        ${icon("chair")}
        <h3>${say.empty.heading}</h3>
        <p>${say.empty.lead}</p>
        ${this.othersWaiting > 0 ? html`<p>${say.empty.others(this.othersWaiting)}</p>` : nothing}
      </div>
    `;
  }

  #dayClosed(say: CounterTexts) {
    return html`<div class="nobody">${icon("moon")}<h3>${say.dayClosed.heading}</h3><p>${say.dayClosed.lead}</p></div>`;
  }

  #visit(say: CounterTexts) {
    const visit = visitOf(this.scene);
    if (!visit) return nothing;
    const { language, scene } = this;
    const service = this.office?.services.find((each) => each.id === visit.service);
    const announcedLate = scene.kind === "called" && this.announcement === "not-announced";
    return html`
      <div class="who">
        <div>
          ${scene.kind === "free" ? html`<p class="eyebrow">${say.nextUp}</p>` : nothing}
          <p class="number">${visit.number}</p>
        </div>
        <div class="what">
          <p class="service ${service ? "" : "unsure"}">${service?.name[language] ?? say.noService}</p>
          ${chips(visit, say, true)}
          ${
            service || scene.kind === "free"
              ? nothing
              : html`<p><button type="button" class="button" aria-disabled=${this.held} @click=${this.#assign}>
                  ${icon("search")}${say.line.assign}${this.shortcuts ? html`<kbd aria-hidden="true">${say.keys["assign-service"]}</kbd>` : nothing}
                </button></p>`
          }
        </div>
      </div>
      ${this.#facts(say, visit)}
      <p class="reason">${icon("info")}<span>${this.format ? reasonOf(scene, visit, this.now, language, this.format) : nothing}</span></p>
      ${announcedLate ? html`<p class="hint alarm" role="alert">${icon("warning")}${say.notAnnouncedAdvice}</p>` : nothing}
      ${visit.timeUncertain ? html`<p class="hint">${icon("clock")}${say.timeUncertain}</p>` : nothing}
      ${visit.printed === "failed" ? html`<p class="hint">${icon("printer")}${say.notPrinted}</p>` : nothing}
    `;
  }

  #facts(say: CounterTexts, visit: VisitEntry) {
    const { scene, now } = this;
    const waitedMs = visit.because && scene.kind !== "free" ? visit.because.waitedMs : now - visit.arrivedAt;
    return html`
      <dl class="facts">
        <div><dt>${scene.kind === "free" ? say.waiting : say.waited}</dt><dd>${this.format?.duration(waitedMs)}</dd></div>
        ${scene.kind === "called" ? html`<div><dt>${say.sinceCall}</dt><dd>${stopwatch(now - scene.since)}</dd></div>` : nothing}
        ${scene.kind === "serving" ? html`<div><dt>${say.withYou}</dt><dd>${stopwatch(now - scene.since)}</dd></div>` : nothing}
        ${scene.kind === "free" ? nothing : html`<div><dt>${say.calledTimes}</dt><dd>${visit.calls}</dd></div>`}
      </dl>
    `;
  }

  #finishFields(say: CounterTexts) {
    const set = (value: number) => {
      this.quantity = Math.min(quantityMax, Math.max(1, Number.isFinite(value) ? Math.round(value) : 1));
    };
    const typed = (event: Event & { target: HTMLInputElement }) => {
      set(event.target.valueAsNumber);
      event.target.value = String(this.quantity);
    };
    return html`
      <div class="finish">
        <div class="quantity" role="group" aria-label=${say.quantityAbout}>
          <label for="quantity">${say.quantity}</label>
          <button type="button" class="button" aria-label=${say.fewer} @click=${() => set(this.quantity - 1)}>&minus;</button>
          <input id="quantity" type="number" min="1" max=${quantityMax} inputmode="numeric" .value=${String(this.quantity)} @change=${typed} />
          <button type="button" class="button" aria-label=${say.more} @click=${() => set(this.quantity + 1)}>+</button>
        </div>
        <label class="check">
          <input type="checkbox" .checked=${this.timeNotAccurate} @change=${this.#accuracy} />${say.timeNotAccurate}
        </label>
      </div>
    `;
  }

  /** The first button stays the same one in the page, so the focus stays on the primary move from stage to stage. */
  #moves(say: CounterTexts) {
    const moves = movesOf(this.scene);
    const suggestRecall = this.scene.kind === "called" && this.announcement === "not-announced";
    const [first, ...rest] = suggestRecall ? ["recall" as const, ...moves.filter((move) => move !== "recall")] : moves;
    if (!first) return nothing;
    const button = (move: Move, kind: string) => html`
      <button type="button" class="button ${kind}" aria-disabled=${this.held} aria-keyshortcuts=${this.shortcuts ? say.keys[move] : nothing}
        title=${move === "no-show" || move === "left" ? say.moveAbout[move] : nothing} @click=${(event: MouseEvent) => this.#press(event, move)}>
        ${say.moves[move]}${this.shortcuts ? html`<kbd aria-hidden="true">${say.keys[move]}</kbd>` : nothing}
      </button>`;
    return html`<div class="moves">${button(first, "primary")}${rest.map((move) => keyed(move, button(move, "")))}</div>`;
  }

  #press(event: MouseEvent, move: Move) {
    // The second half of a double click was not meant for the button that has taken the first one's place.
    if (event.detail < 2) this.ask(move);
  }

  #accuracy(event: Event & { target: HTMLInputElement }) {
    this.timeNotAccurate = event.target.checked;
  }

  #assign() {
    if (!this.held) this.dispatchEvent(new CustomEvent("assign"));
  }
}
customElements.define("counter-now", CounterNow);

function visitOf(scene: Scene): VisitEntry | undefined {
  if (scene.kind === "called" || scene.kind === "serving") return scene.visit;
  return scene.kind === "free" ? scene.next?.visit : undefined;
}

/** Why this one, in a sentence an agent can read aloud. */
function reasonOf(scene: Scene, visit: VisitEntry, now: number, language: Language, format: OfficeFormat): string {
  const say = counterTexts[language].reason;
  if (scene.kind === "free") return say.next(visit.number, format.duration(now - visit.arrivedAt), scene.next?.passedOver ?? 0);
  const { because } = visit;
  if (!because) return "";
  const words = because.rule === "chosen-from-list" ? say.chosen : say.plainOrder;
  return words(visit.number, format.duration(because.waitedMs), because.passedOverTotal);
}
