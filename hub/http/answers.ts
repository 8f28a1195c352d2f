/** How a fault is answered over HTTP. */
import type { Fault, FaultCode } from "#shared/faults/fault.ts";
import type { Command } from "#shared/queue/commands.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { StaffEntry } from "#shared/wire/staff.ts";
import { counterEntry, visitEntry } from "../views/staff.ts";

const statuses: Readonly<Partial<Record<FaultCode, number>>> = {
  "bad-request": 400,
  "unknown-service": 404,
  "unknown-visit": 404,
  "unknown-counter": 404,
  "unknown-agent": 404,
  "unknown-command": 404,
  "storage-full": 503,
  "storage-failed": 503,
  overloaded: 503,
  "pages-not-built": 503,
};

/** What is not named here is a conflict with how things stand. */
export function statusOf({ fault }: Fault): number {
  return statuses[fault] ?? 409;
}

/** How the visit and the counter of a refused command stand now, and whom the counter holds. */
export function presentTruth(state: OfficeState, command: Command): Readonly<Record<string, StaffEntry>> {
  const present: Record<string, StaffEntry> = {};
  const counter = "counter" in command ? state.counters.get(command.counter) : undefined;
  if (counter) present[`counter/${counter.id}`] = counterEntry(counter);
  for (const id of ["visit" in command ? command.visit : null, counter?.holding]) {
    const visit = id ? state.visits.get(id) : undefined;
    if (visit) present[`visit/${visit.id}`] = visitEntry(visit);
  }
  return present;
}
