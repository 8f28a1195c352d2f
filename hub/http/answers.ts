/** How a body is read, and a fault answered, over HTTP. */
import * as v from "valibot";
import { type Fault, type FaultCode, fault } from "#shared/faults/fault.ts";
import type { Command } from "#shared/queue/commands.ts";
import { type OfficeState, visitOf } from "#shared/queue/state.ts";
import type { StaffEntry } from "#shared/wire/staff.ts";
import { appointmentEntry } from "../views/appointments.ts";
import { counterEntry, visitEntry } from "../views/staff.ts";

const statuses: Readonly<Partial<Record<FaultCode, number>>> = {
  "bad-request": 400,
  "pin-too-simple": 400,
  "signed-out": 401,
  "sign-in-refused": 401,
  "code-refused": 401,
  "not-your-role": 403,
  "open-id-first": 403,
  "not-your-name": 403,
  "person-unknown": 404,
  "sign-in-locked": 429,
  "sign-in-paused": 429,
  "configuration-not-right": 400,
  "spreadsheet-unreadable": 400,
  "change-unknown": 404,
  "unknown-service": 404,
  "unknown-visit": 404,
  "unknown-counter": 404,
  "unknown-agent": 404,
  "unknown-command": 404,
  "unknown-appointment": 404,
  "ticket-not-found": 404,
  "date-not-found": 404,
  "device-not-enrolled": 404,
  "device-unknown": 404,
  "group-empty": 404,
  "storage-full": 503,
  "storage-failed": 503,
  overloaded: 503,
  "pages-not-built": 503,
};

/** A body that is not right is refused with its place, and what is wrong with it. */
export function readBody<S extends v.GenericSchema>(schema: S, body: unknown): v.InferOutput<S> | Fault {
  return read(schema, body, (message) => message);
}

/** The reason never repeats what was written: it may be a PIN, a code or somebody's name. valibot's own words do ("but received ..."). */
export function readPrivateBody<S extends v.GenericSchema>(schema: S, body: unknown): v.InferOutput<S> | Fault {
  return read(schema, body, (message) => (/received/i.test(message) ? "is not right" : message));
}

function read<S extends v.GenericSchema>(schema: S, body: unknown, said: (message: string) => string): v.InferOutput<S> | Fault {
  const checked = v.safeParse(schema, body, { abortEarly: true });
  if (checked.success) return checked.output;
  const [issue] = checked.issues;
  return fault("bad-request", { path: v.getDotPath(issue) ?? "body", what: said(issue.message).slice(0, 200) });
}

/** What is not named here is a conflict with how things stand. */
export function statusOf({ fault }: Fault): number {
  return statuses[fault] ?? 409;
}

/** How the visit and the counter of a refused command stand now, whom the counter holds, and the visit that the fault names. */
export function presentTruth(state: OfficeState, command: Command, { facts }: Fault): Readonly<Record<string, StaffEntry>> {
  const present: Record<string, StaffEntry> = {};
  const counter = "counter" in command && command.counter !== null ? state.counters.get(command.counter) : undefined;
  if (counter) present[`counter/${counter.id}`] = counterEntry(counter);
  for (const id of ["visit" in command ? command.visit : null, counter?.holding, facts.visit]) {
    const visit = typeof id === "string" ? visitOf(state, id) : undefined;
    if (visit) present[`visit/${visit.id}`] = visitEntry(visit);
  }
  const appointment = "appointment" in command ? state.appointments.get(command.appointment) : undefined;
  if (appointment) present[`appointment/${appointment.id}`] = appointmentEntry(appointment);
  return present;
}
