/**
 * The configuration of one office: its catalogue, counters, rooms and devices, as a person in office IT writes it.
 * Shapes only; the rules that span several parts stand in `check.ts`.
 */
import * as v from "valibot";
import { appointmentRules } from "../appointments/rules.ts";
import { pageAddress } from "../citizen/address.ts";
import { agentRouting, counterRouting, routing, serviceRouting } from "../routing/schema.ts";
import { languages } from "../texts/language.ts";
import { volumeSchedule } from "../voice/volume.ts";
import { identifier, localized, localizedUpTo } from "./basics.ts";
import { officeHours } from "./hours-schema.ts";
import { officeNotices } from "./notices.ts";
import { officeRules } from "./rules-schema.ts";

export { identifier, type Localized, localized } from "./basics.ts";

/** Up to twenty: more would find a service by nearly anything. */
const searchWords = v.pipe(v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40))), v.maxLength(20, "at most 20 words"));
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
  /** False: not offered to anybody at present, neither at a kiosk nor by staff; tickets already given for it are served. */
  active: v.optional(v.boolean()),
  /** Languages in which nobody has named it for citizens yet: `name` holds The Q's own name there, which no kiosk shows. */
  unnamed: v.optional(v.pipe(v.array(language), v.maxLength(languages.length))),
  /** What a citizen needs to have along, one thing each: shown before the ticket is given. */
  bring: v.optional(v.pipe(v.array(localizedUpTo(80)), v.maxLength(6, "a kiosk shows at most six things to bring"))),
  /** Set when this office does not do it: where to go instead, as a sentence to citizens. */
  notHere: v.optional(localizedUpTo(200)),
  /** So many tickets a day at the most, over all kiosks. */
  perDay: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9_999))),
  /** The last ticket is given so long before closing; absent: as the office's hours say. */
  lastTicketBeforeClosingMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(480))),
  ...serviceRouting,
});

/** What staff call a device, such as "the kiosk by the door"; absent: its id. */
const deviceName = v.optional(localized);

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
  zones: v.pipe(
    v.array(
      v.strictObject({
        id: identifier,
        name: localized,
        /** How loud calls are spoken in this room; absent: as everywhere in the office. */
        volume: v.optional(volumeSchedule),
      }),
    ),
    v.minLength(1),
    v.maxLength(20),
  ),
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
        /** How to find it from the waiting room, such as "second on the left, past the pillar". */
        direction: v.optional(localized),
        /** The kiosk that prints for this counter: the one nearest to it. */
        kiosk: v.optional(identifier),
        ...counterRouting,
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
        ...agentRouting,
      }),
    ),
    v.minLength(1),
    v.maxLength(500),
  ),
  devices: v.pipe(
    v.array(
      v.variant("role", [
        v.strictObject({ id: identifier, role: v.literal("kiosk"), zone: identifier, name: deviceName }),
        v.strictObject({
          id: identifier,
          role: v.literal("board"),
          zone: identifier,
          name: deviceName,
          /** The first board of a zone that speaks is named in calls; one that took over goes on until it is away itself. */
          speaks: v.boolean(),
          screenInches: v.pipe(v.number(), v.minValue(7), v.maxValue(120)),
          farthestSeatMetres: v.pipe(v.number(), v.minValue(1), v.maxValue(30)),
          /** The counter whose keypad hangs on this device: its keys do what the agent who is signed in there could. */
          counter: v.optional(identifier),
        }),
      ]),
    ),
    v.maxLength(200),
  ),
  /**
   * The PIN of the kiosks' staff page, as `salt:hash` in base64url (scrypt, N = 16384, r = 8, p = 1, 32 bytes); without it a kiosk has none.
   * `node hub/main.ts --pin` makes it.
   */
  staffPin: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,60}:[A-Za-z0-9_-]{43}$/, "make it with: node hub/main.ts --pin"))),
  /** Where whoever holds a ticket sees on a phone how it stands; absent: tickets have no page. */
  citizenPage: v.optional(v.strictObject({ address: pageAddress })),
  /** What the secrets of tickets' pages are made with: 32 bytes in base64url. The hub draws it, and tells it to kiosks alone. */
  citizenKey: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, "leave it out: the hub draws it"))),
  /** Needs a citizen may state at the kiosk, in the order shown. */
  needs: v.pipe(v.array(v.picklist(["come-and-get-me", "step-free", "hearing", "interpreter", "more-time"])), v.maxLength(5)),
  /** Absent: the office has no appointments. */
  appointments: v.optional(appointmentRules),
  /** When the office is open. */
  hours: v.optional(officeHours),
  /** What it tells everybody who comes in. */
  notices: v.optional(officeNotices),
  /** Who is called first; absent: plain order of arrival. */
  routing: v.optional(routing),
  /** How long things may last, and what happens then; absent: as everywhere. */
  rules: v.optional(officeRules),
  /** How calls are spoken; absent: as loud as the devices are. */
  voice: v.optional(v.strictObject({ volume: v.optional(volumeSchedule) })),
  /** What staff note of a visit is deleted so many whole days after its date. */
  personal: v.optional(v.strictObject({ keepDays: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(30)) })),
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
