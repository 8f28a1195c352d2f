/**
 * From stage to stage in The Q's words. Its model wants every stage left as often as it was entered, so a step that it has no event for,
 * such as leaving while parked, is told as those it knows, at one moment.
 */
import type { AnalyticsEvent } from "#shared/snowplow/event.ts";
import type { ReportedVisit } from "./reported-visit.ts";

type Steps = readonly AnalyticsEvent[];
type Here = Pick<ReportedVisit, "stage" | "firstWait">;

/** How the visit comes to be served. From the line it is called first. */
export function toService({ stage, firstWait }: Here): Steps {
  switch (stage) {
    case "waiting":
      return [invitation({ firstWait }, "list"), { name: "beginservice", data: {} }];
    case "called":
      return [{ name: "beginservice", data: {} }];
    case "parked":
      return [{ name: "invitefromhold", data: {} }];
    default:
      return [];
  }
}

/** How it comes back into the line. */
export function toLine({ stage }: Here): Steps {
  switch (stage) {
    case "called":
      return [{ name: "queuefromprep", data: {} }];
    case "serving":
      return [{ name: "returntoqueue", data: {} }];
    case "parked":
      return [
        { name: "invitefromhold", data: {} },
        { name: "returntoqueue", data: {} },
      ];
    default:
      return [];
  }
}

/** How the citizen leaves before the end. */
export function leaving({ stage }: Here): Steps {
  switch (stage) {
    case "waiting":
      return gaveUp;
    case "called":
      return [notThere];
    case "parked":
      return [{ name: "invitefromhold", data: {} }, leftService];
    case "serving":
      return [leftService];
    default:
      return [];
  }
}

export function finishing(here: Here, timeNotAccurate: boolean, quantity: number): Steps {
  return [...toService(here), { name: "finish", data: { inaccurate_time: timeNotAccurate, quantity } }];
}

/**
 * What the end of the day makes of a visit. The Q closes such visits in silence, so that its model shows them open for ever. Here a
 * wait ends as if the citizen had given up, a call as if nobody came, and a service as finished with a time that is not accurate.
 */
export function closing(here: Here, quantity: number): Steps {
  return here.stage === "serving" || here.stage === "parked" ? finishing(here, true, quantity) : leaving(here);
}

/** A call from the line: the next in it, or one chosen from the list. */
export function invitation({ firstWait }: Pick<Here, "firstWait">, how: "next" | "list"): AnalyticsEvent {
  if (how === "next") return { name: firstWait ? "invitecitizen" : "returninvite", data: {} };
  return { name: firstWait ? "invitefromlist" : "returnfromlist", data: {} };
}

/** Nobody came when the visit was called. */
export const notThere = { name: "customerleft", data: { leave_status: "at-prep" } } as const satisfies AnalyticsEvent;

const leftService = { name: "customerleft", data: { leave_status: "being-served" } } as const satisfies AnalyticsEvent;

/** The Q has no status for leaving the line and says "being served"; ours beside it says what happened. */
const gaveUp: Steps = [leftService, { name: "left_while_waiting", data: {} }];
