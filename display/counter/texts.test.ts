import { expect, test } from "vitest";
import { everyText } from "../base/texts.ts";
import { appointmentTexts } from "./appointment-texts.ts";
import { bookedTexts } from "./booked-texts.ts";
import { gapTexts } from "./gap-texts.ts";
import { moveTexts } from "./move-texts.ts";
import { counterTexts } from "./texts.ts";

test("No English is left in the French texts", () => {
  const english = /\b(the|and|you|waiting|call|counter|hub|line|sign|ticket|with|left|your|paper|served)\b/i;
  expect(
    [
      ...everyText(counterTexts.fr),
      ...everyText(gapTexts.fr),
      ...everyText(moveTexts.fr),
      ...everyText(appointmentTexts.fr),
      ...everyText(bookedTexts.fr),
    ].filter((text) => english.test(text.replace("The Q", ""))),
  ).toEqual([]);
});

test("Q-CALL-3: no answer to the question has the key of Call next, and each has its own", () => {
  for (const language of ["en", "fr"] as const) {
    const keys = Object.values(gapTexts[language].question.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).not.toContain(counterTexts[language].keys["call-next"]);
  }
});

test("No two moves that are open together have one key", () => {
  for (const language of ["en", "fr"] as const) {
    const main = counterTexts[language].keys;
    const side = { ...moveTexts[language].keys, ...appointmentTexts[language].keys };
    const sets = [
      ["call-next", "break", "new-visit", "undo", "appointments"],
      ["begin", "recall", "no-show", "left", "back", "transfer", "assign-service", "undo", "note", "appointments"],
      ["finish", "left", "park", "back", "transfer", "add-service", "finish-as", "undo", "note", "appointments"],
      ["end-break", "undo"],
    ];
    for (const set of sets) {
      const keys = set.map((move) => ({ ...side, ...main })[move as keyof typeof main]);
      expect(new Set(keys).size, keys.join(" ")).toBe(set.length);
    }
  }
});
