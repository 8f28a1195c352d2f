/** Whether citizens find what they came for by saying it in their own words, in either language, well typed or not. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkOffice } from "#shared/office/check.ts";
import { publicOffice } from "#shared/office/public.ts";
import { prepareSearch, searchPrepared } from "#shared/office/search.ts";
import { demoOffice } from "./demo-office.ts";

interface Sentence {
  readonly service: string;
  readonly text: string;
}

const checked = checkOffice(demoOffice());
if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
// What a kiosk holds: no internal name is in it.
const catalogue = prepareSearch(publicOffice(checked.office, "kiosk-1").services);

function sentencesOf(file: string): Sentence[] {
  const text = readFileSync(new URL(`./sentences/${file}.txt`, import.meta.url), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [service = "", said = ""] = line.split("|").map((part) => part.trim());
      return { service, text: said };
    });
}

/** Those not among the first three, with what was found instead. */
function missed(sentences: readonly Sentence[], language: "en" | "fr"): string[] {
  return sentences.flatMap(({ service, text }) => {
    const found = searchPrepared(catalogue, language, text, 3).map(({ id }) => id);
    return found.includes(service) ? [] : [`${service}: ${text} (found ${found.join(", ")})`];
  });
}

/** One slip at a time in each longer word: a letter swapped with the next, left out, doubled. */
function slips({ service, text }: Sentence): Sentence[] {
  return [...text.matchAll(/\p{L}{5,}/gu)].flatMap(({ 0: word, index }) => {
    const at = index + 1 + ((index * 7) % (word.length - 2));
    const [before, letter, next, after] = [text.slice(0, at), text.charAt(at), text.charAt(at + 1), text.slice(at + 2)];
    return [before + next + letter + after, before + next + after, before + letter + letter + next + after].map((slipped) => ({
      service,
      text: slipped,
    }));
  });
}

const withoutAccents = ({ service, text }: Sentence): Sentence => ({ service, text: text.normalize("NFD").replaceAll(/\p{M}/gu, "") });

describe.each(["en", "fr"] as const)("sentences of citizens, %s", (language) => {
  test.each([
    ["everyday", 150],
    ["held-back", 50],
    ["later", 70],
  ] as const)("%s: at least %i, and the right service among the first three for 95 %%", (file, least) => {
    const sentences = sentencesOf(`${file}.${language}`);
    expect(sentences.length).toBeGreaterThanOrEqual(least);
    expect(missed(sentences, language).length, missed(sentences, language).join("\n")).toBeLessThanOrEqual(0.05 * sentences.length);
    const known = new Set(catalogue.services.map(({ id }) => id));
    expect(sentences.filter(({ service }) => !known.has(service))).toEqual([]);
  });

  test("without accents they find the same", () => {
    const sentences = ["everyday", "held-back", "later"].flatMap((file) => sentencesOf(`${file}.${language}`));
    expect(missed(sentences.map(withoutAccents), language)).toEqual(missed(sentences, language));
  });

  test("with one typing slip, 95 % of the variants still find it", () => {
    const sentences = ["everyday", "held-back", "later"].flatMap((file) => sentencesOf(`${file}.${language}`)).flatMap(slips);
    expect(sentences.length).toBeGreaterThan(1_000);
    expect(missed(sentences, language).length).toBeLessThanOrEqual(0.05 * sentences.length);
  });
});

test("Q-PRIV-1: what the search reads holds no internal name, so none can be found or shown", () => {
  const keys = new Set(catalogue.services.flatMap((service) => Object.keys(service)));
  expect([...keys].filter((key) => !["id", "programme", "name", "words", "bring", "notHere"].includes(key))).toEqual([]);
  const staffOnly = checked.office.services.filter(({ offered }) => offered === "counter");
  const asked = staffOnly.flatMap(({ code, reportedName }) => [code, reportedName]);
  const found = new Set(asked.flatMap((text) => searchPrepared(catalogue, "en", text, 6).map(({ id }) => id)));
  expect(staffOnly.filter(({ id }) => found.has(id))).toEqual([]);
});

test("the catalogue lacks no public name and no everyday word", () => {
  expect(checked.missing).toEqual([]);
});
