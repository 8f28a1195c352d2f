/**
 * A ticket that was asked for at this tablet and that the hub has not confirmed: kept with its key until it has, so that it is given once
 * however often it must be sent. Pure; the caller keeps, sends and says what came.
 */
import { type Fault, isFault } from "#shared/faults/fault.ts";
import type { Need } from "#shared/office/configuration.ts";
import type { Command, CommandDone } from "#shared/queue/commands.ts";
import type { Language } from "#shared/texts/language.ts";
import { type Draft, draftFrom, fieldsOf, type HandOver, handOvers } from "./draft.ts";

/** Requests kept at most. A tablet that has so many has been alone for long: people are told to come to a counter. */
export const requestsMax = 40;
/** After so long the person has gone elsewhere: it is not sent by itself any more. */
export const oldAfterMs = 2 * 3_600_000;

export type RequestState =
  /** Not sent yet. */
  | { readonly kind: "kept" }
  /** Sent, and no answer came: the hub may have given it. */
  | { readonly kind: "in-doubt" }
  /** Of another office date, or too old: a person says whether it is still wanted. */
  | { readonly kind: "old" }
  | { readonly kind: "refused"; readonly fault: Fault }
  /** Dropped while in doubt: if the hub gave it, it is taken back. */
  | { readonly kind: "withdrawn" };

export interface Request {
  readonly key: string;
  /** By this tablet's clock. */
  readonly at: number;
  /** Tells apart those of one moment. */
  readonly n: number;
  readonly agent: number;
  readonly epoch: string;
  /** The office date that was open; null when it was not known. */
  readonly date: string | null;
  readonly services: readonly string[];
  readonly language: Language;
  readonly people: number;
  readonly needs: readonly Need[];
  readonly handOver: HandOver;
  readonly kiosk: string | null;
  readonly state: RequestState;
}

export function inOrderOfAsking(requests: Iterable<Request>): Request[] {
  return [...requests].sort((a, b) => a.at - b.at || a.n - b.n);
}

/** Those that go out by themselves, the oldest first. */
export function nextToSend(requests: readonly Request[]): Request | undefined {
  return requests.find(({ state }) => state.kind === "kept" || state.kind === "in-doubt" || state.kind === "withdrawn");
}

/** Whether somebody must say first that it is still wanted. */
export function isOld({ at, date }: Pick<Request, "at" | "date">, now: number, openDate: string | null): boolean {
  return now - at > oldAfterMs || (date !== null && date !== openDate);
}

/** Asked for again by a person, after a refusal or a long time: a new key. */
export function askedAgain(request: Request, about: Pick<Request, "key" | "at" | "n" | "epoch" | "date" | "agent">): Request {
  return { ...request, ...about, state: { kind: "kept" } };
}

/** Dropped by a person; null: nothing of it is left. */
export function dropped(request: Request): Request | null {
  return request.state.kind === "in-doubt" || request.state.kind === "withdrawn" ? { ...request, state: { kind: "withdrawn" } } : null;
}

export function toIntake(request: Request): Command {
  const { key, agent, epoch, services, language, needs, people, handOver, kiosk } = request;
  return {
    ...{ name: "intake", key, agent, counter: null, expected: { epoch, n: 0 } },
    ...{ services: [...services], language, needs: [...needs], people },
    ...{ channel: "in-person", priority: "default", counterType: null, serve: false },
    printAt: handOver === "paper" ? kiosk : null,
  };
}

/**
 * A question that changes nothing: the key with a move of no visit. The hub looks at the key first, so it answers `key-reused` when it gave
 * the ticket, and anything else when it never did.
 */
export function toAskWhetherGiven({ key, agent, epoch }: Request): Command {
  return { name: "left", key, agent, counter: null, visit: "none", expected: { epoch, n: 0 } };
}

/** What the hub says to `toAskWhetherGiven`. */
export function isGiven(answer: Answer): boolean {
  return answer.kind === "refused" && answer.fault.fault === "key-reused";
}

/** The same key each time it is sent, so that it is taken back once. */
export function toTakeBack({ key, agent }: Request, { visit, epoch, offset }: CommandDone): Command | undefined {
  if (visit === null) return undefined;
  return { name: "left", key: `${key}-back`, agent, counter: null, visit, expected: { epoch, n: offset } };
}

export type Answer =
  | { readonly kind: "done"; readonly done: CommandDone }
  | { readonly kind: "refused"; readonly fault: Fault }
  | { readonly kind: "lost" };

/** `answer`: null when none came. */
export function answerFrom(answer: { readonly status: number; readonly body: unknown } | null): Answer {
  if (!answer) return { kind: "lost" };
  const { body } = answer;
  if (isFault(body)) return { kind: "refused", fault: body };
  return typeof body === "object" && body !== null && "done" in body && body.done === true
    ? { kind: "done", done: body as CommandDone }
    : { kind: "lost" };
}

export function requestFrom(text: string | null): Request | null {
  const fields = fieldsOf(text);
  const { key, at, n, agent, epoch, date, language, kiosk } = fields;
  const draft: Draft = draftFrom(text);
  const handOver = handOvers.find((each) => each === fields.handOver);
  const state = stateFrom(fields.state);
  if (typeof key !== "string" || typeof at !== "number" || typeof n !== "number" || typeof agent !== "number") return null;
  if (typeof epoch !== "string" || !handOver || !state || draft.services.length === 0) return null;
  return {
    ...{ key, at, n, agent, epoch, handOver, state },
    date: typeof date === "string" ? date : null,
    kiosk: typeof kiosk === "string" ? kiosk : null,
    ...{ services: draft.services, people: draft.people, needs: draft.needs, language: language === "fr" ? "fr" : "en" },
  };
}

function stateFrom(value: unknown): RequestState | null {
  if (typeof value !== "object" || value === null || !("kind" in value)) return null;
  const { kind } = value;
  if (kind === "kept" || kind === "in-doubt" || kind === "old" || kind === "withdrawn") return { kind };
  return kind === "refused" && "fault" in value && isFault(value.fault) ? { kind, fault: value.fault } : null;
}
