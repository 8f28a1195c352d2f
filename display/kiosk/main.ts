/** Joins the kiosk's pure flow to its device and its page: hears the live view, steps, carries out effects, draws. */
import { isFault } from "#shared/faults/fault.ts";
import type { PublicOffice } from "#shared/office/public.ts";
import { type Prepared, prepareSearch, searchPrepared } from "#shared/office/search.ts";
import type { KioskLive, KioskTicket, TicketRequest } from "#shared/wire/kiosk-page.ts";
import { drawKey, getJson, later, livePorts, monoNow, postJson } from "../base/browser.ts";
import { type Connection, Live } from "../base/live.ts";
import { type KioskEffect, type KioskInput, type KioskState, startState, step } from "./flow.ts";
import { idlePhase } from "./idle.ts";
import { KioskElement } from "./kiosk-element.ts";
import { paperPath } from "./screen.ts";

const tickMs = 250;
const postTimeoutMs = 8_000;
/** A device that restarts is back within this; nobody needs to be told. */
const graceMs = 6_000;
const foundMax = 4;
const oftenMax = 3;

class KioskPage {
  readonly #element: KioskElement;
  #office: PublicOffice | null = null;
  #prepared: readonly Prepared<PublicOffice["services"][number]>[] = [];
  #state: KioskState | null = null;
  #live: KioskLive | null = null;
  #connection: Connection = { kind: "connecting" };
  #catalogueHeld: number | null = null;
  #loading = false;
  #code: { readonly visit: string; readonly squares: readonly (readonly boolean[])[] } | null = null;

  constructor(element: KioskElement) {
    this.#element = element;
    element.send = (input) => this.#send(input);
    element.drawKey = drawKey;
    new Live(
      {
        address: "/api/kiosk/live",
        events: { kiosk: (data) => this.#heard(data as KioskLive) },
        connection: (connection) => {
          this.#connection = connection;
        },
      },
      livePorts,
    );
    this.#tick();
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
    this.#prepared = prepareSearch(this.#office.services);
    this.#catalogueHeld = wanted;
    this.#state = startState(this.#office, monoNow());
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
    if (answer.status >= 400 || isFault(answer.body)) return this.#send({ kind: "ticket-refused" });
    const ticket = answer.body as KioskTicket;
    this.#send({ kind: "ticket-made", ticket });
    await this.#loadCode(ticket);
  }

  async #loadCode(ticket: KioskTicket): Promise<void> {
    const line = ticket.lines.find((each) => each.kind === "code");
    if (!line) return;
    const { codeSquares } = await import("./code-squares.ts");
    this.#code = { visit: ticket.visit, squares: codeSquares(line.data) };
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
      code: ticket && this.#code?.visit === ticket.visit ? this.#code.squares : null,
    };
  }

  /** Before anything is typed: what the catalogue names first, which is what most people come for. */
  #find(office: PublicOffice, state: KioskState, query: string): readonly PublicOffice["services"][number][] {
    if (query.trim().length < 2) return office.services.slice(0, oftenMax);
    return searchPrepared(this.#prepared, state.language, query, foundMax);
  }

  touched(): void {
    this.#send({ kind: "touched" });
  }
}

const element = document.querySelector("theq-kiosk");
if (!(element instanceof KioskElement)) throw new Error("the page has no theq-kiosk");
const page = new KioskPage(element);

for (const name of ["pointerdown", "keydown"]) addEventListener(name, () => page.touched());
for (const name of ["contextmenu", "dragstart", "selectstart"]) {
  addEventListener(name, (event) => {
    const inField = event.composedPath().some((each) => each instanceof HTMLInputElement);
    if (!inField) event.preventDefault();
  });
}
// A broken page helps nobody: it starts again, but not in a loop that burns the device.
addEventListener("error", () => later(5_000, () => location.reload()));
