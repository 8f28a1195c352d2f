/** What espeak-ng makes of our texts, as IPA: the letters, counts and counters that could go wrong. Needs Debian's espeak-ng. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import type { Language } from "../texts/language.ts";
import { seriesLetters } from "../ticket/number.ts";
import { espeakVoice, spoken, spokenLanguages } from "./spoken.ts";

/** Each text as it is heard; one run of espeak-ng reads them all. */
function ipa(texts: readonly string[], language: Language): string[] {
  const run = spawnSync("espeak-ng", ["-q", "--ipa", "-v", espeakVoice[language]], { input: texts.join("\n\n"), encoding: "utf8" });
  if (run.error) throw new Error("This test needs espeak-ng: apt-get install espeak-ng", { cause: run.error });
  return run.stdout
    .trim()
    .split(/\n\s*\n/)
    .map((each) =>
      each
        .trim()
        .replace(/\s*\n\s*/g, ", ")
        .replace(/ +/g, " "),
    );
}

const textOf = (letter: string, count: number, label: string, language: Language) => spoken({ number: { letter, count }, label }, language);
const said = (letter: string, count: number, label: string, language: Language) =>
  ipa([textOf(letter, count, label, language)], language)[0];

/** How each letter of a series is heard, after the word for ticket. */
function letterNames(language: Language, word: string): Record<string, string | undefined> {
  const letters = [...seriesLetters];
  const heard = ipa(
    letters.map((letter) => textOf(letter, 42, "3", language)),
    language,
  );
  return Object.fromEntries(letters.map((letter, place) => [letter, heard[place]?.replace(`${word} `, "").split(" ")[0]]));
}

test("texts have the words, the letter apart and the paper's count", () => {
  expect(spoken({ number: { letter: "A", count: 42 }, label: "3" }, "en")).toBe("Ticket A-42, counter 3");
  expect(spoken({ number: { letter: "A", count: 42 }, label: "3" }, "fr")).toBe("Billet A-42, comptoir 3");
  expect(spoken({ number: { letter: "AY", count: 10_000 }, label: "b02" }, "fr", "short")).toBe("A,i-grec-1, comptoir B-2");
});

test("the way to the counter follows it, whatever a person wrote there, but not in the short form", () => {
  const direction = { en: " to the left,\npast the [[window]]. ", fr: "." };
  const said = { number: { letter: "A", count: 42 }, label: "3", direction };
  expect(spoken(said, "en")).toBe("Ticket A-42, counter 3, to the left, past the window");
  expect(spoken(said, "fr")).toBe("Billet A-42, comptoir 3");
  expect(spoken(said, "en", "short")).toBe("A-42, counter 3");
  expect(ipa([spoken(said, "en")], "en")).toEqual(["tˈɪkɪt ˈeɪ fˈoːɹɾi tˈuː, kˈaʊntɚ θɹˈiː, tə ðə lˈɛft, pˈæst ðə wˈɪndoʊ"]);
});

test("the citizen's language comes first, and one the office does not speak is left out", () => {
  expect(spokenLanguages("fr", ["en", "fr"])).toEqual(["fr", "en"]);
  expect(spokenLanguages("en", ["en", "fr"])).toEqual(["en", "fr"]);
  expect(spokenLanguages("fr", ["en"])).toEqual(["en"]);
});

test("English letters are read by name", () => {
  expect(letterNames("en", "tˈɪkɪt")).toEqual({
    A: "ˈeɪ",
    B: "bˈiː",
    C: "sˈiː",
    D: "dˈiː",
    E: "ˈiː",
    F: "ˈɛf",
    G: "dʒˈiː",
    H: "ˈeɪtʃ",
    J: "dʒˈeɪ",
    K: "kˈeɪ",
    L: "ˈɛl",
    M: "ˈɛm",
    N: "ˈɛn",
    P: "pˈiː",
    R: "ˈɑːɹ",
    T: "tˈiː",
    U: "jˈuː",
    V: "vˈiː",
    W: "dˈʌbəljˌuː",
    X: "ˈɛks",
    Y: "wˈaɪ",
  });
});

test("French letters are read by name", () => {
  expect(letterNames("fr", "bijˈɛ")).toEqual({
    A: "a",
    B: "bˈe",
    C: "sˈe",
    D: "dˈe",
    E: "ˈə",
    F: "ˈɛf",
    G: "ʒˈe",
    H: "ˈaʃ",
    J: "ʒˈi",
    K: "kˈa",
    L: "ˈɛl",
    M: "ˈɛm",
    N: "ˈɛn",
    P: "pˈe",
    R: "ˈɛʁ",
    T: "tˈe",
    U: "ˈy",
    V: "vˈe",
    W: "dubləvˈe",
    X: "ˈiks",
    Y: "ˈiɡʁˈɛk",
  });
});

test.each([
  [1, "tˈɪkɪt ˈeɪ wˈʌn, kˈaʊntɚ θɹˈiː", "bijˈɛ a ˈœ̃, kɔ̃twˈaʁ tʁwˈa"],
  [10, "tˈɪkɪt ˈeɪ tˈɛn, kˈaʊntɚ θɹˈiː", "bijˈɛ a dˈis, kɔ̃twˈaʁ tʁwˈa"],
  [17, "tˈɪkɪt ˈeɪ sˈɛvəntˌiːn, kˈaʊntɚ θɹˈiː", "bijˈɛ a disˈɛt, kɔ̃twˈaʁ tʁwˈa"],
  [21, "tˈɪkɪt ˈeɪ twˈɛnti wˈʌn, kˈaʊntɚ θɹˈiː", "bijˈɛ a vɛ̃teˈœ̃, kɔ̃twˈaʁ tʁwˈa"],
  [71, "tˈɪkɪt ˈeɪ sˈɛvənti wˈʌn, kˈaʊntɚ θɹˈiː", "bijˈɛ a swasɑ̃teˈɔ̃z, kɔ̃twˈaʁ tʁwˈa"],
  [80, "tˈɪkɪt ˈeɪ ˈeɪɾi, kˈaʊntɚ θɹˈiː", "bijˈɛ a katʁəvˈɛ̃, kɔ̃twˈaʁ tʁwˈa"],
  [91, "tˈɪkɪt ˈeɪ nˈaɪnti wˈʌn, kˈaʊntɚ θɹˈiː", "bijˈɛ a katʁəvɛ̃ˈɔ̃z, kɔ̃twˈaʁ tʁwˈa"],
  [99, "tˈɪkɪt ˈeɪ nˈaɪnti nˈaɪn, kˈaʊntɚ θɹˈiː", "bijˈɛ a katʁəvɛ̃diznˈœf, kɔ̃twˈaʁ tʁwˈa"],
  [100, "tˈɪkɪt ˈeɪ wˈʌnhˈʌndɹɪd, kˈaʊntɚ θɹˈiː", "bijˈɛ a sˈɑ̃, kɔ̃twˈaʁ tʁwˈa"],
  [999, "tˈɪkɪt ˈeɪ nˈaɪnhˈʌndɹɪd nˈaɪnti nˈaɪn, kˈaʊntɚ θɹˈiː", "bijˈɛ a nœfsɑ̃ katʁəvɛ̃diznˈœf, kɔ̃twˈaʁ tʁwˈa"],
  [1_204, "tˈɪkɪt ˈeɪ wˈʌn θˈaʊzənd tˈuːhˈʌndɹɪd fˈoːɹ, kˈaʊntɚ θɹˈiː", "bijˈɛ a mil døsɑ̃ kˈatʁ, kɔ̃twˈaʁ tʁwˈa"],
])("A%i is read as a whole number", (count, english, french) => {
  expect([said("A", count, "3", "en"), said("A", count, "3", "fr")]).toEqual([english, french]);
});

test.each([
  ["1", "tˈɪkɪt bˈiː fˈaɪv, kˈaʊntɚ wˈʌn", "bijˈɛ bˈe sˈɛ̃k, kɔ̃twˈaʁ ˈœ̃"],
  ["12", "tˈɪkɪt bˈiː fˈaɪv, kˈaʊntɚ twˈɛlv", "bijˈɛ bˈe sˈɛ̃k, kɔ̃twˈaʁ dˈuz"],
  ["21", "tˈɪkɪt bˈiː fˈaɪv, kˈaʊntɚ twˈɛnti wˈʌn", "bijˈɛ bˈe sˈɛ̃k, kɔ̃twˈaʁ vɛ̃teˈœ̃"],
  ["A", "tˈɪkɪt bˈiː fˈaɪv, kˈaʊntɚɹ ˈeɪ", "bijˈɛ bˈe sˈɛ̃k, kɔ̃twˈaʁ ˈa"],
  ["B2", "tˈɪkɪt bˈiː fˈaɪv, kˈaʊntɚ bˈiː tˈuː", "bijˈɛ bˈe sˈɛ̃k, kɔ̃twˈaʁ bˈe dˈø"],
])("counter %s is read as people say it", (label, english, french) => {
  expect([said("B", 5, label, "en"), said("B", 5, label, "fr")]).toEqual([english, french]);
});
