/** Appointments in the hub's step: a calendar that was read, a kiosk that asks, a ticket that says its holder has one. */
import type { Appointment } from "#shared/appointments/appointment.ts";
import { findAmong } from "#shared/appointments/find.ts";
import { planImport } from "#shared/appointments/plan.ts";
import { arrivalAt, usualRules } from "#shared/appointments/rules.ts";
import { serviceOfAppointment } from "#shared/appointments/service.ts";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { Draft, Stepped } from "#shared/log/program.ts";
import type { Moment } from "#shared/log/record.ts";
import type { DeviceEventBody } from "#shared/queue/events.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import { localDate } from "#shared/time/zone.ts";
import type { AnswerMessage, AskMessage } from "#shared/wire/payloads.ts";
import type { CheckInDesk, HubEffect, HubInput } from "./contract.ts";
import { draftOf } from "./draft.ts";

export function importAppointments(
  state: OfficeState,
  { listing, key, actor, token }: Extract<HubInput, { kind: "import-appointments" }>,
  epoch: string,
): Stepped<HubEffect> {
  const none = { booked: 0, changed: 0, cancelled: 0 };
  const reply = (answer: Extract<HubEffect, { kind: "reply" }>["answer"]): HubEffect => ({ kind: "reply", token, answer });
  const before = state.commandsDone.get(key);
  if (before) {
    if (before.name !== "import-appointments") return { drafts: [], effects: [reply(fault("key-reused", { command: before.name }))] };
    return { drafts: [], effects: [reply({ done: true, epoch, offset: before.offset, visit: null, repeated: true, ...none })] };
  }
  if (!state.configuration) return { drafts: [], effects: [reply(fault("bad-configuration", {}))] };
  const planned = planImport(state, listing, { key, actor });
  if (isFault(planned)) return { drafts: [], effects: [reply(planned)] };
  const { events, counts } = planned;
  const done = { done: true, epoch, offset: state.n + events.length, visit: null, repeated: false, ...counts } as const;
  return { drafts: events.map(draftOf), effects: [reply(done)] };
}

/** Only what the ticket will say leaves the hub, and a kiosk at which too much was guessed waits. */
export function findAppointment(
  state: OfficeState,
  device: string,
  { id, by }: Extract<AskMessage, { kind: "find-appointment" }>,
  now: Moment,
  desk: CheckInDesk,
): AnswerMessage {
  const { generation, configuration } = state;
  const seconds = desk.pausedFor(device, now.mono);
  if (seconds > 0) return { id, generation, kind: "refused", fault: refusal(fault("check-in-paused", { seconds })) };
  const date = state.day?.date ?? localDate(now.at, configuration?.office.timeZone ?? "UTC");
  const fitting = desk.fitting(by, date).flatMap((each) => state.appointments.get(each) ?? []);
  const found = findAmong(state, fitting, by.kind, { now: now.at, date });
  if (found.kind === "none") desk.missed(device, now.mono);
  return { id, generation, kind: "appointment", found };
}

/**
 * What a kiosk's rows make of appointments, in the commit that takes them. A ticket that was checked in is about what the appointment is
 * about by now. One given while the hub was away says that there is an appointment: where it says by which code, and that is expected, the
 * hub joins the two; the rest is left to staff.
 */
export function ticketsWithAppointments(state: OfficeState, drafts: readonly Draft[], now: Moment, desk: CheckInDesk): Draft[] {
  const { configuration } = state;
  const joined = new Set<string>();
  return drafts.flatMap(({ kind, body, origin }): Draft[] => {
    if (!origin || (kind !== "checked-in" && kind !== "appointment-said")) return [];
    const said = body as DeviceEventBody<"checked-in"> | DeviceEventBody<"appointment-said">;
    // A row that names its ticket by an earlier epoch is left to staff, and so is one whose ticket came before it.
    const { visit } = said;
    const ticket = drafts.find((each) => each.kind === "ticket-issued" && isRow(each, visit));
    const id = "appointment" in said ? said.appointment : said.code === null || !ticket ? undefined : desk.withCodeDigest(said.code);
    const appointment = id === undefined ? undefined : state.appointments.get(id);
    if (!ticket || !appointment || joined.has(appointment.id) || appointment.stage.kind !== "booked") return [];
    const arrivedAt = ticket.arrivedAt ?? now.at;
    if ("code" in said && !isExpected(state, appointment, arrivedAt)) return [];
    joined.add(appointment.id);
    const key = `${kind}-${origin.source}-${origin.epoch}-${origin.seq}`.slice(0, 72);
    const { practice, service } = ticket.body as DeviceEventBody<"ticket-issued">;
    const changed = serviceOfAppointment(
      configuration,
      { id: visit, practice, service, segment: 1 },
      appointment.service,
      `${key}-service`,
    );
    const events = changed ? [changed] : [];
    const actor = { kind: "system", part: "check-in" } as const;
    if ("code" in said)
      events.push({ kind: "appointment-checked-in", version: 1, body: { appointment: appointment.id, visit, key, actor } });
    return events.map(draftOf);
  });
}

function isExpected({ configuration }: OfficeState, { at, date }: Appointment, arrivedAt: number): boolean {
  const rules = configuration?.appointments ?? usualRules;
  return localDate(arrivedAt, configuration?.office.timeZone ?? "UTC") === date && arrivalAt(at, arrivedAt, rules) !== null;
}

function isRow({ origin }: Draft, visit: string): boolean {
  return origin !== undefined && `${origin.source}.${origin.epoch}.${origin.seq}` === visit;
}

function refusal({ fault: code, facts }: Fault): Extract<AnswerMessage, { kind: "refused" }>["fault"] {
  return { fault: code, facts: { ...facts } };
}
