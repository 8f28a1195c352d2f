/** The counter's page: who works here, who is served now, who waits. Joins the live view, the commands and the elements. */
import { html, nothing } from "lit";
import type { Command, CommandDone } from "#shared/queue/commands.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import { askedAt, attentionLine, goes, goKeys, withoutNeeds } from "../base/attention-line.ts";
import { monoNow } from "../base/browser.ts";
import "../base/device-faults.ts";
import type { OfficeFormat } from "../base/format.ts";
import { gapIn } from "../base/staff-gap.ts";
import { icon } from "../base/staff-icons.ts";
import { ofThisBrowser, ofThisTab, recall, remember } from "../base/staff-memory.ts";
import { StaffPage } from "../base/staff-page.ts";
import { counterIn, devicesIn, type StaffView, visitIn } from "../base/staff-view.ts";
import { appointmentTexts } from "./appointment-texts.ts";
import { atCounter, forMove, forVisit } from "./commanding.ts";
import type { Admitted, CounterAdmit } from "./counter-admit.ts";
import type { CounterBooked } from "./counter-booked.ts";
import type { AskedOf, CounterDialogs } from "./counter-dialogs.ts";
import type { CounterLine, LineMove } from "./counter-line.ts";
import type { CounterNote } from "./counter-note.ts";
import "./counter-now.ts";
import type { CounterNow, DeskMove } from "./counter-now.ts";
import { counterPageStyles } from "./counter-page.styles.ts";
import { type OnSide, sideColumn } from "./side-column.ts";
import "./counter-sign-in.ts";
import { preferencesFrom, type Session, sessionFrom } from "../base/staff-session.ts";
import type { CounterSignIn } from "./counter-sign-in.ts";
import { doneWords } from "./done-words.ts";
import { gapTexts } from "./gap-texts.ts";
import { Keys } from "./keys.ts";
import { moveTexts } from "./move-texts.ts";
import { type AnswerKey, answerKeys, askedAbout, caughtUp, numberIn, toAdmit } from "./question.ts";
import { announcementOf, type CounterOffice, lineAt, type MoveAsked, type Scene, sceneOf } from "./scene.ts";
import { allowedMoves, type KeyPress, type ShortcutMove, shortcutMove } from "./shortcuts.ts";
import { about, canBeUndone, type SideMove, toUndo, type Undoable, undoLeftMs } from "./side-moves.ts";
import { counterTexts } from "./texts.ts";

export class CounterPage extends StaffPage {
  static override properties = {
    session: { state: true },
    shortcuts: { state: true },
    undoable: { state: true },
    bookedShown: { state: true },
  };
  declare session: Session | null;
  declare shortcuts: boolean;
  /** The last move, while it can be taken back. */
  declare undoable: Undoable | null;
  /** The list of appointments is what stands beside the counter. */
  declare bookedShown: boolean;
  /** The number the command under way is about: when it is done, the visit may be in no view any more. */
  #pressedFor = "";
  /** A visit that was begun here: its number comes with the live view. */
  #joined: { readonly command: Command; readonly visit: string } | null = null;
  /** The answer about a ticket is under way; the next one is called after it. */
  #callsNext: "no" | "after-answer" | "now" = "no";
  readonly #keys = new Keys({
    meaning: (press) => this.#meaning(press),
    scanned: (text) => this.#part<CounterAdmit>("counter-admit")?.scanned?.(text),
  });

  readonly #onSide: OnSide = {
    line: (asked) => this.#lineMoved(asked),
    aside: ({ move, visit }) => this.#pressAbout(visit, { name: move }),
    booked: (asked) => this.#dialogs?.booked?.(asked),
    bookedShown: (shown) => {
      this.bookedShown = shown;
    },
    admitted: (admitted) => this.#admitted(admitted),
    dismiss: () => this.dismiss(),
  };

  constructor() {
    super();
    this.session = sessionFrom(recall(ofThisTab, "counter"));
    this.shortcuts = preferencesFrom(recall(ofThisBrowser, "counter-preferences")).shortcuts;
    this.undoable = null;
    this.bookedShown = false;
  }

  static override styles = [...StaffPage.styles, counterPageStyles];

  override connectedCallback() {
    super.connectedCallback();
    void import("./counter-later.ts");
    window.addEventListener("keydown", (event) => this.#keys.down(event));
  }

  override render() {
    const say = counterTexts[this.language];
    const { store } = this.desk;
    const { office } = store;
    const { view } = store.link;
    const counter = this.#counter(office);
    const scene = this.#scene();
    const atWork = scene !== null && scene.kind !== "signed-out";
    const { now } = store;
    const { format } = this;
    const heading = atWork && counter ? say.counter(counter.label) : say.counters;
    return html`
      ${this.top(say, say.title(atWork && counter ? counter.label : ""), heading, atWork && office ? this.#tools(office, scene) : nothing)}
      ${view ? this.#gap(view) : nothing}
      ${!office || !view || now === null ? html`<main class="alone">${this.loading(say)}</main>` : atWork && counter && format ? this.#work(office, view, counter, scene, now, format) : this.#signIn(office, view)}
    `;
  }

  #gap(view: StaffView) {
    const { toConfirm, late } = gapIn(view);
    const { office, now } = this.desk.store;
    return html`<gap-strip .waited=${toConfirm.length} .late=${late.length} .language=${this.language}></gap-strip>
      <day-strip .view=${view} .office=${office} .now=${now} .language=${this.language}></day-strip>
      ${attentionLine(this.desk, this.format, this.language, askedAt(view, this.session), this.shortcuts ? goKeys[this.language] : "")}`;
  }

  #tools(office: StaffOffice, scene: Scene) {
    const say = counterTexts[this.language];
    const name = office.agents.find((each) => each.number === this.session?.agent)?.displayName ?? "";
    const busy = scene.kind === "called" || scene.kind === "serving";
    return html`
      ${office.you ? nothing : html`<span class="agent">${icon("person")}${name}</span>`}
      <button type="button" class="tool" aria-pressed=${this.shortcuts} title=${say.shortcuts.label} @click=${this.#toggleShortcuts}>
        ${icon("keyboard")}<span class="words">${say.shortcuts.label}</span> ${this.shortcuts ? say.shortcuts.on : say.shortcuts.off}
      </button>
      <button type="button" class="tool" aria-disabled=${busy || this.desk.held} @click=${() => busy || this.#signOut()}>${office.you ? say.leave : say.signOut}</button>
    `;
  }

  #work(office: StaffOffice, view: StaffView, counter: CounterOffice, scene: Scene, now: number, format: OfficeFormat) {
    const say = counterTexts[this.language];
    const line = lineAt(view, counter.id);
    const { clock } = this.desk.store.link;
    const visit = scene.kind === "called" || scene.kind === "serving" ? scene.visit : null;
    const { held, sending, fault, refused } = this.desk;
    const asked = scene.kind === "free" ? askedAbout(fault, view) : null;
    const away = this.desk.store.hearing.kind === "away";
    const notice = sending === "again" ? say.retrying : sending === "sending" ? say.sending : this.notice;
    const gap = gapTexts[this.language];
    const undoLeft = this.undoable && this.session ? undoLeftMs(this.undoable, view, this.session, now) : 0;
    return html`
      <main>
        <div class="left">
          <counter-now
            .scene=${scene}
            .office=${office}
            .format=${format}
            .now=${now}
            .announcement=${visit && clock ? announcementOf(visit, office, clock, monoNow()) : "announcing"}
            .othersWaiting=${line.filter((each) => !counter.takes.includes(each.queue)).length}
            .language=${this.language}
            .shortcuts=${this.shortcuts}
            .held=${held}
            .asked=${asked}
            .practice=${counterIn(view, counter.id)?.practice ?? false}
            @side=${(event: CustomEvent<SideMove>) => this.#side(event.detail)}
            @desk=${(event: CustomEvent<DeskMove>) => this.#deskMove(event.detail)}
            @go-on=${(event: CustomEvent<number>) => this.#goOn(event.detail)}
            @change-service=${() => this.#dialogs?.search?.("change", visit?.id ?? null)}
            @move=${this.#moved}
            @answer=${(event: CustomEvent<AnswerKey>) => this.#answer(event.detail)}
            @later=${this.dismiss}
            @assign=${() => this.#dialogs?.search?.("assign", visit?.id ?? null)}
          >
            <counter-note
              slot="note"
              .visit=${visit}
              .session=${this.session}
              .format=${format}
              .language=${this.language}
              .shortcuts=${this.shortcuts}
            ></counter-note>
            ${asked || refused?.name === "admit" ? nothing : this.refusal(say)}
            <counter-undo
              what=${away ? gap.heldAway : notice}
              .leftMs=${undoLeft}
              .language=${this.language}
              .held=${held}
              .shortcuts=${this.shortcuts}
              @undo=${() => this.#undo()}
            ></counter-undo>
          </counter-now>
          <counter-same .visits=${gapIn(view).samePerson} .language=${this.language} .held=${held} @settle=${this.#settled}></counter-same>
          <device-faults .devices=${withoutNeeds(devicesIn(view))} .language=${this.language} heading=${say.devices}></device-faults>
        </div>
        ${sideColumn({ view, office, counter, format, now, held, scene, language: this.language, shortcuts: this.shortcuts, bookedShown: this.bookedShown, admitFault: refused?.name === "admit" ? fault : null }, this.#onSide)}
      </main>
      <counter-dialogs
        .view=${view}
        .office=${office}
        .session=${this.session}
        .canServe=${scene.kind === "free"}
        .finishing=${() => this.#now?.finishing ?? { quantity: 1, timeNotAccurate: false }}
        .language=${this.language}
        .shortcuts=${this.shortcuts}
        @ask=${(event: CustomEvent<AskedOf>) => this.#press(event.detail.make, event.detail.number)}
      ></counter-dialogs>
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

  override willUpdate() {
    const { view } = this.desk.store.link;
    const joined = this.#joined && view ? visitIn(view, this.#joined.visit) : undefined;
    if (!this.#joined || !joined) return;
    this.notice = doneWords(this.#joined.command, joined.number, this.language);
    this.#joined = null;
  }

  override updated() {
    // A page that was reloaded, or signed out from elsewhere, offers what it knew.
    const signIn = this.#part<CounterSignIn>("counter-sign-in");
    if (signIn && this.session && signIn.counter === "" && signIn.agent === 0) signIn.suggest(this.session);
    if (this.#callsNext === "now" && !this.desk.held) this.#callNext();
  }

  /** What the agent says of a ticket that waited while the hub was away. */
  #answer(answer: AnswerKey) {
    const { view } = this.#place();
    const visit = view && askedAbout(this.desk.fault, view);
    if (!view || !visit || !this.session || this.desk.held) return;
    if (answer === "call") {
      const make = atCounter("call-next", view, this.session);
      this.#press((key) => ({ ...make(key), confirmed: visit.id }) as Command, visit.number);
      return;
    }
    this.#press(caughtUp(view, this.session.agent, visit, answer), visit.number);
    this.#callsNext = "after-answer";
  }

  /** The agent wanted the next one; the one asked about is out of the line. */
  #callNext() {
    this.#callsNext = "no";
    const { view, counter } = this.#place();
    if (!view || !counter || !this.session) return;
    const scene = this.#scene();
    if (scene?.kind === "free" && scene.next) this.#press(atCounter("call-next", view, this.session), "");
  }

  #settled(event: CustomEvent<VisitEntry>) {
    const { view } = this.#place();
    if (view && this.session) this.#press(caughtUp(view, this.session.agent, event.detail, "seen"), event.detail.number);
  }

  #admitted({ number, service }: Admitted) {
    const { view, counter } = this.#place();
    if (!view || !counter || !this.session) return;
    const version = counterIn(view, counter.id)?.version ?? 0;
    this.#press(toAdmit(view, this.session, version, number, service), numberIn(number));
  }

  #moved(event: CustomEvent<MoveAsked>) {
    const { view, counter } = this.#place();
    if (!view || !counter || !this.session) return;
    const scene = this.#scene();
    const make = scene && forMove(event.detail, view, this.session, scene);
    if (make) this.#press(make, "visit" in scene ? scene.visit.number : "");
  }

  #lineMoved({ move, visit }: LineMove) {
    const { view } = this.#place();
    if (move === "assign-service") this.#dialogs?.search?.("assign", visit.id);
    else if (view && this.session) this.#press(forVisit(move, view, this.session, visit), visit.number);
  }

  /** A move beside the main one: it asks for its choice, if it has one. */
  #side(move: SideMove) {
    const scene = this.#scene();
    const visit = scene && "visit" in scene ? scene.visit : undefined;
    if (!visit) return;
    if (move === "add-service") this.#dialogs?.search?.("add", visit.id);
    else this.#dialogs?.choose?.(move, visit.id);
  }

  #deskMove(move: DeskMove) {
    const { view } = this.#place();
    if (move === "new-visit") this.#dialogs?.search?.("new-visit", null);
    else if (view && this.session) this.#press(atCounter(move, view, this.session), "");
  }

  #goOn(segment: number) {
    const scene = this.#scene();
    if (scene?.kind === "serving") this.#pressAbout(scene.visit, { name: "switch-service", segment });
  }

  #undo() {
    const { undoable, session } = this;
    const { view } = this.#place();
    if (!undoable || !session || !view) return;
    this.#press(toUndo(undoable, session), visitIn(view, undoable.visit)?.number ?? undoable.number);
  }

  get #dialogs() {
    return this.#part<CounterDialogs>("counter-dialogs");
  }

  get #now() {
    return this.#part<CounterNow>("counter-now");
  }

  #part<E extends Element>(name: string): E | null {
    return this.renderRoot.querySelector<E>(name);
  }

  #pressAbout(visit: VisitEntry, rest: Parameters<typeof about>[3]) {
    const { view } = this.#place();
    if (view && this.session) this.#press(about(visit, view, this.session, rest), visit.number);
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
    this.#callsNext = "no";
    this.#pressedFor = number;
    this.desk.press(make);
  }

  /** What the hub did, in words. */
  protected override done(command: Command, { offset, epoch, visit: id }: CommandDone) {
    if (command.name === "go-to-device" || command.name === "give-up-device") return this.#now?.focusPrimary();
    const { now } = this.desk.store;
    const number = this.#pressedFor;
    const goesBack = id !== null && now !== null && canBeUndone(command.name);
    this.undoable = goesBack ? { visit: id, number, offset, epoch, at: now } : null;
    this.#joined = (command.name === "intake" || command.name === "check-in") && id !== null ? { command, visit: id } : null;
    this.notice = this.#joined ? "" : doneWords(command, number, this.language);
    switch (command.name) {
      case "sign-in":
        // The page is another now, and begins where a page begins.
        return this.#keepSession({ counter: command.counter, agent: command.agent });
      case "sign-out":
        this.#keepSession(null);
        break;
      case "admit":
        return this.#part<CounterAdmit>("counter-admit")?.finish?.();
      case "catch-up":
        if (this.#callsNext === "after-answer") this.#callsNext = "now";
        return;
      // The hands are in the list of appointments, or the primary move is where they were.
      case "check-in":
      case "undo-check-in":
      case "appointment-missed":
      case "call-next":
        return;
      default:
        break;
    }
    // What was pressed may be gone; the next move is where the hands are.
    this.#now?.focusPrimary();
  }

  #keepSession(session: Session | null) {
    this.session = session;
    remember(ofThisTab, "counter", session && JSON.stringify(session));
  }

  /** What a key stands for now. */
  #meaning(press: KeyPress): (() => void) | undefined {
    const { view, counter } = this.#place();
    if (!this.shortcuts || this.#dialogs?.isOpen || this.#part<CounterNote>("counter-note")?.isOpen || !view || !counter || !this.session)
      return undefined;
    const scene = this.#scene();
    if (!scene) return undefined;
    if (scene.kind === "free" && askedAbout(this.desk.fault, view)) {
      const answer = shortcutMove(press, gapTexts[this.language].question.keys, answerKeys);
      return answer && (() => this.#answer(answer));
    }
    const booked = goes(this.renderRoot, press, this.language) ?? this.#part<CounterBooked>("counter-booked")?.meaning?.(press);
    if (booked) return booked;
    const { now } = this.desk.store;
    const undoes = this.undoable !== null && now !== null && undoLeftMs(this.undoable, view, this.session, now) > 0;
    const { "back-to-work": _back, ...sideKeys } = moveTexts[this.language].keys;
    const keys = { ...sideKeys, ...counterTexts[this.language].keys, ...appointmentTexts[this.language].keys };
    const move = shortcutMove(press, keys, allowedMoves(scene, undoes));
    return move && (() => this.#carryOut(move, scene));
  }

  #carryOut(move: ShortcutMove, scene: Scene) {
    switch (move) {
      case "assign-service":
        return this.#dialogs?.search?.("assign", "visit" in scene ? scene.visit.id : null);
      case "undo":
        return this.#undo();
      case "break":
        return this.#deskMove("take-break");
      case "new-visit":
        return this.#deskMove("new-visit");
      case "note":
        return void this.#part<CounterNote>("counter-note")?.open?.();
      case "appointments":
        this.#part<CounterLine>("counter-line")?.showBooked();
        return void this.updateComplete.then(() => this.#part<CounterBooked>("counter-booked")?.focusFirst?.());
      case "park":
      case "back":
      case "transfer":
      case "add-service":
      case "finish-as":
        return this.#now?.side(move);
      default:
        return this.#now?.ask(move);
    }
  }

  #toggleShortcuts() {
    this.shortcuts = !this.shortcuts;
    remember(ofThisBrowser, "counter-preferences", JSON.stringify({ shortcuts: this.shortcuts }));
  }

  /** What can be done here now; null before the office is known, and while nobody is signed in. */
  #scene(): Scene | null {
    const { view, counter } = this.#place();
    const { office, now } = this.desk.store;
    return view && counter && office && now !== null && this.session ? sceneOf(view, office, this.session, now) : null;
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
