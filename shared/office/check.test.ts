import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Language } from "../texts/language.ts";
import { checkOffice, problemsMax } from "./check.ts";
import { officeConfiguration } from "./configuration.ts";
import { type Fault, faults, faultsAlone, plant, put, smallOffice } from "./harness.ts";
import type { Problem } from "./problem.ts";
import { sentences } from "./shape-sentences.ts";

function problemsOf(input: unknown, language: Language = "en"): readonly Problem[] {
  const checked = checkOffice(input, language);
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

  test("lets an office open without names and words of citizens, and says which are missing", () => {
    const office = smallOffice();
    put(office, ["services.0.unnamed", ["en", "fr"]], ["services.1.unnamed", ["fr"]], ["services.2.words.en", []]);
    // Work that only agents choose needs neither, nor does what is switched off.
    put(office, ["services.3.words.fr", []], ["services.3.unnamed", ["en"]]);
    const checked = checkOffice(office);
    const missing = checked.ok ? checked.missing : [];
    expect(missing.map(({ path, what }) => `${path} ${what}`)).toEqual([
      'services[0].name.en service "card-new": has no public name in English, so kiosks do not show it',
      'services[0].name.fr service "card-new": has no public name in French, so kiosks do not show it',
      `services[1].name.fr service "card-lost": has no public name in French, so kiosks show the other language's`,
      'services[2].words.en service "home-rent": has no everyday words in English, so search finds it by its name only',
    ]);
    put(office, ["services.2.active", false]);
    expect(checkOffice(office)).toMatchObject({ ok: true, missing: missing.slice(0, 3) });
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

  test.each([...faults, ...faultsAlone])("Q-FAULT-1: tells $title in French too", (fault) => {
    const office = smallOffice();
    plant(office, fault);
    const [english, french] = [problemsOf(office), problemsOf(office, "fr")];
    expect(french.map(({ path }) => path)).toEqual(english.map(({ path }) => path));
    for (const [place, problem] of french.entries()) {
      expect(problem.what).not.toBe(english[place]?.what);
      expect(problem.advice).not.toBe(english[place]?.advice);
    }
  });

  test("Q-FAULT-1: has every sentence of the shape in French", () => {
    const own = ownSentences(officeConfiguration as never);
    expect(own.size).toBeGreaterThan(8);
    expect([...own].filter((sentence) => sentences[sentence] === undefined)).toEqual([]);
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

test("a list in an object's place is a problem, also where everything in the object may be left out", () => {
  for (const personal of [[], [{}], [["x"]]]) {
    expect(problemsOf({ ...smallOffice(), personal }).map(({ path, what }) => `${path} ${what}`)).toContain("personal must be an object");
  }
});

interface Schema {
  readonly message?: unknown;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly item?: Schema;
  readonly options?: readonly unknown[];
  readonly wrapped?: Schema;
  readonly pipe?: readonly Schema[];
}

/** Every sentence of its own that a schema says of what it refuses. */
function ownSentences(schema: Schema, found = new Set<string>()): Set<string> {
  if (typeof schema.message === "string") found.add(schema.message);
  const { entries = {}, item, options = [], wrapped, pipe = [] } = schema;
  const inner = [...Object.values(entries), item, wrapped, ...pipe.filter((each) => each !== schema), ...options];
  for (const each of inner) if (typeof each === "object" && each !== null) ownSentences(each as Schema, found);
  return found;
}

/** Every place in a value, as `a.0.b`. */
function placesOf(value: unknown, at = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = at === "" ? key : `${at}.${key}`;
    return [place, ...placesOf(inner, place)];
  });
}
