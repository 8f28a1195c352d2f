/** Joins the kiosk's pure flow to its device and its page: hears the live view, steps, carries out effects, draws. */
import type { BroughtToCheckIn } from "#shared/appointments/wire.ts";
import type { DeviceOverlay } from "#shared/fleet/overlay.ts";
import type { PublicOffice, PublicService } from "#shared/office/public.ts";
import type { Language } from "#shared/texts/language.ts";
import type { KioskAppointment } from "#shared/wire/kiosk-appointment.ts";
import type { KioskLive, KioskScanned, KioskTicket, TicketRequest } from "#shared/wire/kiosk-page.ts";
import { drawKey, getJson, later, livePorts, monoNow, nextFrame, postJson } from "../base/browser.ts";
import { type Connection, Live } from "../base/live.ts";
import type { Finding } from "./finding.ts";
import { type KioskInput, startState, step } from "./flow.ts";
import { idlePhase } from "./idle.ts";
import { KioskElement } from "./kiosk-element.ts";
import { paperPath, type RefusedWords } from "./screen.ts";
import { staffEntrance } from "./staff-entrance.ts";
import type { KioskEffect, KioskState } from "./state.ts";
import type { DrawnTicket } from "./ticket-picture.ts";
import type { TicketTold } from "./ticket-told.ts";

const tickMs = 250;
const postTimeoutMs = 8_000;
/** A device that restarts is back within this; nobody needs to be told. */
const graceMs = 6_000;
const foundMax = 4;
const oftenMax = 3;
const retryLoadMs = 2_000;

class KioskPage {
  readonly #element: KioskElement;
  #office: PublicOffice | null = null;
  /** What the words of the present catalogue lead to; null until the search is loaded, which nobody waits for. */
  #finding: Finding | null = null;
  #state: KioskState | null = null;
  #live: KioskLive | null = null;
  #connection: Connection = { kind: "connecting" };
  #catalogueHeld: number | null = null;
  #loading = false;
  #drawn: { readonly visit: string; readonly ticket: DrawnTicket } | null = null;

  constructor(element: KioskElement) {
    this.#element = element;
    element.send = (input) => this.#send(input);
    element.drawKey = drawKey;
    new Live(
      {
        address: "/api/kiosk/live",
        events: {
          kiosk: (data) => this.#heard(data as KioskLive),
          // What a device shows above its page is loaded when there is something to show.
          overlay: (data) => void import("../base/device-overlay.ts").then((found) => found.drawOverlay(data as DeviceOverlay | null)),
          scanned: (data) => this.#send({ kind: "scanned", ...(data as KioskScanned) }),
        },
        connection: (connection) => {
          this.#connection = connection;
        },
      },
      livePorts,
    );
    this.#tick();
    void this.#loadLater();
  }

  /** Nobody comes to these screens before they are here, or soon after; a device that restarts is asked again. */
  async #loadLater(): Promise<void> {
    const found = await import("./later.ts").catch(() => null);
    if (!found) {
      later(retryLoadMs, () => void this.#loadLater());
      return;
    }
    this.#element.join(found);
    // From now on the page is whole. Where that never comes, whoever keeps the screen starts it anew.
    found.startHeartbeat(this.#element, { later, nextFrame, post: postJson });
  }

  #heard(live: KioskLive): void {
    this.#live = live;
    void this.#loadCatalogue();
    this.#send({ kind: "heard", live });
  }

  /** A changed catalogue waits until nobody is in the middle of a choice. */
  async #loadCatalogue(): Promise<void> {
    const wanted = this.#live?.catalogue;
    const busy = this.#state !== null && this.#state.screen.kind !== "welcome";
    if (wanted === undefined || wanted === this.#catalogueHeld || busy || this.#loading) return;
    this.#loading = true;
    const answer = await getJson("/api/kiosk/catalogue", postTimeoutMs).catch(() => null);
    this.#loading = false;
    if (answer?.status !== 200) return;
    this.#office = answer.body as PublicOffice;
    this.#finding = null;
    void this.#loadFinding(this.#office);
    this.#catalogueHeld = wanted;
    this.#state = startState(this.#office, monoNow());
    this.#draw();
  }

  async #loadFinding(office: PublicOffice): Promise<void> {
    const finding = await import("./finding.ts").then(({ findingIn }) => findingIn(office.services)).catch(() => null);
    if (this.#office !== office) return;
    this.#finding = finding;
    this.#draw();
  }

  #send(input: KioskInput): void {
    if (!this.#state || !this.#office) return;
    const { state, effects } = step(this.#state, input, monoNow(), this.#office);
    this.#state = state;
    this.#draw();
    for (const effect of effects) this.#carryOut(effect);
  }

  #carryOut(effect: KioskEffect): void {
    switch (effect.kind) {
      case "post-ticket":
        void this.#postTicket(effect.request);
        return;
      case "post-appointment":
        void this.#postAppointment(effect.by, effect.language);
        return;
      case "post-desk":
        void this.#tell("desk", { ticket: effect.ticket, language: effect.language }, (body) => body as TicketTold);
        return;
      case "post-back":
        void this.#tell("back", { paper: effect.paper, language: effect.language }, () => ({ found: "noted", number: effect.number }));
        return;
      case "post-reprint":
        // Its outcome shows in the live view; a lost request leaves the number on the screen as it was.
        void postJson("/api/kiosk/reprints", { visit: effect.visit }, postTimeoutMs).catch(() => null);
        return;
      case "retry-later":
        later(effect.ms, () => this.#send({ kind: "retry" }));
        return;
    }
  }

  async #postTicket(request: TicketRequest): Promise<void> {
    const answer = await postJson("/api/kiosk/tickets", request, postTimeoutMs).catch(() => null);
    if (!answer || answer.status >= 500) return this.#send({ kind: "ticket-lost" });
    if (answer.status >= 400) return this.#send({ kind: "ticket-refused", words: wordsOf(answer.body) });
    const ticket = answer.body as KioskTicket;
    this.#send({ kind: "ticket-made", ticket });
    await this.#drawTicket(ticket);
  }

  async #postAppointment(by: BroughtToCheckIn, language: Language): Promise<void> {
    const answer = await postJson("/api/kiosk/appointments", { by, language }, postTimeoutMs).catch(() => null);
    const found = answer?.status === 200 ? (answer.body as KioskAppointment) : null;
    const isRefused = answer !== null && answer.status >= 400 && answer.status < 500;
    this.#send({
      kind: "appointment-told",
      told: found ?? (isRefused ? { found: "refused", words: wordsOf(answer.body) } : { found: "hub-away" }),
    });
  }

  /** Of a ticket that comes back. A device that does not answer, or cannot record it, has not found it: staff help. */
  async #tell(what: "desk" | "back", body: object, told: (body: unknown) => TicketTold): Promise<void> {
    const answer = await postJson(`/api/kiosk/${what}`, body, postTimeoutMs).catch(() => null);
    this.#send({ kind: "ticket-told", told: answer?.status === 200 ? told(answer.body) : { found: "none" } });
  }

  async #drawTicket(ticket: KioskTicket): Promise<void> {
    const { drawTicket } = await import("./ticket-picture.ts");
    this.#drawn = { visit: ticket.visit, ticket: drawTicket(ticket) };
    this.#draw();
  }

  #tick(): void {
    later(tickMs, () => this.#tick());
    this.#send({ kind: "tick" });
    void this.#loadCatalogue();
  }

  #draw(): void {
    const office = this.#office;
    const live = this.#live;
    const state = this.#state;
    if (!office || !live || !state) return;
    const now = monoNow();
    const { screen } = state;
    const ticket = screen.kind === "ticket" ? screen.ticket : null;
    const away = this.#connection.kind === "lost" && now - this.#connection.since > graceMs;
    this.#element.view = {
      office,
      live: away ? { ...live, state: "starting" } : live,
      state,
      idle: idlePhase(screen, ticket ? paperPath(ticket, state.printer) : null, now - state.touchedAt),
      found: screen.kind === "search" ? this.#find(office, state, screen.query) : [],
      drawn: ticket && this.#drawn?.visit === ticket.visit ? this.#drawn.ticket : null,
    };
  }

  /** Before anything is typed: what the catalogue names first, which is what most people come for. */
  #find(office: PublicOffice, state: KioskState, query: string): readonly PublicService[] {
    if (query.trim().length < 2) return office.services.slice(0, oftenMax);
    if (!this.#finding) void this.#loadFinding(office);
    return this.#finding?.(state.language, query, foundMax) ?? [];
  }

  /** Where the office gave its kiosks a PIN. */
  enterStaff(): void {
    if (this.#live?.staffPage) location.assign("../staff/");
  }

  touched(): void {
    this.#send({ kind: "touched" });
  }
}

/** What the device says to the citizen, where it says something. */
function wordsOf(body: unknown): RefusedWords | null {
  if (typeof body !== "object" || body === null || !("what" in body) || !("advice" in body)) return null;
  const { what, advice } = body;
  return typeof what === "string" && typeof advice === "string" ? { what, advice } : null;
}

const element = document.querySelector("theq-kiosk");
if (!(element instanceof KioskElement)) throw new Error("the page has no theq-kiosk");
const page = new KioskPage(element);

staffEntrance(() => page.enterStaff());
for (const name of ["pointerdown", "keydown"]) addEventListener(name, () => page.touched());
for (const name of ["contextmenu", "dragstart", "selectstart"]) {
  addEventListener(name, (event) => {
    const inField = event.composedPath().some((each) => each instanceof HTMLInputElement);
    if (!inField) event.preventDefault();
  });
}
// A broken page helps nobody: it starts again, but not in a loop that burns the device.
addEventListener("error", () => later(5_000, () => location.reload()));
