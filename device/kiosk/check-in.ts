/**
 * Checking in for an appointment. The hub is asked which it is; what the citizen brought goes there and nowhere else. What was found is
 * remembered for as long as somebody may stand here, so that the ticket bears the appointment's service.
 */
import { appointmentCodeDigest, readAppointmentCode } from "#shared/appointments/code.ts";
import type { BroughtToCheckIn } from "#shared/appointments/wire.ts";
import { type Fault, fault } from "#shared/faults/fault.ts";
import { publicServiceName } from "#shared/office/public.ts";
import type { DeviceEvent } from "#shared/queue/events.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import type { KioskAppointment } from "#shared/wire/kiosk-appointment.ts";
import type { TicketRequest } from "#shared/wire/kiosk-page.ts";
import type { AnswerMessage } from "#shared/wire/payloads.ts";
import { hubIsPresent } from "../runtime/hub-presence.ts";
import { findDeadlineMs, pendingMax } from "./contract.ts";
import { type KioskScene, type KioskStep, nothing } from "./scene.ts";

/** Appointments found that are remembered; the oldest go first. */
const foundMax = 20;

export function findAppointment(scene: KioskScene, by: BroughtToCheckIn, token: number): KioskStep {
  const { session, now } = scene;
  if (!hubIsPresent(session, scene.realMs)) return tell([token], { found: "hub-away" });
  if (session.lookups.size >= pendingMax) return tell([token], fault("overloaded"));
  session.asks += 1;
  const id = `${now.boot}.${session.asks}`;
  session.lookups.set(id, token);
  return { drafts: [], effects: [{ kind: "ask", message: { id, kind: "find-appointment", by }, deadlineMs: findDeadlineMs }] };
}

export function appointmentAnswered(scene: KioskScene, { id, found }: Extract<AnswerMessage, { kind: "appointment" }>): KioskStep {
  const token = take(scene, id);
  if (token === undefined) return nothing;
  if (found.kind === "none") return tell([token], { found: "none" });
  if (found.kind === "checked-in") return tell([token], { found: "checked-in", number: paperNumber(found) });
  if (found.kind === "ask-staff") return tell([token], { found: "ask-staff", why: found.why, at: found.at });
  const { appointment, service, at, arrival } = found;
  const { session } = scene;
  session.found.delete(appointment);
  session.found.set(appointment, service);
  for (const oldest of session.found.keys()) if (session.found.size > foundMax) session.found.delete(oldest);
  const name = service === null ? null : (publicServiceName(session.office?.office, service) ?? null);
  return tell([token], { found: "one", id: appointment, service: name, at, arrival });
}

/** No answer in time (null), or a refusal. Undefined when it was no question of this kind. */
export function lookupFailed(scene: KioskScene, id: string, why: Fault | null): KioskStep | undefined {
  const token = take(scene, id);
  if (token === undefined) return undefined;
  return tell([token], why?.fault === "check-in-paused" ? why : { found: "hub-away" });
}

/** The question of somebody whose turn could not be taken was never sent. */
export function forgetLookup(session: KioskScene["session"], token: number): void {
  for (const [id, waiting] of session.lookups) if (waiting === token) session.lookups.delete(id);
}

/** Nobody waits for a hub that is known to be away. */
export function giveLookupsUp({ session }: KioskScene): KioskStep {
  const tokens = [...session.lookups.values()];
  session.lookups.clear();
  return tell(tokens, { found: "hub-away" });
}

/** What the ticket is about: with an appointment that was found, what that is for. */
export function serviceOfTap({ session }: KioskScene, { service, appointment }: TicketRequest): string | null {
  if (appointment?.kind !== "found") return service;
  const found = session.found.get(appointment.id);
  return found === undefined ? service : found;
}

/** The row that goes with the ticket of somebody who has an appointment. One that this run did not find is only said. */
export function besideTicket(
  scene: KioskScene,
  { appointment }: TicketRequest,
  ticket: { readonly letter: string; readonly count: number; readonly visit: string },
): DeviceEvent[] {
  if (!appointment) return [];
  const { letter, count, visit } = ticket;
  if (appointment.kind === "found" && scene.session.found.has(appointment.id)) {
    return [{ kind: "checked-in", version: 1, body: { appointment: appointment.id, letter, count, visit } }];
  }
  const brought = appointment.kind === "said" && appointment.code !== null ? readAppointmentCode(appointment.code) : undefined;
  const code = brought === undefined ? null : appointmentCodeDigest(scene.digest, scene.session.office?.office.id ?? "", brought);
  return [{ kind: "appointment-said", version: 1, body: { letter, count, visit, code } }];
}

function take({ session }: KioskScene, id: string): number | undefined {
  const token = session.lookups.get(id);
  session.lookups.delete(id);
  return token;
}

function tell(tokens: readonly number[], answer: KioskAppointment | Fault): KioskStep {
  return { drafts: [], effects: tokens.map((token) => ({ kind: "appointment-reply", token, answer })) };
}
