/** Whoever comes back with a ticket or a return slip: what is asked about it, and that its holder is here. Part of the flow, and pure. */
import type { KioskDesk } from "#shared/wire/kiosk-desk.ts";
import type { KioskState, Stepped } from "./state.ts";
import type { TicketTold } from "./ticket-told.ts";

export type TicketDeskInput = { readonly kind: "ticket-told"; readonly told: TicketTold } | { readonly kind: "am-here" };

/** A letter and a figure at least. */
export const ticketMin = 2;

export function lookForTicket(state: KioskState, typed: string, now: number): Stepped {
  const ticket = typed.trim();
  if (ticket.length < ticketMin) return { state, effects: [] };
  // Back leads to empty keys: the next to read them may be somebody else.
  const trail = [...state.trail, { kind: "check-in-type", way: "ticket", typed: "" } as const];
  const looking = { ...state, trail, screen: { kind: "slip", told: { found: "looking" } } as const, shownAt: now };
  return { state: looking, effects: [{ kind: "post-desk", ticket, language: state.language }] };
}

export function ticketDeskStep(state: KioskState, input: TicketDeskInput, now: number): Stepped {
  const { screen, language } = state;
  if (screen.kind !== "slip") return { state, effects: [] };
  const shows = (told: TicketTold) => ({ ...state, screen: { kind: "slip", told } as const, shownAt: now });
  if (input.kind === "ticket-told") return { state: { ...shows(input.told), touchedAt: now }, effects: [] };
  const { told } = screen;
  if (!mayBeHere(told)) return { state, effects: [] };
  const looking = shows({ found: "looking" });
  return { state: looking, effects: [{ kind: "post-back", number: told.number, paper: told.paper, language }] };
}

/** Whether its holder can say that they are here: a slip of today, whoever stepped out or missed the call, and while nobody can be asked. */
export function mayBeHere(told: TicketTold): told is Extract<KioskDesk, { readonly paper: unknown }> {
  if (told.found === "hub-away") return true;
  return told.found === "ticket" && (told.stands === "return-today" || told.stands === "away" || told.stands === "may-return");
}
