/** The small schemas that events and commands are made of, and the lists of words that both may use. */
import * as v from "valibot";
import { languages } from "../../texts/language.ts";
import { peopleMax } from "../limits.ts";
import { channels, outcomes, parkReasons, priorities } from "./words.ts";

export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
export const key = v.pipe(v.string(), v.minLength(1), v.maxLength(80));
export const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99_999_999));
export const letter = v.pipe(v.string(), v.regex(/^[A-HJ-NPRT-Y]{1,2}$/));
export const agent = v.pipe(v.number(), v.integer(), v.minValue(0));
export const at = v.pipe(v.number(), v.finite(), v.minValue(0));
export const officeDate = v.pipe(v.string(), v.isoDate());
export const language = v.picklist(languages);
export const needs = v.pipe(v.array(v.picklist(["come-and-get-me", "step-free", "hearing", "interpreter", "more-time"])), v.maxLength(5));

export const actor = v.variant("kind", [
  v.strictObject({ kind: v.literal("agent"), agent, counter: v.nullable(id) }),
  v.strictObject({ kind: v.literal("system"), part: id }),
]);

/** What every move of a visit says: whose, by which command, by whom. `key` is the command's, so that it survives a rebuild. */
export const move = { visit: id, key, actor, practice: v.boolean() };

/** How often the work of a service was done in one visit, such as the plates of a fleet. */
export const quantity = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32_767));
/** Services of one visit at most. */
export const segmentsMax = 8;
/** The place of a service in its visit, from 1: The Q's `service_count`. */
export const segmentNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(segmentsMax));
/** How many came together on one ticket. */
export const people = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(peopleMax));

export const channel = v.picklist(channels);

export const priority = v.picklist(priorities);

/** A counter's type as the configuration names it, such as "Quick Trans". */
export const counterType = v.pipe(v.string(), v.minLength(1), v.maxLength(255));

/** For whom a visit waits after a transfer. */
export const target = v.variant("kind", [
  v.strictObject({ kind: v.literal("counter"), id }),
  v.strictObject({ kind: v.literal("agent"), id: agent }),
  v.strictObject({ kind: v.literal("counter-type"), id: counterType }),
]);
export type Target = v.InferOutput<typeof target>;

export const parkReason = v.picklist(parkReasons);

export const outcome = v.picklist(outcomes);
/** Where a citizen was sent instead: an office's id or the key of a place in the texts, never free text. */
export const elsewhere = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, "use an id of small letters, digits and hyphens"),
);

/** Where in line somebody comes in again. `keep`: where they were by their arrival. */
export const place = v.picklist(["keep", "end"]);
/** The same of a no-show who returns. `next`: before everybody. */
export const returnPlaces = ["next", "keep", "end"] as const;
export const returnPlace = v.picklist(returnPlaces);

export const minutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(480));
