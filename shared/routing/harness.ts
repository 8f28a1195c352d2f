/** A waiting room for tests: people join, counters call, all by the functions that the hub uses. */
import { chosenOf, type Found, nextOf, orderOf } from "./next.ts";
import { planOf } from "./plan.ts";
import { Floor } from "./takes.ts";
import { behind, type Line, type Standing, turnOf } from "./turn.ts";
import type { DeskState, RoutingOffice } from "./waiting.ts";

export type Person = { -readonly [K in keyof Standing]: Standing[K] };
export type Comer = Partial<Omit<Person, "id" | "stage">> & { readonly id: string };
type Opened = { -readonly [K in keyof DeskState]: DeskState[K] };

export const minute = 60_000;

export class Room {
  readonly office: RoutingOffice;
  readonly desks = new Map<string, Opened>();
  readonly line: Person[] = [];
  now = Date.UTC(2026, 10, 23, 17);
  /** Off: nobody remembers how many they let go before. For the tests' own test. */
  counts = true;
  #last = 0;

  constructor(office: RoutingOffice) {
    this.office = office;
    for (const { id } of office.counters) this.desks.set(id, { id, agent: null, break: null, takes: null, practice: false });
  }

  open(counter: string, agent: number): void {
    this.#desk(counter).agent = agent;
  }

  close(counter: string): void {
    this.#desk(counter).agent = null;
  }

  pause(counter: string, isOnBreak: boolean): void {
    this.#desk(counter).break = isOnBreak ? { since: this.now } : null;
  }

  join(comer: Comer): Person {
    // No two come at the same moment.
    if (this.now > this.#last) this.#last = this.now;
    else this.#last += 1;
    const arrivedAt = comer.arrivedAt ?? this.#last;
    const { service = null, queue = "all" } = comer;
    const person: Person = {
      ...{ place: arrivedAt, arrivedAt, letForward: null, letBefore: 0, service, queue, needs: [], language: "en" },
      ...{ priority: "default", isAppointment: false, counterType: null, target: null, away: null, returns: 0 },
      ...{ practice: false, waitedMs: 0, stage: { kind: "waiting", since: arrivedAt } },
      segments: [{ service, queue, state: "waiting" }],
      ...comer,
    };
    const turn = turnOf(planOf(this.office), this.#line, person, this.now);
    Object.assign(person, { place: turn.place, letForward: turn.letForward });
    const anchor = this.line.find(({ id }) => id === turn.before);
    if (anchor && this.counts) anchor.letBefore += 1;
    this.line.splice(behind(this.#line, person.place), 0, person);
    return person;
  }

  /** Call next: the person leaves the line. */
  call(counter: string): Found<Person> | undefined {
    const found = this.next(counter);
    if (found) this.line.splice(this.line.indexOf(found.visit), 1);
    return found;
  }

  next(counter: string): Found<Person> | undefined {
    const floor = this.floor;
    const desk = floor.desk(this.#desk(counter));
    return desk && nextOf(floor, desk, this.line);
  }

  choose(id: string): Found<Person> {
    return chosenOf(this.floor, this.line.find((each) => each.id === id) as Person, this.line);
  }

  /** The ids in the order of calling. */
  order(counter: string | null): string[] {
    const floor = this.floor;
    const desk = counter === null ? null : (floor.desk(this.#desk(counter)) ?? null);
    return orderOf(floor, desk, this.line).map(({ id }) => id);
  }

  /** The ids that a counter calls one after another, until nobody is left whom it takes. */
  calls(counter: string): string[] {
    const called: string[] = [];
    for (let found = this.call(counter); found; found = this.call(counter)) called.push(found.visit.id);
    return called;
  }

  get floor(): Floor {
    return new Floor(this.office, () => this.desks.values(), this.now);
  }

  get #line(): Line {
    const { line } = this;
    return { length: line.length, at: (position) => line[position] as Person };
  }

  #desk(counter: string): Opened {
    const desk = this.desks.get(counter);
    if (!desk) throw new Error(`no counter ${counter}`);
    return desk;
  }
}

/** Two ordinary counters and a quick one that take everything, and one that takes licences only. */
export function officeOf(over: Partial<RoutingOffice> = {}): RoutingOffice {
  return {
    services: [
      { id: "licence", queue: "licences", programme: "driving" },
      { id: "plates", queue: "licences", programme: "driving", counterType: "Quick Trans" },
      { id: "tax", queue: "taxes", programme: "money" },
    ],
    counters: [
      { id: "counter-1", type: "Counter", takes: ["all", "licences", "taxes"] },
      { id: "counter-2", type: "Counter", takes: ["all", "licences", "taxes"] },
      { id: "quick", type: "Quick Trans", takes: ["all", "licences", "taxes"] },
      { id: "narrow", type: "Counter", takes: ["licences"] },
    ],
    agents: [{ number: 21 }, { number: 22 }, { number: 23 }, { number: 24 }],
    ...over,
  };
}
