import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyChanges, type Change, differenceLines, differences, linesMax, sameValue } from "./difference.ts";

const before = {
  counters: [
    { id: "a", label: "1" },
    { id: "b", label: "2" },
  ],
  needs: ["x"],
  name: { en: "A" },
};

describe("The difference of two configurations", () => {
  test("names what came, went and changed, by the ids of items", () => {
    const after = {
      counters: [
        { id: "b", label: "3" },
        { id: "c", label: "1" },
      ],
      needs: ["x", "y"],
      name: { en: "A", fr: "B" },
    };
    expect(differenceLines(differences(before, after))).toEqual([
      '~ counters[b].label: "2" -> "3"',
      "+ counters[c]: an object with id, label",
      "- counters[a]: an object with id, label",
      "~ needs: a list of 1 -> a list of 2",
      '+ name.fr: "B"',
    ]);
  });

  test("says when only the order differs, and stops at a bound", () => {
    expect(differenceLines(differences([{ id: "a" }, { id: "b" }], [{ id: "b" }, { id: "a" }]))).toEqual(["~ : another order"]);
    const many = Object.fromEntries(Array.from({ length: 100 }, (_each, place) => [`k${place}`, place]));
    expect(differenceLines(differences({}, many))).toHaveLength(linesMax + 1);
  });

  test("knows no order of keys, and holidays by their date", () => {
    expect(differences({ a: 1, b: [1] }, { b: [1], a: 1 })).toEqual([]);
    const holiday = (date: string, name: string) => ({ date, name });
    const changed = differences([holiday("2026-12-25", "x")], [holiday("2026-12-25", "y")]);
    expect(changed).toEqual([{ path: "[2026-12-25].name", before: "x", after: "y" }]);
  });
});

const word = fc.stringMatching(/^[a-c]{1,2}$/);
const leaf = fc.oneof(fc.integer({ min: 0, max: 3 }), word, fc.constant(null), fc.array(word, { maxLength: 3 }));
const item = fc.record({ id: word, x: leaf, y: fc.dictionary(word, leaf, { maxKeys: 2 }) }, { requiredKeys: ["id"] });
const list = fc.uniqueArray(item, { selector: ({ id }) => id, maxLength: 5 });
const office = fc.record({ services: list, counters: list, rules: fc.dictionary(word, leaf, { maxKeys: 3 }), words: leaf });

function applied(to: unknown, changes: readonly Change[]): unknown {
  const done = applyChanges(to, changes);
  if (!done.ok) throw new Error(JSON.stringify(done.clashes));
  return done.value;
}

describe("Changes", () => {
  test("applied to the older make the younger, the order of lists included", () => {
    fc.assert(
      fc.property(office, office, (one, other) => {
        const changes = differences(one, other);
        expect(applied(one, changes)).toEqual(other);
        expect(changes.length === 0).toBe(sameValue(one, other));
      }),
    );
  });

  test("survive being written as JSON", () => {
    fc.assert(
      fc.property(office, office, (one, other) => {
        const changes = JSON.parse(JSON.stringify(differences(one, other))) as Change[];
        expect(applied(one, changes)).toEqual(other);
      }),
    );
  });

  test("of different places do not disturb each other", () => {
    const mine = differences(before, { ...before, name: { en: "Mine" } });
    const theirs = { ...before, counters: [{ id: "a", label: "9" }, ...before.counters.slice(1)] };
    expect(applied(theirs, mine)).toEqual({ ...theirs, name: { en: "Mine" } });
  });

  test("that meet something else are refused whole, with what stands there", () => {
    const mine = differences(before, { ...before, needs: [], name: { en: "Mine" } });
    const theirs = { ...before, name: { en: "Theirs" } };
    expect(applyChanges(theirs, mine)).toEqual({ ok: false, clashes: [{ path: "name.en", before: "A", after: "Theirs" }] });
  });

  test("that somebody else made already are no clash", () => {
    const after = { ...before, name: { en: "Same" } };
    expect(applied(after, differences(before, after))).toEqual(after);
  });
});
