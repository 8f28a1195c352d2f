/**
 * The one table of the wire: every topic, its direction, delivery and payload. Subscriptions, permissions, the document
 * and the tests are made from it.
 */
import type { GenericSchema } from "valibot";
import * as payloads from "./payloads.ts";

export interface WireEntry {
  /** The topic below `theq/v1/<office>/`, with `<device>` or `<zone>` where a name goes. */
  readonly topic: string;
  readonly publishers: "device" | "hub";
  /** Who may subscribe. `self`: the device named in the topic; `zone`: any device of that zone. */
  readonly subscribers: "hub" | "self" | "zone" | "devices";
  readonly qos: 0 | 1;
  readonly retain: boolean;
  /** The broker publishes a last will on this topic when the publisher is lost. */
  readonly will: boolean;
  readonly payload: GenericSchema;
  readonly about: string;
}

export const wireTable = {
  log: {
    topic: "<device>/log",
    publishers: "device",
    subscribers: "hub",
    qos: 1,
    retain: false,
    will: false,
    payload: payloads.logMessage,
    about: "Rows of a device's log, in order. Only `ack` says they are stored.",
  },
  ack: {
    topic: "<device>/ack",
    publishers: "hub",
    subscribers: "self",
    qos: 1,
    retain: false,
    will: false,
    payload: payloads.ackMessage,
    about: "Sent after the hub's commit: the next row expected, and the hash before it.",
  },
  ask: {
    topic: "<device>/ask",
    publishers: "device",
    subscribers: "hub",
    qos: 0,
    retain: false,
    will: false,
    payload: payloads.askMessage,
    about: "A question that is only worth an answer now: reserve, enrol, probe, resume, find-appointment, find-ticket, keypad, press.",
  },
  answer: {
    topic: "<device>/answer",
    publishers: "hub",
    subscribers: "self",
    qos: 0,
    retain: false,
    will: false,
    payload: payloads.answerMessage,
    about: "The answer, by the question's id.",
  },
  deviceState: {
    topic: "<device>/state",
    publishers: "device",
    subscribers: "hub",
    qos: 1,
    retain: true,
    will: true,
    payload: payloads.deviceState,
    about: "Birth, faults and death of a device.",
  },
  desired: {
    topic: "<device>/desired",
    publishers: "hub",
    subscribers: "self",
    qos: 1,
    retain: true,
    will: false,
    payload: payloads.desiredMessage,
    about: "What the device should be.",
  },
  reported: {
    topic: "<device>/reported",
    publishers: "device",
    subscribers: "hub",
    qos: 1,
    retain: true,
    will: false,
    payload: payloads.reportedMessage,
    about: "What the device is.",
  },
  boardView: {
    topic: "board/<zone>/view",
    publishers: "hub",
    subscribers: "zone",
    qos: 1,
    retain: true,
    will: false,
    payload: payloads.boardView,
    about: "What the boards of a zone show.",
  },
  boardCalls: {
    topic: "board/<zone>/calls",
    publishers: "hub",
    subscribers: "zone",
    qos: 1,
    retain: false,
    will: false,
    payload: payloads.callMessage,
    about: "A call as it is made, with the device that speaks it.",
  },
  line: {
    topic: "<device>/line",
    publishers: "hub",
    subscribers: "self",
    qos: 1,
    retain: true,
    will: false,
    payload: payloads.lineMessage,
    about: "To kiosks: who waits, for their staff page when the hub is away.",
  },
  print: {
    topic: "<device>/print",
    publishers: "hub",
    subscribers: "self",
    qos: 1,
    retain: false,
    will: false,
    payload: payloads.printMessage,
    about: "To kiosks: paper of a visit they did not issue. Said again until their log says that it was taken; printed once.",
  },
  order: {
    topic: "<device>/order",
    publishers: "hub",
    subscribers: "self",
    qos: 0,
    retain: false,
    will: false,
    payload: payloads.orderMessage,
    about: "What the office asks of this device now: identify, restart, logs, become, erase, stand-by. One that is late does nothing.",
  },
  outcome: {
    topic: "<device>/outcome",
    publishers: "device",
    subscribers: "hub",
    qos: 0,
    retain: false,
    will: false,
    payload: payloads.outcomeMessage,
    about: "How it went, by the order's id; a long text in several parts.",
  },
  hubState: {
    topic: "hub/state",
    publishers: "hub",
    subscribers: "devices",
    qos: 1,
    retain: true,
    will: true,
    payload: payloads.hubState,
    about: "The hub's generation and heartbeat, and which kinds of rows it reads.",
  },
} as const satisfies Record<string, WireEntry>;

export type WireName = keyof typeof wireTable;
