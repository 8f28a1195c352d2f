import { expect, test } from "vitest";
import { everyText } from "../base/texts.ts";
import { counterTexts } from "./texts.ts";

test("Q-CALL-3: the reason of a call reads as a sentence in both languages", () => {
  const { en, fr } = counterTexts;
  expect(en.reason.next("A12", "14 min", 2)).toBe(
    "A12 is next: waited 14 min, first of the line for your queues; 2 passed over: other queues.",
  );
  expect(en.reason.plainOrder("A12", "14 min", 0)).toBe("A12 had waited 14 min, first of the line for your queues.");
  expect(en.reason.chosen("A12", "14 min", 1)).toBe("You chose A12 from the list after a wait of 14 min; 1 who came earlier still waits.");
  expect(fr.reason.chosen("A12", "14 min", 3)).toBe(
    "Vous avez choisi A12 dans la liste après 14 min d’attente; 3 personnes arrivées plus tôt attendent encore.",
  );
});

test("No English is left in the French texts", () => {
  const english = /\b(the|and|you|waiting|call|counter|hub|line|sign|ticket|with|left|your)\b/i;
  expect(everyText(counterTexts.fr).filter((text) => english.test(text.replace("The Q", "")))).toEqual([]);
});
