/** An agent at a counter: does what the page shows, mostly; presses twice, presses wrongly, and has a colleague at the same counter. */
import { type Fault, isFault } from "#shared/faults/fault.ts";
import type { CommandDone } from "#shared/queue/commands.ts";
import type { CounterEntry } from "#shared/wire/staff.ts";
import type { Surroundings } from "./host.ts";
import type { Paper } from "./printer.ts";
import type { StaffPage } from "./staff-page.ts";

export interface AgentManner {
  /** How often a click is a wrong one. */
  readonly errs: number;
  /** How often a button is pressed twice at once. */
  readonly doubles: number;
  /** How often paper is taken in that somebody holds up, whether or not the hub knows it. */
  readonly admits: number;
  /** How often something else is done than to call, serve and finish; see `sideMoves`. */
  readonly moves: number;
  /** How often what was just done is taken back. */
  readonly undoes: number;
  readonly serviceMeanMs: number;
}

/** By the stage of a visit: what an agent may do with it besides the usual. */
const sideMoves = {
  waiting: ["step-away", "come-back", "transfer", "left", "call-from-list"],
  called: ["return-to-line", "transfer"],
  serving: ["park", "return-to-line", "transfer", "change-service"],
  parked: ["resume", "return-to-line", "call-from-list"],
  ended: ["return-no-show"],
} as const;

/** Whoever came before the last so many has left. */
const papersMax = 12;
const thinkMs = { least: 400, most: 5_000 };

export class Agent {
  readonly #world: Surroundings;
  readonly #page: StaffPage;
  readonly #counter: string;
  readonly #agent: number;
  readonly #papers: readonly Paper[];
  readonly #manner: AgentManner;
  /** What the office's rest begins with: no new citizens are called. */
  isDone = false;
  #waitingSince = 0;
  #isBusy = false;
  /** The visit of the newest move that was done. */
  #lastMoved: string | null = null;

  constructor(world: Surroundings, page: StaffPage, counter: string, agent: number, papers: readonly Paper[], manner: AgentManner) {
    this.#world = world;
    this.#page = page;
    this.#counter = counter;
    this.#agent = agent;
    this.#papers = papers;
    this.#manner = manner;
  }

  begin(): void {
    this.#page.connect();
    this.#next();
  }

  #next(): void {
    const { least, most } = thinkMs;
    this.#world.agenda.in(this.#world.random.between(least, most), () => {
      if (!this.#isBusy) this.#act();
      this.#next();
    });
  }

  #act(): void {
    const { random } = this.#world;
    const page = this.#page;
    const counter = page.counter(this.#counter);
    if (!page.isLive || !counter) return;
    const isHere = counter.agent === this.#agent && !this.isDone;
    if (random.chance(this.#manner.errs)) this.#err(counter);
    else if (isHere && this.#manner.undoes > 0 && random.chance(this.#manner.undoes)) this.#undo();
    else if (isHere && this.#manner.moves > 0 && random.chance(this.#manner.moves)) this.#move(counter);
    else if (counter.agent === null && !this.isDone) this.#command("sign-in", this.#expecting(counter.version));
    else if (counter.agent === this.#agent && page.office?.date === null) this.#openDay();
    else if (counter.agent === this.#agent) this.#serve(counter);
  }

  #serve(counter: CounterEntry): void {
    const { agenda, random } = this.#world;
    const page = this.#page;
    const visit = counter.holding === null ? undefined : page.visit(counter.holding);
    if (counter.holding === null) {
      if (!this.isDone && random.chance(this.#manner.admits)) this.#admit(counter);
      else if (!this.isDone && (page.office?.waiting ?? 0) > 0) this.#command("call-next", this.#expecting(counter.version));
      return;
    }
    if (!visit) return;
    const on = { ...this.#expecting(visit.version), visit: visit.id };
    if (visit.stage.kind === "called") {
      const draw = random.next();
      if (draw < 0.5) this.#command("begin", on);
      else if (draw < 0.6) this.#command("recall", on);
      else if (draw < 0.65) this.#command("no-show", on);
      else if (draw < 0.67) this.#command("left", on);
      return;
    }
    if (visit.stage.kind !== "serving") return;
    if (this.#waitingSince === 0) this.#waitingSince = agenda.now + random.around(this.#manner.serviceMeanMs);
    if (agenda.now < this.#waitingSince && !this.isDone) return;
    this.#waitingSince = 0;
    if (visit.service === null && random.chance(0.5)) this.#command("assign-service", { ...on, service: "licence" });
    else this.#command("finish", on);
  }

  /** Somebody who is not on the page holds up a ticket: it is scanned, or its number is typed. */
  #admit(counter: CounterEntry): void {
    const { random } = this.#world;
    const known = new Set(this.#page.visits().map(({ number }) => number));
    const held = this.#papers.slice(-papersMax).filter(({ number }) => !known.has(number));
    if (held.length === 0) return;
    const { number, code } = random.pick(held);
    const typed = random.chance(0.1) ? `${number}1` : number.toLowerCase();
    this.#command("admit", { ...this.#expecting(counter.version), number: code !== null && random.chance(0.5) ? code : typed });
  }

  /** A move of a visit at this counter or in the lists. */
  #move(counter: CounterEntry): void {
    const { random } = this.#world;
    const others = this.#page.visits().filter(({ stage }) => stage.kind !== "called" && stage.kind !== "serving");
    const held = counter.holding === null ? undefined : this.#page.visit(counter.holding);
    const visit = held ?? (others.length > 0 ? random.pick(others) : undefined);
    if (!visit) return;
    const name = random.pick(sideMoves[visit.stage.kind]);
    const on = { ...this.#expecting(visit.version), visit: visit.id };
    const more = {
      "step-away": () => ({ minutes: 15 }),
      transfer: () => ({ to: this.#target() }),
      "return-to-line": () => ({ place: random.pick(["keep", "end"]) }),
      park: () => ({ reason: "form", untilMinutes: random.chance(0.5) ? 5 : null }),
      "change-service": () => ({ segment: visit.segment, service: "licence" }),
    }[name as string];
    this.#command(name, { ...on, ...more?.() });
  }

  #target(): object {
    const { random } = this.#world;
    const target = random.pick(["counter", "agent", "service"]);
    if (target === "service") return { kind: "service", id: "licence" };
    return target === "counter" ? { kind: "counter", id: this.#counter } : { kind: "agent", id: this.#agent };
  }

  /** The newest move of this agent, by what the page shows of its visit. */
  #undo(): void {
    const visit = this.#lastMoved === null ? undefined : this.#page.visit(this.#lastMoved);
    if (visit) this.#command("undo", { ...this.#expecting(visit.version), visit: visit.id });
  }

  /** Clicks that make no sense, on what the page shows. */
  #err(counter: CounterEntry): void {
    const { random } = this.#world;
    const page = this.#page;
    const visits = page.visits();
    const visit = visits.length > 0 ? random.pick(visits) : undefined;
    const name = random.pick(["sign-out", "call-next", "call-from-list", "recall", "begin", "finish", "no-show", "left", "sign-in"]);
    if (name === "sign-out" || name === "call-next" || name === "sign-in") this.#command(name, this.#expecting(counter.version));
    else if (visit) this.#command(name, { ...this.#expecting(visit.version), visit: visit.id });
  }

  #openDay(): void {
    const last = this.#page.office?.lastDate;
    const date = last === null || last === undefined ? "2026-11-23" : nextDate(last);
    this.#command("open-day", { date }, false);
  }

  #expecting(n: number): Record<string, unknown> {
    return { expected: { epoch: this.#page.epoch, n } };
  }

  #command(name: string, rest: Readonly<Record<string, unknown>>, atCounter = true): void {
    const { random } = this.#world;
    const body = (key: string) => ({ key, agent: this.#agent, ...(atCounter ? { counter: this.#counter } : {}), ...rest });
    this.#isBusy = true;
    this.#page.command(name, body(this.#page.key()), (answer) => {
      this.#isBusy = false;
      this.#answered(answer);
    });
    if (random.chance(this.#manner.doubles)) this.#page.command(name, body(this.#page.key()), () => {});
  }

  /** A ticket that waited through an absence is asked about once. */
  #answered(answer: CommandDone | Fault | null): void {
    if (answer && !isFault(answer)) this.#lastMoved = answer.visit;
    if (!answer || !isFault(answer) || answer.fault !== "confirm-first") return;
    const visit = String(answer.facts.visit ?? "");
    const counter = this.#page.counter(this.#counter);
    if (!counter) return;
    const { random } = this.#world;
    const known = this.#page.visit(visit);
    if (random.chance(0.6)) this.#command("call-next", { ...this.#expecting(counter.version), confirmed: visit });
    else if (known)
      this.#command("catch-up", { ...this.#expecting(known.version), visit, how: random.pick(["served", "left", "waiting"]) }, false);
  }
}

function nextDate(date: string): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
