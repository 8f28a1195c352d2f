/** Which places of the configuration a person fills in, list by list: data that the forms draw and the words of changes name. Pure. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";

export type ListName = "services" | "topics" | "programmes" | "notices" | "counters" | "zones" | "queues" | "agents" | "devices";

/** Where the choices of a field come from. */
export type Source =
  | "programmes"
  | "queues"
  | "zones"
  | "counters"
  | "services"
  | "kiosks"
  | "needs"
  | "languages"
  | "weekdays"
  | readonly string[];

export interface Field {
  /** Inside the item, such as `name` or `noShowReturn.minutes`. */
  readonly at: string;
  readonly kind: "text" | "both" | "long" | "number" | "choice" | "check" | "many" | "words" | "bothWords" | "bothList" | "day" | "part";
  readonly from?: Source;
  /** May be left empty: then the key goes. */
  readonly optional?: true;
  readonly most?: number;
  readonly least?: number;
  /** Under "What reports call it": nobody changes it in passing. */
  readonly rarely?: true;
  /** Only of devices of this role. */
  readonly role?: "kiosk" | "board";
  /** Of a tick: absent counts as ticked. */
  readonly usual?: true;
  /** Of a tick: written either way. */
  readonly exact?: true;
}

export const fieldsOf: Readonly<Record<ListName, readonly Field[]>> = {
  services: [
    { at: "name", kind: "both", most: 120 },
    { at: "words", kind: "bothWords", most: 20 },
    { at: "bring", kind: "bothList", optional: true, most: 6 },
    { at: "notHere", kind: "long", optional: true, most: 200 },
    { at: "offered", kind: "choice", from: ["kiosk", "counter"] },
    { at: "active", kind: "check", usual: true },
    { at: "programme", kind: "choice", from: "programmes" },
    { at: "queue", kind: "choice", from: "queues" },
    { at: "minutes", kind: "number", least: 1, most: 480 },
    { at: "perDay", kind: "number", optional: true, least: 1, most: 9_999 },
    { at: "lastTicketBeforeClosingMinutes", kind: "number", optional: true, least: 0, most: 480 },
    { at: "counterType", kind: "text", optional: true, most: 255, rarely: true },
    { at: "skills", kind: "words", optional: true, most: 12, rarely: true },
    { at: "code", kind: "text", most: 255, rarely: true },
    { at: "reportedName", kind: "text", most: 255, rarely: true },
  ],
  topics: [
    { at: "name", kind: "both", most: 120 },
    { at: "hint", kind: "both", most: 120 },
    { at: "programmes", kind: "many", from: "programmes" },
  ],
  programmes: [
    { at: "name", kind: "both", most: 120 },
    { at: "code", kind: "text", most: 255, rarely: true },
    { at: "reportedName", kind: "text", most: 255, rarely: true },
  ],
  notices: [
    { at: "text", kind: "long", most: 240 },
    { at: "from", kind: "day", optional: true },
    { at: "until", kind: "day", optional: true },
    { at: "zones", kind: "many", from: "zones", optional: true },
  ],
  counters: [
    { at: "label", kind: "text", most: 4 },
    { at: "name", kind: "both", most: 120 },
    { at: "direction", kind: "both", optional: true, most: 120 },
    { at: "zone", kind: "choice", from: "zones" },
    { at: "takes", kind: "many", from: "queues" },
    { at: "programmes", kind: "many", from: "programmes", optional: true },
    { at: "type", kind: "text", most: 255 },
    { at: "kiosk", kind: "choice", from: "kiosks", optional: true },
    { at: "stepFree", kind: "check" },
    { at: "skills", kind: "words", optional: true, most: 12, rarely: true },
  ],
  zones: [
    { at: "name", kind: "both", most: 120 },
    { at: "volume", kind: "words", optional: true, most: 12 },
  ],
  queues: [{ at: "name", kind: "both", most: 120 }],
  agents: [
    { at: "displayName", kind: "text", most: 60 },
    { at: "role", kind: "choice", from: ["CSR", "Reception", "GA", "Support", "Analytics", "Helpdesk"] },
    { at: "number", kind: "number", least: 1, most: 1_000_000 },
    { at: "languages", kind: "words", optional: true, most: 12 },
    { at: "skills", kind: "words", optional: true, most: 12 },
  ],
  devices: [
    { at: "name", kind: "both", optional: true, most: 120 },
    { at: "zone", kind: "choice", from: "zones" },
    { at: "speaks", kind: "check", exact: true, role: "board" },
    { at: "screenInches", kind: "number", least: 7, most: 120, role: "board" },
    { at: "farthestSeatMetres", kind: "number", least: 1, most: 30, role: "board" },
  ],
};

/** As the hub takes them. */
const phoneDigits = { least: 3, most: 6 };

/** What an office with appointments begins with. */
export const usualAppointments = { phoneDigits: 4, earlyMinutes: 15, lateMinutes: 10, expireMinutes: 60, keepDays: 1 };

/** Fields of the office itself, by the heading they stand under. */
export const officeFields: readonly {
  readonly heading: "office" | "absent" | "day" | "appointments";
  readonly fields: readonly Field[];
}[] = [
  {
    heading: "office",
    fields: [
      { at: "office.name", kind: "both", most: 120 },
      { at: "office.timeZone", kind: "text", most: 64 },
      { at: "office.number", kind: "number", least: 1, most: 9_006 },
      { at: "office.languages", kind: "many", from: "languages" },
      { at: "office.unreviewed", kind: "many", from: "languages" },
      { at: "needs", kind: "many", from: "needs" },
      { at: "firstContact.queue", kind: "choice", from: "queues" },
      { at: "firstContact.service", kind: "choice", from: "services" },
    ],
  },
  {
    heading: "absent",
    fields: [
      { at: "rules.recallsBeforeNoShow", kind: "number", optional: true, least: 0, most: 5 },
      { at: "rules.noShowReturn.minutes", kind: "number", optional: true, least: 1, most: 480 },
      { at: "rules.noShowReturn.place", kind: "choice", optional: true, from: ["next", "keep", "end"] },
      { at: "rules.noShowReturn.times", kind: "number", optional: true, least: 0, most: 5 },
      { at: "rules.stepAway.graceMinutes", kind: "number", optional: true, least: 0, most: 60 },
      { at: "rules.parkMaxMinutes", kind: "number", optional: true, least: 1, most: 480 },
    ],
  },
  {
    heading: "day",
    fields: [
      { at: "rules.readyToOpenMinutes", kind: "number", optional: true, least: 1, most: 240 },
      { at: "rules.carryOvernight", kind: "check" },
      { at: "voice.volume", kind: "words", optional: true, most: 12 },
      { at: "citizenPage.address", kind: "text", optional: true, most: 100 },
      { at: "personal.keepDays", kind: "number", optional: true, least: 0, most: 30 },
    ],
  },
  {
    heading: "appointments",
    fields: [
      { at: "appointments", kind: "part" },
      { at: "appointments.earlyMinutes", kind: "number", least: 0, most: 240 },
      { at: "appointments.lateMinutes", kind: "number", least: 0, most: 240 },
      { at: "appointments.expireMinutes", kind: "number", least: 0, most: 720 },
      { at: "appointments.phoneDigits", kind: "number", least: phoneDigits.least, most: phoneDigits.most },
    ],
  },
];

export interface Option {
  readonly id: string;
  /** In each language; a plain word for what the texts name. */
  readonly name: { readonly en: string; readonly fr: string } | null;
}

/** What a field may be, in the office as it is being changed. */
export function optionsOf(source: Source | undefined, office: OfficeConfiguration): readonly Option[] {
  if (source === undefined) return [];
  if (typeof source !== "string") return source.map((id) => ({ id, name: null }));
  switch (source) {
    case "needs":
      return ["come-and-get-me", "step-free", "hearing", "interpreter", "more-time"].map((id) => ({ id, name: null }));
    case "languages":
      return ["en", "fr"].map((id) => ({ id, name: null }));
    case "weekdays":
      return ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map((id) => ({ id, name: null }));
    case "kiosks":
      return office.devices.filter(({ role }) => role === "kiosk").map(({ id, name }) => ({ id, name: name ?? null }));
    default:
      return office[source].map(({ id, name }) => ({ id, name }));
  }
}
