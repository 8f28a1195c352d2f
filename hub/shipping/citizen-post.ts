/**
 * What a hub tells the province of its tickets, for the pages that their holders look at: `POST /v1/citizens/<office>` with what changed since
 * the last answer. The answer brings what those holders ask for. Nothing of it is kept on a disk, and a ticket goes by a digest alone.
 */
import * as v from "valibot";
import { citizenAsk, citizenState } from "#shared/citizen/schema.ts";
import { localized } from "#shared/office/basics.ts";
import { languages } from "#shared/texts/language.ts";

export const ticketsPerPostMax = 500;
/** Of one office, not yet answered by its hub. */
export const asksMax = 50;

const generation = v.pipe(v.number(), v.integer(), v.minValue(0));
/** 132 bits in base64url, as `ticketName` makes them. */
export const ticketName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/));
const askId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,40}$/));

export const citizenOffice = v.strictObject({
  name: localized,
  timeZone: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  languages: v.pipe(v.array(v.picklist(languages)), v.minLength(1), v.maxLength(languages.length)),
});

export const citizenPost = v.strictObject({
  generation,
  office: citizenOffice,
  /** What is not named here is to be forgotten. */
  whole: v.boolean(),
  /** Null: forget it. */
  tickets: v.pipe(v.array(v.tuple([ticketName, v.nullable(citizenState)])), v.maxLength(ticketsPerPostMax)),
  /** What became of what holders asked for; the fault's code where it could not be. */
  done: v.pipe(
    v.array(v.strictObject({ id: askId, fault: v.nullable(v.pipe(v.string(), v.regex(/^[a-z-]{1,40}$/))) })),
    v.maxLength(asksMax),
  ),
});

/** `known` false: the province remembers nothing of this office, and wants the whole. */
export const citizenAnswer = v.object({
  generation,
  known: v.boolean(),
  asks: v.pipe(v.array(v.object({ id: askId, ticket: ticketName, ask: citizenAsk })), v.maxLength(asksMax)),
});

export type CitizenOffice = v.InferOutput<typeof citizenOffice>;
export type CitizenPost = v.InferOutput<typeof citizenPost>;
export type CitizenAnswer = v.InferOutput<typeof citizenAnswer>;
