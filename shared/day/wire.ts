/**
 * What the hub says of the office's day: to kiosks in their desired document (`today`), to boards in their view, and paper that a kiosk
 * is asked to print. Public words only.
 */
import * as v from "valibot";
import { languages } from "../texts/language.ts";
import { notOfferedReasons } from "./offers.ts";
import { dayStages } from "./proposal.ts";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const milliseconds = v.pipe(v.number(), v.finite());
const letter = v.pipe(v.string(), v.regex(/^[A-HJ-NPRT-Y]{1,2}$/));
const date = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
/** Minutes since the office's midnight. */
const minuteOfDay = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_440));

const text = v.object({ en: v.pipe(v.string(), v.maxLength(255)), fr: v.pipe(v.string(), v.maxLength(255)) });

const notice = v.object({ id, text });
/** Those of the configuration and those that a manager posted. */
export const noticesShownMax = 16;
export const noticesShown = v.pipe(v.array(notice), v.maxLength(noticesShownMax));
export type NoticeShown = v.InferOutput<typeof notice>;

/** Screens may sleep; absent from a hub that does not say it: then they sleep while no date is open. */
const rests = v.optional(v.boolean());

/**
 * What holds today beside the configuration. `date`: the calendar day on which the hub said it; a kiosk that is alone on a later one
 * forgets it all. `practice.until`: until then a kiosk that has lost its hub gives no numbers, because those who play could not be told
 * from citizens; later it works alone as always. `next`: when the office opens after today.
 */
export const officeToday = v.object({
  date,
  stage: v.picklist(dayStages),
  opens: v.nullable(minuteOfDay),
  closes: v.nullable(minuteOfDay),
  notOffered: v.pipe(v.array(v.object({ service: id, why: v.picklist(notOfferedReasons), figure: v.nullable(whole) })), v.maxLength(1_000)),
  notices: noticesShown,
  practice: v.nullable(v.object({ until: milliseconds })),
  next: v.nullable(v.object({ date, opens: v.nullable(minuteOfDay) })),
  rests,
});
export type OfficeToday = v.InferOutput<typeof officeToday>;

export const paperKinds = ["ticket", "reprint", "return-slip"] as const;

/**
 * `<device>/print`: paper of a visit that this kiosk did not issue. The hub says it again until the kiosk's log says `paper-taken`, so a
 * job that the kiosk has on record is not printed again. `hour`: of a return slip, when its holder goes first.
 */
export const printMessage = v.object({
  generation: whole,
  epoch: id,
  job: id,
  what: v.picklist(paperKinds),
  visit: id,
  letter,
  count: v.pipe(v.number(), v.integer(), v.minValue(1)),
  date: v.nullable(date),
  /** What the citizen came for, by its public name; none: "something else". */
  services: v.pipe(v.array(text), v.maxLength(8)),
  people: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20))),
  language: v.picklist(languages),
  practice: v.boolean(),
  at: milliseconds,
  hour: v.nullable(v.object({ date, from: minuteOfDay, to: minuteOfDay })),
});
export type PrintMessage = v.InferOutput<typeof printMessage>;

/** What a board's view says of the day. */
export const boardToday = {
  stage: v.optional(v.picklist(dayStages)),
  notices: v.optional(noticesShown),
  practice: v.optional(v.boolean()),
  rests,
  /** While the doors are shut: when they open, by the office's hours. */
  next: v.optional(v.nullable(v.object({ date, opens: v.nullable(minuteOfDay) }))),
};
