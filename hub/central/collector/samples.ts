/** For tests: of every event, data that its schema accepts and data that it must refuse. */
import type { AnalyticsEvent, EventContexts, EventName } from "#shared/snowplow/event.ts";
import { type OutgoingEvent, type Tp2Event, tp2Event } from "#shared/snowplow/payload.ts";

export interface Sample {
  readonly valid: AnalyticsEvent;
  readonly invalid: readonly (readonly [why: string, data: unknown])[];
}

const notEmpty: Sample["invalid"] = [
  ["a field it does not have", { note: "x" }],
  ["no object", []],
];
const service = { program_id: "DL-1", parent_id: "DL", program_name: "Driver licensing", transaction_name: "Renew a licence" };
const times = { appointment_start_timestamp: "2026-11-23 18:00:00", appointment_end_timestamp: "2026-11-23 18:15:00" };
const quantities = (others: object): Sample["invalid"] => [
  ["quantity 0", { ...others, quantity: 0 }],
  ["quantity 32,768", { ...others, quantity: 32_768 }],
  ["half a transaction", { ...others, quantity: 1.5 }],
  ["no quantity", others],
];

function empty(
  name: Exclude<
    EventName,
    `appointment_${string}` | "chooseservice" | "customerleft" | "finish" | "finishstopped" | "hold" | "service_outcome"
  >,
): Sample {
  return { valid: { name, data: {} }, invalid: notEmpty };
}

export const samples: Readonly<Record<EventName, Sample>> = {
  addcitizen: empty("addcitizen"),
  additionalservice: empty("additionalservice"),
  addtoqueue: empty("addtoqueue"),
  appointment_checkin: {
    valid: { name: "appointment_checkin", data: { appointment_id: 7 } },
    invalid: [
      ["a negative id", { appointment_id: -1 }],
      ["an id as text", { appointment_id: "7" }],
      ["no id", {}],
    ],
  },
  appointment_create: {
    valid: { name: "appointment_create", data: { appointment_id: 7, ...times, ...service } },
    invalid: [
      ["a time of 21 characters", { appointment_id: 7, ...times, ...service, appointment_end_timestamp: "x".repeat(21) }],
      ["no start", { appointment_id: 7, appointment_end_timestamp: times.appointment_end_timestamp, ...service }],
    ],
  },
  appointment_update: {
    valid: { name: "appointment_update", data: { appointment_id: 7, status: "cancel", appointment_start_timestamp: null, ...service } },
    invalid: [
      ["another status", { appointment_id: 7, status: "moved", ...service }],
      ["no status", { appointment_id: 7, ...service }],
    ],
  },
  beginservice: empty("beginservice"),
  chooseservice: {
    valid: { name: "chooseservice", data: { channel: "in-person", ...service } },
    invalid: [
      ["another channel", { channel: "kiosk", ...service }],
      ["no channel", service],
      ["a name of 256 characters", { channel: "in-person", ...service, transaction_name: "x".repeat(256) }],
    ],
  },
  customerleft: {
    valid: { name: "customerleft", data: { leave_status: "at-prep" } },
    invalid: [
      ["the status The Q has no word for", { leave_status: "waiting" }],
      ["no status", {}],
    ],
  },
  finish: {
    valid: { name: "finish", data: { inaccurate_time: false, quantity: 1 } },
    invalid: [...quantities({ inaccurate_time: false }), ["no word on the time", { quantity: 1 }]],
  },
  finishstopped: { valid: { name: "finishstopped", data: { quantity: 32_767 } }, invalid: quantities({}) },
  hold: {
    valid: { name: "hold", data: { time: 0 } },
    invalid: [
      ["a negative time", { time: -1 }],
      ["no time", {}],
    ],
  },
  invitecitizen: empty("invitecitizen"),
  invitefromhold: empty("invitefromhold"),
  invitefromlist: empty("invitefromlist"),
  queuefromprep: empty("queuefromprep"),
  restartservice: empty("restartservice"),
  returnfromlist: empty("returnfromlist"),
  returninvite: empty("returninvite"),
  returntoqueue: empty("returntoqueue"),
  servecitizen: empty("servecitizen"),
  stopservice: empty("stopservice"),
  recall: empty("recall"),
  left_while_waiting: empty("left_while_waiting"),
  service_outcome: {
    valid: { name: "service_outcome", data: { outcome: "wrong-office", elsewhere: "land-title-office" } },
    invalid: [
      ["another outcome", { outcome: "angry", elsewhere: null }],
      ["no word on where to", { outcome: "done" }],
      ["a text of 61 characters", { outcome: "wrong-office", elsewhere: "x".repeat(61) }],
    ],
  },
};

export const sampleContexts: EventContexts = {
  citizen: { client_id: 94_000_000_000_042, service_count: 1, counter_type: "Counter" },
  office: { office_id: 94, office_type: "reception" },
  agent: { agent_id: 1_000_001, idir: null, role: "WebSelfServe", counter_type: "Counter" },
};

export const sampleNames = { appId: "TheQ", namespace: "TheQ_test" };

/** A valid UUID with a number of one's choice in it. */
export function sampleId(number: number): string {
  return `00000000-0000-5000-8000-${String(number).padStart(12, "0")}`;
}

export function sampleOutgoing(number: number, name: EventName = "addcitizen"): OutgoingEvent {
  const citizen = { ...sampleContexts.citizen, client_id: 94_000_000_000_000 + number };
  return {
    id: sampleId(number),
    happenedAtMs: 1_795_000_000_000 + number,
    event: samples[name].valid,
    contexts: { ...sampleContexts, citizen },
  };
}

export function sampleEvents(from: number, count: number): readonly Tp2Event[] {
  return Array.from({ length: count }, (_, place) => tp2Event(sampleOutgoing(from + place), sampleNames));
}
