/**
 * The staff's way through their page on a kiosk as a pure step: PIN, list, mark, print, leave. It knows nothing of the page or the device.
 */
import type { Fault } from "#shared/faults/fault.ts";
import type { StaffList } from "#shared/wire/kiosk-page.ts";

export type StaffScreen =
  | { readonly kind: "pin"; readonly digits: string; readonly checking: boolean; readonly problem: Fault | null }
  | {
      readonly kind: "list";
      readonly list: StaffList;
      /** Null: the page on which the first one stands who was not called. */
      readonly page: number | null;
      /** The visit whose mark is on its way. */
      readonly marking: string | null;
      /** What is said of the list on paper, or of the roll that paper comes from. */
      readonly printing: "no" | "asked" | "printed" | "failed" | "new-roll";
      readonly problem: Fault | null;
    };

export interface StaffState {
  readonly screen: StaffScreen;
  readonly touchedAt: number;
  /** When the list was last asked for. */
  readonly askedAt: number;
}

export type StaffInput =
  | { readonly kind: "digit"; readonly digit: string }
  | { readonly kind: "erase" }
  | { readonly kind: "enter" }
  | { readonly kind: "call"; readonly visit: string }
  | { readonly kind: "turn"; readonly to: number }
  | { readonly kind: "print" }
  /** A new roll of paper is in the printer. */
  | { readonly kind: "new-roll" }
  | { readonly kind: "leave" }
  | { readonly kind: "touched" }
  | { readonly kind: "list"; readonly list: StaffList }
  | { readonly kind: "printed"; readonly printed: boolean }
  /** `during`: what the device refused. */
  | { readonly kind: "refused"; readonly during: "pin" | "list" | "voice" | "print" | "new-roll"; readonly fault: Fault }
  | { readonly kind: "tick" };

export type StaffEffect =
  | { readonly kind: "post-pin"; readonly pin: string }
  | { readonly kind: "post-list"; readonly pass: string }
  | { readonly kind: "post-voice"; readonly pass: string; readonly visit: string }
  | { readonly kind: "post-print"; readonly pass: string }
  | { readonly kind: "post-new-roll"; readonly pass: string }
  | { readonly kind: "leave" };

export interface Stepped {
  readonly state: StaffState;
  readonly effects: readonly StaffEffect[];
}

export const pinMin = 4;
export const pinMax = 12;
/** Whoever came here by chance is sent back soon; staff who walked away, before somebody else reads the list. */
export const pinIdleMs = 30_000;
export const listIdleMs = 120_000;
export const refreshMs = 5_000;

export function startState(now: number): StaffState {
  return { screen: emptyPin(null), touchedAt: now, askedAt: now };
}

export function step(before: StaffState, input: StaffInput, now: number): Stepped {
  if (input.kind === "tick") return ticked(before, now);
  const state = byHand.has(input.kind) ? { ...before, touchedAt: now } : before;
  if (input.kind === "leave") return { state, effects: [{ kind: "leave" }] };
  return state.screen.kind === "pin" ? atPin(state, state.screen, input, now) : atList(state, state.screen, input, now);
}

const byHand: ReadonlySet<StaffInput["kind"]> = new Set([
  "digit",
  "erase",
  "enter",
  "call",
  "turn",
  "print",
  "new-roll",
  "leave",
  "touched",
]);

type Pin = StaffScreen & { kind: "pin" };
type List = StaffScreen & { kind: "list" };

function atPin(state: StaffState, screen: Pin, input: StaffInput, now: number): Stepped {
  const typing = (digits: string) => just({ ...state, screen: { ...screen, digits, problem: null } });
  switch (input.kind) {
    case "digit":
      return screen.checking || !/^[0-9]$/.test(input.digit) ? just(state) : typing((screen.digits + input.digit).slice(0, pinMax));
    case "erase":
      return screen.checking ? just(state) : typing(screen.digits.slice(0, -1));
    case "enter":
      if (screen.checking || screen.digits.length < pinMin) return just(state);
      return { state: { ...state, screen: { ...screen, checking: true } }, effects: [{ kind: "post-pin", pin: screen.digits }] };
    case "refused":
      return just({ ...state, touchedAt: now, screen: emptyPin(input.fault) });
    case "list": {
      if (!screen.checking) return just(state);
      const list: List = { kind: "list", list: input.list, page: null, marking: null, printing: "no", problem: null };
      return just({ ...state, touchedAt: now, askedAt: now, screen: list });
    }
    default:
      return just(state);
  }
}

function atList(state: StaffState, screen: List, input: StaffInput, now: number): Stepped {
  const { pass } = screen.list;
  const on = (change: Partial<List>) => ({ ...state, screen: { ...screen, ...change } });
  switch (input.kind) {
    case "call": {
      const ticket = screen.list.tickets.find((each) => each.visit === input.visit);
      if (!ticket || ticket.calledAt !== null || screen.marking !== null) return just(state);
      return { state: on({ marking: input.visit, problem: null }), effects: [{ kind: "post-voice", pass, visit: input.visit }] };
    }
    case "turn":
      return just(on({ page: Math.max(0, input.to) }));
    case "print":
      if (screen.printing === "asked") return just(state);
      return { state: on({ printing: "asked", problem: null }), effects: [{ kind: "post-print", pass }] };
    case "new-roll":
      if (screen.printing === "asked") return just(state);
      return { state: on({ printing: "new-roll", problem: null }), effects: [{ kind: "post-new-roll", pass }] };
    case "printed":
      return just(on({ printing: input.printed ? "printed" : "failed" }));
    case "list":
      return just({ ...on({ list: input.list, marking: null }), askedAt: now });
    case "refused":
      // The pass has run out: whoever stands here must say who they are again.
      if (input.fault.fault === "wrong-pin" || input.fault.fault === "staff-page-off") return just({ ...state, screen: emptyPin(null) });
      return just(on({ marking: null, printing: afterRefusal(screen.printing, input.during), problem: input.fault }));
    default:
      return just(state);
  }
}

/** What was not done is not said to be. */
function afterRefusal(printing: List["printing"], during: (StaffInput & { kind: "refused" })["during"]): List["printing"] {
  if (during === "print") return "failed";
  return during === "new-roll" ? "no" : printing;
}

function ticked(state: StaffState, now: number): Stepped {
  const { screen } = state;
  const idleMs = screen.kind === "pin" ? pinIdleMs : listIdleMs;
  if (now - state.touchedAt >= idleMs) return { state: { ...startState(now) }, effects: [{ kind: "leave" }] };
  if (screen.kind !== "list" || screen.marking !== null || now - state.askedAt < refreshMs) return just(state);
  return { state: { ...state, askedAt: now }, effects: [{ kind: "post-list", pass: screen.list.pass }] };
}

export interface ListPage {
  readonly tickets: StaffList["tickets"];
  readonly page: number;
  readonly pages: number;
}

export function pageOfList({ list, page }: List, perPage: number): ListPage {
  const { tickets } = list;
  const pages = Math.max(1, Math.ceil(tickets.length / perPage));
  const first = tickets.findIndex((each) => each.calledAt === null);
  const wanted = page ?? (first === -1 ? 0 : Math.floor(first / perPage));
  const place = Math.min(wanted, pages - 1);
  return { tickets: tickets.slice(place * perPage, (place + 1) * perPage), page: place, pages };
}

function emptyPin(problem: Fault | null): Pin {
  return { kind: "pin", digits: "", checking: false, problem };
}

function just(state: StaffState): Stepped {
  return { state, effects: [] };
}
