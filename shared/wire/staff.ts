/**
 * The staff's live view: entries by key, sent once whole and then as changes. Server-sent events, id `epoch:offset`:
 * `snapshot` {generation, now, entries}, `patch` {now, set, remove}, `beat` {now}.
 */

import type { Fault } from "../faults/fault.ts";
import type { Localized, Need } from "../office/configuration.ts";
import type { CommandDone } from "../queue/commands.ts";
import type { Stage, Visit } from "../queue/visit.ts";
import type { Language } from "../texts/language.ts";

export interface OfficeEntry {
  readonly kind: "office";
  readonly date: string | null;
  readonly lastDate: string | null;
  readonly waiting: number;
  /** Visits ever joined at this hub: one of the four counts. */
  readonly tickets: number;
  readonly quarantined: number;
}

/** An open visit. Staff see the service; nothing here is on a public screen. */
export interface VisitEntry
  extends Pick<
    Visit,
    | "id"
    | "language"
    | "needs"
    | "practice"
    | "service"
    | "queue"
    | "arrivedAt"
    | "timeUncertain"
    | "announced"
    | "lastCalledAt"
    | "calls"
    | "printed"
    | "version"
    | "changed"
  > {
  readonly kind: "visit";
  /** As on paper. */
  readonly number: string;
  readonly stage: Stage;
  /** The reason of the present call, in the words of its facts; null while waiting. */
  readonly because: { readonly rule: string; readonly waitedMs: number; readonly passedOverTotal: number } | null;
}

export interface CounterEntry {
  readonly kind: "counter";
  readonly id: string;
  readonly agent: number | null;
  readonly holding: string | null;
  readonly version: number;
}

export interface DeviceEntry {
  readonly kind: "device";
  readonly id: string;
  readonly role: "kiosk" | "board";
  readonly online: boolean;
  readonly since: number;
  readonly faults: readonly (Fault & { readonly since: number })[];
}

/** A fault of the hub itself or of its surroundings, until it clears. */
export interface FaultEntry extends Fault {
  readonly kind: "fault";
  readonly since: number;
}

export type StaffEntry = OfficeEntry | VisitEntry | CounterEntry | DeviceEntry | FaultEntry;

export interface StaffSnapshot {
  readonly generation: number;
  readonly epoch: string;
  readonly n: number;
  readonly now: number;
  readonly entries: Readonly<Record<string, StaffEntry>>;
}

export interface StaffPatch {
  readonly n: number;
  readonly now: number;
  readonly set: Readonly<Record<string, StaffEntry>>;
  readonly remove: readonly string[];
}

/** `GET /api/v1/office`: what staff pages need to name things. */
export interface StaffOffice {
  readonly id: string;
  readonly number: number;
  readonly name: Localized;
  readonly timeZone: string;
  readonly languages: readonly Language[];
  readonly topics: readonly { readonly id: string; readonly name: Localized; readonly programmes: readonly string[] }[];
  readonly programmes: readonly { readonly id: string; readonly name: Localized }[];
  readonly services: readonly {
    readonly id: string;
    readonly programme: string;
    readonly queue: string;
    readonly name: Localized;
    readonly words: { readonly en: readonly string[]; readonly fr: readonly string[] };
  }[];
  readonly queues: readonly { readonly id: string; readonly name: Localized }[];
  readonly firstContactQueue: string;
  readonly counters: readonly {
    readonly id: string;
    readonly name: Localized;
    readonly label: string;
    readonly zone: string;
    readonly takes: readonly string[];
  }[];
  readonly agents: readonly { readonly number: number; readonly displayName: string; readonly role: string }[];
  readonly needs: readonly Need[];
  readonly devices: readonly { readonly id: string; readonly role: "kiosk" | "board"; readonly zone: string }[];
  readonly epoch: string;
  readonly generation: number;
}

/** `GET /api/v1/timings?date=`: wait and service times per service and quarter of an hour. Seconds; percentiles from the histograms. */
export interface Timings {
  readonly date: string;
  readonly asOf: number;
  readonly day: TimingFigures;
  readonly services: readonly ({ readonly service: string } & TimingFigures)[];
  readonly quarters: readonly ({ readonly from: number } & TimingFigures)[];
}

export interface TimingFigures {
  readonly joined: number;
  readonly called: number;
  readonly finished: number;
  readonly noShow: number;
  readonly left: number;
  /** Null when fewer than one visit stands behind it. */
  readonly waitP50: number | null;
  readonly waitP90: number | null;
  readonly serviceP50: number | null;
  readonly serviceP90: number | null;
}

/** What a POST of a command answers: 200 with `CommandDone`, or 4xx/5xx with the fault and the present truth of what it was about. */
export type CommandAnswer = CommandDone | (Fault & { readonly present?: Readonly<Record<string, StaffEntry>> });
