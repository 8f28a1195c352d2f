/** A small office for tests of its rules, and what may be wrong in one: each fault with what is said of it. */
import type { OfficeConfiguration } from "./configuration.ts";

const both = (text: string) => ({ en: text, fr: `${text} (fr)` });

/** The smallest office with two of everything that can clash. Its type leaves room for what a person may write wrongly. */
export function smallOffice(): OfficeConfiguration & Record<string, unknown> {
  const service = (id: string, programme: string, queue: string, offered: "kiosk" | "counter") => ({
    ...{ id, code: id.toUpperCase(), reportedName: id, programme, queue, offered, minutes: 10 },
    name: both(`Name of ${id}`),
    words: { en: ["word"], fr: ["mot"] },
  });
  return {
    format: "theq-office/1",
    office: {
      ...{ id: "sample", number: 7, name: both("Sample"), timeZone: "America/Vancouver", type: "reception" },
      languages: ["en", "fr"],
      unreviewed: ["fr"],
    },
    topics: [
      { id: "cards", name: both("Cards"), hint: both("Cards and such"), programmes: ["cards"] },
      { id: "homes", name: both("Homes"), hint: both("Homes and such"), programmes: ["homes"] },
    ],
    programmes: ["cards", "homes", "desk"].map((id) => ({ id, code: id, reportedName: id, name: both(id) })),
    services: [
      service("card-new", "cards", "quick", "kiosk"),
      service("card-lost", "cards", "quick", "kiosk"),
      service("home-rent", "homes", "slow", "kiosk"),
      service("desk-mail", "desk", "desk-work", "counter"),
      service("unsure", "desk", "hello", "counter"),
    ],
    queues: ["quick", "slow", "hello", "desk-work"].map((id) => ({ id, name: both(id) })),
    firstContact: { queue: "hello", service: "unsure" },
    zones: ["main", "upstairs"].map((id) => ({ id, name: both(id) })),
    counters: [
      { id: "counter-1", name: both("Counter 1"), label: "1", type: "Counter", zone: "main", takes: ["quick", "hello"] },
      { id: "counter-2", name: both("Counter 2"), label: "2", type: "Counter", zone: "main", takes: ["quick", "slow"] },
    ],
    agents: [
      { number: 1, id: "agent-1", displayName: "A", role: "CSR" },
      { number: 2, id: "agent-2", displayName: "B", role: "GA" },
    ],
    devices: [
      { id: "kiosk-1", role: "kiosk", zone: "main" },
      { id: "kiosk-2", role: "kiosk", zone: "upstairs" },
      { id: "board-1", role: "board", zone: "main", speaks: false, screenInches: 43, farthestSeatMetres: 6 },
    ],
    needs: ["step-free", "hearing"],
    hours: {
      weekly: [
        { day: "monday", opens: "09:00", closes: "12:00" },
        { day: "monday", opens: "13:00", closes: "16:30" },
      ],
      holidays: [
        { date: "2026-12-25", name: both("Christmas Day"), opens: null, closes: null },
        { date: "2026-12-24", name: both("Christmas Eve"), opens: "09:00", closes: "12:00" },
      ],
      lastTicketBeforeClosingMinutes: 15,
    },
    notices: [{ id: "lift", text: both("The lift is out of order."), from: "2026-11-23", until: "2026-11-27", zones: ["upstairs"] }],
    analytics: { appId: "TheQ", namespace: "TheQ_localhost", undoSeconds: 60 },
  } satisfies OfficeConfiguration;
}

export interface Fault {
  readonly title: string;
  /** Where it is put, and what. Leaving `to` undefined removes the key. */
  readonly put: readonly (readonly [at: string, to: unknown])[];
  readonly path: string;
  readonly says: string;
  readonly advises?: string;
}

/** None hides another, so that any number of them can be planted together. */
export const faults: readonly Fault[] = [
  {
    title: "a missing key",
    put: [["analytics.appId", undefined]],
    path: "analytics.appId",
    says: '"appId" is missing',
    advises: 'Add "appId".',
  },
  {
    title: "a key nearly right",
    put: [["counters.0.lable", "x"]],
    path: "counters[0].lable",
    says: "this key is not known here",
    advises: 'Did you mean "label"?',
  },
  {
    title: "a key from nowhere",
    put: [["office.colour", "red"]],
    path: "office.colour",
    says: "this key is not known here",
    advises: "Keys known here",
  },
  { title: "a second unknown key", put: [["office.shape", "round"]], path: "office.shape", says: "this key is not known here" },
  { title: "an unknown key of a device", put: [["devices.0.speaks", true]], path: "devices[0].speaks", says: "this key is not known here" },
  {
    title: "an unknown role",
    put: [["agents.0.role", "CRS"]],
    path: "agents[0].role",
    says: "must be one of",
    advises: 'Did you mean "CSR"?',
  },
  { title: "a number as text", put: [["office.number", "94"]], path: "office.number", says: "must be a number" },
  { title: "a number with a fraction", put: [["agents.0.number", 1.5]], path: "agents[0].number", says: "must be a whole number" },
  { title: "too many minutes", put: [["services.3.minutes", 481]], path: "services[3].minutes", says: "must be at most 480" },
  {
    title: "too many everyday words",
    put: [["services.2.words.fr", Array.from({ length: 21 }, (_, n) => `mot ${n}`)]],
    path: "services[2].words.fr",
    says: "at most 20 words",
  },
  {
    title: "a thing to bring in one language",
    put: [["services.0.bring", [{ en: "Photo ID" }]]],
    path: "services[0].bring[0].fr",
    says: '"fr" is missing',
  },
  {
    title: "more to bring than a screen shows",
    put: [["services.1.bring", Array.from({ length: 7 }, (_, n) => both(`Paper ${n}`))]],
    path: "services[1].bring",
    says: "at most six things",
  },
  {
    title: "a way elsewhere that is a whole page",
    put: [["services.2.notHere", both("x".repeat(201))]],
    path: "services[2].notHere.en",
    says: "at most 200 characters",
  },
  { title: "a text in one language only", put: [["queues.0.name.fr", undefined]], path: "queues[0].name.fr", says: '"fr" is missing' },
  { title: "an empty text", put: [["zones.1.name.en", "  "]], path: "zones[1].name.en", says: "must not be empty" },
  { title: "an id with capitals", put: [["office.id", "Été"]], path: "office.id", says: "lower-case", advises: '"ete"' },
  {
    title: "a time zone misspelt",
    put: [["office.timeZone", "America/Vancuver"]],
    path: "office.timeZone",
    says: "time zone",
    advises: "America/Vancouver",
  },
  { title: "two kiosks of one id", put: [["devices.1.id", "kiosk-1"]], path: "devices[1].id", says: "already used by devices[0]" },
  { title: "two agents of one id", put: [["agents.1.id", "agent-1"]], path: "agents[1].id", says: "already used by agents[0]" },
  { title: "a device named like the hub", put: [["devices.2.id", "hub"]], path: "devices[2].id", says: "kept for the hub's own messages" },
  {
    title: "an unknown queue of a service",
    put: [["services.1.queue", "quik"]],
    path: "services[1].queue",
    says: 'service "card-lost": there is no such queue',
    advises: 'Did you mean "quick"?',
  },
  {
    title: "an unknown programme in a topic",
    put: [["topics.0.programmes.1", "card"]],
    path: "topics[0].programmes[1]",
    says: "there is no such programme",
  },
  {
    title: "an unknown programme of a service",
    put: [["services.4.programme", "nowhere"]],
    path: "services[4].programme",
    says: "there is no such programme",
  },
  {
    title: "an unknown zone of a counter",
    put: [["counters.1.zone", "mian"]],
    path: "counters[1].zone",
    says: "there is no such zone",
    advises: '"main"',
  },
  {
    title: "a keypad of no counter",
    put: [["devices.2.counter", "counter-9"]],
    path: "devices[2].counter",
    says: "there is no such counter",
  },
  { title: "an unknown zone of a device", put: [["devices.0.zone", "attic"]], path: "devices[0].zone", says: "there is no such zone" },
  {
    title: "an unknown queue of a counter",
    put: [["counters.0.takes.2", "qick"]],
    path: "counters[0].takes[2]",
    says: "there is no such queue",
  },
  {
    title: "an unknown first service",
    put: [["firstContact.service", "unsre"]],
    path: "firstContact.service",
    says: "there is no such service",
    advises: '"unsure"',
  },
  { title: "a queue taken twice", put: [["counters.1.takes.2", "slow"]], path: "counters[1].takes[2]", says: "twice" },
  { title: "a need twice", put: [["needs.2", "hearing"]], path: "needs[2]", says: "twice" },
  { title: "a language twice", put: [["office.languages.2", "fr"]], path: "office.languages[2]", says: "twice" },
  {
    title: "a day that closes first",
    put: [["hours.weekly.0.closes", "08:00"]],
    path: "hours.weekly[0].closes",
    says: "closes before it opens",
  },
  {
    title: "a time as nobody writes it",
    put: [["hours.weekly.1.opens", "1 pm"]],
    path: "hours.weekly[1].opens",
    says: "08:30",
    advises: "Two digits",
  },
  {
    title: "a day that is no weekday",
    put: [["hours.weekly.1.day", "tuseday"]],
    path: "hours.weekly[1].day",
    says: "one of",
    advises: '"tuesday"',
  },
  {
    title: "a day that no calendar has",
    put: [["hours.holidays.0.date", "2026-02-30"]],
    path: "hours.holidays[0].date",
    says: "no such day",
    advises: "last day",
  },
  {
    title: "a holiday half closed",
    put: [["hours.holidays.1.closes", null]],
    path: "hours.holidays[1].closes",
    says: "closed by one half",
  },
  { title: "a notice that ends first", put: [["notices.0.until", "2026-11-01"]], path: "notices[0].until", says: "ends before it begins" },
  {
    title: "a notice in an unknown zone",
    put: [["notices.0.zones.1", "cellar"]],
    path: "notices[0].zones[1]",
    says: "there is no such zone",
  },
  {
    title: "an unknown kiosk of a counter",
    put: [["counters.0.kiosk", "kiosk-9"]],
    path: "counters[0].kiosk",
    says: "there is no such device",
  },
  { title: "no ticket at all a day", put: [["services.2.perDay", 0]], path: "services[2].perDay", says: "must be at least 1" },
  {
    title: "a programme in two topics",
    put: [["topics.1.programmes.1", "cards"]],
    path: "programmes[0].id",
    says: "stands in 2 topics: cards, homes",
  },
];

/** These need an office of their own: each changes what others rest on. */
export const faultsAlone: readonly Fault[] = [
  { title: "a board that should print", put: [["counters.1.kiosk", "board-1"]], path: "counters[1].kiosk", says: "is no kiosk" },
  { title: "a programme in no topic", put: [["topics.1.programmes", ["cards"]]], path: "programmes[1].id", says: "stands in no topic" },
  {
    title: "a topic that is empty",
    put: [["topics.1.programmes", ["desk"]]],
    path: "topics[1].programmes",
    says: "the screen would be empty",
  },
  {
    title: "a queue nobody takes",
    put: [["counters.1.takes", ["quick"]]],
    path: "queues[1].id",
    says: "no counter takes this queue",
    advises: '"slow"',
  },
  { title: "nobody for first contact", put: [["counters.0.takes", ["quick"]]], path: "queues[2].id", says: "no counter takes this queue" },
  {
    title: "an unknown first queue",
    put: [["firstContact.queue", "helo"]],
    path: "firstContact.queue",
    says: "there is no such queue",
    advises: '"hello"',
  },
  {
    title: "nobody to turn to when not sure",
    put: [["services.4.active", false]],
    path: "firstContact.service",
    says: "is switched off",
  },
  { title: "two counters of one label", put: [["counters.1.label", "1"]], path: "counters[1].label", says: "counters[0] in the same zone" },
  {
    title: "a volume that is none",
    put: [["voice", { volume: ["08:30 60", "17:00 off"] }]],
    path: "voice.volume[1]",
    says: "write each line as 08:30 60",
    advises: "A time, a space, and a number",
  },
  {
    title: "a room's volume that is none",
    put: [["zones.0.volume", ["8:30 60"]]],
    path: "zones[0].volume[0]",
    says: "write each line as 08:30 60",
  },
  { title: "an offset for a time zone", put: [["office.timeZone", "-08:00"]], path: "office.timeZone", says: "time zone" },
  {
    title: "a reviewed language nobody speaks",
    put: [["office.languages", ["en"]]],
    path: "office.unreviewed[0]",
    says: "not a language of this office",
  },
  {
    title: "two services that look the same",
    put: [["services.1.name.fr", "NAME of card-new (fr) "]],
    path: "services[1].name.fr",
    says: "services[0] of the same programme",
  },
  {
    title: "a counter that takes nothing",
    put: [["counters.0.takes", []]],
    path: "counters[0].takes",
    says: "must take at least one queue",
  },
  {
    title: "two spans at once",
    put: [["hours.weekly.1.opens", "11:00"]],
    path: "hours.weekly[1].opens",
    says: "lies within 09:00 to 12:00",
  },
  {
    title: "a holiday that is closed and open",
    put: [["hours.holidays.1.date", "2026-12-25"]],
    path: "hours.holidays[1].date",
    says: "already named",
  },
  { title: "a list that is none", put: [["devices", {}]], path: "devices", says: "must be a list" },
];

export function plant(office: unknown, fault: Fault): void {
  put(office, ...fault.put);
}

export function put(office: unknown, ...changes: Fault["put"]): void {
  for (const [at, to] of changes) {
    const keys = at.split(".");
    const last = keys.pop() as string;
    const holder = keys.reduce((value, key) => (value as Record<string, unknown>)[key], office) as Record<string, unknown>;
    if (to === undefined) delete holder[last];
    else holder[last] = to;
  }
}
