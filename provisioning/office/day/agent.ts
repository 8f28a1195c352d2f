/**
 * An agent of a made-up day, at one counter. Looks at the hub's live view, does the next right thing, and looks again:
 * so it goes on by itself after the hub was away, whatever was under way then.
 */
import type { CommandName } from "#shared/queue/commands.ts";
import type { CounterEntry, VisitEntry } from "#shared/wire/staff.ts";
import type { Staff } from "../wire/staff.ts";
import type { BusinessClock } from "./business-clock.ts";
import { laterShare, patienceWithAbsentMs, walkMs } from "./course.ts";
import type { Told } from "./diary.ts";
import { type Course, minuteMs } from "./plan.ts";
import type { WaitingRoom } from "./waiting-room.ts";

export interface AgentFacts {
  readonly agent: number;
  readonly counter: string;
  readonly takes: readonly string[];
  /** What it gives those who were not sure. */
  readonly service: string;
}

export interface AgentPorts {
  readonly staff: Staff;
  readonly room: WaitingRoom;
  readonly clock: BusinessClock;
  readonly wait: (ms: number) => Promise<void>;
  /** Whether this counter is open now. */
  readonly onDuty: () => boolean;
  /** Another counter where somebody is. */
  readonly other: () => string | undefined;
  /** Visits that some agent is about to call, so that not all run for the same one. Shared by all agents. */
  readonly claimed: Set<string>;
  readonly tell: (what: Told, visit: VisitEntry) => void;
}

/** Real time: how long to look at a view that does not change, and to pause after a refusal or while the hub is away. */
const lookMs = 1_000;
const pauseMs = 100;
const showDeadlineMs = 5_000;
const usualServiceMs = 6 * minuteMs;

export class Agent {
  readonly #facts: AgentFacts;
  readonly #ports: AgentPorts;

  constructor(facts: AgentFacts, ports: AgentPorts) {
    this.#facts = facts;
    this.#ports = ports;
  }

  /** Works until it is over and the counter is free. */
  async work(over: () => boolean): Promise<void> {
    const { staff } = this.#ports;
    for (;;) {
      const counter = staff.counter(this.#facts.counter);
      if (over() && (!counter || counter.agent === null)) return;
      try {
        await this.#nextThing(counter, over());
      } catch {
        // The hub is away or saw something first: the view will say, and the next look finds what to do.
        await this.#ports.wait(pauseMs);
      }
    }
  }

  async #nextThing(counter: CounterEntry | undefined, over: boolean): Promise<void> {
    const { staff, onDuty } = this.#ports;
    if (!counter) return void (await staff.watched.found(lookMs, () => staff.counter(this.#facts.counter)));
    if (counter.holding !== null) return this.#attend(counter.holding);
    const open = onDuty() && !over;
    if (counter.agent === null) {
      if (open) return this.#do("sign-in");
      return this.#ports.wait(pauseMs);
    }
    const parked = [...staff.visits()].filter(({ stage }) => stage.kind === "parked" && stage.counter === this.#facts.counter);
    const back = parked.find((visit) => this.#isBack(visit));
    if (back) return this.#do("resume", back.id);
    if (!open) return parked.length > 0 ? this.#ports.wait(pauseMs) : this.#do("sign-out");
    return this.#callNext();
  }

  async #callNext(): Promise<void> {
    const { staff, claimed } = this.#ports;
    const waiting = await staff.watched.found(lookMs, () => this.#claim());
    if (waiting === undefined) return;
    try {
      await this.#do("call-next");
    } finally {
      claimed.delete(waiting);
    }
  }

  /** The first one waiting for this counter whom no other agent is about to call. */
  #claim(): string | undefined {
    const { staff, claimed } = this.#ports;
    for (const visit of staff.visits()) {
      if (visit.stage.kind !== "waiting" || !this.#mayCall(visit) || claimed.has(visit.id)) continue;
      claimed.add(visit.id);
      return visit.id;
    }
    return undefined;
  }

  #mayCall({ target, queue }: VisitEntry): boolean {
    return target?.kind === "counter" ? target.id === this.#facts.counter : this.#facts.takes.includes(queue);
  }

  /** A parked citizen has filled in the form. */
  #isBack({ id, stage }: VisitEntry): boolean {
    const { clock, room } = this.#ports;
    const course = room.arrivalOf(id)?.course;
    return stage.kind === "parked" && clock.now() >= stage.since + (course?.kind === "parks" ? course.forMs : 0);
  }

  /** Does the next thing with the one at the counter. */
  async #attend(id: string): Promise<void> {
    const visit = this.#ports.staff.visit(id);
    if (visit?.stage.kind === "called") return this.#receive(visit, visit.stage);
    if (visit?.stage.kind === "serving") return this.#serve(visit, visit.stage.since);
    return this.#ports.wait(pauseMs);
  }

  async #receive(visit: VisitEntry, { since, recalls }: { readonly since: number; readonly recalls: number }): Promise<void> {
    const { room, clock, tell } = this.#ports;
    const arrival = room.arrivalOf(visit.id);
    const isLate = room.courseLeft(visit.id)?.kind === "late";
    const isGone = isLate || arrival?.course?.kind === "gone" || (arrival !== undefined && since - visit.arrivedAt > arrival.patienceMs);
    if (recalls === 0) tell("called", visit);
    await clock.wait(isGone ? patienceWithAbsentMs : walkMs);
    if (!isGone) return this.#do("begin", visit.id);
    if (recalls === 0) return this.#do("recall", visit.id);
    await this.#do("no-show", visit.id);
    tell("no-show", visit);
    if (isLate) room.comesBackLate(visit.id, this.#facts.agent);
  }

  async #serve(visit: VisitEntry, since: number): Promise<void> {
    const { room, clock, tell } = this.#ports;
    const { id } = visit;
    const arrival = room.arrivalOf(id);
    const workMs = arrival?.serviceMs ?? usualServiceMs;
    if (visit.service === null) await this.#do("assign-service", id, { service: this.#facts.service });
    const course = room.courseLeft(id);
    if (course && inTheMiddle.has(course.kind)) {
      await clock.reach(since + workMs / 2);
      room.takeCourse(id);
      await this.#interrupt(visit, course);
      return tell(course.kind, visit);
    }
    const wasInterrupted = arrival?.course !== undefined && inTheMiddle.has(arrival.course.kind) && arrival.course.kind !== "mis-pressed";
    const begun = visit.segments.filter(({ state }) => state !== "waiting" && state !== "dropped").length;
    await clock.reach(since + (wasInterrupted ? workMs / 2 : workMs) + (begun - 1) * workMs * laterShare);
    if (course?.kind === "second") {
      room.takeCourse(id);
      await this.#do("add-service", id, { service: course.service });
      return tell("second", visit);
    }
    const errand = visit.segments.find(({ state, queue }) => state === "waiting" && this.#facts.takes.includes(queue));
    if (errand) {
      await this.#do("switch-service", id, { segment: errand.n });
      return tell("second", visit);
    }
    await this.#do("finish", id);
    if (!visit.segments.some(({ state }) => state === "waiting")) tell("served", visit);
  }

  async #interrupt({ id }: VisitEntry, course: Course): Promise<void> {
    const { other } = this.#ports;
    switch (course.kind) {
      case "parks":
        return this.#do("park", id, { reason: "form" });
      case "back-in-line":
        return this.#do("return-to-line", id);
      case "moves-on": {
        const counter = other();
        return counter === undefined ? undefined : this.#do("transfer", id, { to: { kind: "counter", id: counter } });
      }
      case "mis-pressed":
        await this.#do("finish", id);
        return this.#do("undo", id);
    }
  }

  async #do(name: CommandName, visit?: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const { agent, counter } = this.#facts;
    await this.#ports.staff.must(name, { agent, counter, ...(visit === undefined ? {} : { visit }), ...more }, showDeadlineMs);
  }
}

/** Courses that interrupt the service. */
const inTheMiddle: ReadonlySet<Course["kind"]> = new Set(["parks", "back-in-line", "moves-on", "mis-pressed"]);
