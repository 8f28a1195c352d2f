/** Today's appointments as an agent sees them: who is expected, who is here, and what can be done about each. Whose they are is not here. Pure. */
import type { Command } from "#shared/queue/commands.ts";
import type { Language } from "#shared/texts/language.ts";
import type { AppointmentEntry, StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import type { Session } from "../base/staff-session.ts";
import { heldAt, lineIn, type StaffView, visitIn } from "../base/staff-view.ts";

export const bookedMoves = ["check-in", "undo-check-in", "appointment-missed"] as const;
export type BookedMove = (typeof bookedMoves)[number];

export type BookedState =
  | ("expected" | "due" | "late" | "expired")
  /** Here: early for it, in time, or too late to be called as an appointment. */
  | ("here-early" | "here" | "here-late" | "with-staff")
  | ("over" | "missed" | "cancelled");

export interface Booked {
  readonly entry: AppointmentEntry;
  readonly state: BookedState;
  /** Of whoever is here. */
  readonly visit: VisitEntry | null;
  /** A second ticket that was taken for it. */
  readonly alsoBy: VisitEntry | null;
  readonly moves: readonly BookedMove[];
}

const minuteMs = 60_000;

/** By time; those called at the same time as the hub has them. `now`: by the hub's clock. */
export function bookedIn(view: StaffView, office: StaffOffice, now: number): readonly Booked[] {
  const entries = [...view.entries.values()].filter((entry) => entry.kind === "appointment");
  return entries
    .sort((one, other) => one.at - other.at)
    .map((entry) => {
      const visit = entry.stage.kind === "checked-in" ? (visitIn(view, entry.stage.visit) ?? null) : null;
      const alsoBy = entry.alsoBy === null ? null : (visitIn(view, entry.alsoBy) ?? null);
      const state = stateOf(entry, visit, office, now);
      return { entry, state, visit, alsoBy, moves: movesIn(state) };
    });
}

export function isExpected({ entry }: Booked): boolean {
  return entry.stage.kind === "booked";
}

export function isHere({ state }: Booked): boolean {
  return state === "here-early" || state === "here" || state === "here-late" || state === "with-staff";
}

function stateOf({ at, stage }: AppointmentEntry, visit: VisitEntry | null, office: StaffOffice, now: number): BookedState {
  switch (stage.kind) {
    case "booked": {
      const { lateMinutes = 0, expireMinutes = 0 } = office.appointments ?? {};
      if (now > at + Math.max(lateMinutes, expireMinutes) * minuteMs) return "expired";
      if (now > at + lateMinutes * minuteMs) return "late";
      return now > at ? "due" : "expected";
    }
    case "checked-in":
      if (!visit || visit.stage.kind === "ended") return "over";
      if (visit.stage.kind !== "waiting") return "with-staff";
      if (visit.appointment?.late) return "here-late";
      return visit.appointment && now < visit.appointment.dueFrom ? "here-early" : "here";
    case "missed":
    case "cancelled":
      return stage.kind;
  }
}

function movesIn(state: BookedState): readonly BookedMove[] {
  switch (state) {
    case "expected":
    case "due":
    case "late":
    case "expired":
      return ["check-in", "appointment-missed"];
    case "here-early":
    case "here":
    case "here-late":
    case "with-staff":
      return ["undo-check-in"];
    // Whoever comes after all is checked in all the same.
    case "missed":
      return ["check-in"];
    case "over":
    case "cancelled":
      return [];
  }
}

/** Tickets that may be of whoever comes for an appointment: the one at this counter, then those whose holders say that they have one. */
export function ticketsFor(view: StaffView, counter: string): readonly VisitEntry[] {
  const held = heldAt(view, counter);
  const mine = held && held.appointment === null ? [held] : [];
  return [...mine, ...lineIn(view).filter(({ appointment, saysAppointment }) => appointment === null && saysAppointment)];
}

/** Of a check-in alone: `visit`, the ticket that its holder has (null: one is given now), and the language of a new one. */
export function aboutBooked(
  move: BookedMove,
  { id, version }: Pick<AppointmentEntry, "id" | "version">,
  view: StaffView,
  session: Session,
  language: Language,
  visit: string | null = null,
): (key: string) => Command {
  const said = { ...session, appointment: id, expected: { epoch: view.epoch, n: version } };
  return (key) => ({ name: move, key, ...said, ...(move === "check-in" ? { visit, language } : {}) }) as Command;
}

/** Whether a row is of whoever is looked for: by a part of the name, the ticket or the last digits of the phone. */
export function fits(asked: string, ...texts: readonly (string | null | undefined)[]): boolean {
  const wanted = plain(asked);
  return wanted === "" || texts.some((text) => text !== null && text !== undefined && plain(text).includes(wanted));
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
