/** One citizen's stay, as the hub knows it: what was said at the kiosk, where it stands, and when each thing happened. */
import type { Need } from "../office/configuration.ts";
import type { Language } from "../texts/language.ts";
import type { TicketNumber } from "../ticket/number.ts";

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
  | { readonly kind: "ended"; readonly at: number; readonly how: Ending };

export type Ending = "finished" | "no-show" | "left" | "day-closed";
export type PrintOutcome = "pending" | "printed" | "failed" | "unknown";

/** Why this ticket was called: enough to say it in a sentence, and to check the rule later. */
export interface CallReason {
  readonly rule: "plain-order" | "chosen-from-list";
  readonly ruleVersion: number;
  /** How long the visit had waited when it was called. */
  readonly waitedMs: number;
  /** Tickets that arrived earlier and still wait: this counter does not take their queue, or an agent chose. At most 20. */
  readonly passedOver: readonly string[];
  readonly passedOverTotal: number;
}

export interface Visit {
  readonly id: VisitId;
  readonly device: string;
  readonly number: TicketNumber;
  /** The office date it belongs to, such as 2026-11-23; null until the next date is opened. */
  date: string | null;
  readonly language: Language;
  readonly needs: readonly Need[];
  readonly practice: boolean;
  /** Null until an agent says what a "not sure" ticket is about. */
  service: string | null;
  queue: string;
  /** UTC milliseconds by the hub's clock. */
  readonly arrivedAt: number;
  /** Why it was called; null until then. */
  because: Pick<CallReason, "rule" | "ruleVersion" | "waitedMs" | "passedOverTotal"> | null;
  /** The kiosk's age of the row could not be measured: left out of wait figures. */
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
  /** The offset of the last row that moved it: what a command must expect. News of its paper or its announcement is no move. */
  version: number;
  /** The offset of the last row that changed anything of it. */
  changed: number;
}
