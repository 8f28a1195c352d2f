/** The office's day: a line that forms before the doors open, last tickets, practice, and who is asked to come back another day. */
import * as v from "valibot";
import { slipsMax } from "../../day/return-hours.ts";
import { onOffice } from "./command-fields.ts";
import { actor, id, key, move, officeDate } from "./fields.ts";

const said = { key, actor };
const dated = { date: officeDate, ...said };
/** Minutes since the office's midnight. */
const minuteOfDay = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_440));
const hour = { date: officeDate, from: minuteOfDay, to: minuteOfDay };

export const dayEvents = {
  /** Calling begins, or tickets are given again. The date was opened before, with `doors: "closed"`. */
  "doors-opened": v.strictObject(dated),
  /** No more tickets are given on this date; whoever waits is still called. */
  "doors-closed": v.strictObject(dated),
  /** Another time for closing than the hours say, on this date; null: theirs again. */
  "closing-set": v.strictObject({ ...dated, closesAt: v.nullable(minuteOfDay) }),
  /** These counters meet practice tickets only. `kiosks`: they give practice tickets for as long as no date is open. */
  "practice-started": v.strictObject({ counters: v.pipe(v.array(id), v.maxLength(100)), kiosks: v.boolean(), ...said }),
  /** With it end all practice visits and reservations. */
  "practice-ended": v.strictObject({ ended: v.array(id), lapsed: v.array(key), why: v.picklist(["by-hand", "doors-opened"]), ...said }),
  /** It is not reached today: its citizen was asked to come on that date, and goes first within that hour. */
  "return-promised": v.strictObject({ ...move, ...hour }),
  /** The hour has begun of somebody who came before it, and waits: from now on they go first. */
  "promise-due": v.strictObject(move),
  /** A kiosk did not take this paper in time. */
  "paper-lapsed": v.strictObject({ ...move, job: id }),
} as const;

export const dayCommands = {
  /** Opens a date before the doors: kiosks and reception give numbers, nobody is called. */
  "form-line": v.strictObject({ ...onOffice, date: officeDate }),
  /** Opens the date too, where none is open; after `close-doors` tickets are given again. */
  "open-doors": v.strictObject({ ...onOffice, date: officeDate }),
  "close-doors": v.strictObject({ ...onOffice, date: officeDate }),
  "set-closing": v.strictObject({ ...onOffice, date: officeDate, closesAt: v.nullable(minuteOfDay) }),
  "start-practice": v.strictObject({ ...onOffice, counters: v.pipe(v.array(id), v.maxLength(100)), kiosks: v.boolean() }),
  "end-practice": v.strictObject(onOffice),
  /** `printAt`: the kiosk that prints the slips. */
  "promise-returns": v.strictObject({
    ...onOffice,
    date: officeDate,
    visits: v.pipe(v.array(v.strictObject({ visit: id, from: minuteOfDay, to: minuteOfDay })), v.minLength(1), v.maxLength(slipsMax)),
    printAt: v.optional(v.nullable(id), null),
  }),
} as const;
