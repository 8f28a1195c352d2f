/** What a visit is before anything was done with it. */
import type { Visit } from "./visit.ts";

type Fresh = Pick<
  Visit,
  | ("segments" | "segment" | "people" | "channel" | "priority" | "counterType" | "target" | "place" | "waitedMs" | "away")
  | ("promised" | "carried" | "letForward" | "letBefore" | "isAppointment")
  | ("outcome" | "elsewhere" | "returns" | "appointment" | "saysAppointment" | "personal" | "lastMove")
>;

export function fresh({ service, queue, arrivedAt }: Pick<Visit, "service" | "queue" | "arrivedAt">): Fresh {
  return {
    segments: [{ n: 1, service, queue, state: "waiting", joinedAt: arrivedAt, quantity: 1 }],
    segment: 1,
    people: 1,
    channel: "in-person",
    priority: "default",
    counterType: null,
    target: null,
    place: arrivedAt,
    promised: null,
    carried: 0,
    letForward: null,
    letBefore: 0,
    isAppointment: false,
    waitedMs: 0,
    away: null,
    outcome: null,
    elsewhere: null,
    returns: 0,
    appointment: null,
    saysAppointment: false,
    personal: [],
    lastMove: null,
  };
}
