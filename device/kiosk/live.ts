/** What the kiosk's page is told: always whole. And what stands in the way of tickets, for the page and for the hub. */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { Identity } from "#shared/log/event-log.ts";
import type { KioskLive, KioskTicket } from "#shared/wire/kiosk-page.ts";
import { printerFault } from "../printer/condition.ts";
import { hubIsPresent } from "../runtime/hub-presence.ts";
import { isClosed, type KioskSession } from "./session.ts";
import type { KioskState } from "./state.ts";
import { kioskTicket } from "./ticket.ts";

export function kioskLive(identity: Identity, state: KioskState, session: KioskSession, realMs: number, at: number): KioskLive {
  const present = hubIsPresent(session, realMs);
  const office = session.office?.office;
  const tickets: KioskTicket[] = [];
  for (const key of session.shown) {
    const ticket = state.tickets.get(key);
    if (ticket && office) tickets.push(kioskTicket(identity, office, ticket));
  }
  const first = kioskFaults(identity, state, session)[0]?.fault ?? (present ? null : "hub-away");
  return {
    state: stateOf(state, session, realMs),
    hub: present ? "present" : "away",
    printer: session.printer ?? "unknown",
    fault: first,
    waiting: session.waiting,
    tickets,
    catalogue: session.office?.version ?? 0,
    now: at,
  };
}

function stateOf(state: KioskState, session: KioskSession, realMs: number): KioskLive["state"] {
  if (session.storage) return "out-of-service";
  if (state.letter === null || !session.office) return "starting";
  return isClosed(session, realMs) ? "closed" : "ready";
}

/** The faults that the hub should know of, the gravest first. */
export function kioskFaults(identity: Identity, state: KioskState, session: KioskSession): Fault[] {
  const faults: Fault[] = [];
  const device = identity.source;
  if (session.storage) faults.push(fault(session.storage, { device }));
  if (state.letter === null || !session.office) faults.push(fault("not-enrolled", { device }));
  const printer = session.printer && printerFault(session.printer);
  if (printer) faults.push(fault(printer, { device }));
  if (session.forked) faults.push(fault("log-forked", { device }));
  return faults;
}
