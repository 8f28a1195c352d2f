/** One citizen's stay, as the hub knows it: what was said at the kiosk, where it stands, and when each thing happened. */
import type { VisitAppointment } from "../appointments/appointment.ts";
import type { Need } from "../office/configuration.ts";
import type { Reason } from "../routing/reason.ts";
import type { Language } from "../texts/language.ts";
import type { TicketNumber } from "../ticket/number.ts";
import type { Target } from "./schemas/fields.ts";
import type { Channel, Outcome, ParkReason, Priority } from "./schemas/words.ts";

/** The identity of the row that began the visit: `<source>.<epoch>.<seq>`. It never changes. */
export type VisitId = string;

/** A person acting, or the part of the system that acted. Never a name. */
export type Actor =
  | { readonly kind: "agent"; readonly agent: number; readonly counter: string | null }
  | { readonly kind: "system"; readonly part: string };

/** Where a visit stands. */
export type Stage =
  | { readonly kind: "waiting"; readonly since: number }
  | {
      readonly kind: "called";
      readonly since: number;
      readonly counter: string;
      readonly agent: number;
      readonly call: string;
      readonly recalls: number;
    }
  | { readonly kind: "serving"; readonly since: number; readonly counter: string; readonly agent: number }
  | {
      readonly kind: "parked";
      readonly since: number;
      /** Where service was interrupted; it is free. */
      readonly counter: string;
      readonly agent: number;
      readonly reason: ParkReason;
      /** When the citizen means to be back. */
      readonly until: number | null;
    }
  | { readonly kind: "ended"; readonly at: number; readonly how: Ending };

/** One service of a visit: waited for, done, put aside for another (The Q: service request). */
export interface Segment {
  /** Its place in the visit, from 1. */
  readonly n: number;
  readonly service: string | null;
  readonly queue: string;
  /** `waiting`: in line, or an errand for later; `stopped`: begun, and another was gone on with; `dropped`: never done. */
  readonly state: "waiting" | "serving" | "stopped" | "done" | "dropped";
  /** From when its wait counts. */
  readonly joinedAt: number;
  readonly quantity: number;
}

/** The newest move of a visit by an agent, for whoever wants to undo it. */
export interface LastMove {
  /** The kind of its event, and its offset. */
  readonly what: string;
  readonly row: number;
  readonly at: number;
  readonly agent: number;
  readonly counter: string | null;
}

export type Ending = "finished" | "no-show" | "left" | "day-closed";
export type PrintOutcome = "pending" | "printed" | "failed" | "unknown";

/** Why this ticket was called: enough to say it in a sentence, and to check the rule later. */
export type CallReason = Reason;

export interface Visit {
  readonly id: VisitId;
  readonly device: string;
  readonly number: TicketNumber;
  /** The office date it belongs to, such as 2026-11-23; null until the next date is opened. */
  date: string | null;
  language: Language;
  needs: readonly Need[];
  readonly practice: boolean;
  /** Null until an agent says what a "not sure" ticket is about. */
  service: string | null;
  queue: string;
  /** In the order in which they were stated or added. `service` and `queue` are those of the present one. */
  segments: readonly Segment[];
  /** The number of the present segment. */
  segment: number;
  /** How many came on this ticket. */
  people: number;
  channel: Channel;
  priority: Priority;
  /** The type of counter it is meant for, such as "Quick Trans"; null: any. */
  counterType: string | null;
  /** For whom it waits since it was transferred. */
  target: Target | null;
  /** UTC milliseconds by the hub's clock; moves with it when it is set. */
  arrivedAt: number;
  /** The time from which its place in line counts: its arrival, unless it was put at the end or let in before others. */
  place: number;
  /** The offset of the row that gave it its place: the order of those who have the same. */
  placedRow: number;
  /** Set while it stands before others who came earlier: where it would have stood, and the class of the rules that let it. */
  letForward: { readonly from: number; readonly class: string } | null;
  /**
   * A return slip: its citizen was asked to come on that date, and goes first within that hour (minutes since midnight). `arrived`: when they
   * came, seen from the hour; null: not yet, and it waits for nobody. `place`: the one it had.
   */
  promised: {
    readonly date: string;
    readonly from: number;
    readonly to: number;
    readonly place: number;
    readonly arrived: "early" | "in-time" | "late" | null;
  } | null;
  /** How often it was carried over to the next date. */
  carried: number;
  /** How many were let directly before it. */
  letBefore: number;
  /** When it took its turn it had an appointment that counts: not late, and its time had come. */
  isAppointment: boolean;
  /** How long it waited before the present stretch of waiting. */
  waitedMs: number;
  /** While it waits: the citizen went away and keeps the place, but is not called before coming back. */
  away: { readonly since: number; readonly until: number } | null;
  /** How it ended, when an agent said so; `elsewhere`: where the citizen was sent. */
  outcome: Outcome | null;
  elsewhere: string | null;
  /** How often it came back after it was declared a no-show. */
  returns: number;
  /** The appointment it was checked in for. */
  appointment: VisitAppointment | null;
  /** Its holder says that there is an appointment, and nobody has found it yet. */
  saysAppointment: boolean;
  /** What is kept of it beside the log. */
  personal: readonly ("comment" | "contact" | "name")[];
  lastMove: LastMove | null;
  /** Why it was called; null until then. */
  because: Omit<CallReason, "passedOver" | "passedWhy"> | null;
  /** The age of its row could not be measured, or the hub's own clock was doubted: left out of wait figures. */
  readonly timeUncertain: boolean;
  stage: Stage;
  firstCalledAt: number | null;
  lastCalledAt: number | null;
  servingSince: number | null;
  calls: number;
  /** Whether the waiting room heard the present call. */
  announced: "no-call" | "waiting" | "shown" | "spoken" | "not-announced";
  printed: PrintOutcome;
  reprints: number;
  /** It waited through an absence of the hub: before it is called an agent is asked what became of it. */
  toConfirm: boolean;
  /** Staff called it by voice while its kiosk was cut off. */
  calledByVoice: boolean;
  /** Its record came after its date was closed: shown to staff once, never called. */
  late: boolean;
  /** Staff typed its paper in before its record came. */
  admitted: boolean;
  /** Its record came after it was called on a typed number: staff are asked whether it was the same person. */
  samePerson: "asked" | null;
  /** The offset of the row that began it here. */
  readonly joinedRow: number;
  /** The offset of the last row that moved it: what a command must expect. News of its paper or its announcement is no move. */
  version: number;
  /** The offset of the last row that changed anything of it. */
  changed: number;
}
