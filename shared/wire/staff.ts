/**
 * The staff's live view: entries by key, sent once whole and then as changes. Server-sent events, id `epoch:offset`:
 * `snapshot` {generation, now, entries}, `patch` {now, set, remove}, `beat` {now}.
 */

import type { Appointment, AppointmentStage } from "../appointments/appointment.ts";
import type { AppointmentRules } from "../appointments/rules.ts";
import type { AttentionEntry } from "../attention/attention.ts";
import type { DayEntry } from "../day/staff.ts";
import type { Fault } from "../faults/fault.ts";
import type { PeopleRole } from "../identity/people-roles.ts";
import type { Localized, Need } from "../office/configuration.ts";
import type { OfficeHours } from "../office/hours.ts";
import type { CompleteRules } from "../office/rules.ts";
import type { Arriving } from "../queue/backlog.ts";
import type { CommandDone } from "../queue/commands.ts";
import type { Stage, Visit } from "../queue/visit.ts";
import type { Routing } from "../routing/schema.ts";
import type { Language } from "../texts/language.ts";

export interface OfficeEntry {
  readonly kind: "office";
  readonly date: string | null;
  readonly lastDate: string | null;
  readonly waiting: number;
  /** Visits ever joined at this hub: one of the four counts. */
  readonly tickets: number;
  readonly quarantined: number;
  /** Tickets that waited through an absence and of which nobody has said yet what became of them. */
  readonly toConfirm: number;
  /** When the last absence ended that left some; null when there is none. */
  readonly absence: { readonly from: number; readonly to: number } | null;
  /** False while the hub's own time is doubted. */
  readonly clockTrusted: boolean;
  /** The version of the configuration: when it changes, `GET /api/v1/office` has changed. */
  readonly configuration: number;
  /** Tickets that are in line and not called yet, because more of their kiosk's log is on its way. */
  readonly backlogs: readonly Arriving[];
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
    | ("segments" | "segment" | "people" | "channel" | "priority" | "counterType" | "target" | "place" | "waitedMs" | "away")
    | ("promised" | "carried" | "letForward" | "isAppointment")
    | ("outcome" | "elsewhere" | "returns" | "appointment" | "saysAppointment" | "personal" | "lastMove")
    | "arrivedAt"
    | "timeUncertain"
    | "announced"
    | "lastCalledAt"
    | "calls"
    | "printed"
    | "toConfirm"
    | "calledByVoice"
    | "late"
    | "admitted"
    | "samePerson"
    | "placedRow"
    | "date"
    | "version"
    | "changed"
  > {
  readonly kind: "visit";
  /** As on paper. */
  readonly number: string;
  readonly stage: Stage;
  /** The reason of the present call, in the words of its facts; null while waiting. */
  readonly because: Visit["because"];
}

export interface CounterEntry {
  readonly kind: "counter";
  readonly id: string;
  readonly agent: number | null;
  readonly holding: string | null;
  readonly version: number;
  readonly break: { readonly since: number } | null;
  /** What it takes today instead of what is configured. */
  readonly takes: readonly string[] | null;
  readonly practice: boolean;
}

export interface DeviceEntry {
  readonly kind: "device";
  readonly id: string;
  readonly role: "kiosk" | "board";
  readonly online: boolean;
  readonly since: number;
  readonly faults: readonly (Fault & { readonly since: number })[];
}

/** An appointment of the date that is open. Whose it is: `GET /api/v1/personal/appointments?date=`, by the same id. */
export interface AppointmentEntry extends Pick<Appointment, "id" | "at" | "minutes" | "service" | "alsoBy" | "version"> {
  readonly kind: "appointment";
  readonly stage: AppointmentStage;
}

/** A fault of the hub itself or of its surroundings, until it clears. */
export interface FaultEntry extends Fault {
  readonly kind: "fault";
  readonly since: number;
}

export type StaffEntry = OfficeEntry | DayEntry | VisitEntry | CounterEntry | DeviceEntry | FaultEntry | AppointmentEntry | AttentionEntry;

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
    readonly skills?: readonly string[] | undefined;
    readonly counterType?: string | undefined;
    /** The usual length of the work. */
    readonly minutes: number;
    /** By whom it may be chosen. */
    readonly offered: "kiosk" | "counter";
  }[];
  readonly queues: readonly { readonly id: string; readonly name: Localized }[];
  readonly firstContactQueue: string;
  readonly counters: readonly {
    readonly id: string;
    readonly name: Localized;
    readonly label: string;
    readonly zone: string;
    /** Such as "Quick Trans". */
    readonly type: string;
    readonly takes: readonly string[];
    readonly services?: readonly string[] | undefined;
    readonly programmes?: readonly string[] | undefined;
    readonly skills?: readonly string[] | undefined;
    readonly stepFree?: boolean | undefined;
  }[];
  /** How the office treats those who step away, do not come, are put aside; with every default. */
  readonly rules: CompleteRules;
  readonly agents: readonly {
    readonly number: number;
    readonly displayName: string;
    readonly role: string;
    readonly skills?: readonly string[] | undefined;
    readonly languages?: readonly string[] | undefined;
  }[];
  /** Whoever is signed in to this page; absent on the hub's own machine, where nobody signs in. */
  readonly you?: { readonly person: string; readonly agent: number; readonly name: string; readonly role: PeopleRole } | undefined;
  /** Who is called first; absent: plain order of arrival. Pages tell the order of calling by it, as the hub does. */
  readonly routing?: Routing | undefined;
  readonly needs: readonly Need[];
  readonly devices: readonly {
    readonly id: string;
    readonly role: "kiosk" | "board";
    readonly zone: string;
    readonly speaks: boolean;
    /** The zone's name. */
    readonly place?: Localized | undefined;
  }[];
  /** Null: they are not entered. */
  readonly hours: OfficeHours | null;
  /** When somebody is early, late, or not expected any more; null: the office has no appointments. */
  readonly appointments: Pick<AppointmentRules, "earlyMinutes" | "lateMinutes" | "expireMinutes"> | null;
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
  /** Services done, and how often each. */
  readonly served: number;
  readonly transactions: number;
  /** Null when fewer than one visit stands behind it. */
  readonly waitP50: number | null;
  readonly waitP90: number | null;
  /** The first wait, counted from the opening of the doors for whoever came before. */
  readonly waitOpenP50: number | null;
  readonly waitOpenP90: number | null;
  /** To the call that led to service. */
  readonly waitFinalP50: number | null;
  readonly waitFinalP90: number | null;
  readonly walkP50: number | null;
  readonly walkP90: number | null;
  readonly serviceP50: number | null;
  readonly serviceP90: number | null;
  readonly holdP50: number | null;
  readonly holdP90: number | null;
  readonly handleP50: number | null;
  readonly handleP90: number | null;
}

/** What a POST of a command answers: 200 with `CommandDone`, or 4xx/5xx with the fault and the present truth of what it was about. */
export type CommandAnswer = CommandDone | (Fault & { readonly present?: Readonly<Record<string, StaffEntry>> });
