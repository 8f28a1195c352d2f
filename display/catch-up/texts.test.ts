import { expect, test } from "vitest";
import { everyText } from "../base/texts.ts";
import { answersOf, parts } from "./review.ts";
import { catchUpTexts } from "./texts.ts";

test("Each answer of a row has a key of its own", () => {
  for (const { keys } of Object.values(catchUpTexts)) {
    for (const part of parts) {
      const ofPart = answersOf[part].map((how) => keys[how]);
      expect(new Set(ofPart).size).toBe(ofPart.length);
    }
  }
});

test("No English is left in the French texts", () => {
  const english = /\b(the|and|you|waiting|call|counter|hub|line|ticket|with|left|your|served|name)\b/i;
  expect(everyText(catchUpTexts.fr).filter((text) => english.test(text.replace("The Q", "")))).toEqual([]);
});
