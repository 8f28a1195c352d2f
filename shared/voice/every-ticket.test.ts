/**
 * Every series and every kind of count, as espeak-ng says it in each language: letters against their names one by one, counts
 * against the number in words, which this test writes by itself. Needs Debian's espeak-ng; one run of it reads a whole list.
 */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import type { Language } from "../texts/language.ts";
import { letterAt, paperCountMax, seriesLetters, seriesLettersTotal } from "../ticket/number.ts";
import { espeakVoice, spoken } from "./spoken.ts";

/** The sounds of each text, without stress and pauses, and as one where the voice has two ways to say the same. */
function sounds(texts: readonly string[], language: Language): string[] {
  const run = spawnSync("espeak-ng", ["-q", "--ipa", "-v", espeakVoice[language]], { input: texts.join("\n\n"), encoding: "utf8" });
  if (run.error) throw new Error("This test needs espeak-ng: apt-get install espeak-ng", { cause: run.error });
  const lines = run.stdout.split("\n").filter((line) => line.trim() !== "");
  if (lines.length !== texts.length) throw new Error(`${texts.length} texts were read as ${lines.length}`);
  return lines.map(plain);
}

function plain(line: string): string {
  return line
    .replace(/[ˈˌ]/g, "")
    .replace(/(katʁəvɛ̃)[tz] /g, "$1")
    .replace(/ /g, "")
    .replace(/sɛ̃k(?=sɑ̃|mil)/g, "sɛ̃")
    .replaceAll("ᵻ", "ɪ")
    .replaceAll("ɔːɹ", "oːɹ");
}

/** The ticket alone: its word, letters and count, without the counter. */
const ticketText = (letter: string, count: number, language: Language) =>
  spoken({ number: { letter, count }, label: "3" }, language).replace(/, (counter|comptoir) 3$/, "");

const allLetters = Array.from({ length: seriesLettersTotal }, (_, ordinal) => letterAt(ordinal) as string);

test.each(["en", "fr"] as const)("all 462 series are read letter by letter, in %s", (language) => {
  const one = sounds(
    [...seriesLetters].map((letter) => ticketText(letter, 5, language)),
    language,
  );
  const [word, five] = language === "en" ? ["tɪkɪt", "faɪv"] : ["bijɛ", "sɛ̃k"];
  const names = new Map([...seriesLetters].map((letter, place) => [letter, one[place]?.slice(word.length, -five.length)]));
  expect(new Set(names.values()).size).toBe(seriesLetters.length);
  // English links its R to a vowel after it, and says N before K as in "ink".
  const heard = sounds(
    allLetters.map((letter) => ticketText(letter, 5, language)),
    language,
  ).map((line) => (language === "en" ? line.replace("ɹɹ", "ɹ").replace("ɛŋkeɪ", "ɛnkeɪ") : line));
  expect(heard).toEqual(allLetters.map((letters) => `${word}${[...letters].map((each) => names.get(each)).join("")}${five}`));
});

/** All up to 130, and every hundred: on its own up to 1,000, and with some rest, another each time. */
const counts = [
  ...Array.from({ length: 130 }, (_, place) => place + 1),
  ...Array.from({ length: 98 }, (_, place) => 100 * (place + 2) + 1 + ((place * 37) % 99)),
  ...[200, 300, 400, 500, 600, 700, 800, 900, 1_000, 1_900, 2_000, 5_000, 6_000, 8_000, 9_000, paperCountMax],
];

test.each(["en", "fr"] as const)("counts up to 9,999 are read as whole numbers, in %s", (language) => {
  const heard = sounds(
    counts.map((count) => ticketText("A", count, language)),
    language,
  );
  const written = sounds(
    counts.map((count) => ticketText("A", count, language).replace(/\d+/, inWords[language](count))),
    language,
  );
  expect(heard).toEqual(written);
  expect(new Set(heard).size).toBe(counts.length);
});

const inWords = { en: englishNumber, fr: frenchNumber };

const englishSmall =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const englishTens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/** 1,900 to 1,999 are "nineteen hundred ...", as people say it too. */
function englishNumber(count: number): string {
  if (count >= 1_900 && count < 2_000) return joined("nineteen hundred", count % 100, englishNumber);
  if (count >= 1_000) return joined(`${englishNumber(Math.floor(count / 1_000))} thousand`, count % 1_000, englishNumber);
  if (count >= 100) return joined(`${englishSmall[Math.floor(count / 100)]} hundred`, count % 100, englishNumber);
  return englishSmall[count] ?? joined(englishTens[Math.floor(count / 10)] as string, count % 10, englishNumber);
}

const frenchSmall =
  "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf".split(" ");
/** "Quatrevingts" as one word, since the voice makes two of it with its hyphen. */
const frenchTens = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatrevingts", "quatrevingts"];

function frenchNumber(count: number): string {
  if (count >= 100) {
    const [size, word] = count >= 1_000 ? [1_000, "mille"] : [100, "cent"];
    const many = Math.floor(count / size);
    return joined(many > 1 ? `${frenchNumber(many)} ${word}` : word, count % size, frenchNumber);
  }
  if (count < 20) return frenchSmall[count] as string;
  const ten = Math.floor(count / 10);
  const rest = ten === 7 || ten === 9 ? 10 + (count % 10) : count % 10;
  return ten < 8 && (rest === 1 || rest === 11)
    ? `${frenchTens[ten]} et ${frenchSmall[rest]}`
    : joined(frenchTens[ten] as string, rest, frenchNumber);
}

function joined(most: string, rest: number, words: (count: number) => string): string {
  return rest === 0 ? most : `${most} ${words(rest)}`;
}
