/**
 * A citizen's way through the kiosk as a pure step: a state, what was touched or heard, and the page's clock give the next state
 * and what to do. It knows nothing of the page.
 */
import type { Need } from "#shared/office/configuration.ts";
import type { PublicOffice } from "#shared/office/public.ts";
import { errandsMax, peopleMax } from "#shared/queue/limits.ts";
import type { Language } from "#shared/texts/language.ts";
import type { KioskLive, KioskTicket, TicketRequest } from "#shared/wire/kiosk-page.ts";
import { otherLanguage } from "../base/texts.ts";
import { type CheckInInput, checkInStep, foundIn } from "./check-in.ts";
import { asksProgramme, serviceChoices } from "./choices.ts";
import { idlePhase } from "./idle.ts";
import { queryMax } from "./keyboard.ts";
import { isChoice, paperPath, type RefusedWords, type Screen } from "./screen.ts";
import type { KioskState, Stepped } from "./state.ts";
import { type TicketDeskInput, ticketDeskStep } from "./ticket-desk.ts";

export type KioskInput =
  | { readonly kind: "choose-language"; readonly language: Language }
  | { readonly kind: "switch-language" }
  | { readonly kind: "choose-topic"; readonly topic: string }
  | { readonly kind: "choose-programme"; readonly programme: string }
  | { readonly kind: "choose-service"; readonly service: string | null }
  | CheckInInput
  | TicketDeskInput
  | { readonly kind: "add-errand" }
  | { readonly kind: "drop-errand"; readonly place: number }
  | { readonly kind: "set-people"; readonly people: number }
  | { readonly kind: "turn-page"; readonly to: number }
  | { readonly kind: "turn-notices" }
  | { readonly kind: "open-search" }
  | { readonly kind: "ask-for"; readonly query: string }
  | { readonly kind: "open-help" }
  | { readonly kind: "close-help" }
  | { readonly kind: "toggle-need"; readonly need: Need }
  | { readonly kind: "back" }
  /** The key is drawn at the press, so that a repeated request is the same one. */
  | { readonly kind: "take-ticket"; readonly key: string }
  | { readonly kind: "try-again" }
  | { readonly kind: "reprint" }
  | { readonly kind: "done" }
  | { readonly kind: "stay" }
  | { readonly kind: "touched" }
  | { readonly kind: "ticket-made"; readonly ticket: KioskTicket }
  | { readonly kind: "ticket-refused"; readonly words: RefusedWords | null }
  | { readonly kind: "ticket-lost" }
  | { readonly kind: "retry" }
  | { readonly kind: "heard"; readonly live: KioskLive }
  | { readonly kind: "tick" };

/** A second tap of a double tap lands on the next screen. Where it would make or close a ticket the guard is longer. */
export const guardMs = 350;
export const ticketGuardMs = 700;
export const triesMax = 3;
export const retryMs = 800;
const trailMax = 12;

export function startState(office: PublicOffice, now: number): KioskState {
  const language = office.languages[0] ?? "en";
  const screen: Screen = { kind: "welcome" };
  const nothingSaid = { needs: [], chosen: [], adding: false, people: 1, appointment: null, noticesTurned: 0, helpOpen: false };
  return { screen, trail: [], language, ...nothingSaid, shownAt: now, touchedAt: now, printer: "unknown" };
}

export function step(state: KioskState, input: KioskInput, now: number, office: PublicOffice): Stepped {
  if (input.kind === "tick") return ticked(state, now, office);
  if (input.kind === "heard") return just(heard(state, input.live));
  if (leavesScreen.has(input.kind) && now - state.shownAt < guardOf(state.screen)) return just(state);
  const touched = fromPage.has(input.kind) ? state : { ...state, touchedAt: now };
  return moved(touched, input, now, office);
}

/** What a double tap could set off. */
const leavesScreen: ReadonlySet<KioskInput["kind"]> = new Set([
  "choose-language",
  "choose-topic",
  "choose-programme",
  "choose-service",
  "open-check-in",
  "choose-way",
  "look-up",
  "scanned",
  "say-appointment",
  "am-here",
  "add-errand",
  "drop-errand",
  "turn-page",
  "open-search",
  "back",
  "take-ticket",
  "try-again",
  "reprint",
  "done",
]);
/** Not a person's doing. */
const fromPage: ReadonlySet<KioskInput["kind"]> = new Set([
  "ticket-made",
  "ticket-refused",
  "ticket-lost",
  "retry",
  "appointment-told",
  "ticket-told",
]);

function guardOf(screen: Screen): number {
  const makes = screen.kind === "confirm" || screen.kind === "appointment";
  return makes || screen.kind === "ticket" || screen.kind === "refused" ? ticketGuardMs : guardMs;
}

type Moving = Exclude<KioskInput, { kind: "tick" } | { kind: "heard" }>;

function moved(state: KioskState, input: Moving, now: number, office: PublicOffice): Stepped {
  const { screen } = state;
  switch (input.kind) {
    case "choose-language":
      return just(forward({ ...state, language: input.language }, { kind: "topics" }, now));
    case "switch-language":
      return just({ ...state, language: otherLanguage(state.language, office.languages) });
    case "choose-topic":
      return just(topicChosen(state, input.topic, now, office));
    case "choose-programme":
      return screen.kind === "programmes" ? just(servicesIn(state, screen.topic, input.programme, now, office)) : just(state);
    case "choose-service":
      return just(isChoice(screen) ? serviceChosen(state, input.service, now) : state);
    case "add-errand":
      if (screen.kind !== "confirm" || state.chosen.length > errandsMax) return just(state);
      return just({ ...forward(state, { kind: "topics" }, now), adding: true });
    case "drop-errand":
      if (screen.kind !== "confirm" || state.chosen.length < 2) return just(state);
      return just({ ...state, chosen: state.chosen.filter((_, place) => place !== input.place), shownAt: now });
    case "set-people":
      return just(screen.kind === "confirm" ? { ...state, people: Math.min(Math.max(1, input.people), peopleMax) } : state);
    case "turn-page":
      return screen.kind === "services" || screen.kind === "programmes"
        ? just({ ...state, screen: { ...screen, page: Math.max(0, input.to) }, shownAt: now })
        : just(state);
    case "turn-notices":
      return just({ ...state, noticesTurned: state.noticesTurned + 1 });
    case "open-search":
      return just(forward(state, { kind: "search", query: "" }, now));
    case "ask-for":
      return screen.kind === "search" ? just({ ...state, screen: { kind: "search", query: input.query.slice(0, queryMax) } }) : just(state);
    case "open-help":
      return just({ ...state, helpOpen: true });
    case "close-help":
      return just({ ...state, helpOpen: false });
    case "toggle-need": {
      const chosen = state.needs.includes(input.need);
      const needs = office.needs.filter((need) => (need === input.need ? !chosen : state.needs.includes(need)));
      return just({ ...state, needs });
    }
    case "back":
      return just(back(state, now));
    case "take-ticket":
      return screen.kind === "confirm" || foundIn(screen) ? post(state, requestOf(state, input.key), 1, now) : just(state);
    case "open-check-in":
    case "choose-way":
    case "type-in":
    case "look-up":
    case "scanned":
    case "appointment-told":
    case "say-appointment":
      return checkInStep(state, input, now, office);
    case "ticket-told":
    case "am-here":
      return ticketDeskStep(state, input, now);
    case "try-again":
      // The same key: if the first request did make a ticket, the answer is that ticket.
      return screen.kind === "refused" ? post(state, screen.request, 1, now) : just(state);
    case "retry":
      return screen.kind === "issuing" ? post(state, screen.request, screen.tries + 1, now) : just(state);
    case "ticket-made":
      if (screen.kind !== "issuing") return just(state);
      return just({
        ...state,
        trail: [],
        screen: { kind: "ticket", ticket: input.ticket, reprint: "not-asked" },
        shownAt: now,
        touchedAt: now,
      });
    case "ticket-refused":
      return screen.kind === "issuing" ? just(refused(state, screen.request, input.words, now)) : just(state);
    case "ticket-lost":
      if (screen.kind !== "issuing") return just(state);
      if (screen.tries >= triesMax) return just(refused(state, screen.request, null, now));
      return { state, effects: [{ kind: "retry-later", ms: retryMs }] };
    case "reprint":
      if (screen.kind !== "ticket" || screen.reprint === "asked" || !screen.ticket.mayReprint) return just(state);
      return {
        state: { ...state, screen: { ...screen, reprint: "asked" }, shownAt: now },
        effects: [{ kind: "post-reprint", visit: screen.ticket.visit }],
      };
    case "done":
      return just({ ...startState(office, now), printer: state.printer });
    case "stay":
    case "touched":
      return just(state);
  }
}

function ticked(state: KioskState, now: number, office: PublicOffice): Stepped {
  const paper = state.screen.kind === "ticket" ? paperPath(state.screen.ticket, state.printer) : null;
  if (idlePhase(state.screen, paper, now - state.touchedAt).kind !== "over") return just(state);
  return just({ ...startState(office, now), printer: state.printer });
}

/** The ticket on the screen follows its printing. */
function heard(state: KioskState, live: KioskLive): KioskState {
  const { screen } = state;
  if (screen.kind !== "ticket") return { ...state, printer: live.printer };
  const ticket = live.tickets.find((each) => each.visit === screen.ticket.visit) ?? screen.ticket;
  return { ...state, printer: live.printer, screen: { ...screen, ticket } };
}

function topicChosen(state: KioskState, topic: string, now: number, office: PublicOffice): KioskState {
  if (asksProgramme(office, topic)) return forward(state, { kind: "programmes", topic, page: 0 }, now);
  return servicesIn(state, topic, null, now, office);
}

/** A list of one is no choice. */
function servicesIn(state: KioskState, topic: string, programme: string | null, now: number, office: PublicOffice): KioskState {
  const [first, ...others] = serviceChoices(office, topic, programme);
  if (first && others.length === 0) return serviceChosen(state, first.id, now);
  return forward(state, { kind: "services", topic, programme, page: 0 }, now);
}

/** The first, or one more on the same ticket; one that is on it already is not there twice. */
function serviceChosen(state: KioskState, service: string | null, now: number): KioskState {
  if (!state.adding) return forward({ ...state, chosen: [service] }, { kind: "confirm" }, now);
  const isNew = service !== null && !state.chosen.includes(service);
  const chosen = isNew ? [...state.chosen, service].slice(0, errandsMax + 1) : state.chosen;
  // Back leads to where it led before.
  const confirmed = state.trail.findLastIndex(({ kind }) => kind === "confirm");
  const trail = state.trail.slice(0, Math.max(0, confirmed));
  return { ...state, chosen, adding: false, screen: { kind: "confirm" }, trail, helpOpen: false, shownAt: now };
}

function forward(state: KioskState, screen: Screen, now: number): KioskState {
  return { ...state, screen, trail: [...state.trail, state.screen].slice(-trailMax), helpOpen: false, shownAt: now };
}

function back(state: KioskState, now: number): KioskState {
  const { kind } = state.screen;
  if (kind === "issuing" || kind === "ticket" || kind === "looking-up") return state;
  const screen = state.trail.at(-1) ?? { kind: "welcome" };
  // Whoever starts again at the first screen may be someone else.
  const [needs, people, appointment] = screen.kind === "welcome" ? [[], 1, null] : [state.needs, state.people, state.appointment];
  const adding = state.adding && screen.kind !== "confirm";
  return { ...state, screen, needs, people, appointment, adding, trail: state.trail.slice(0, -1), helpOpen: false, shownAt: now };
}

function requestOf({ chosen, language, needs, people, appointment, screen }: KioskState, key: string): TicketRequest {
  const found = foundIn(screen);
  // The device knows what it is for.
  if (found) return { key, service: null, language, needs: [...needs], appointment: { kind: "found", id: found.id } };
  const [service = null, ...others] = chosen;
  const errands = others.filter((each) => each !== null);
  const said = { ...(errands.length > 0 ? { errands } : {}), ...(people > 1 ? { people } : {}), ...(appointment ? { appointment } : {}) };
  return { key, service, language, needs: [...needs], ...said };
}

function post(state: KioskState, request: TicketRequest, tries: number, now: number): Stepped {
  const trail = state.screen.kind === "confirm" || foundIn(state.screen) ? [...state.trail, state.screen] : state.trail;
  return {
    state: { ...state, trail, screen: { kind: "issuing", request, tries }, helpOpen: false, shownAt: now, touchedAt: now },
    effects: [{ kind: "post-ticket", request }],
  };
}

function refused(state: KioskState, request: TicketRequest, words: RefusedWords | null, now: number): KioskState {
  return { ...state, screen: { kind: "refused", request, words }, shownAt: now, touchedAt: now };
}

function just(state: KioskState): Stepped {
  return { state, effects: [] };
}
