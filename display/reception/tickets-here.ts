/** The tickets of this tablet: those that are asked for, those that were given, and which of them is turned to the citizen. An adapter for the page. */
import type { CommandDone } from "#shared/queue/commands.ts";
import { drawKey, wallNow } from "../base/browser.ts";
import type { StaffView } from "../base/staff-view.ts";
import { type Given, givenBy, named, withGiven } from "./given.ts";
import { KeptRequests } from "./kept-requests.ts";
import { memory } from "./memory.ts";
import type { Shown } from "./reception-given.ts";
import { askedAgain, dropped, type Request } from "./request.ts";

/** What is turned to the citizen: a request that is under way, a ticket given here, or another one. */
type Showing =
  | { readonly kind: "request"; readonly key: string }
  | { readonly kind: "given"; readonly visit: string }
  | { readonly kind: "other"; readonly given: Given }
  | null;

/** Longer than that, and its citizen has gone to sit down. */
const atTheDeskMs = 20_000;

export interface TicketsUser {
  readonly hearing: () => "live" | "away" | "connecting";
  readonly openDate: () => string | null;
  readonly changed: () => void;
  /** Of one that was dropped: the visit that is taken back; null when the hub had given none. */
  readonly withdrawn: (visit: string | null) => void;
}

/** What a request is about; the rest of it is drawn here. */
export type Wish = Omit<Request, "key" | "at" | "n" | "date" | "state">;

export class TicketsHere {
  readonly #user: TicketsUser;
  readonly #kept: KeptRequests;
  #showing: Showing = null;
  #asked = 0;
  given: readonly Given[] = memory.given();

  constructor(user: TicketsUser) {
    this.#user = user;
    this.#kept = new KeptRequests({
      hears: () => user.hearing() === "live",
      openDate: user.openDate,
      now: wallNow,
      changed: user.changed,
      given: (request, done) => this.#wasGiven(request, done),
      withdrawn: (_request, visit) => this.#wasWithdrawn(visit),
    });
  }

  start(): void {
    this.#kept.start();
  }

  pump(): void {
    this.#kept.pump();
  }

  /** The numbers that the live view tells. */
  name(view: StaffView): void {
    const list = named(this.given, view);
    if (list !== this.given) this.#keep(list);
  }

  /** False where the browser keeps nothing: a reload would lose what is asked for. */
  get survives(): boolean {
    return this.#kept.survives;
  }

  get requests(): readonly Request[] {
    return this.#kept.list;
  }

  /** Those without a number, but for the one that is being asked for in this moment. */
  get without(): readonly Request[] {
    const { list } = this.#kept;
    const shown = this.shown();
    const key = this.#showing?.kind === "request" ? this.#showing.key : null;
    return shown?.kind === "sending" ? list.filter((each) => each.key !== key) : list;
  }

  ask(wish: Wish): void {
    const request: Request = { ...wish, ...this.#drawn(), state: { kind: "kept" } };
    this.#showing = { kind: "request", key: request.key };
    this.#kept.keep(request);
  }

  drop(request: Request): void {
    const kept = dropped(request);
    if (kept) this.#kept.keep(kept);
    else this.#kept.drop(request.key);
  }

  /** After a refusal, or a long time: a new request of the one who asks now. */
  again(request: Request, agent: number, epoch: string): void {
    this.#kept.keep(askedAgain(request, { ...this.#drawn(), agent, epoch }));
    this.#kept.drop(request.key);
  }

  takenBack(visit: string | null, takenBack: boolean): void {
    this.#keep(this.given.map((each) => (each.visit === visit ? { ...each, takenBack } : each)));
  }

  show(given: Given | null): void {
    const before = this.#showing;
    // Its citizen has been told.
    if (before?.kind === "given") this.#keep(this.given.map((each) => (each.visit === before.visit ? { ...each, waited: false } : each)));
    const isHere = given !== null && this.given.some(({ visit }) => visit === given.visit);
    this.#showing = given === null ? null : isHere ? { kind: "given", visit: given.visit } : { kind: "other", given };
    this.#user.changed();
  }

  /** What was asked for in this moment is refused: it is told where the others without a number stand. */
  isRefusedNow(): boolean {
    const showing = this.#showing;
    const request = showing?.kind === "request" ? this.#kept.list.find(({ key }) => key === showing.key) : undefined;
    if (request?.state.kind !== "refused") return false;
    this.#showing = null;
    return true;
  }

  /** Null: the form for the next person. */
  shown(): Shown | null {
    const showing = this.#showing;
    switch (showing?.kind) {
      case "other":
        return { kind: "given", given: showing.given };
      case "given": {
        const given = this.given.find(({ visit }) => visit === showing.visit);
        return given && !given.takenBack ? { kind: "given", given } : null;
      }
      case "request": {
        const request = this.#kept.list.find(({ key }) => key === showing.key);
        if (!request || (request.state.kind !== "kept" && request.state.kind !== "in-doubt")) return null;
        return { kind: this.#user.hearing() === "away" ? "kept" : "sending" };
      }
      default:
        return null;
    }
  }

  #drawn(): Pick<Request, "key" | "at" | "n" | "date"> {
    this.#asked += 1;
    return { key: drawKey(), at: wallNow(), n: this.#asked, date: this.#user.openDate() };
  }

  #wasGiven(request: Request, done: CommandDone): void {
    const isShown = this.#showing?.kind === "request" && this.#showing.key === request.key;
    const given = givenBy(request, done, !isShown || wallNow() - request.at > atTheDeskMs);
    if (!given) return;
    this.#keep(withGiven(this.given, given));
    if (isShown) this.#showing = { kind: "given", visit: given.visit };
  }

  #wasWithdrawn(visit: string | null): void {
    if (visit !== null) this.takenBack(visit, true);
    this.#user.withdrawn(visit);
  }

  #keep(list: readonly Given[]): void {
    this.given = list;
    memory.keepGiven(list);
    this.#user.changed();
  }
}
