/** The reception's page: a ticket in two taps, what is kept while the hub is away, a ticket put right, the line. Joins the elements. */
import { html, nothing } from "lit";
import type { Command, CommandDone } from "#shared/queue/commands.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import { attentionLine } from "../base/attention-line.ts";
import { wallNow } from "../base/browser.ts";
import { icon } from "../base/staff-icons.ts";
import { StaffPage } from "../base/staff-page.ts";
import { dayIn, devicesIn, officeIn, type StaffView, visitIn } from "../base/staff-view.ts";
import { aboutVisit, canBeUndone, type Make, toUndo, type Undoable, undoLeftMs } from "./commanding.ts";
import { countGiven, type Draft, emptyDraft, type Habits, servicesMax, toggled } from "./draft.ts";
import { type Glance, glanceAt, lineKnown } from "./expected.ts";
import { type Found, findTicket, ticketTextMax } from "./finding.ts";
import { type Given, shownAs } from "./given.ts";
import { memory } from "./memory.ts";
import { doneWords, pageStyles } from "./page-parts.ts";
import "./reception-form.ts";
import type { NotNow } from "./reception-form.ts";
import "./reception-given.ts";
import "./reception-kept.ts";
import type { Shown } from "./reception-given.ts";
import "./reception-newest.ts";
import "./reception-services.ts";
import type { ReceptionServices } from "./reception-services.ts";
import "./reception-sign-in.ts";
import type { ReceptionTicket, Rest } from "./reception-ticket.ts";
import { type Request, requestsMax } from "./request.ts";
import { listenForScans } from "./scanner.ts";
import { receptionTexts } from "./texts.ts";
import { TicketsHere } from "./tickets-here.ts";
import { TileOrder } from "./tile-order.ts";

type View = "new" | "line" | "ticket" | "kept";
/** The forecast is drawn anew so often, and with every change. */
const glanceEveryMs = 5_000;

export class ReceptionPage extends StaffPage {
  static override properties = {
    agent: { state: true },
    draft: { state: true },
    habits: { state: true },
    shows: { state: true },
    found: { state: true },
    undoable: { state: true },
  };
  declare agent: number | null;
  declare draft: Draft;
  declare habits: Habits;
  declare shows: View;
  declare found: Found | null;
  declare undoable: Undoable | null;
  /** The number that the command under way is about; and whether it takes back a ticket given here. */
  #pressed = { number: "", takesBack: false };
  #glance: { readonly view: StaffView; readonly at: number; readonly glance: Glance } | null = null;
  #keptOffice: StaffOffice | null = null;
  readonly #tickets = new TicketsHere({
    hearing: () => this.desk.store.hearing.kind,
    openDate: () => this.#openDate(),
    changed: () => this.requestUpdate(),
    withdrawn: (visit) => {
      const say = receptionTexts[this.language].kept;
      this.notice = visit === null ? say.droppedNone : say.droppedBack;
    },
  });
  /** From before this page was loaded. */
  readonly #lineBefore = memory.line();
  readonly #tiles = new TileOrder(() => this.requestUpdate());

  constructor() {
    super();
    this.agent = memory.agent();
    this.draft = memory.draft();
    this.habits = memory.habits();
    this.shows = "new";
    this.found = null;
    this.undoable = null;
    this.#keptOffice = memory.office();
    if (this.#keptOffice) this.desk.store.assume(this.#keptOffice);
  }

  static override styles = [...StaffPage.styles, ...pageStyles];

  override connectedCallback() {
    super.connectedCallback();
    // Nobody needs these for a first ticket: they come after the page itself, while the network is there.
    for (const part of [import("../base/day-strip.ts"), import("../base/attention-strip.ts")]) void part;
    void import("./reception-line.ts");
    void import("./reception-ticket.ts");
    this.#tickets.start();
    listenForScans((text) => this.#find(text));
  }

  override willUpdate() {
    const { office, link } = this.desk.store;
    this.agent = office?.you?.agent ?? this.agent;
    if (office && office !== this.#keptOffice) {
      this.#keptOffice = office;
      memory.keepOffice(office);
    }
    if (link.view) {
      this.#tickets.name(link.view);
      const day = officeIn(link.view);
      this.#tiles.want([day?.date, day?.lastDate].flatMap((date) => date ?? []));
    }
    if (this.#tickets.isRefusedNow()) this.shows = "kept";
    if (this.shows === "kept" && this.#tickets.without.length === 0) this.shows = "new";
  }

  override updated() {
    this.#tickets.pump();
  }

  override render() {
    const say = receptionTexts[this.language];
    const { office, link, now } = this.desk.store;
    const agent = office?.agents.find(({ number }) => number === this.agent);
    const out = html`<button type="button" class="tool" @click=${() => this.#signed(null)}>${say.signOut}</button>`;
    const tools = agent && !office?.you ? html`<span class="agent">${icon("person")}${agent.displayName}</span>${out}` : nothing;
    return html`
      ${this.top(say, say.title, say.heading, tools)}
      <day-strip .view=${link.view} .office=${office} .now=${now} .language=${this.language}></day-strip>
      ${attentionLine(this.desk, this.format, this.language, agent?.number ?? null)}
      ${
        !office
          ? html`<main class="alone">${this.loading(say)}</main>`
          : agent
            ? this.#work(office)
            : html`<main class="alone"><reception-sign-in .office=${office} .last=${this.habits.agent} .language=${this.language} @sign-in=${(event: CustomEvent<number>) => this.#signed(event.detail)}></reception-sign-in></main>`
      }
    `;
  }

  #work(office: StaffOffice) {
    const { view } = this.desk.store.link;
    const { given } = this.#tickets;
    const shown = this.#tickets.shown();
    // The form belongs to the next ticket: beside another one it would be taken for that one's.
    const isWide = !shown && (this.shows === "line" || this.shows === "ticket");
    return html`
      <main class=${isWide ? "wide" : ""}>
        <div class="left">
          ${this.#bar(view, office)}
          <div class="view" id="view">${this.#view(office, view)}</div>
          ${this.#came(view)}
          <reception-newest
            .given=${given}
            .visits=${new Map(given.flatMap(({ visit }) => (view ? (visitIn(view, visit) ?? []) : [])).map((each) => [each.id, each] as const))}
            .office=${office}
            .format=${this.format}
            .language=${this.language}
            .held=${this.desk.held}
            @open=${(event: CustomEvent<Given>) => this.#tickets.show(event.detail)}
            @undo=${(event: CustomEvent<Given>) => this.#takeBack(event.detail)}
          ></reception-newest>
        </div>
        ${isWide ? nothing : html`<div class="right">${shown ? this.#shownTo(shown, office, view) : this.#form(office, view)}</div>`}
      </main>
    `;
  }

  #bar(view: StaffView | null, office: StaffOffice) {
    const say = receptionTexts[this.language];
    const waiting = this.#glanceNow()?.waiting.length;
    const without = this.#tickets.without.length;
    const tab = (shows: View, words: string, kind = "") =>
      html`<button type="button" class="segment ${kind}" aria-pressed=${this.shows === shows} @click=${() => this.#go(shows)}>${words}</button>`;
    return html`
      <div class="bar">
        <div class="segments" role="group" aria-label=${say.views}>
          ${tab("new", say.newTicket)}${tab("line", waiting === undefined ? say.lineUnknown : say.line(waiting))}
          ${without === 0 ? nothing : tab("kept", say.without(without), "without")}
        </div>
        <form @submit=${(event: SubmitEvent) => this.#submitted(event)}>
          <input class="field" type="text" aria-label=${say.ticketField} placeholder=${say.ticketHint} maxlength=${ticketTextMax} autocomplete="off" autocapitalize="characters" spellcheck="false" />
          <button type="submit" class="button" aria-disabled=${!view || !office}>${say.open}</button>
        </form>
      </div>
    `;
  }

  #view(office: StaffOffice, view: StaffView | null) {
    const { now, hearing } = this.desk.store;
    if (this.shows === "line") {
      const since = hearing.kind === "away" ? hearing.since : null;
      return html`<reception-line .glance=${this.#glanceNow()} .office=${office} .format=${this.format} .now=${now ?? 0} .since=${since} .known=${this.#lineBefore} .language=${this.language} @open=${(event: CustomEvent<string>) => this.#openVisit(event.detail)}></reception-line>`;
    }
    const { without } = this.#tickets;
    if (this.shows === "kept" && without.length > 0) {
      return html`<reception-kept
        .kept=${without}
        .now=${wallNow()}
        .survives=${this.#tickets.survives}
        .office=${office}
        .format=${this.format}
        .language=${this.language}
        @drop=${(event: CustomEvent<Request>) => this.#tickets.drop(event.detail)}
        @again=${(event: CustomEvent<Request>) => this.#again(event.detail)}
      ></reception-kept>`;
    }
    if (this.shows === "ticket" && this.found) return this.#ticket(this.found, office, view);
    return html`<reception-services
      .services=${this.#tiles.of(office)}
      .chosen=${this.draft.services}
      .stopped=${this.#stopped(view)}
      .full=${this.draft.services.length >= servicesMax}
      .language=${this.language}
      @choose=${(event: CustomEvent<string>) => this.#choose(event.detail)}
      @scan=${(event: CustomEvent<string>) => this.#find(event.detail)}
    ></reception-services>`;
  }

  #ticket(found: Found, office: StaffOffice, view: StaffView | null) {
    const say = receptionTexts[this.language].ticket;
    const visit = view && found.kind === "visit" ? visitIn(view, found.id) : undefined;
    if (visit) {
      return html`<reception-ticket
        .visit=${visit}
        .services=${this.#tiles.of(office)}
        .stopped=${this.#stopped(view)}
        .office=${office}
        .kiosk=${this.#kiosk(office)}
        .expectedAt=${this.#expectedAt(visit.id)}
        .format=${this.format}
        .now=${this.desk.store.now ?? 0}
        .held=${this.desk.held}
        .language=${this.language}
        @ask=${(event: CustomEvent<Rest>) => this.#ask(visit, event.detail)}
        @show=${() => this.#tickets.show(shownAs(visit, view?.epoch ?? "", "code"))}
        @close=${() => this.#go("new")}
      ></reception-ticket>`;
    }
    const [what, advice] =
      found.kind === "other-office"
        ? [say.otherOffice, say.otherOfficeAdvice]
        : found.kind === "unreadable"
          ? [say.unreadable(found.text), say.unreadableAdvice]
          : [say.unknown(found.number), say.unknownAdvice];
    return html`<section class="card unknown" role="status">
      ${icon("info")}
      <div><h2>${what}</h2><p>${advice}</p></div>
      <button type="button" class="button" @click=${() => this.#go("new")}>${icon("close")}${say.close}</button>
    </section>`;
  }

  /** What came of the last press, and the way back from it. */
  #came(view: StaffView | null) {
    const say = receptionTexts[this.language];
    const { sending, held } = this.desk;
    const { now } = this.desk.store;
    const notice = sending === "again" ? say.retrying : sending === "sending" ? say.sending : this.notice;
    const leftMs = this.undoable && view && now !== null ? undoLeftMs(this.undoable, view, now) : 0;
    return html`
      <div class="came">
        ${this.refusal(say)}
        <p class=${notice === "" ? "unseen" : "notice"} role="status">${notice}</p>
        ${leftMs > 0 ? html`<button type="button" class="button" aria-disabled=${held} @click=${() => held || this.#undo()}>${icon("undo")}${say.undo(Math.ceil(leftMs / 1000))}</button>` : nothing}
      </div>
    `;
  }

  #form(office: StaffOffice, view: StaffView | null) {
    const kiosk = this.#kiosk(office);
    const device = view && devicesIn(view).find(({ id }) => id === kiosk);
    return html`<reception-form
      .draft=${this.draft}
      .office=${office}
      .handOver=${this.#handOver(office)}
      .kiosk=${kiosk}
      .kioskOff=${device?.online === false}
      .keeps=${this.desk.store.hearing.kind === "away"}
      .notNow=${this.#notNow(view)}
      .language=${this.language}
      @draft=${(event: CustomEvent<Draft>) => this.#keepDraft(event.detail)}
      @habit=${(event: CustomEvent<Partial<Habits>>) => this.#keepHabits({ ...this.habits, ...event.detail })}
      @give=${() => this.#give(office)}
    ></reception-form>`;
  }

  #shownTo(shown: Shown, office: StaffOffice, view: StaffView | null) {
    const visit = shown.kind === "given" && view ? visitIn(view, shown.given.visit) : undefined;
    const place = this.#glanceNow()?.waiting.findIndex((each) => each.visit.id === visit?.id) ?? -1;
    return html`<reception-given
      .shown=${shown}
      .visit=${visit}
      .ahead=${place < 0 ? null : place}
      .expectedAt=${visit ? this.#expectedAt(visit.id) : null}
      .now=${this.desk.store.now ?? 0}
      .office=${office}
      .format=${this.format}
      .language=${this.language}
      .held=${this.desk.held}
      @next=${() => this.#next()}
      @undo=${(event: CustomEvent<Given>) => this.#takeBack(event.detail)}
    ></reception-given>`;
  }

  #give(office: StaffOffice) {
    const { draft, habits, agent } = this;
    if (agent === null || draft.services.length === 0) return;
    const { view } = this.desk.store.link;
    const handOver = this.#handOver(office);
    // The request is kept before the draft goes: whatever happens between, it is entered.
    this.#tickets.ask({
      ...{ agent, epoch: view?.epoch ?? office.epoch, handOver, kiosk: handOver === "paper" ? this.#kiosk(office) : null },
      ...{ services: draft.services, people: draft.people, needs: draft.needs, language: draft.language ?? office.languages[0] ?? "en" },
    });
    this.#keepDraft(emptyDraft);
    this.#keepHabits(draft.services.reduce(countGiven, { ...habits, agent }));
    this.renderRoot.querySelector<ReceptionServices>("reception-services")?.clear();
    this.notice = "";
    this.undoable = null;
  }

  #again(request: Request) {
    const { view } = this.desk.store.link;
    this.#tickets.again(request, this.agent ?? request.agent, view?.epoch ?? request.epoch);
  }

  #takeBack(given: Given) {
    const { view } = this.desk.store.link;
    const visit = view ? visitIn(view, given.visit) : undefined;
    if (!visit || !view) return;
    this.#press(aboutVisit(visit, view.epoch, this.agent ?? 0, { name: "left" }), given.number, true);
  }

  #ask(visit: VisitEntry, rest: Rest) {
    const { view } = this.desk.store.link;
    if (view) this.#press(aboutVisit(visit, view.epoch, this.agent ?? 0, rest), visit.number);
  }

  #undo() {
    if (this.undoable) this.#press(toUndo(this.undoable, this.agent ?? 0), this.undoable.number);
  }

  #press(make: Make, number: string, takesBack = false) {
    if (this.desk.held) return;
    this.#pressed = { number, takesBack };
    this.desk.press(make);
  }

  protected override done(command: Command, { offset, epoch, visit }: CommandDone) {
    if (command.name === "go-to-device" || command.name === "give-up-device") return;
    const { number, takesBack } = this.#pressed;
    const { now } = this.desk.store;
    this.undoable = visit !== null && now !== null && canBeUndone(command.name) ? { visit, number, offset, epoch, at: now } : null;
    this.notice = doneWords(command, number, takesBack, this.language);
    this.renderRoot.querySelector<ReceptionTicket>("reception-ticket")?.finish?.();
    if (takesBack || command.name === "undo") this.#tickets.takenBack(visit, takesBack);
    // Who was sent away is in no list any more.
    if (command.name === "left" && this.shows === "ticket") this.shows = "new";
  }

  #openVisit(id: string) {
    const { view } = this.desk.store.link;
    const visit = view && visitIn(view, id);
    if (!visit) return;
    this.found = { kind: "visit", id, number: visit.number };
    this.#go("ticket");
  }

  #find(text: string) {
    const { office, link } = this.desk.store;
    if (!office || !link.view || this.agent === null || text.trim() === "") return;
    this.found = findTicket(text, link.view, office);
    this.#go("ticket");
  }

  #submitted(event: SubmitEvent) {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).querySelector("input");
    if (!field) return;
    this.#find(field.value);
    field.value = "";
  }

  #go(shows: View) {
    this.shows = shows;
    // The line and a ticket take the whole width.
    if (shows === "line" || shows === "ticket") this.#tickets.show(null);
    this.renderRoot.querySelector<ReceptionTicket>("reception-ticket")?.finish?.();
  }

  #next() {
    this.#tickets.show(null);
    this.renderRoot.querySelector<ReceptionServices>("reception-services")?.focusFirst();
  }

  #choose(id: string) {
    // The next person is here: what was shown to the last one goes.
    this.#tickets.show(null);
    this.#keepDraft(toggled(this.draft, id));
  }

  #signed(agent: number | null) {
    this.agent = agent;
    memory.keepAgent(agent);
    if (agent !== null) this.#keepHabits({ ...this.habits, agent });
  }

  #keepDraft(draft: Draft) {
    this.draft = draft;
    memory.keepDraft(draft);
  }

  #keepHabits(habits: Habits) {
    this.habits = habits;
    memory.keepHabits(habits);
  }

  #notNow(view: StaffView | null): NotNow {
    if (this.#tickets.requests.length >= requestsMax) return "full";
    return view && officeIn(view)?.date === null ? "day-closed" : null;
  }

  #openDate(): string | null {
    const { view } = this.desk.store.link;
    return view ? (officeIn(view)?.date ?? null) : null;
  }

  #kiosk(office: StaffOffice): string | null {
    const kiosks = office.devices.filter(({ role }) => role === "kiosk");
    return (kiosks.find(({ id }) => id === this.habits.kiosk) ?? kiosks[0])?.id ?? null;
  }

  #handOver(office: StaffOffice) {
    const wanted = this.habits.handOver ?? "paper";
    return wanted === "paper" && this.#kiosk(office) === null ? "told" : wanted;
  }

  #stopped(view: StaffView | null): ReadonlySet<string> {
    return new Set(view ? (dayIn(view)?.notOffered ?? []).map(({ service }) => service) : []);
  }

  #expectedAt(visit: string): number | null {
    return this.#glanceNow()?.waiting.find((each) => each.visit.id === visit)?.expectedAt ?? null;
  }

  #glanceNow(): Glance | null {
    const { office, link, now } = this.desk.store;
    if (!office || !link.view || now === null) return null;
    const before = this.#glance;
    if (before && before.view === link.view && Math.abs(now - before.at) < glanceEveryMs) return before.glance;
    this.#glance = { view: link.view, at: now, glance: glanceAt(link.view, office, now) };
    memory.keepLine(lineKnown(this.#glance.glance, now));
    return this.#glance.glance;
  }
}
customElements.define("reception-page", ReceptionPage);
