/** The shapes of what the hub answers, for its documents. The types are the contract's: a schema that differs does not compile. */

import * as v from "valibot";
import { needCodes } from "#shared/attention/needs.ts";
import { notOfferedReasons } from "#shared/day/offers.ts";
import { dayStages } from "#shared/day/proposal.ts";
import { faultCodes } from "#shared/faults/fault.ts";
import { peopleRoles } from "#shared/identity/people-roles.ts";
import { officeHours } from "#shared/office/hours-schema.ts";
import { officeRules } from "#shared/office/rules-schema.ts";
import type { CommandDone } from "#shared/queue/commands.ts";
import { callReason } from "#shared/queue/schemas/call.ts";
import { channels, outcomes, parkReasons, priorities } from "#shared/queue/schemas/words.ts";
import { agentRouting, counterRouting, routing, serviceRouting } from "#shared/routing/schema.ts";
import { languages } from "#shared/texts/language.ts";
import type { StaffEntry, StaffOffice, StaffPatch, StaffSnapshot, Timings } from "#shared/wire/staff.ts";

type Shape<T> = v.GenericSchema<unknown, T>;

const localized = v.object({ en: v.string(), fr: v.string() });
const need = v.picklist(["come-and-get-me", "step-free", "hearing", "interpreter", "more-time"]);
const named = v.object({ id: v.string(), name: localized });
const facts = v.record(v.string(), v.union([v.string(), v.number()]));
const language = v.picklist(languages);
const nullableText = v.nullable(v.string());
const nullableNumber = v.nullable(v.number());

export const faultShape = v.object({ fault: v.picklist(faultCodes), facts });

const stage = v.variant("kind", [
  v.object({ kind: v.literal("waiting"), since: v.number() }),
  v.object({ kind: v.literal("called"), since: v.number(), counter: v.string(), agent: v.number(), call: v.string(), recalls: v.number() }),
  v.object({ kind: v.literal("serving"), since: v.number(), counter: v.string(), agent: v.number() }),
  v.object({
    kind: v.literal("parked"),
    since: v.number(),
    counter: v.string(),
    agent: v.number(),
    reason: v.picklist(parkReasons),
    until: nullableNumber,
  }),
  v.object({ kind: v.literal("ended"), at: v.number(), how: v.picklist(["finished", "no-show", "left", "day-closed"]) }),
]);

export const entryShape = v.variant("kind", [
  v.object({
    kind: v.literal("office"),
    date: nullableText,
    lastDate: nullableText,
    waiting: v.number(),
    tickets: v.number(),
    quarantined: v.number(),
    toConfirm: v.number(),
    absence: v.nullable(v.object({ from: v.number(), to: v.number() })),
    clockTrusted: v.boolean(),
    configuration: v.number(),
    backlogs: v.array(v.object({ prefix: v.string(), from: v.number(), until: v.number() })),
  }),
  v.object({
    kind: v.literal("day"),
    stage: v.picklist(dayStages),
    doorsAt: nullableNumber,
    closesAt: nullableNumber,
    notOffered: v.array(v.object({ service: v.string(), why: v.picklist(notOfferedReasons), figure: nullableNumber })),
    given: v.array(v.object({ service: v.string(), count: v.number(), perDay: v.number() })),
    notices: v.array(v.object({ notice: v.string(), text: localized, since: v.number(), until: nullableNumber })),
    practice: v.nullable(v.object({ since: v.number(), kiosks: v.boolean() })),
  }),
  v.object({
    kind: v.literal("visit"),
    id: v.string(),
    number: v.string(),
    language,
    needs: v.array(need),
    practice: v.boolean(),
    service: nullableText,
    queue: v.string(),
    segments: v.array(
      v.object({
        n: v.number(),
        service: nullableText,
        queue: v.string(),
        state: v.picklist(["waiting", "serving", "stopped", "done", "dropped"]),
        joinedAt: v.number(),
        quantity: v.number(),
      }),
    ),
    segment: v.number(),
    people: v.number(),
    channel: v.picklist(channels),
    priority: v.picklist(priorities),
    counterType: nullableText,
    target: v.nullable(
      v.variant("kind", [
        v.object({ kind: v.literal("counter"), id: v.string() }),
        v.object({ kind: v.literal("agent"), id: v.number() }),
        v.object({ kind: v.literal("counter-type"), id: v.string() }),
      ]),
    ),
    arrivedAt: v.number(),
    place: v.number(),
    promised: v.nullable(
      v.object({
        date: v.string(),
        from: v.number(),
        to: v.number(),
        place: v.number(),
        arrived: v.nullable(v.picklist(["early", "in-time", "late"])),
      }),
    ),
    carried: v.number(),
    letForward: v.nullable(v.object({ from: v.number(), class: v.string() })),
    isAppointment: v.boolean(),
    waitedMs: v.number(),
    away: v.nullable(v.object({ since: v.number(), until: v.number() })),
    outcome: v.nullable(v.picklist(outcomes)),
    elsewhere: nullableText,
    returns: v.number(),
    appointment: v.nullable(
      v.object({
        id: v.string(),
        at: v.number(),
        dueFrom: v.number(),
        late: v.boolean(),
        news: v.nullable(v.picklist(["changed", "cancelled"])),
      }),
    ),
    saysAppointment: v.boolean(),
    personal: v.array(v.picklist(["comment", "contact", "name"])),
    lastMove: v.nullable(v.object({ what: v.string(), row: v.number(), at: v.number(), agent: v.number(), counter: nullableText })),
    timeUncertain: v.boolean(),
    announced: v.picklist(["no-call", "waiting", "shown", "spoken", "not-announced"]),
    lastCalledAt: nullableNumber,
    calls: v.number(),
    printed: v.picklist(["pending", "printed", "failed", "unknown"]),
    toConfirm: v.boolean(),
    calledByVoice: v.boolean(),
    late: v.boolean(),
    admitted: v.boolean(),
    samePerson: v.nullable(v.literal("asked")),
    placedRow: v.number(),
    date: nullableText,
    version: v.number(),
    changed: v.number(),
    stage,
    because: v.nullable(v.omit(callReason, ["passedOver", "passedWhy"])),
  }),
  v.object({
    kind: v.literal("counter"),
    id: v.string(),
    agent: nullableNumber,
    holding: nullableText,
    version: v.number(),
    break: v.nullable(v.object({ since: v.number() })),
    takes: v.nullable(v.array(v.string())),
    practice: v.boolean(),
  }),
  v.object({
    kind: v.literal("device"),
    id: v.string(),
    role: v.picklist(["kiosk", "board"]),
    online: v.boolean(),
    since: v.number(),
    faults: v.array(v.object({ ...faultShape.entries, since: v.number() })),
  }),
  v.object({
    kind: v.literal("appointment"),
    id: v.string(),
    at: v.number(),
    minutes: v.number(),
    service: nullableText,
    stage: v.variant("kind", [
      v.object({ kind: v.literal("booked") }),
      v.object({ kind: v.literal("checked-in"), visit: v.string(), at: v.number() }),
      v.object({ kind: v.literal("missed"), at: v.number() }),
      v.object({ kind: v.literal("cancelled"), at: v.number() }),
    ]),
    alsoBy: nullableText,
    version: v.number(),
  }),
  v.object({ kind: v.literal("fault"), ...faultShape.entries, since: v.number() }),
  v.object({
    kind: v.literal("attention"),
    device: v.string(),
    need: v.picklist(needCodes),
    facts: faultShape.entries.facts,
    since: v.number(),
    stage: v.variant("kind", [
      v.object({ kind: v.literal("asked"), went: v.nullable(v.object({ agent: v.number(), at: v.number() })) }),
      v.object({ kind: v.literal("taken"), agent: v.number(), at: v.number() }),
    ]),
    escalated: v.boolean(),
  }),
]) satisfies Shape<StaffEntry>;

const entries = v.record(v.string(), entryShape);

export const commandDoneShape = v.object({
  done: v.literal(true),
  epoch: v.string(),
  offset: v.number(),
  visit: nullableText,
  repeated: v.boolean(),
}) satisfies Shape<CommandDone>;

export const refusedShape = v.object({ ...faultShape.entries, present: v.optional(entries) });

export const snapshotShape = v.object({
  generation: v.number(),
  epoch: v.string(),
  n: v.number(),
  now: v.number(),
  entries,
}) satisfies Shape<StaffSnapshot>;

export const patchShape = v.object({
  n: v.number(),
  now: v.number(),
  set: entries,
  remove: v.array(v.string()),
}) satisfies Shape<StaffPatch>;

export const officeShape = v.object({
  id: v.string(),
  number: v.number(),
  name: localized,
  timeZone: v.string(),
  languages: v.array(language),
  topics: v.array(v.object({ ...named.entries, programmes: v.array(v.string()) })),
  programmes: v.array(named),
  services: v.array(
    v.object({
      ...named.entries,
      programme: v.string(),
      queue: v.string(),
      words: v.object({ en: v.array(v.string()), fr: v.array(v.string()) }),
      ...serviceRouting,
      minutes: v.number(),
      offered: v.picklist(["kiosk", "counter"]),
    }),
  ),
  queues: v.array(named),
  firstContactQueue: v.string(),
  counters: v.array(
    v.object({ ...named.entries, label: v.string(), zone: v.string(), type: v.string(), takes: v.array(v.string()), ...counterRouting }),
  ),
  rules: v.required(officeRules),
  agents: v.array(v.object({ number: v.number(), displayName: v.string(), role: v.string(), ...agentRouting })),
  you: v.optional(v.object({ person: v.string(), agent: v.number(), name: v.string(), role: v.picklist(peopleRoles) })),
  routing: v.optional(routing),
  needs: v.array(need),
  devices: v.array(
    v.object({
      id: v.string(),
      role: v.picklist(["kiosk", "board"]),
      zone: v.string(),
      speaks: v.boolean(),
      place: v.optional(named.entries.name),
    }),
  ),
  hours: v.nullable(officeHours),
  appointments: v.nullable(v.object({ earlyMinutes: v.number(), lateMinutes: v.number(), expireMinutes: v.number() })),
  epoch: v.string(),
  generation: v.number(),
}) satisfies Shape<StaffOffice>;

const figures = {
  joined: v.number(),
  called: v.number(),
  finished: v.number(),
  noShow: v.number(),
  left: v.number(),
  served: v.number(),
  transactions: v.number(),
  waitP50: nullableNumber,
  waitP90: nullableNumber,
  waitOpenP50: nullableNumber,
  waitOpenP90: nullableNumber,
  waitFinalP50: nullableNumber,
  waitFinalP90: nullableNumber,
  walkP50: nullableNumber,
  walkP90: nullableNumber,
  serviceP50: nullableNumber,
  serviceP90: nullableNumber,
  holdP50: nullableNumber,
  holdP90: nullableNumber,
  handleP50: nullableNumber,
  handleP90: nullableNumber,
};

export const timingsShape = v.object({
  date: v.string(),
  asOf: v.number(),
  day: v.object(figures),
  services: v.array(v.object({ service: v.string(), ...figures })),
  quarters: v.array(v.object({ from: v.number(), ...figures })),
}) satisfies Shape<Timings>;

export const countsShape = v.object({ tickets: v.number(), epoch: v.string(), offset: v.number(), generation: v.number() });
export type Counts = v.InferOutput<typeof countsShape>;

export const healthShape = v.object({
  ok: v.boolean(),
  office: v.string(),
  epoch: v.string(),
  generation: v.number(),
  offset: v.number(),
  date: nullableText,
  /** How many messages and requests were dropped since the start because nobody could read or allow them. */
  dropped: v.number(),
  faults: v.array(faultShape),
});
export type Health = v.InferOutput<typeof healthShape>;
