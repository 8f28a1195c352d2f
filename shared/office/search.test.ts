import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nearest, typingDistance } from "./distance.ts";
import { searchServices } from "./search.ts";

const service = (en: string, fr: string, wordsEn: string[] = [], wordsFr: string[] = []) => ({
  name: { en, fr },
  words: { en: wordsEn, fr: wordsFr },
});

const services = [
  service("Help with a bill", "Aide pour une facture", ["hydro bill", "rent"], ["hydro"]),
  service("Driver's licence", "Permis de conduire", ["dl", "renew"], ["char"]),
  service("Hydro payment", "Paiement d'hydro", ["pay"], ["électricité"]),
  service("Birth certificate", "Certificat de naissance", ["newborn"], ["bébé", "cœur"]),
  service("Rental dispute", "Conflit de location", ["landlord"], ["loyer"]),
];

const found = (query: string, language: "en" | "fr" = "en", max = 9) =>
  searchServices(services, language, query, max).map(({ name }) => name.en);

describe("searchServices", () => {
  test.each([
    ["one letter finds nothing", "d", "en", []],
    ["nor do spaces and marks", " - ' ", "en", []],
    ["the beginning of a word", "certif", "en", ["Birth certificate"]],
    ["the apostrophe may be left out", "drivers", "en", ["Driver's licence"]],
    ["or be a curly one", "driver’s", "en", ["Driver's licence"]],
    ["case does not count", "BIRTH", "en", ["Birth certificate"]],
    ["nor do accents", "bebe", "fr", ["Birth certificate"]],
    ["nor ligatures", "coeur", "fr", ["Birth certificate"]],
    ["two letters must be a whole word or a beginning", "dl", "en", ["Driver's licence"]],
    ["a letter replaced", "lisence", "en", ["Driver's licence"]],
    ["two letters swapped", "brith", "en", ["Birth certificate"]],
    ["a letter left out", "landord", "en", ["Rental dispute"]],
    ["a letter too many, in an unfinished word", "certtif", "en", ["Birth certificate"]],
    ["no error is forgiven in a short word", "pai", "en", []],
    ["two errors are too many", "lizensse", "en", []],
    ["a name stands above a search word", "hydro", "en", ["Hydro payment", "Help with a bill"]],
    ["a phrase stands above its words apart", "hydro bill", "en", ["Help with a bill", "Hydro payment"]],
    ["empty words do not count", "i need to renew my licence", "en", ["Driver's licence"]],
    ["the other language counts", "loyer", "en", ["Rental dispute"]],
    ["but stands lower", "rent", "en", ["Rental dispute", "Help with a bill"]],
    ["most words answered comes first", "birth licence", "en", ["Driver's licence", "Birth certificate"]],
  ] as const)("%s: %s", (_title, query, language, expected) => {
    expect(found(query, language)).toEqual(expected);
  });

  test("a word of the chosen language stands above the same word of the other", () => {
    const pair = [service("A", "Z", [], ["taxi"]), service("B", "Y", ["taxi"])];
    expect(searchServices(pair, "en", "taxi", 9).map(({ name }) => name.en)).toEqual(["B", "A"]);
    expect(searchServices(pair, "fr", "taxi", 9).map(({ name }) => name.en)).toEqual(["A", "B"]);
  });

  test("gives at most as many as asked for, and always the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.constantFrom("en", "fr"), fc.nat(9), (query, language, max) => {
        const first = found(query, language, max);
        expect(first.length).toBeLessThanOrEqual(max);
        expect(new Set(first).size).toBe(first.length);
        expect(found(query, language, max)).toEqual(first);
      }),
    );
  });

  test("finds a service by any beginning of its name, and by its name with any one letter wrong", () => {
    fc.assert(
      fc.property(fc.constantFrom(...services), fc.nat(), fc.constantFrom(..."abcxyz"), ({ name }, place, letter) => {
        const word = name.fr.split(/[ ']/).at(-1) as string;
        expect(found(word.slice(0, 2 + (place % (word.length - 1))), "fr", 9)).toContain(name.en);
        const at = place % word.length;
        expect(found(word.slice(0, at) + letter + word.slice(at + 1), "fr", 9)).toContain(name.en);
      }),
    );
  });
});

describe("typingDistance", () => {
  test.each([
    ["", "", 0],
    ["rent", "rent", 0],
    ["rent", "ren", 1],
    ["rent", "rents", 1],
    ["rent", "bent", 1],
    ["rent", "rnet", 1],
    ["rent", "rtne", 2],
    ["kitten", "sitting", 3],
    ["", "abc", 3],
  ])("%s to %s is %i", (one, other, distance) => {
    expect(typingDistance(one, other, 5)).toBe(distance);
    expect(typingDistance(other, one, 5)).toBe(distance);
  });

  test("one edit is never counted as more than one, and the limit is kept", () => {
    const word = fc.string({ minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(word, fc.nat(), fc.string({ maxLength: 1 }), fc.nat(1), (text, place, put, taken) => {
        const at = place % text.length;
        const edited = text.slice(0, at) + put + text.slice(at + taken);
        expect(typingDistance(text, edited, 3)).toBeLessThanOrEqual(1);
        expect(typingDistance(text, "quite another one", 1)).toBeLessThanOrEqual(2);
      }),
    );
  });

  test("the nearest known word is found, or none", () => {
    expect(nearest("licenses-and-id", ["general", "licences-and-id"])).toBe("licences-and-id");
    expect(nearest("timezone", ["timeZone", "type"])).toBe("timeZone");
    expect(nearest("colour", ["id", "name"])).toBeUndefined();
  });
});
