import { expect, test } from "vitest";
import { everyText } from "../base/texts.ts";
import { receptionTexts } from "./texts.ts";

test("No English is left in the French texts", () => {
  const english = /\b(the|and|you|hub|ticket|waiting|line|give|number|needs|undo|open|close|next|step|away|yet)\b/i;
  expect(everyText(receptionTexts.fr).filter((text) => english.test(text.replace("The Q", "")))).toEqual([]);
});

test("One person and many, no service and one, read as people say it", () => {
  expect(receptionTexts.en.kept.heading(1)).toBe("1 person has no number yet");
  expect(receptionTexts.en.given.ahead(0)).toBe("Nobody is before them");
  expect(receptionTexts.fr.servicesFound(0)).toBe("0 service trouvé");
});
