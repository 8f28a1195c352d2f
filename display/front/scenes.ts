/** What can be cut off in a virtual office, what is worth saying about it now, and what can be held under its scanner. Pure. */

import { readTicket } from "#shared/ticket/code.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import type { FrontLive } from "#shared/wire/front-page.ts";

export type Turn = "kiosk" | "internet" | "hub" | "collector";
export const turns = ["kiosk", "internet", "hub", "collector"] as const satisfies readonly Turn[];

export function isOn(live: FrontLive, turn: Turn): boolean {
  const on = { kiosk: live.kioskConnected, internet: live.internetConnected, hub: live.hubPlugged, collector: live.collectorAnswering };
  return on[turn];
}

/** The address below `/api/front/` and the body that turn it. */
export function turning(turn: Turn, on: boolean): { readonly what: "hub" | "network" | "collector"; readonly body: object } {
  switch (turn) {
    case "hub":
      return { what: "hub", body: { plugged: on } };
    case "collector":
      return { what: "collector", body: { answering: on } };
    case "kiosk":
    case "internet":
      return { what: "network", body: { [turn]: on } };
  }
}

export type Hint = { readonly kind: "hub" | "kiosk" | "internet" | "well" } | { readonly kind: "lost"; readonly papers: number };

/** One at a time: what concerns the citizen's next step first. */
export function hintOf(live: FrontLive): Hint {
  if (!live.hubPlugged) return { kind: "hub" };
  if (!live.kioskConnected) return { kind: "kiosk" };
  if (live.card.lost !== null && live.card.lost > 0) return { kind: "lost", papers: live.card.lost };
  return { kind: live.internetConnected ? "well" : "internet" };
}

export type CodeToHold =
  | { readonly kind: "ticket"; readonly code: string; readonly number: string }
  | { readonly kind: "appointment"; readonly code: string; readonly at: number };

/** The newest tickets and the nearest appointments; of tickets those only whose paper has a code. */
export function codesToHold({ papers, appointments }: Pick<FrontLive, "papers" | "appointments">): CodeToHold[] {
  const tickets = papers.flatMap(({ code }): CodeToHold[] => {
    const read = code === null ? undefined : readTicket(code);
    return code !== null && read ? [{ kind: "ticket", code, number: paperNumber(read.number) }] : [];
  });
  const booked = appointments.map(({ code, at }): CodeToHold => ({ kind: "appointment", code, at }));
  return [...tickets.slice(0, codesOfAKind), ...booked.slice(0, codesOfAKind)];
}

const codesOfAKind = 4;
