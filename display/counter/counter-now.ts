/** The citizen at this counter: who it is, since when, why, and the moves that are open. Takes a scene and sends `move`. */
import { html, LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { sentence } from "#shared/routing/sentence.ts";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import { type OfficeFormat, stopwatch } from "../base/format.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { chips } from "./chips.ts";
import { counterNowStyles } from "./counter-now.styles.ts";
import "./counter-services.ts";
import { gapTexts } from "./gap-texts.ts";
import { moveTexts } from "./move-texts.ts";
import { type AnswerKey, answerKeys } from "./question.ts";
import { type Announcement, type Move, type MoveAsked, movesOf, type Scene } from "./scene.ts";
import { type SideMove, sideMovesOf } from "./side-moves.ts";
import { type CounterTexts, counterTexts } from "./texts.ts";

const quantityMax = 32_767;

/** What a free counter can do beside calling. */
export type DeskMove = "take-break" | "new-visit";

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
    asked: { attribute: false },
    practice: { attribute: false },
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
  /** The ticket that waited while the hub was away and about which the agent is asked now; else null. */
  declare asked: VisitEntry | null;
  /** Only practice tickets are called here. */
  declare practice: boolean;
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
    this.asked = null;
    this.practice = false;
    this.quantity = 1;
    this.timeNotAccurate = false;
  }

  static override styles = [staffStyles, counterNowStyles];

  override willUpdate(changed: Map<string, unknown>) {
    const before = changed.get("scene") as Scene | undefined;
    if (before && visitOf(before)?.id !== visitOf(this.scene)?.id) {
      this.quantity = visitOf(this.scene)?.segments.find((each) => each.n === visitOf(this.scene)?.segment)?.quantity ?? 1;
      this.timeNotAccurate = false;
    }
  }

  override updated(changed: Map<string, unknown>) {
    // The pressed button is gone. None of the answers is the next one by default: a key pressed twice must not give it.
    if (changed.has("asked") && this.asked) this.renderRoot.querySelector<HTMLElement>(".question")?.focus();
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
    const stage = scene.kind === "called" || scene.kind === "serving" ? scene.kind : this.asked ? "asking" : "free";
    const signs = { free: "clock", asking: "info", called: "bell", serving: "person" } as const;
    const rests = scene.kind === "break";
    const heading = rests ? say.stage.break : stage === "asking" ? gapTexts[this.language].question.stage : say.stage[stage];
    return html`
      <section class="card ${stage}" aria-labelledby="stage">
        <div class="strip">
          <h2 id="stage">${icon(rests ? "cup" : signs[stage])}${heading}</h2>
          ${scene.kind === "called" ? this.#announcement(say) : nothing}
          ${stage === "asking" ? this.#later() : nothing}
        </div>
        ${this.practice ? html`<p class="practice-banner">${icon("info")}<strong>${moveTexts[this.language].practice.mark}</strong>${moveTexts[this.language].practice.banner}</p>` : nothing}
        <div class="body">
          ${stage === "asking" && this.asked ? this.#question(say, this.asked) : this.#scene(say)}
          <slot></slot>
          <span class="spring"></span>
          ${scene.kind === "serving" ? this.#finishFields(say) : nothing}
          ${stage === "asking" ? this.#answers() : this.#moves(say)}
          ${scene.kind === "free" && stage !== "asking" ? this.#deskMoves() : nothing}
        </div>
      </section>
    `;
  }

  #scene(say: CounterTexts) {
    const { scene } = this;
    return html`
      ${scene.kind === "free" && !scene.next ? this.#nobody(say) : nothing}
      ${scene.kind === "day-closed" ? this.#notNow("moon", say.dayClosed) : nothing}
      ${scene.kind === "doors-shut" ? this.#notNow("clock", say.doorsShut) : nothing}
      ${scene.kind === "break" ? this.#break(scene.since) : nothing}
      ${this.#visit(say)}
    `;
  }

  #question(say: CounterTexts, visit: VisitEntry) {
    const { question } = gapTexts[this.language];
    const service = this.office?.services.find((each) => each.id === visit.service);
    const ago = this.format?.duration(this.now - visit.arrivedAt) ?? "";
    return html`
      <div class="who">
        <p class="number">${visit.number}</p>
        <div class="what">
          <p class="service ${service ? "" : "unsure"}">${service?.name[this.language] ?? say.noService}</p>
          ${chips(visit, this.language, true, this.format)}
        </div>
      </div>
      <div class="question" role="alert" tabindex="-1">
        <p class="asks">${question.heading(visit.number)}</p>
        <p>${question.lead(this.format?.time(visit.arrivedAt) ?? "", ago)} ${visit.calledByVoice ? html`<strong>${question.calledByVoice}</strong>` : nothing}</p>
      </div>
    `;
  }

  #later() {
    const later = () => this.dispatchEvent(new CustomEvent("later"));
    return html`<button type="button" class="button small later" @click=${later}>${gapTexts[this.language].question.later}</button>`;
  }

  #answers() {
    const { question } = gapTexts[this.language];
    return html`
      <div class="moves answers">
        ${answerKeys.map(
          (answer) => html`<button type="button" class="button ${answer === "call" ? "primary" : ""}" aria-disabled=${this.held}
            aria-keyshortcuts=${this.shortcuts ? question.keys[answer] : nothing} @click=${(event: MouseEvent) => this.#answer(event, answer)}>
            ${question.answers[answer]}${this.shortcuts ? html`<kbd aria-hidden="true">${question.keys[answer]}</kbd>` : nothing}
          </button>`,
        )}
      </div>
    `;
  }

  #answer(event: MouseEvent, answer: AnswerKey) {
    // As below: the second half of a double click on Call next answers nothing.
    if (event.detail < 2 && !this.held) this.dispatchEvent(new CustomEvent<AnswerKey>("answer", { detail: answer }));
  }

  #announcement(say: CounterTexts) {
    const name = { announced: "check", announcing: "sound", "not-announced": "warning", "by-voice": "sound" } as const;
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

  #break(since: number) {
    const say = moveTexts[this.language].break;
    return html`<div class="nobody">${icon("cup")}<h3>${say.heading}</h3><p>${say.lead(this.format?.time(since) ?? "")}</p></div>`;
  }

  #notNow(sign: "moon" | "clock", { heading, lead }: CounterTexts["dayClosed"]) {
    return html`<div class="nobody">${icon(sign)}<h3>${heading}</h3><p>${lead}</p></div>`;
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
          <div class="beside">
            ${chips(visit, language, true, this.format)}
            ${
              service && scene.kind !== "free"
                ? html`<button type="button" class="button small quiet" aria-disabled=${this.held} @click=${this.#change}>
                    ${icon("search")}${moveTexts[language].services.change}
                  </button>`
                : nothing
            }
          </div>
          ${
            service || scene.kind === "free"
              ? nothing
              : html`<p><button type="button" class="button" aria-disabled=${this.held} @click=${this.#assign}>
                  ${icon("search")}${say.line.assign}${this.shortcuts ? html`<kbd aria-hidden="true">${say.keys["assign-service"]}</kbd>` : nothing}
                </button></p>`
          }
          ${scene.kind === "free" ? nothing : html`<slot name="note"></slot>`}
        </div>
      </div>
      <counter-services .visit=${visit} .office=${this.office} .language=${language} .held=${this.held} @go-on=${this.#goOn}></counter-services>
      ${this.#facts(say, visit)}
      <p class="reason">${icon("info")}<span>${reasonOf(scene, visit, this.office, language)}</span></p>
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
    // One more full row would push the main move off a laptop's screen when a ticket has several services.
    const small = this.scene.kind === "serving";
    return html`
      <div class="moves">${button(first, "primary")}${small ? nothing : rest.map((move) => keyed(move, button(move, "")))}</div>
      ${this.#sideMoves(small ? rest.map((move) => button(move, "small")) : [])}
    `;
  }

  #sideMoves(others: readonly unknown[]) {
    const say = moveTexts[this.language];
    const moves = sideMovesOf(this.scene);
    if (moves.length === 0) return nothing;
    return html`
      <div class="side" role="group" aria-label=${say.more}>
        ${moves.map(
          (
            move,
          ) => html`<button type="button" class="button small" aria-disabled=${this.held} aria-keyshortcuts=${this.shortcuts ? say.keys[move] : nothing}
            @click=${(event: MouseEvent) => event.detail < 2 && this.side(move)}>
            ${say.moves[move]}${this.shortcuts ? html`<kbd aria-hidden="true">${say.keys[move]}</kbd>` : nothing}
          </button>`,
        )}
        ${others}
      </div>
    `;
  }

  #deskMoves() {
    const say = moveTexts[this.language];
    const button = (move: DeskMove, words: string, key: string) => html`
      <button type="button" class="button small quiet" aria-disabled=${this.held} aria-keyshortcuts=${this.shortcuts ? key : nothing}
        @click=${() => this.held || this.dispatchEvent(new CustomEvent<DeskMove>("desk", { detail: move }))}>
        ${words}${this.shortcuts ? html`<kbd aria-hidden="true">${key}</kbd>` : nothing}
      </button>`;
    return html`
      <div class="side" role="group" aria-label=${say.more}>
        ${button("new-visit", say.newVisit.open, say.keys["new-visit"])}
        ${button("take-break", say.break.take, say.keys.break)}
      </div>
    `;
  }

  /** The same as pressing the button of a move beside the main one. */
  side(move: SideMove) {
    if (this.held || !sideMovesOf(this.scene).includes(move)) return;
    this.dispatchEvent(new CustomEvent<SideMove>("side", { detail: move }));
  }

  /** What Finish would say. */
  get finishing(): { readonly quantity: number; readonly timeNotAccurate: boolean } {
    return { quantity: this.quantity, timeNotAccurate: this.timeNotAccurate };
  }

  #press(event: MouseEvent, move: Move) {
    // The second half of a double click was not meant for the button that has taken the first one's place.
    if (event.detail < 2) this.ask(move);
  }

  #accuracy(event: Event & { target: HTMLInputElement }) {
    this.timeNotAccurate = event.target.checked;
  }

  #change() {
    if (!this.held) this.dispatchEvent(new CustomEvent("change-service"));
  }

  #goOn(event: CustomEvent<number>) {
    this.dispatchEvent(new CustomEvent<number>("go-on", { detail: event.detail }));
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

/** Why this one, in sentences an agent can read aloud. */
function reasonOf(scene: Scene, visit: VisitEntry, office: StaffOffice | null, language: Language): string {
  const because = scene.kind === "free" ? scene.next?.because : visit.because;
  if (!because) return "";
  const { routing } = office ?? {};
  const className = routing?.preset === "expert" ? routing.classes.find((each) => each.id === because.class)?.name : null;
  return sentence(because, { number: visit.number, className }, language);
}
