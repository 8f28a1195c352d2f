/** What the kiosk's page is told: always whole. And what stands in the way of tickets, for the page and for the hub. */

import { type Fault, fault } from "#shared/faults/fault.ts";
import type { LogIdentity } from "#shared/log/event-log.ts";
import type { Digest } from "#shared/log/record.ts";
import type { KioskLive, KioskTicket } from "#shared/wire/kiosk-page.ts";
import type { PrinterProfileName } from "#shared/wire/process.ts";
import { panelFaults } from "../panel/troubles.ts";
import { printerFault } from "../printer/condition.ts";
import { scannerFaults } from "../scanner/faults.ts";
import { hubSeemsPresent, type KioskSession } from "./session.ts";
import type { KioskState } from "./state.ts";
import { issuerOf, kioskTicket } from "./ticket.ts";
import { kioskToday, practice, type Today } from "./today.ts";

export function kioskLive(
  identity: LogIdentity,
  state: KioskState,
  session: KioskSession,
  { realMs, at, digest }: { readonly realMs: number; readonly at: number; readonly digest: Digest },
): KioskLive {
  const present = hubSeemsPresent(session, realMs);
  const issuer = issuerOf(identity, session, digest);
  const tickets: KioskTicket[] = [];
  for (const key of session.shown) {
    const ticket = state.tickets.get(key);
    if (ticket && issuer) tickets.push(kioskTicket(issuer, ticket));
  }
  const today = { session, at, realMs };
  const first = kioskFaults(identity, state, session)[0]?.fault ?? (present ? null : "hub-away");
  return {
    state: stateOf(state, today, present),
    hub: present ? "present" : "away",
    printer: session.printer ?? "unknown",
    fault: first,
    staffPage: (session.office?.staffPin ?? null) !== null,
    waiting: present ? session.waiting : null,
    today: kioskToday(today),
    tickets,
    catalogue: session.office?.version ?? 0,
    now: at,
  };
}

function stateOf(state: KioskState, today: Today, hubPresent: boolean): KioskLive["state"] {
  const { session } = today;
  if (session.storage || session.unable) return "out-of-service";
  if (state.letter === null || !session.office) return "starting";
  if (practice(today) !== "none") return "ready";
  if (kioskToday(today)?.stage === "last") return "closed";
  return session.open === false && hubPresent ? "closed" : "ready";
}

/** Why a kiosk that could work has no number to give yet. */
export function unreadyFault(state: KioskState, session: KioskSession): "not-enrolled" | "storage-new" | null {
  if (state.letter === null) return state.begunAnew ? "storage-new" : "not-enrolled";
  return session.office ? null : "not-enrolled";
}

/** The faults that the hub should know of, the gravest first; those of the printer with its model, by which staff are shown what to do there. How the printer is connected or known is no citizen's business. `hasPrinter` false: it is to have none, and none is missed. */
export function faultsForHub(
  identity: LogIdentity,
  state: KioskState,
  session: KioskSession,
  printerIs: PrinterProfileName | null = null,
  hasPrinter = true,
): Fault[] {
  const { printerTrouble } = session;
  const faults = kioskFaults(identity, state, hasPrinter ? session : { ...session, printer: null });
  if (printerTrouble) faults.push(fault(printerTrouble.fault, { ...printerTrouble.facts, device: identity.source }));
  if (session.panel) faults.push(...panelFaults(identity.source, session.panel));
  if (session.scanner) faults.push(...scannerFaults(identity.source, session.scanner));
  if (printerIs === null) return faults;
  return faults.map((each) => (each.fault.startsWith("printer-") ? fault(each.fault, { ...each.facts, printer: printerIs }) : each));
}

/** What stands in the way of a citizen's ticket, the gravest first. */
function kioskFaults(identity: LogIdentity, state: KioskState, session: KioskSession): Fault[] {
  const faults: Fault[] = [];
  const device = identity.source;
  if (session.storage) faults.push(fault(session.storage, { device }));
  if (session.unable) faults.push(fault(session.unable, { device }));
  const unready = unreadyFault(state, session);
  if (unready) faults.push(fault(unready, { device }));
  const printer = session.printer && printerFault(session.printer);
  if (printer === "printer-paper-low" || (session.printer === "ready" && session.paper.isLow)) faults.push(paperLow(device, session));
  else if (printer) faults.push(fault(printer, { device }));
  return faults;
}

function paperLow(device: string, { paper: { tickets } }: KioskSession): Fault {
  // "About one ticket" would be more than is known.
  return fault("printer-paper-low", tickets === null || tickets < 2 ? { device } : { device, tickets });
}
