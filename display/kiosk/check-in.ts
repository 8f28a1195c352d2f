/** Whoever has an appointment: how it is found, what comes of it, and what is taken along when it is not found. Part of the flow, and pure. */
import type { BroughtToCheckIn } from "#shared/appointments/wire.ts";
import type { PublicOffice } from "#shared/office/public.ts";
import { ticketTextMax } from "#shared/ticket/bounds.ts";
import type { KioskScanned } from "#shared/wire/kiosk-page.ts";
import type { AppointmentTold, CheckInWay, Screen } from "./screen.ts";
import type { KioskState, Stepped } from "./state.ts";
import { lookForTicket, ticketMin } from "./ticket-desk.ts";

export type CheckInInput =
  | { readonly kind: "open-check-in" }
  | { readonly kind: "choose-way"; readonly way: CheckInWay }
  | { readonly kind: "type-in"; readonly typed: string }
  | { readonly kind: "look-up" }
  /** The kiosk's own scanner has read a code. One that types like a keyboard fills the field instead. */
  | ({ readonly kind: "scanned" } & KioskScanned)
  | { readonly kind: "appointment-told"; readonly told: AppointmentTold }
  /** It was not found: a ticket that says there is one. */
  | { readonly kind: "say-appointment" };

/** As the device reads codes. */
const codeMin = 4;

export function checkInStep(state: KioskState, input: CheckInInput, now: number, office: PublicOffice): Stepped {
  const { screen } = state;
  switch (input.kind) {
    case "open-check-in":
      return to(state, office.appointments ? { kind: "check-in" } : { kind: "check-in-type", way: "ticket", typed: "" }, now);
    case "choose-way":
      return to(state, screen.kind === "check-in" ? { kind: "check-in-type", way: input.way, typed: "" } : screen, now);
    case "type-in":
      if (screen.kind !== "check-in-type") return { state, effects: [] };
      return { state: { ...state, screen: { ...screen, typed: input.typed.slice(0, ticketTextMax) } }, effects: [] };
    case "scanned":
      return scanned(state, input, now, office);
    case "look-up": {
      if (screen.kind === "check-in-type" && screen.way === "ticket") return lookForTicket(state, screen.typed, now);
      const by = screen.kind === "check-in-type" ? broughtIn(screen.way, screen.typed, office) : null;
      if (!by) return { state, effects: [] };
      const { state: looking } = to(state, { kind: "looking-up", by }, now);
      return { state: looking, effects: [{ kind: "post-appointment", by, language: state.language }] };
    }
    case "appointment-told": {
      if (screen.kind !== "looking-up") return { state, effects: [] };
      const told: Screen = { kind: "appointment", by: screen.by, told: input.told };
      return { state: { ...state, screen: told, trail: emptied(state.trail), shownAt: now, touchedAt: now }, effects: [] };
    }
    case "say-appointment": {
      if (screen.kind !== "appointment") return { state, effects: [] };
      const { by } = screen;
      const said = { ...state, appointment: { kind: "said", code: by.kind === "code" ? by.code : null } as const };
      return to(said, { kind: "topics" }, now);
    }
  }
}

/** Where a code means something: not while somebody's ticket is being made, is shown, or is about to be taken. */
const takesCodes: ReadonlySet<Screen["kind"]> = new Set([
  ...(["welcome", "topics", "programmes", "services", "search"] as const),
  ...(["check-in", "check-in-type", "appointment", "slip"] as const),
]);

/** As if it had been typed where it belongs. What is no code of ours is looked for as a ticket: whoever scanned it is told. */
function scanned(state: KioskState, { text, isAppointment }: KioskScanned, now: number, office: PublicOffice): Stepped {
  if (!takesCodes.has(state.screen.kind)) return { state, effects: [] };
  const way = office.appointments && isAppointment ? "code" : "ticket";
  const typing: Screen = { kind: "check-in-type", way, typed: text };
  // Whoever comes with a code begins anew: what the one before had chosen is not theirs.
  const anew = { needs: [], chosen: [], adding: false, people: 1, appointment: null, helpOpen: false };
  const typed: KioskState = { ...state, ...anew, screen: typing, trail: [{ kind: "welcome" }] };
  return checkInStep(typed, { kind: "look-up" }, now, office);
}

/** The appointment of a screen on which one was found. */
export function foundIn(screen: Screen): Extract<AppointmentTold, { found: "one" }> | undefined {
  return screen.kind === "appointment" && screen.told.found === "one" ? screen.told : undefined;
}

/** Whether there is enough to look for. */
export function isEnough(way: CheckInWay, typed: string, office: PublicOffice): boolean {
  return way === "ticket" ? typed.trim().length >= ticketMin : broughtIn(way, typed, office) !== null;
}

/** What was typed or scanned, once it can be looked for. A scanner types a code wherever it is held. */
export function broughtIn(way: CheckInWay, typed: string, { appointments }: PublicOffice): BroughtToCheckIn | null {
  const text = typed.trim();
  if (way === "phone" && /^\d*$/.test(text)) return text.length === appointments?.phoneDigits ? { kind: "phone", digits: text } : null;
  return text.length >= codeMin ? { kind: "code", code: text } : null;
}

/** Back leads to the keys, with nothing of what was typed: the next to read it may be somebody else. */
function emptied(trail: readonly Screen[]): readonly Screen[] {
  return trail.map((each) => (each.kind === "check-in-type" ? { ...each, typed: "" } : each));
}

function to(state: KioskState, screen: Screen, now: number): Stepped {
  if (screen === state.screen) return { state, effects: [] };
  return { state: { ...state, screen, trail: [...state.trail, state.screen], helpOpen: false, shownAt: now }, effects: [] };
}
