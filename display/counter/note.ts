/** What staff keep of a visit beside the log, and names of today's appointments, asked of the hub's side table. An adapter; keeps nothing. */
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { Guest, PersonalNote, PersonalRequest } from "#shared/wire/personal.ts";
import { getJson, type Posted } from "../base/browser.ts";
import { putJson } from "../base/put-json.ts";

export const noteFields = ["name", "contact", "comment"] as const;
export type NoteField = (typeof noteFields)[number];
export type Draft = Readonly<Record<NoteField, string>>;

/** As at the hub. */
export const nameMax = 120;
export const contactMax = 254;
export const commentMax = 1_000;

const withinMs = 8_000;

export async function guestsToday(): Promise<ReadonlyMap<string, Guest> | Fault> {
  const answer = told<{ readonly guests: readonly Guest[] }>(await getJson("/api/v1/personal/appointments", withinMs).catch(() => null));
  return isFault(answer) ? answer : new Map(answer.guests.map((guest) => [guest.appointment, guest]));
}

export async function noteOf(visit: string): Promise<PersonalNote | Fault> {
  return told<PersonalNote>(await getJson(addressOf(visit), withinMs).catch(() => null));
}

/** Undefined when it is kept. What is empty is taken away. */
export async function keepNote(visit: string, request: PersonalRequest): Promise<Fault | undefined> {
  const answer = told<object>(await putJson(addressOf(visit), request, withinMs).catch(() => null));
  return isFault(answer) ? answer : undefined;
}

export function draftOf(note: PersonalNote | null): Draft {
  return { name: note?.name ?? "", contact: note?.contact ?? "", comment: note?.comment ?? "" };
}

function addressOf(visit: string): string {
  return `/api/v1/personal/visits/${encodeURIComponent(visit)}`;
}

function told<T>(answer: Posted | null): T | Fault {
  if (answer === null || answer.status >= 500) return isFault(answer?.body) ? answer.body : fault("hub-away");
  if (answer.status === 200) return answer.body as T;
  return isFault(answer.body) ? answer.body : fault("bad-request", { status: answer.status });
}
