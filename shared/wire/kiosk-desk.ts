/**
 * A ticket that comes back to a kiosk, scanned or typed: how it stands, and what its holder may do. Between kiosk and hub
 * (`find-ticket`), and between the kiosk's page and its device:
 *
 * `POST /api/kiosk/desk` (DeskRequest) answers `KioskDesk`. Nothing is written by it.
 * `POST /api/kiosk/away` (AwayRequest) keeps the place of somebody who steps out; it answers until when (`Kept`).
 * `POST /api/kiosk/back` (BackRequest) says that the holder is here again, no-shows included (`Noted`).
 * Each may be `Refused`.
 */
import * as v from "valibot";
import { type Language, languages } from "../texts/language.ts";
import { ticketTextMax } from "../ticket/bounds.ts";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const letter = v.pipe(v.string(), v.regex(/^[A-HJ-NPRT-Y]{1,2}$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99_999_999));
const milliseconds = v.pipe(v.number(), v.finite());
const text = v.object({ en: v.pipe(v.string(), v.maxLength(255)), fr: v.pipe(v.string(), v.maxLength(255)) });

/**
 * `away`: stepped out, the place is kept until a time. `called`: a counter waits. `at-counter`: being served, or put aside by staff.
 * `may-return`: was not there when called, and may come back in. `too-late`: might have, but not any more. `over`: ended.
 * Of a return slip whose holder was not here yet: `return-today`, it waits from the moment on at which they say that they are here;
 * `return-later`, its day has not come.
 */
export const ticketStands = [
  "waiting",
  "away",
  "called",
  "at-counter",
  "may-return",
  "too-late",
  "return-today",
  "return-later",
  "over",
] as const;
export type TicketStands = (typeof ticketStands)[number];

/** In minutes since the office's midnight. */
const minuteOfDay = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_440));
const returnHour = v.object({ date: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)), from: minuteOfDay, to: minuteOfDay });
export type ReturnSlipHour = v.InferOutput<typeof returnHour>;

/** In `<device>/ask`. The number is as on paper when it was typed; `visit` where the ticket's code named it. */
export const findTicketAsk = v.object({ id, kind: v.literal("find-ticket"), letter, count, visit: v.nullable(id) });

export const ticketFound = v.variant("kind", [
  v.object({
    kind: v.literal("ticket"),
    visit: id,
    letter,
    count,
    language: v.picklist(languages),
    stands: v.picklist(ticketStands),
    /** Of `away`: until when the place is kept. */
    until: v.nullable(milliseconds),
    /** Of `called`: where to go. */
    counter: v.nullable(text),
    /** Of a return slip: the hour in which its holder goes first. */
    hour: v.optional(v.nullable(returnHour)),
  }),
  v.object({ kind: v.literal("none") }),
]);
export type TicketFound = v.InferOutput<typeof ticketFound>;

/** In `<device>/answer`. */
export const ticketAnswer = v.object({
  id,
  generation: v.pipe(v.number(), v.integer(), v.minValue(0)),
  kind: v.literal("ticket"),
  found: ticketFound,
});

export const deskRequest = v.strictObject({
  /** What the scanner read, or what was typed, such as `A12`. */
  ticket: v.pipe(v.string(), v.minLength(1), v.maxLength(ticketTextMax)),
  language: v.picklist(languages),
});
export type DeskRequest = v.InferOutput<typeof deskRequest>;

/** The ticket as the desk found it, or as the page has just got it. */
const paper = v.strictObject({ letter, count, visit: v.nullable(id) });
export type DeskPaper = v.InferOutput<typeof paper>;

export const awayRequest = v.strictObject({
  paper,
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(480)),
  language: v.picklist(languages),
});
export type AwayRequest = v.InferOutput<typeof awayRequest>;

export const backRequest = v.strictObject({ paper, language: v.picklist(languages) });
export type BackRequest = v.InferOutput<typeof backRequest>;

export type KioskDesk =
  | {
      readonly found: "ticket";
      readonly number: string;
      readonly paper: DeskPaper;
      readonly language: Language;
      readonly stands: TicketStands;
      readonly until: number | null;
      readonly counter: { readonly en: string; readonly fr: string } | null;
      readonly hour: ReturnSlipHour | null;
    }
  /** The hub is away, or did not answer in time: coming back can be noted all the same. */
  | { readonly found: "hub-away"; readonly number: string; readonly paper: DeskPaper }
  | { readonly found: "none" }
  | { readonly found: "other-office" };

export interface Kept {
  readonly until: number;
}
export interface Noted {
  readonly noted: true;
}
export type DeskAnswer = KioskDesk | Kept | Noted;
