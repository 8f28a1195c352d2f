import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkOffice, problemsMax } from "./check.ts";
import type { OfficeConfiguration } from "./configuration.ts";
import type { Problem } from "./problem.ts";

const both = (text: string) => ({ en: text, fr: `${text} (fr)` });

/** The smallest office with two of everything that can clash. Its type leaves room for what a person may write wrongly. */
function smallOffice(): OfficeConfiguration & Record<string, unknown> {
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
    analytics: { appId: "TheQ", namespace: "TheQ_localhost", undoSeconds: 60 },
  } satisfies OfficeConfiguration;
}

interface Fault {
  readonly title: string;
  /** Where it is put, and what. Leaving `to` undefined removes the key. */
  readonly put: readonly (readonly [at: string, to: unknown])[];
  readonly path: string;
  readonly says: string;
  readonly advises?: string;
}

/** None hides another, so that any number of them can be planted together. */
const faults: readonly Fault[] = [
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
    title: "a programme in two topics",
    put: [["topics.1.programmes.1", "cards"]],
    path: "programmes[0].id",
    says: "stands in 2 topics: cards, homes",
  },
];

/** These need an office of their own: each changes what others rest on. */
const faultsAlone: readonly Fault[] = [
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
  { title: "two counters of one label", put: [["counters.1.label", "1"]], path: "counters[1].label", says: "counters[0] in the same zone" },
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
  { title: "a list that is none", put: [["devices", {}]], path: "devices", says: "must be a list" },
];

function plant(office: unknown, fault: Fault): void {
  put(office, ...fault.put);
}

function put(office: unknown, ...changes: Fault["put"]): void {
  for (const [at, to] of changes) {
    const keys = at.split(".");
    const last = keys.pop() as string;
    const holder = keys.reduce((value, key) => (value as Record<string, unknown>)[key], office) as Record<string, unknown>;
    if (to === undefined) delete holder[last];
    else holder[last] = to;
  }
}

function problemsOf(input: unknown): readonly Problem[] {
  const checked = checkOffice(input);
  return checked.ok ? [] : checked.problems;
}

function finds(problems: readonly Problem[], { path, says, advises }: Fault): boolean {
  return problems.some((each) => each.path === path && each.what.includes(says) && each.advice.includes(advises ?? ""));
}

describe("checkOffice", () => {
  test("accepts a sound office and trims its texts", () => {
    const office = smallOffice();
    put(office, ["zones.0.name.en", "  Main room "]);
    const checked = checkOffice(office);
    expect(checked.ok && checked.office.zones[0]?.name.en).toBe("Main room");
  });

  test("accepts a desk queue without a counter, a board that is silent, and labels repeated in another zone", () => {
    const office = smallOffice();
    put(office, ["counters.1.label", "1"], ["counters.1.zone", "upstairs"]);
    expect(problemsOf(office)).toEqual([]);
  });

  test.each([...faults, ...faultsAlone])("finds $title", (fault) => {
    const office = smallOffice();
    plant(office, fault);
    const problems = problemsOf(office);
    expect(finds(problems, fault), JSON.stringify(problems, null, 1)).toBe(true);
  });

  test.each([...faults, ...faultsAlone])("names $title and nothing that does not follow from it", (fault) => {
    const office = smallOffice();
    plant(office, fault);
    expect(problemsOf(office).length).toBeLessThanOrEqual(2);
  });

  test("finds every fault of any set planted together", () => {
    fc.assert(
      fc.property(fc.subarray([...faults], { minLength: 1 }), (chosen) => {
        const office = smallOffice();
        for (const fault of chosen) plant(office, fault);
        const problems = problemsOf(office);
        for (const fault of chosen) expect(finds(problems, fault), fault.title).toBe(true);
      }),
    );
  });

  test("never throws on any JSON, and says something about each that is no office", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (input) => {
        expect(problemsOf(input).length).toBeGreaterThan(0);
      }),
    );
  });

  test("never throws when any one part of an office is replaced by any JSON", () => {
    const places = placesOf(smallOffice());
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 3 }), (at, to) => {
        const office = smallOffice();
        put(office, [at, to]);
        const checked = checkOffice(office);
        expect(checked.ok || checked.problems.length > 0).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test("bears input that is deep, hostile or huge", () => {
    let deep: unknown = [];
    for (let depth = 0; depth < 20_000; depth++) deep = [deep];
    const hostile = JSON.parse(
      '{"__proto__": {"id": 1}, "constructor": null, "services": [{"__proto__": null, "toString": 1}, null, [], 3]}',
    );
    for (const input of [deep, { office: deep, services: [deep, { id: deep }] }, hostile, undefined, () => 1, Number.NaN]) {
      expect(problemsOf(input).length).toBeGreaterThan(0);
    }
  });

  test("stops at a bound and counts the rest", () => {
    const office = smallOffice();
    put(office, ["services", Array.from({ length: 60 }, () => ({}))]);
    const problems = problemsOf(office);
    expect(problems).toHaveLength(problemsMax + 1);
    expect(problems.at(-1)?.what).toMatch(/^and \d+ more$/);
  });

  test("says a wrong name once, however many services bear it", () => {
    const office = smallOffice();
    put(office, ["queues.0.id", "fast"]);
    const named = problemsOf(office).filter(({ what }) => what.includes("no such queue"));
    expect(named.map(({ path, what }) => `${path} ${what}`)).toEqual([
      'services[0].queue service "card-new": there is no such queue; 1 more in this list name it',
      'counters[0].takes[0] counter "counter-1": there is no such queue; 1 more in this list name it',
    ]);
  });
});

/** Every place in a value, as `a.0.b`. */
function placesOf(value: unknown, at = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = at === "" ? key : `${at}.${key}`;
    return [place, ...placesOf(inner, place)];
  });
}
