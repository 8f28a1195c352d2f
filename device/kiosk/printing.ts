/** How prints end, and the one copy a citizen may have. A ticket lives on the screen whatever the printer does. */
import { fault } from "#shared/faults/fault.ts";
import type { DeviceEvent, DeviceEventBody } from "#shared/queue/events.ts";
import type { KioskInput } from "./contract.ts";
import { type KioskScene, type KioskStep, nothing, replyTo } from "./scene.ts";
import { ticketOf } from "./state.ts";
import { isOwnVisit, issuerOf, jobId, kioskTicket, linesOf } from "./ticket.ts";

export function printEnded(scene: KioskScene, ended: Extract<KioskInput, { kind: "print-ended" }>): KioskStep {
  const { visit, copy, job, outcome, fault: why } = ended;
  const ticket = isOwnVisit(scene.identity, visit) ? ticketOf(scene.state, visit) : undefined;
  if (!ticket || (copy === 1 && ticket.printed !== "pending")) return nothing;
  return { drafts: [printed({ visit, job, copy, outcome, fault: why })], effects: [] };
}

/** The copy is on record before its first byte, so that a restart cannot make it two. */
export function reprint(scene: KioskScene, visit: string, token: number): KioskStep {
  const { identity, state, session, digest } = scene;
  const ticket = isOwnVisit(identity, visit) ? ticketOf(state, visit) : undefined;
  const issuer = issuerOf(identity, session, digest);
  if (!ticket || !issuer) return replyTo([token], fault("unknown-visit", { visit }));
  if (session.storage) return replyTo([token], fault(session.storage));
  const shown = kioskTicket(issuer, ticket);
  if (!shown.mayReprint) return replyTo([token], fault("reprint-used", { number: shown.number }));
  const job = jobId(ticket.seq, 2);
  const body = { visit, job, copy: 2, outcome: "unknown", fault: null } as const;
  const print = { kind: "print", visit, copy: 2, job, lines: linesOf(issuer, ticket, 2) } as const;
  return { drafts: [printed(body)], effects: [print, ...replyTo([token], { ...shown, mayReprint: false }).effects] };
}

function printed(body: DeviceEventBody<"ticket-printed">): DeviceEvent {
  return { kind: "ticket-printed", version: 1, body };
}
