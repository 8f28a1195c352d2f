/** A visit's life in plain sentences, one for each fact, in English and French. */
import type { Language } from "../texts/language.ts";
import type { Fact, Step } from "./facts.ts";
import type { LifeNames, LifeWords } from "./names.ts";
import { lifeWordsEn } from "./words.en.ts";
import { lifeWordsFr } from "./words.fr.ts";

const words: Readonly<Record<Language, LifeWords>> = { en: lifeWordsEn, fr: lifeWordsFr };

export function lifeSentence({ what, ...facts }: Fact, names: LifeNames, language: Language): string {
  const say = words[language][what] as (fact: unknown, names: LifeNames) => string;
  // A time may end with a stop of its own: 10:26 a.m.
  return say({ what, ...facts }, names).replaceAll(/\.\.(?=\s|$)/g, ".");
}

export interface LifeSums {
  /** From joining, or from coming back into the line, to a call; in all. */
  readonly waitedMs: number;
  readonly servedMs: number;
  readonly calls: number;
}

/** How long it waited and was served in all, and how often it was called. An undone call or service never was. */
export function sumsOf(steps: readonly Step[]): LifeSums {
  let waitedMs = 0;
  let servedMs = 0;
  let calls = 0;
  let before: { readonly waitedMs: number; readonly servedMs: number; readonly calls: number; readonly since: Since } | undefined;
  let since: Since = null;
  for (const { at, fact } of steps) {
    const next = stageAfter(fact, since, at);
    if (next === undefined) continue;
    if (fact.what === "undone") {
      if (before) ({ waitedMs, servedMs, calls, since } = before);
      continue;
    }
    before = { waitedMs, servedMs, calls, since };
    if (since?.stage === "waiting") waitedMs += at - since.at;
    if (since?.stage === "serving") servedMs += at - since.at;
    if (fact.what === "called") calls += 1;
    since = next;
  }
  return { waitedMs: Math.max(0, waitedMs), servedMs: Math.max(0, servedMs), calls };
}

type Since = { readonly stage: "waiting" | "serving" | "other"; readonly at: number } | null;

/** Undefined where a fact changes nothing of it. */
function stageAfter(fact: Fact, since: Since, at: number): Since | undefined {
  switch (fact.what) {
    case "ticket-taken":
    case "admitted":
    case "returned-to-line":
    case "errand-done":
    case "no-show-returned":
      return { stage: "waiting", at };
    case "transferred":
      return since?.stage === "waiting" ? undefined : { stage: "waiting", at };
    case "taken-in":
      return { stage: fact.served ? "serving" : "waiting", at };
    case "begun":
    case "resumed":
      return { stage: "serving", at };
    case "called":
    case "parked":
      return { stage: "other", at };
    case "finished":
    case "no-show":
    case "left":
    case "day-closed":
    case "undone":
      return null;
    case "caught-up":
      return fact.how === "served" || fact.how === "left" ? null : undefined;
    default:
      return undefined;
  }
}
