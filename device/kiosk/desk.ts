/**
 * A ticket that comes back to this kiosk: its holder steps out, is here again, or was not there when called. The hub knows how it stands;
 * what is said here is a row of this kiosk's log, so that it counts also when the hub hears of it later.
 */
import { type Fault, fault } from "#shared/faults/fault.ts";
import { readTicket } from "#shared/ticket/code.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import type { DeskAnswer, DeskPaper, KioskDesk } from "#shared/wire/kiosk-desk.ts";
import type { AnswerMessage } from "#shared/wire/payloads.ts";
import { hubIsPresent } from "../runtime/hub-presence.ts";
import { findDeadlineMs, pendingMax } from "./contract.ts";
import { type KioskScene, type KioskStep, nothing } from "./scene.ts";
import { visitOf } from "./ticket.ts";

export function findTicket(scene: KioskScene, text: string, token: number): KioskStep {
  const { session, now } = scene;
  const read = readTicket(text);
  const office = session.office?.office;
  if (!read || !office) return tell([token], { found: "none" });
  if (read.code && read.code.office !== office.id) return tell([token], { found: "other-office" });
  const paper = known(scene, { ...read.number, visit: read.code?.visit ?? null });
  if (!hubIsPresent(session, scene.realMs)) return tell([token], away(paper));
  if (session.deskLookups.size >= pendingMax) return tell([token], fault("overloaded"));
  session.asks += 1;
  const id = `${now.boot}.${session.asks}`;
  session.deskLookups.set(id, { token, paper });
  return { drafts: [], effects: [{ kind: "ask", message: { id, kind: "find-ticket", ...paper }, deadlineMs: findDeadlineMs }] };
}

export function ticketAnswered(scene: KioskScene, { id, found }: Extract<AnswerMessage, { kind: "ticket" }>): KioskStep {
  const asked = take(scene, id);
  if (!asked) return nothing;
  if (found.kind === "none") return tell([asked.token], { found: "none" });
  const { visit, letter, count, language, stands, until, counter, hour = null } = found;
  const paper = { letter, count, visit };
  return tell([asked.token], { found: "ticket", number: paperNumber(paper), paper, language, stands, until, counter, hour });
}

/** No answer in time (null), or a refusal. Undefined when it was no question of this kind. */
export function deskLookupFailed(scene: KioskScene, id: string): KioskStep | undefined {
  const asked = take(scene, id);
  return asked && tell([asked.token], away(asked.paper));
}

/** The question of somebody whose turn could not be taken was never sent. */
export function forgetDeskLookup(session: KioskScene["session"], token: number): void {
  for (const [id, waiting] of session.deskLookups) if (waiting.token === token) session.deskLookups.delete(id);
}

/** Nobody waits for a hub that is known to be away. */
export function giveDeskLookupsUp({ session }: KioskScene): KioskStep {
  const waiting = [...session.deskLookups.values()];
  session.deskLookups.clear();
  return { drafts: [], effects: waiting.map(({ token, paper }) => ({ kind: "desk-reply", token, answer: away(paper) })) };
}

/** Only beside the hub: without it nobody could say that the place is kept. */
export function stepAway(scene: KioskScene, paper: DeskPaper, minutes: number, token: number): KioskStep {
  const { session, now } = scene;
  if (session.storage) return tell([token], fault(session.storage));
  const offered = session.office?.office.stepAway?.minutes ?? [];
  if (!offered.includes(minutes) || !hubIsPresent(session, scene.realMs)) return tell([token], fault("away-not-offered", { minutes }));
  const body = { ...known(scene, paper), minutes };
  return {
    drafts: [{ kind: "stepped-away", version: 1, body }],
    effects: tell([token], { until: now.at + minutes * 60_000 }).effects,
  };
}

export function comeBack(scene: KioskScene, paper: DeskPaper, token: number): KioskStep {
  const { session } = scene;
  if (session.storage) return tell([token], fault(session.storage));
  return { drafts: [{ kind: "came-back", version: 1, body: known(scene, paper) }], effects: tell([token], { noted: true }).effects };
}

/** A number of this kiosk's own that was typed is the ticket it gave out last under it. */
function known({ identity, state, session }: KioskScene, paper: DeskPaper): DeskPaper {
  if (paper.visit !== null) return paper;
  const number = paperNumber(paper);
  const isOfToday = (date: string | null) => date === null || date === (session.office?.today?.date ?? date);
  const own = [...state.tickets.values()].filter(({ body }) => paperNumber(body) === number && isOfToday(body.date)).at(-1);
  return own ? { letter: own.body.letter, count: own.body.count, visit: visitOf(identity, own.seq) } : paper;
}

function away(paper: DeskPaper): KioskDesk {
  return { found: "hub-away", number: paperNumber(paper), paper };
}

function take({ session }: KioskScene, id: string) {
  const asked = session.deskLookups.get(id);
  session.deskLookups.delete(id);
  return asked;
}

function tell(tokens: readonly number[], answer: DeskAnswer | Fault): KioskStep {
  return { drafts: [], effects: tokens.map((token) => ({ kind: "desk-reply", token, answer })) };
}
