/** A tap becomes one ticket: numbered by the hub when it answers in time, else from the own series of this storage. */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { DeviceEventBody } from "#shared/queue/events.ts";
import type { TicketRequest } from "#shared/wire/kiosk-page.ts";
import type { AnswerMessage } from "#shared/wire/payloads.ts";
import { hubIsPresent } from "../runtime/hub-presence.ts";
import { pendingMax, reserveDeadlineMs, tokensMax } from "./contract.ts";
import { probeNext } from "./presence.ts";
import { join, type KioskScene, type KioskStep, nothing, replyTo } from "./scene.ts";
import { isClosed, type PendingTap } from "./session.ts";
import { jobId, kioskTicket, linesOf, ticketToBe, visitOf } from "./ticket.ts";

/** Tickets of this run that the page is told of. */
const shownMax = 5;

export function tap(scene: KioskScene, request: TicketRequest, token: number): KioskStep {
  const { identity, state, session, now } = scene;
  const office = session.office?.office;
  const before = state.tickets.get(request.key);
  if (before && office) return replyTo([token], kioskTicket(identity, office, before));
  const waiting = session.pending.get(request.key);
  if (waiting && waiting.tokens.length < tokensMax) {
    waiting.tokens.push(token);
    return nothing;
  }
  const refusal = refusalOf(scene, request);
  if (refusal) return replyTo([token], refusal);
  if (!session.reserving || !hubIsPresent(session, scene.realMs)) return issueOwn(scene, request, null, [token]);

  session.asks += 1;
  const id = `${now.boot}.${session.asks}`;
  // The boot is part of it: a reservation of an earlier run has lapsed and must not be taken up again.
  const reservation = scene.digest(`${identity.source}\n${identity.epoch}\n${now.boot}\n${request.key}`);
  session.pending.set(request.key, { ask: id, reservation, request, tokens: [token] });
  const { boot } = now;
  const message = { id, kind: "reserve", request: reservation, epoch: identity.epoch, boot, practice: false } as const;
  return { drafts: [], effects: [{ kind: "ask", message, deadlineMs: reserveDeadlineMs }] };
}

function refusalOf(scene: KioskScene, request: TicketRequest): Fault | undefined {
  const { identity, state, session } = scene;
  if (session.storage) return fault(session.storage);
  const office = session.office?.office;
  if (!office || state.letter === null) return fault("not-enrolled", { device: identity.source });
  if (isClosed(session, scene.realMs)) return fault("day-not-open", { date: "" });
  if (request.service !== null && !office.services.some((each) => each.id === request.service)) {
    return fault("unknown-service", { service: request.service });
  }
  const full = session.pending.size >= pendingMax || session.pending.has(request.key);
  return full ? fault("overloaded") : undefined;
}

export function reserved(scene: KioskScene, answer: Extract<AnswerMessage, { kind: "reserved" }>): KioskStep {
  const waiting = takePending(scene, answer.id);
  if (!waiting) return nothing;
  const { letter, count, date } = answer;
  // A hub that gives out what this kiosk has on paper already is not believed.
  if (answer.request !== waiting.reservation || alreadyOnPaper(scene, answer)) {
    return issueOwn(scene, waiting.request, waiting.reservation, waiting.tokens);
  }
  const number = { letter, count, date, request: waiting.reservation, insteadOf: null };
  return issue(scene, waiting.request, number, waiting.tokens);
}

/** No answer in time, or one that is no number. `why` is null for a deadline. */
export function reserveFailed(scene: KioskScene, id: string, why: Fault | null): KioskStep {
  const { session } = scene;
  const waiting = takePending(scene, id);
  if (!waiting) return nothing;
  if (why?.fault === "day-not-open") {
    session.open = false;
    return replyTo(waiting.tokens, fault("day-not-open", why.facts));
  }
  session.reserving = false;
  session.probesInTime = 0;
  return join(issueOwn(scene, waiting.request, waiting.reservation, waiting.tokens), probeNext(scene));
}

/** Gives every waiting tap a number of the own series. */
export function useOwnSeries(scene: KioskScene, waiting: readonly PendingTap[]): KioskStep {
  const { state, session } = scene;
  const steps: KioskStep[] = [];
  for (const [place, each] of waiting.entries()) {
    session.pending.delete(each.request.key);
    session.issuing = [...session.issuing.slice(-pendingMax), { ask: "link", tokens: each.tokens }];
    const seq = state.n + 1 + place;
    steps.push(issueOwn(scene, each.request, each.reservation, each.tokens, { seq, count: state.ownCount + 1 + place }));
  }
  return join(...steps);
}

function takePending(scene: KioskScene, ask: string): PendingTap | undefined {
  const { session } = scene;
  const waiting = [...session.pending.values()].find((each) => each.ask === ask);
  if (!waiting) return undefined;
  session.pending.delete(waiting.request.key);
  session.issuing = [...session.issuing.slice(-pendingMax), { ask, tokens: waiting.tokens }];
  return waiting;
}

function alreadyOnPaper(scene: KioskScene, number: { letter: string; count: number; date: string }): boolean {
  if (number.letter === scene.state.letter) return true;
  return [...scene.state.tickets.values()].some(
    ({ body }) => body.letter === number.letter && body.count === number.count && body.date === number.date,
  );
}

type Numbering = Pick<DeviceEventBody<"ticket-issued">, "letter" | "count" | "date" | "request" | "insteadOf">;

function issueOwn(
  scene: KioskScene,
  request: TicketRequest,
  insteadOf: string | null,
  tokens: readonly number[],
  place = { seq: scene.state.n + 1, count: scene.state.ownCount + 1 },
): KioskStep {
  const { identity, state } = scene;
  if (state.letter === null) return replyTo(tokens, fault("not-enrolled", { device: identity.source }));
  const number = { letter: state.letter, count: place.count, date: null, request: null, insteadOf };
  return issue(scene, request, number, tokens, place.seq);
}

/** One row, and after its commit the answer and the paper. */
function issue(
  scene: KioskScene,
  request: TicketRequest,
  number: Numbering,
  tokens: readonly number[],
  seq = scene.state.n + 1,
): KioskStep {
  const { identity, session, now } = scene;
  const office = session.office?.office;
  if (!office) return replyTo(tokens, fault("not-enrolled", { device: identity.source }));
  const { key, service, language } = request;
  const body = { ...number, service, language, needs: [...new Set(request.needs)], practice: false, tap: key };
  const ticket = ticketToBe(seq, now.at, body);
  session.shown = [key, ...session.shown].slice(0, shownMax);
  const lines = linesOf(identity, office, ticket, 1);
  const print = { kind: "print", visit: visitOf(identity, seq), copy: 1, job: jobId(seq, 1), lines } as const;
  return {
    drafts: [{ kind: "ticket-issued", version: 1, body }],
    effects: [print, ...replyTo(tokens, kioskTicket(identity, office, ticket)).effects],
  };
}
