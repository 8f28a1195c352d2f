/** What the hub answers to a command about an appointment. Pure. */
import type { Command } from "../queue/commands.ts";
import { intake } from "../queue/moves/intake.ts";
import { type Decision, type Desk, done, type Of, refuse, type Scene } from "../queue/scene.ts";
import { type OfficeState, visitOf } from "../queue/state.ts";
import { paperNumber } from "../ticket/number.ts";
import type { Appointment } from "./appointment.ts";
import { appointmentCommands } from "./commands.ts";
import { serviceOfAppointment } from "./service.ts";

type Name = keyof typeof appointmentCommands;
type Asked = Scene & { readonly desk: Desk | null };

export function isAppointmentCommand(command: Command): command is Of<Name> {
  return Object.hasOwn(appointmentCommands, command.name);
}

export function decideAppointment(scene: Asked, command: Of<Name>): Decision {
  const { state, desk } = scene;
  if (desk && desk.now.agent !== command.agent) return refuse("not-signed-in", { counter: desk.counter.label });
  const found = state.appointments.get(command.appointment);
  if (!found) return refuse("unknown-appointment");
  if (found.version > command.expected.n) return refuse("changed-meanwhile");
  switch (command.name) {
    case "check-in":
      return notExpected(state, found) ?? checkIn(scene, command, found);
    case "undo-check-in":
      return undoCheckIn(scene, command, found);
    case "appointment-missed": {
      const body = { appointment: found.id, key: command.key, actor: scene.actor };
      return notExpected(state, found) ?? done([{ kind: "appointment-missed", version: 1, body }], null);
    }
  }
}

function notExpected(state: OfficeState, { stage }: Appointment): Decision | undefined {
  if (stage.kind === "cancelled") return refuse("appointment-cancelled");
  return stage.kind === "checked-in" ? refuse("appointment-checked-in", numberOf(state, stage.visit)) : undefined;
}

/** With the ticket that its holder has, or with one that is given now. */
function checkIn(scene: Asked, command: Of<"check-in">, { id, service }: Appointment): Decision {
  const { state, configuration, actor } = scene;
  const { key } = command;
  if (command.visit === null) {
    const { agent, counter, expected, language, needs, people, printAt } = command;
    const asked = { key, agent, counter, expected, language, needs, people, printAt };
    const services = [service ?? configuration.firstContact.service];
    const more = { channel: "in-person", priority: "default", counterType: null, serve: false } as const;
    const taken = intake(scene, { name: "intake", ...asked, services, ...more });
    if (taken.kind !== "done" || taken.visit === null) return taken;
    const { visit } = taken;
    return done([...taken.events, { kind: "appointment-checked-in", version: 1, body: { appointment: id, visit, key, actor } }], visit);
  }
  const visit = visitOf(state, command.visit);
  if (!visit) return refuse("unknown-visit", { visit: command.visit });
  const number = paperNumber(visit.number);
  if (visit.stage.kind === "ended") return refuse("already-ended", { number });
  if (visit.appointment) return refuse("visit-has-appointment", { number });
  const isWaiting = visit.stage.kind === "waiting";
  const changed = isWaiting ? serviceOfAppointment(configuration, visit, service, `service-${key}`.slice(0, 80)) : undefined;
  const body = { appointment: id, visit: visit.id, key, actor };
  return done([...(changed ? [changed] : []), { kind: "appointment-checked-in", version: 1, body }], visit.id);
}

function undoCheckIn({ state, actor }: Asked, { key }: Of<"undo-check-in">, { id, stage }: Appointment): Decision {
  if (stage.kind !== "checked-in") return refuse("appointment-not-checked-in");
  const visit = visitOf(state, stage.visit);
  if (visit?.stage.kind === "ended") return refuse("already-ended", { number: paperNumber(visit.number) });
  const body = { appointment: id, visit: stage.visit, key, actor };
  return done([{ kind: "appointment-check-in-undone", version: 1, body }], stage.visit);
}

function numberOf(state: OfficeState, id: string): { number: string } | Record<string, never> {
  const visit = visitOf(state, id);
  return visit ? { number: paperNumber(visit.number) } : {};
}
