/** A tap becomes one ticket: numbered by the hub when it answers in time, else from the own series of this storage. */
import { type Fault, type FaultCode, fault } from "#shared/faults/fault.ts";
import type { DeviceEventBody } from "#shared/queue/events.ts";
import type { TicketRequest } from "#shared/wire/kiosk-page.ts";
import type { AnswerMessage } from "#shared/wire/payloads.ts";
import { hubIsPresent } from "../runtime/hub-presence.ts";
import { besideTicket, serviceOfTap } from "./check-in.ts";
import { pendingMax, reserveDeadlineMs, tokensMax } from "./contract.ts";
import { errandsRow, statedWith } from "./errands.ts";
import { unreadyFault } from "./live.ts";
import { probeNext } from "./presence.ts";
import { join, type KioskScene, type KioskStep, nothing, replyTo } from "./scene.ts";
import { isClosed, type PendingTap } from "./session.ts";
import { issuerOf, jobId, kioskTicket, linesOf, ticketToBe, visitOf } from "./ticket.ts";
import { dayRefusal, practice, type Today } from "./today.ts";

/** Tickets of this run that the page is told of. */
const shownMax = 5;

export function tap(scene: KioskScene, request: TicketRequest, token: number): KioskStep {
  const { identity, state, session, now } = scene;
  const issuer = issuerOf(identity, session, scene.digest);
  const before = state.tickets.get(request.key);
  if (before && issuer) return replyTo([token], kioskTicket(issuer, before));
  const waiting = session.pending.get(request.key);
  if (waiting && waiting.tokens.length < tokensMax) {
    waiting.tokens.push(token);
    return nothing;
  }
  const refusal = refusalOf(scene, request);
  if (refusal) return replyTo([token], refusal);
  const isPractice = practice(todayOfScene(scene)) === "on";
  if (!session.reserving || !hubIsPresent(session, scene.realMs)) {
    // Practice tickets exist only by reservation: nobody could tell one of the own series from a citizen's.
    return isPractice ? replyTo([token], fault("practice-needs-hub")) : issueOwn(scene, request, null, [token]);
  }

  session.asks += 1;
  const id = `${now.boot}.${session.asks}`;
  // The boot is part of it: a reservation of an earlier run has lapsed and must not be taken up again.
  const reservation = scene.digest(`${identity.source}\n${identity.epoch}\n${now.boot}\n${request.key}`);
  session.pending.set(request.key, { ask: id, reservation, request, practice: isPractice, tokens: [token] });
  const { boot } = now;
  const service = serviceOfTap(scene, request);
  const expected = request.appointment?.kind === "found" ? { isExpected: true } : {};
  const message = {
    id,
    kind: "reserve",
    request: reservation,
    epoch: identity.epoch,
    boot,
    practice: isPractice,
    service,
    ...expected,
  } as const;
  return { drafts: [], effects: [{ kind: "ask", message, deadlineMs: reserveDeadlineMs }] };
}

function refusalOf(scene: KioskScene, request: TicketRequest): Fault | undefined {
  const { identity, state, session } = scene;
  if (session.storage) return fault(session.storage);
  if (session.unable) return fault(session.unable, { device: identity.source });
  const office = session.office?.office;
  const unready = unreadyFault(state, session);
  if (!office || unready) return fault(unready ?? "not-enrolled", { device: identity.source });
  const today = todayOfScene(scene);
  if (practice(today) === "none" && isClosed(session, scene.realMs)) return fault("day-not-open", { date: "" });
  const notToday = dayRefusal(today, request);
  if (notToday) return notToday;
  const asked = [request.service, ...(request.errands ?? [])];
  const unknown = asked.find((service) => service !== null && !office.services.some(({ id }) => id === service));
  if (unknown) return fault("unknown-service", { service: unknown });
  const full = session.pending.size >= pendingMax || session.pending.has(request.key);
  return full ? fault("overloaded") : undefined;
}

function todayOfScene({ session, now, realMs }: KioskScene): Today {
  return { session, at: now.at, realMs };
}

export function reserved(scene: KioskScene, answer: Extract<AnswerMessage, { kind: "reserved" }>): KioskStep {
  const waiting = takePending(scene, answer.id);
  if (!waiting) return nothing;
  const { letter, count, date } = answer;
  // A hub that gives out what this kiosk has on paper already is not believed.
  if (answer.request !== waiting.reservation || alreadyOnPaper(scene, answer)) return withoutHub(scene, waiting);
  const number = { letter, count, date, request: waiting.reservation, insteadOf: null, practice: waiting.practice };
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
  // What the office does not want is no failure of the hub's.
  if (why && isOfTheDay(why)) return replyTo(waiting.tokens, why);
  session.reserving = false;
  session.probesInTime = 0;
  return join(withoutHub(scene, waiting), probeNext(scene));
}

/** A number of the own series, but for staff who practise. */
function withoutHub(scene: KioskScene, { request, reservation, practice: isPractice, tokens }: PendingTap): KioskStep {
  return isPractice ? replyTo(tokens, fault("practice-needs-hub")) : issueOwn(scene, request, reservation, tokens);
}

const ofTheDay: ReadonlySet<string> = new Set([
  ...(["tickets-over", "service-stopped", "service-limit", "last-ticket-given", "practice-off"] satisfies FaultCode[]),
]);

function isOfTheDay({ fault: code }: Fault): boolean {
  return ofTheDay.has(code);
}

/** Gives every waiting tap a number of the own series. */
export function useOwnSeries(scene: KioskScene, waiting: readonly PendingTap[]): KioskStep {
  const { state, session } = scene;
  for (const each of waiting) session.pending.delete(each.request.key);
  const steps = waiting.filter((each) => each.practice).map((each) => withoutHub(scene, each));
  for (const [place, each] of waiting.filter((each) => !each.practice).entries()) {
    session.issuing = [...session.issuing.slice(-pendingMax), { ask: "link", tokens: each.tokens }];
    const seq = state.n + 1 + place;
    steps.push(issueOwn(scene, each.request, each.reservation, each.tokens, { seq, count: state.ownCount + 1 + place }));
  }
  const { drafts, effects } = join(...steps);
  // The tickets first: what goes with them may be left unwritten for a hub that does not read it, and moves no ticket's place.
  const isTicket = ({ kind }: KioskStep["drafts"][number]) => kind === "ticket-issued";
  return { drafts: [...drafts.filter(isTicket), ...drafts.filter((each) => !isTicket(each))], effects };
}

/** The question of a tap that could not be taken was never sent. */
export function forgetTap(session: KioskScene["session"], token: number): void {
  for (const [key, { tokens }] of session.pending) if (tokens[0] === token) session.pending.delete(key);
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

type Numbering = Pick<DeviceEventBody<"ticket-issued">, "letter" | "count" | "date" | "request" | "insteadOf" | "practice">;

function issueOwn(
  scene: KioskScene,
  request: TicketRequest,
  insteadOf: string | null,
  tokens: readonly number[],
  place = { seq: scene.state.n + 1, count: scene.state.ownCount + 1 },
): KioskStep {
  const { identity, state } = scene;
  if (state.letter === null) return replyTo(tokens, fault("not-enrolled", { device: identity.source }));
  const number = { letter: state.letter, count: place.count, date: null, request: null, insteadOf, practice: false };
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
  const { identity, session, now, digest } = scene;
  const issuer = issuerOf(identity, session, digest);
  if (!issuer) return replyTo(tokens, fault("not-enrolled", { device: identity.source }));
  const { key, language } = request;
  const body = {
    ...number,
    service: serviceOfTap(scene, request),
    language,
    needs: [...new Set(request.needs)],
    tap: key,
  };
  const stated = statedWith(request, body.service);
  const ticket = ticketToBe(seq, now.at, body, stated);
  session.shown = [key, ...session.shown].slice(0, shownMax);
  const lines = linesOf(issuer, ticket, 1);
  const visit = visitOf(identity, seq);
  const print = { kind: "print", visit, copy: 1, job: jobId(seq, 1), lines } as const;
  return {
    drafts: [
      { kind: "ticket-issued", version: 1, body },
      ...errandsRow(visit, stated),
      ...besideTicket(scene, request, { ...number, visit }),
    ],
    effects: [print, ...replyTo(tokens, kioskTicket(issuer, ticket)).effects],
  };
}
