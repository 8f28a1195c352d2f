/**
 * The configuration of one office: its catalogue, counters, rooms and devices, as a person in office IT writes it.
 * Shapes only; the rules that span several parts stand in `check.ts`.
 */
import * as v from "valibot";
import { languages } from "../texts/language.ts";

/** Identifiers become parts of MQTT topics and addresses, so they are short and plain. */
export const identifier = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, "use 1 to 40 lower-case letters, digits and inner hyphens"),
);

const shortText = v.pipe(v.string(), v.trim(), v.minLength(1, "must not be empty"), v.maxLength(120, "at most 120 characters"));

/** A text in every language of the office. */
export const localized = v.strictObject({ en: shortText, fr: shortText });
export type Localized = v.InferOutput<typeof localized>;

const searchWords = v.pipe(v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40))), v.maxLength(24));
const language = v.picklist(languages);

const programme = v.strictObject({
  id: identifier,
  /** The code and name under which The Q reports the programme (its "category"). */
  code: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  reportedName: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  /** What citizens call it. */
  name: localized,
});

const service = v.strictObject({
  id: identifier,
  /** The service's code and name in The Q. Internal: never on a public screen. */
  code: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  reportedName: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  programme: identifier,
  queue: identifier,
  /** What citizens call it. */
  name: localized,
  /** Everyday words a citizen may type to find it. */
  words: v.strictObject({ en: searchWords, fr: searchWords }),
  /** `kiosk`: citizens may choose it; `counter`: only agents do. */
  offered: v.picklist(["kiosk", "counter"]),
  /** The usual length of the work, in minutes. */
  minutes: v.pipe(v.number(), v.minValue(1), v.maxValue(480)),
});

const configurationShape = v.strictObject({
  format: v.literal("theq-office/1"),
  office: v.strictObject({
    id: identifier,
    /** The number The Q sends as `office_id`. */
    number: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9006)),
    name: localized,
    timeZone: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
    languages: v.pipe(v.array(language), v.minLength(1, "name at least one language")),
    /** `reception`: people wait to be called; `non-reception`: no line (The Q's office types). */
    type: v.picklist(["reception", "non-reception"]),
    /** Texts that a speaker of the language has not yet reviewed. */
    unreviewed: v.array(language),
  }),
  /** What the first screen of the kiosk offers: at most six, each a group of programmes. */
  topics: v.pipe(
    v.array(v.strictObject({ id: identifier, name: localized, hint: localized, programmes: v.pipe(v.array(identifier), v.minLength(1)) })),
    v.minLength(1),
    v.maxLength(6, "a kiosk screen shows at most six choices"),
  ),
  programmes: v.pipe(v.array(programme), v.minLength(1), v.maxLength(60)),
  services: v.pipe(v.array(service), v.minLength(1), v.maxLength(1000)),
  queues: v.pipe(v.array(v.strictObject({ id: identifier, name: localized })), v.minLength(1), v.maxLength(40)),
  /** Where "Something else / I am not sure" leads: a queue, and the service reported until an agent assigns one. */
  firstContact: v.strictObject({ queue: identifier, service: identifier }),
  zones: v.pipe(v.array(v.strictObject({ id: identifier, name: localized })), v.minLength(1), v.maxLength(20)),
  counters: v.pipe(
    v.array(
      v.strictObject({
        id: identifier,
        name: localized,
        /** What the board shows: a short number or letter, such as 3. */
        label: v.pipe(v.string(), v.minLength(1), v.maxLength(4)),
        type: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
        zone: identifier,
        takes: v.pipe(v.array(identifier), v.minLength(1, "a counter must take at least one queue")),
      }),
    ),
    v.minLength(1),
    v.maxLength(100),
  ),
  agents: v.pipe(
    v.array(
      v.strictObject({
        /** The number reported as `agent_id`. */
        number: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
        id: identifier,
        /** Shown to colleagues on staff pages only; never in an event. */
        displayName: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
        role: v.picklist(["CSR", "Reception", "GA", "Support", "Analytics", "Helpdesk"]),
      }),
    ),
    v.minLength(1),
    v.maxLength(500),
  ),
  devices: v.pipe(
    v.array(
      v.variant("role", [
        v.strictObject({ id: identifier, role: v.literal("kiosk"), zone: identifier }),
        v.strictObject({
          id: identifier,
          role: v.literal("board"),
          zone: identifier,
          /** The first board of a zone that speaks is the one named in calls. */
          speaks: v.boolean(),
          screenInches: v.pipe(v.number(), v.minValue(7), v.maxValue(120)),
          farthestSeatMetres: v.pipe(v.number(), v.minValue(1), v.maxValue(30)),
        }),
      ]),
    ),
    v.maxLength(200),
  ),
  /** Needs a citizen may state at the kiosk, in the order shown. */
  needs: v.pipe(v.array(v.picklist(["come-and-get-me", "step-free", "hearing", "interpreter", "more-time"])), v.maxLength(5)),
  analytics: v.strictObject({
    appId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
    namespace: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
    /** Moves are reported once they can no longer be undone, this many seconds after they were made. */
    undoSeconds: v.pipe(v.number(), v.minValue(0), v.maxValue(600)),
  }),
});

export const officeConfiguration = configurationShape;
export type OfficeConfiguration = v.InferOutput<typeof configurationShape>;
export type Service = OfficeConfiguration["services"][number];
export type Counter = OfficeConfiguration["counters"][number];
export type Need = OfficeConfiguration["needs"][number];
