/**
 * An agent of a made-up day, at one counter. Looks at the hub's live view, does the next right thing, and looks again:
 * so it goes on by itself after the hub was away, whatever was under way then.
 */
import type { CommandName } from "#shared/queue/commands.ts";
import type { CounterEntry, VisitEntry } from "#shared/wire/staff.ts";
import type { Staff } from "../wire/staff.ts";
import type { BusinessClock } from "./business-clock.ts";
import { minuteMs } from "./plan.ts";
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
  /** Visits that some agent is about to call, so that not all run for the same one. Shared by all agents. */
  readonly claimed: Set<string>;
  readonly tell: (what: "served" | "no-show" | "called", visit: VisitEntry) => void;
}

const walkMs = 0.4 * minuteMs;
const patienceWithAbsentMs = 0.75 * minuteMs;
/** Real time: how long to look at a view that does not change, and to pause after a refusal or while the hub is away. */
const lookMs = 1_000;
const pauseMs = 100;
const showDeadlineMs = 5_000;

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
    if (!open) return this.#do("sign-out");
    const waiting = await staff.watched.found(lookMs, () => this.#claim());
    if (waiting === undefined) return;
    try {
      await this.#do("call-next");
    } finally {
      this.#ports.claimed.delete(waiting);
    }
  }

  /** The first one waiting for this counter whom no other agent is about to call. */
  #claim(): string | undefined {
    const { staff, claimed } = this.#ports;
    for (const visit of staff.visits()) {
      if (visit.stage.kind !== "waiting" || !this.#facts.takes.includes(visit.queue) || claimed.has(visit.id)) continue;
      claimed.add(visit.id);
      return visit.id;
    }
    return undefined;
  }

  /** Does the next thing with the one at the counter. */
  async #attend(id: string): Promise<void> {
    const { staff, room, clock, tell } = this.#ports;
    const visit = staff.visit(id);
    if (!visit) return this.#ports.wait(pauseMs);
    const arrival = room.arrivalOf(id);
    if (visit.stage.kind === "called") {
      const gone = arrival !== undefined && visit.stage.since - visit.arrivedAt > arrival.patienceMs;
      if (visit.stage.recalls === 0) tell("called", visit);
      await clock.wait(gone ? patienceWithAbsentMs : walkMs);
      if (!gone) return this.#do("begin", id);
      if (visit.stage.recalls === 0) return this.#do("recall", id);
      await this.#do("no-show", id);
      return tell("no-show", visit);
    }
    if (visit.stage.kind === "serving") {
      if (visit.service === null) await this.#do("assign-service", id, this.#facts.service);
      await clock.reach(visit.stage.since + (arrival?.serviceMs ?? usualServiceMs));
      await this.#do("finish", id);
      tell("served", visit);
    }
  }

  async #do(name: CommandName, visit?: string, service?: string): Promise<void> {
    const { agent, counter } = this.#facts;
    const about = { agent, counter, ...(visit === undefined ? {} : { visit }), ...(service === undefined ? {} : { service }) };
    await this.#ports.staff.must(name, about, showDeadlineMs);
  }
}

const usualServiceMs = 6 * minuteMs;
