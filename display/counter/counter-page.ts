/** The counter's page: who works here, who is served now, who waits. Joins the live view, the commands and the elements. */
import { html, nothing } from "lit";
import type { Command } from "#shared/queue/commands.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { monoNow } from "../base/browser.ts";
import "../base/device-faults.ts";
import type { OfficeFormat } from "../base/format.ts";
import { icon } from "../base/staff-icons.ts";
import { ofThisBrowser, ofThisTab, recall, remember } from "../base/staff-memory.ts";
import { StaffPage } from "../base/staff-page.ts";
import { counterIn, devicesIn, lineIn, type StaffView, visitIn } from "../base/staff-view.ts";
import { atCounter, forMove, forVisit, toAssign } from "./commanding.ts";
import "./counter-assign.ts";
import type { Assigned } from "./counter-assign.ts";
import "./counter-line.ts";
import type { LineMove } from "./counter-line.ts";
import "./counter-now.ts";
import type { CounterNow } from "./counter-now.ts";
import { counterPageStyles } from "./counter-page.styles.ts";
import "./counter-sign-in.ts";
import type { CounterSignIn } from "./counter-sign-in.ts";
import { announcementOf, type CounterOffice, type MoveAsked, movesOf, type Scene, sceneOf } from "./scene.ts";
import { preferencesFrom, type Session, sessionFrom } from "./session.ts";
import { type ShortcutMove, shortcutMove } from "./shortcuts.ts";
import { counterTexts } from "./texts.ts";

export class CounterPage extends StaffPage {
  static override properties = {
    session: { state: true },
    shortcuts: { state: true },
    assigning: { state: true },
  };
  declare session: Session | null;
  declare shortcuts: boolean;
  /** The visit whose service is being chosen. */
  declare assigning: string | null;
  /** The number the command under way is about: when it is done, the visit may be in no view any more. */
  #pressedFor = "";

  constructor() {
    super();
    this.session = sessionFrom(recall(ofThisTab, "counter"));
    this.shortcuts = preferencesFrom(recall(ofThisBrowser, "counter-preferences")).shortcuts;
    this.assigning = null;
  }

  static override styles = [...StaffPage.styles, counterPageStyles];

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener("keydown", (event) => this.#keyDown(event));
  }

  override render() {
    const say = counterTexts[this.language];
    const { store } = this.desk;
    const { office } = store;
    const { view } = store.link;
    const counter = this.#counter(office);
    const scene = view && counter && this.session ? sceneOf(view, counter, this.session.agent) : null;
    const atWork = scene !== null && scene.kind !== "signed-out";
    const { now } = store;
    const { format } = this;
    const heading = atWork && counter ? say.counter(counter.label) : say.counters;
    return html`
      ${this.top(say, say.title(atWork && counter ? counter.label : ""), heading, atWork && office ? this.#tools(office, scene) : nothing)}
      ${!office || !view || now === null ? html`<main class="alone">${this.loading(say)}</main>` : atWork && counter && format ? this.#work(office, view, counter, scene, now, format) : this.#signIn(office, view)}
    `;
  }

  #tools(office: StaffOffice, scene: Scene) {
    const say = counterTexts[this.language];
    const name = office.agents.find((each) => each.number === this.session?.agent)?.displayName ?? "";
    const busy = scene.kind === "called" || scene.kind === "serving";
    return html`
      <span class="agent">${icon("person")}${name}</span>
      <button type="button" class="tool" aria-pressed=${this.shortcuts} title=${say.shortcuts.label} @click=${this.#toggleShortcuts}>
        ${icon("keyboard")}<span class="words">${say.shortcuts.label}</span> ${this.shortcuts ? say.shortcuts.on : say.shortcuts.off}
      </button>
      <button type="button" class="tool" aria-disabled=${busy || this.desk.held} @click=${() => busy || this.#signOut()}>${say.signOut}</button>
    `;
  }

  #work(office: StaffOffice, view: StaffView, counter: CounterOffice, scene: Scene, now: number, format: OfficeFormat) {
    const say = counterTexts[this.language];
    const line = lineIn(view);
    const { clock } = this.desk.store.link;
    const visit = scene.kind === "called" || scene.kind === "serving" ? scene.visit : null;
    const { held, sending } = this.desk;
    return html`
      <main>
        <div class="left">
          <counter-now
            .scene=${scene}
            .office=${office}
            .format=${format}
            .now=${now}
            .announcement=${visit && clock ? announcementOf(visit, clock, monoNow()) : "announcing"}
            .othersWaiting=${line.filter((each) => !counter.takes.includes(each.queue)).length}
            .language=${this.language}
            .shortcuts=${this.shortcuts}
            .held=${held}
            @move=${this.#moved}
            @assign=${() => this.#openAssign(visit?.id ?? null)}
          >
            ${this.refusal(say)}
            <p class="notice" role="status">${sending === "again" ? say.retrying : sending === "sending" ? say.sending : this.notice}</p>
          </counter-now>
          <device-faults .devices=${devicesIn(view)} .language=${this.language} heading=${say.devices}></device-faults>
        </div>
        <counter-line
          .line=${line}
          .office=${office}
          .counter=${counter}
          .format=${format}
          .now=${now}
          .language=${this.language}
          .held=${held}
          .canCall=${scene.kind === "free"}
          @line-move=${this.#lineMoved}
        ></counter-line>
      </main>
      <counter-assign
        .visit=${this.assigning === null ? null : (visitIn(view, this.assigning) ?? null)}
        .office=${office}
        .language=${this.language}
        @assign=${this.#assigned}
        @closed=${() => this.#openAssign(null)}
      ></counter-assign>
    `;
  }

  #signIn(office: StaffOffice, view: StaffView) {
    const say = counterTexts[this.language];
    const counters = new Map(office.counters.flatMap(({ id }) => counterIn(view, id) ?? []).map((entry) => [entry.id, entry] as const));
    return html`
      <main class="alone">
        <counter-sign-in .office=${office} .counters=${counters} .language=${this.language} .held=${this.desk.held} @sign-in=${this.#signedIn}>
          ${this.refusal(say)}
          <p class="unseen" role="status">${this.notice}</p>
        </counter-sign-in>
      </main>
    `;
  }

  override updated() {
    // A page that was reloaded, or signed out from elsewhere, offers what it knew.
    const signIn = this.renderRoot.querySelector<CounterSignIn>("counter-sign-in");
    if (signIn && this.session && signIn.counter === "" && signIn.agent === 0) signIn.suggest(this.session);
  }

  #moved(event: CustomEvent<MoveAsked>) {
    const { view, counter } = this.#place();
    if (!view || !counter || !this.session) return;
    const scene = sceneOf(view, counter, this.session.agent);
    const make = forMove(event.detail, view, this.session, scene);
    if (make) this.#press(make, "visit" in scene ? scene.visit.number : "");
  }

  #lineMoved(event: CustomEvent<LineMove>) {
    const { move, visit } = event.detail;
    const { view } = this.#place();
    if (move === "assign-service") this.#openAssign(visit.id);
    else if (view && this.session) this.#press(forVisit(move, view, this.session, visit), visit.number);
  }

  #assigned(event: CustomEvent<Assigned>) {
    const { view } = this.#place();
    const { visit, service } = event.detail;
    if (view && this.session) this.#press(toAssign(view, this.session, visit, service), visit.number);
    this.assigning = null;
  }

  #signedIn(event: CustomEvent<Session>) {
    const { view } = this.#place();
    const session = event.detail;
    if (!view) return;
    this.session = session;
    // Already here, from another tab or before a restart of this PC: nothing to ask of the hub.
    if (counterIn(view, session.counter)?.agent === session.agent) this.#keepSession(session);
    else this.#press(atCounter("sign-in", view, session), "");
  }

  #signOut() {
    const { view } = this.#place();
    if (view && this.session) this.#press(atCounter("sign-out", view, this.session), "");
  }

  #press(make: (key: string) => Command, number: string) {
    if (this.desk.held) return;
    this.#pressedFor = number;
    this.desk.press(make);
  }

  /** What the hub did, in words. */
  protected override done(command: Command) {
    const say = counterTexts[this.language].done;
    switch (command.name) {
      case "sign-in":
        this.#keepSession({ counter: command.counter, agent: command.agent });
        break;
      case "sign-out":
        this.#keepSession(null);
        break;
      case "call-next":
      case "open-day":
      case "close-day":
        this.notice = "";
        return;
      default:
        break;
    }
    this.notice = say[command.name === "call-from-list" ? "call" : command.name](this.#pressedFor);
    // What was pressed may be gone; the next move is where the hands are.
    if (command.name !== "sign-in") this.renderRoot.querySelector<CounterNow>("counter-now")?.focusPrimary();
  }

  #keepSession(session: Session | null) {
    this.session = session;
    remember(ofThisTab, "counter", session && JSON.stringify(session));
  }

  #keyDown(event: KeyboardEvent) {
    const { view, counter } = this.#place();
    if (!this.shortcuts || this.assigning !== null || !view || !counter || !this.session) return;
    const scene = sceneOf(view, counter, this.session.agent);
    const unsure = (scene.kind === "called" || scene.kind === "serving") && scene.visit.service === null;
    const allowed: ShortcutMove[] = [...movesOf(scene), ...(unsure ? (["assign-service"] as const) : [])];
    const press = {
      key: event.key,
      withModifier: event.ctrlKey || event.altKey || event.metaKey,
      repeated: event.repeat,
      typing: isTyping(event),
    };
    const move = shortcutMove(press, counterTexts[this.language].keys, allowed);
    if (!move) return;
    event.preventDefault();
    if (move === "assign-service") this.#openAssign("visit" in scene ? scene.visit.id : null);
    else this.renderRoot.querySelector<CounterNow>("counter-now")?.ask(move);
  }

  #openAssign(visit: string | null) {
    this.assigning = visit;
  }

  #toggleShortcuts() {
    this.shortcuts = !this.shortcuts;
    remember(ofThisBrowser, "counter-preferences", JSON.stringify({ shortcuts: this.shortcuts }));
  }

  #place(): { readonly view: StaffView | null; readonly counter: CounterOffice | undefined } {
    const { office, link } = this.desk.store;
    return { view: link.view, counter: this.#counter(office) };
  }

  #counter(office: StaffOffice | null): CounterOffice | undefined {
    return office?.counters.find((each) => each.id === this.session?.counter);
  }
}
customElements.define("counter-page", CounterPage);

/** Letters belong to fields, wherever in the shadow they stand. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}
