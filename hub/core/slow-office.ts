/**
 * The queue once more, slow and obvious: plain lists that are searched, copies of everything before each move, places compared one by one.
 * What the real queue answers and how it stands afterwards is held against this. It knows the example office and nothing else.
 */
import { paperNumber } from "#shared/ticket/number.ts";

const minute = 60_000;
const graceMs = 10 * minute;
const settlingMs = 5 * minute;
const keptMs = 20 * minute;

export const services: Readonly<Record<string, string>> = { licence: "licences", abstract: "licences", unsure: "first-contact" };
const takesUsually: Readonly<Record<string, readonly string[]>> = { "counter-1": ["licences", "first-contact"], "counter-2": ["licences"] };
export const counterTypes: Readonly<Record<string, string>> = { "counter-1": "Counter", "counter-2": "Quick Trans" };

export interface SlowSegment {
  service: string | null;
  queue: string;
  state: "waiting" | "serving" | "stopped" | "done" | "dropped";
  quantity: number;
}

export interface SlowVisit {
  readonly id: string;
  readonly number: string;
  stage: "waiting" | "called" | "serving" | "parked" | "finished" | "no-show" | "left" | "day-closed";
  since: number;
  counter: string | null;
  recalls: number;
  segments: SlowSegment[];
  present: number;
  place: number;
  /** The step that placed it: who was placed first stands first among those of the same place. */
  placed: number;
  away: number | null;
  target: { readonly kind: string; readonly id: string | number } | null;
  returns: number;
  language: string;
  people: number;
  outcome: string | null;
}

interface Undo {
  readonly at: number;
  readonly step: number;
  readonly agent: number;
  readonly counter: string | null;
  readonly before: SlowVisit;
}

export interface SlowCounter {
  agent: number | null;
  isOnBreak: boolean;
  takes: readonly string[] | null;
  step: number;
}

/** A command as the model needs it: who asks, where, of whom, with what. `step`: what the sender had seen. */
export interface Asked {
  readonly name: string;
  readonly agent: number;
  readonly counter: string | null;
  readonly visit?: string | undefined;
  readonly step: number;
  readonly service?: string | undefined;
  readonly segment?: number | undefined;
  readonly quantity?: number | undefined;
  readonly minutes?: number | undefined;
  readonly place?: "keep" | "end" | undefined;
  readonly to?: { readonly kind: string; readonly id: string | number } | undefined;
  readonly rest?: "line" | "drop" | undefined;
  readonly language?: string | undefined;
  readonly people?: number | undefined;
  readonly serve?: boolean | undefined;
  readonly services?: readonly string[] | undefined;
  readonly outcome?: string | undefined;
  readonly takes?: readonly string[] | null | undefined;
}

export class SlowOffice {
  now: number;
  /** Counts everything that happened; a visit or a counter that changed later than a sender saw is refused. */
  step = 0;
  startedAt: number;
  isOpen = true;
  visits: SlowVisit[] = [];
  line: SlowVisit[] = [];
  stopped = new Set<string>();
  readonly steps = new Map<string, number>();
  readonly undos = new Map<string, Undo>();
  readonly counters = new Map<string, SlowCounter>(
    Object.keys(takesUsually).map((id) => [id, { agent: null, isOnBreak: false, takes: null, step: 0 }]),
  );
  count = 0;
  tickets = 0;

  constructor(now: number) {
    this.now = now;
    this.startedAt = now;
  }

  /** A kiosk's ticket. */
  join(id: string, service: string | null, errands: readonly string[], people: number): void {
    const first = service === null ? { service: null, queue: "first-contact" } : { service, queue: services[service] as string };
    const all = [first, ...errands.map((each) => ({ service: each, queue: services[each] as string }))];
    this.#begin(id, all, people);
  }

  /** What a command does that is not refused. */
  carryOut(asked: Asked): void {
    this.step += 1;
    const visit = this.visits.find((each) => each.id === asked.visit);
    if (visit && undoable.has(asked.name)) {
      const { agent, counter } = asked;
      this.undos.set(visit.id, { at: this.now, step: this.step, agent, counter, before: structuredClone(visit) });
    }
    this.#carryOut(asked, visit);
    if (visit) this.steps.set(visit.id, this.step);
  }

  /** Who has stayed away too long leaves. */
  lookRound(): void {
    if (this.now < this.startedAt + settlingMs) return;
    for (const visit of [...this.line]) {
      if (visit.away === null || this.now < visit.away + graceMs) continue;
      this.step += 1;
      this.#end(visit, "left");
      this.steps.set(visit.id, this.step);
    }
  }

  restarted(): void {
    this.step += 1;
    this.startedAt = this.now;
  }

  closeDay(): void {
    this.step += 1;
    for (const visit of this.visits) if (isOpen(visit)) this.#end(visit, "day-closed");
    this.visits = [];
    this.undos.clear();
    this.stopped.clear();
    for (const counter of this.counters.values()) {
      if (counter.takes !== null) counter.step = this.step;
      counter.takes = null;
    }
    this.isOpen = false;
  }

  openDay(): void {
    this.step += 1;
    this.isOpen = true;
    this.count = 0;
  }

  holding(counter: string | null): SlowVisit | undefined {
    return this.visits.find((each) => each.counter === counter && (each.stage === "called" || each.stage === "serving"));
  }

  /** Whom this counter calls: the first it takes; of those it leaves to others for a while only when there is nobody else. */
  next(counter: string): SlowVisit | undefined {
    const taken = this.line.filter((visit) => this.#takes(counter, visit));
    return taken.find((visit) => !this.#leftForNow(counter, visit)) ?? taken[0];
  }

  #takes(counter: string, visit: SlowVisit): boolean {
    if (visit.away !== null) return false;
    const { target } = visit;
    if (target !== null) {
      const isMeant = this.#isFor(counter, target);
      if (isMeant && target.kind !== "counter-type") return true;
      const isThere = [...this.counters].some(([id, each]) => each.agent !== null && this.#isFor(id, target));
      if (!isMeant && isThere && this.now - visit.since < keptMs) return false;
    }
    return this.#does(counter, present(visit).queue);
  }

  #isFor(counter: string, target: { readonly kind: string; readonly id: string | number }): boolean {
    if (target.kind === "agent") return this.counters.get(counter)?.agent === target.id;
    return target.kind === "counter" ? counter === target.id : counterTypes[counter] === target.id;
  }

  #does(counter: string, queue: string): boolean {
    return (this.counters.get(counter)?.takes ?? takesUsually[counter] ?? []).includes(queue);
  }

  #leftForNow(counter: string, visit: SlowVisit): boolean {
    const mine = visit.target !== null && this.#isFor(counter, visit.target) && visit.target.kind !== "counter-type";
    if (mine || visit.segments.length < 2 || this.now - visit.place >= keptMs) return false;
    const doesAll = (id: string) =>
      this.#does(id, present(visit).queue) && visit.segments.every((each) => each.state !== "waiting" || this.#does(id, each.queue));
    const others = [...this.counters].filter(([id, each]) => id !== counter && each.agent !== null && !each.isOnBreak);
    return !doesAll(counter) && others.some(([id]) => doesAll(id));
  }

  #carryOut(asked: Asked, visit: SlowVisit | undefined): void {
    const { agent, counter } = asked;
    const desk = this.counters.get(counter ?? "");
    switch (asked.name) {
      case "sign-in":
        return void Object.assign(desk as SlowCounter, { agent, step: this.step });
      case "sign-out":
        return void Object.assign(desk as SlowCounter, { agent: null, isOnBreak: false, step: this.step });
      case "take-break":
      case "end-break":
        return void Object.assign(desk as SlowCounter, { isOnBreak: asked.name === "take-break", step: this.step });
      case "set-counter":
        return void Object.assign(this.counters.get("counter-2") as SlowCounter, { takes: asked.takes ?? null, step: this.step });
      case "stop-service":
        return void this.stopped.add(asked.service ?? "");
      case "resume-service":
        return void this.stopped.delete(asked.service ?? "");
      case "intake": {
        const all = (asked.services ?? []).map((service) => ({ service, queue: services[service] as string }));
        const begun = this.#begin(asked.visit ?? "", all, asked.people ?? 1);
        if (asked.serve) this.#to(begun, "serving", counter);
        return;
      }
      case "call-next": {
        const called = this.next(counter as string) as SlowVisit;
        this.undos.set(called.id, { at: this.now, step: this.step, agent, counter, before: structuredClone(called) });
        this.#to(called, "called", counter);
        this.steps.set(called.id, this.step);
        return;
      }
    }
    if (visit) this.#moveVisit(asked, visit);
  }

  #moveVisit(asked: Asked, visit: SlowVisit): void {
    const { counter } = asked;
    switch (asked.name) {
      case "call-from-list":
        return void this.#to(visit, "called", counter);
      case "recall":
        visit.recalls += 1;
        return;
      case "begin":
      case "resume":
        return void this.#to(visit, "serving", counter);
      case "finish": {
        const next = visit.segments.findIndex((each) => each.state === "waiting");
        if (next < 0 || asked.rest === "drop") return void this.#end(visit, "finished", asked.outcome ?? null);
        present(visit).state = "done";
        visit.present = next + 1;
        visit.target = null;
        return void this.#to(visit, "waiting", null);
      }
      case "no-show":
        return void this.#end(visit, "no-show");
      case "left":
        return void this.#end(visit, "left", asked.outcome ?? null);
      case "park":
        return void this.#to(visit, "parked", null);
      case "return-to-line":
        visit.target = null;
        if (asked.place === "end") Object.assign(visit, { place: this.now, placed: this.step });
        return void this.#to(visit, "waiting", null);
      case "add-service": {
        const service = asked.service as string;
        const isBegun = visit.stage === "serving";
        if (isBegun) present(visit).state = "stopped";
        visit.segments.push({ service, queue: services[service] as string, state: isBegun ? "serving" : "waiting", quantity: 1 });
        if (isBegun) visit.present = visit.segments.length;
        return;
      }
      case "switch-service":
        present(visit).state = "stopped";
        visit.present = asked.segment as number;
        present(visit).state = "serving";
        return;
      case "change-service":
      case "correct-service": {
        const segment = asked.name === "correct-service" ? present(visit) : (visit.segments[(asked.segment as number) - 1] as SlowSegment);
        Object.assign(segment, { service: asked.service, queue: services[asked.service as string] });
        return;
      }
      case "set-quantity":
        (visit.segments[(asked.segment as number) - 1] as SlowSegment).quantity = asked.quantity as number;
        return;
      case "transfer": {
        const { to } = asked;
        if (to?.kind === "service") Object.assign(present(visit), { service: to.id, queue: services[String(to.id)] });
        visit.target = to && to.kind !== "service" ? to : null;
        if (visit.stage !== "waiting") this.#to(visit, "waiting", null);
        return;
      }
      case "step-away":
        visit.away = this.now + (asked.minutes as number) * minute;
        return;
      case "come-back":
        visit.away = null;
        return;
      case "return-no-show": {
        visit.returns += 1;
        const first = this.line[0];
        if (first && first.place <= visit.place) visit.place = first.place - 1;
        for (const segment of visit.segments) if (segment.state === "dropped") segment.state = "waiting";
        return void this.#to(visit, "waiting", null);
      }
      case "set-needs": {
        const { language = visit.language, people = visit.people } = asked;
        const isInLine = visit.stage === "waiting";
        Object.assign(visit, { language, people });
        if (isInLine) this.#takePlace(visit);
        return;
      }
      default:
        this.#undo(visit);
    }
  }

  #undo(visit: SlowVisit): void {
    const { before } = this.undos.get(visit.id) as Undo;
    const was = isAtCounter(visit) ? visit.counter : null;
    this.line = this.line.filter((each) => each !== visit);
    Object.assign(visit, structuredClone(before));
    const is = isAtCounter(visit) ? visit.counter : null;
    for (const id of [was, is]) if (was !== is && id !== null) (this.counters.get(id) as SlowCounter).step = this.step;
    if (visit.stage === "waiting") this.#takePlace(visit);
    this.undos.delete(visit.id);
  }

  #begin(id: string, all: readonly { readonly service: string | null; readonly queue: string }[], people: number): SlowVisit {
    this.step += 1;
    this.count += 1;
    this.tickets += 1;
    const visit: SlowVisit = {
      ...{ id, number: paperNumber({ letter: "A", count: this.count }), stage: "waiting", since: this.now, counter: null, recalls: 0 },
      segments: all.map((each) => ({ ...each, state: "waiting", quantity: 1 })),
      ...{ present: 1, place: this.now, placed: this.step, away: null, target: null, returns: 0, language: "en", people, outcome: null },
    };
    this.visits.push(visit);
    this.#takePlace(visit);
    this.steps.set(id, this.step);
    return visit;
  }

  #to(visit: SlowVisit, stage: SlowVisit["stage"], counter: string | null): void {
    const was = isAtCounter(visit) ? visit.counter : null;
    this.line = this.line.filter((each) => each !== visit);
    Object.assign(visit, { stage, counter, since: this.now, recalls: 0 });
    if (stage !== "waiting") visit.away = null;
    if (stage === "serving") present(visit).state = "serving";
    if (stage === "waiting" || stage === "called") present(visit).state = "waiting";
    if (stage === "waiting") this.#takePlace(visit);
    for (const id of [was, counter]) if (was !== counter && id !== null) (this.counters.get(id) as SlowCounter).step = this.step;
  }

  #end(visit: SlowVisit, how: "finished" | "no-show" | "left" | "day-closed", outcome: string | null = null): void {
    visit.segments.forEach((segment, place) => {
      if (segment.state === "stopped" || segment.state === "done") segment.state = "done";
      else if (place + 1 === visit.present && (how === "finished" || (how === "day-closed" && visit.stage === "serving")))
        segment.state = "done";
      else segment.state = "dropped";
    });
    visit.outcome = outcome;
    visit.target = null;
    this.#to(visit, how, null);
  }

  /** Behind everybody whose place is earlier, or the same and given earlier. */
  #takePlace(visit: SlowVisit): void {
    const others = this.line.filter((each) => each !== visit);
    const isBefore = (each: SlowVisit) => each.place < visit.place || (each.place === visit.place && each.placed < visit.placed);
    const behind = others.findLastIndex(isBefore);
    this.line = [...others.slice(0, behind + 1), visit, ...others.slice(behind + 1)];
  }
}

export function present(visit: SlowVisit): SlowSegment {
  return visit.segments[visit.present - 1] as SlowSegment;
}

export function isOpen({ stage }: SlowVisit): boolean {
  return stage === "waiting" || stage === "called" || stage === "serving" || stage === "parked";
}

export function isAtCounter({ stage }: SlowVisit): boolean {
  return stage === "called" || stage === "serving";
}

const undoable = new Set([
  ...["call-from-list", "begin", "finish", "no-show", "left", "park", "resume", "return-to-line", "add-service", "switch-service"],
  ...["change-service", "correct-service", "set-quantity", "transfer", "step-away", "come-back", "return-no-show", "set-needs"],
]);
