import { expect, test } from "vitest";
import { everyText } from "../base/texts.ts";
import { managerTexts } from "./texts.ts";

test("The sentence says what a manager asks first", () => {
  expect(managerTexts.en.sentence.waiting(12, "34 min")).toBe("12 waiting, longest 34 min");
  expect(managerTexts.en.sentence.serving(1, 1)).toBe("1 of 1 counter serving");
  expect(managerTexts.fr.sentence.serving(3, 4)).toBe("3 comptoirs sur 4 en service");
});

test("No English is left in the French texts", () => {
  const english = /\b(the|and|you|waiting|call|counter|hub|line|open|close|day|waited|less|served|within)\b/i;
  expect(everyText(managerTexts.fr).filter((text) => english.test(text.replace("The Q", "")))).toEqual([]);
});
