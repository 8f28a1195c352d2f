import { expect, test } from "vitest";
import { everyText } from "../base/texts.ts";
import { askingFrom, missingIn } from "./asking.ts";
import { visitLifeTexts } from "./texts.ts";

const whole = { number: "a12", date: "2026-11-23", agent: 21 };

test("Names the first entry that is missing or cannot be", () => {
  expect(missingIn(whole)).toBeNull();
  for (const number of ["A1", " B 7 ", "AB9999"]) expect(missingIn({ ...whole, number })).toBeNull();
  for (const number of ["", "12", "A", "A0", "A12345", "I1", "ABC1"]) expect(missingIn({ ...whole, number, agent: 0 })).toBe("number");
  expect(missingIn({ ...whole, date: "" })).toBe("date");
  expect(missingIn({ ...whole, agent: 0 })).toBe("agent");
});

test("Fills in what the address says, and nothing longer", () => {
  expect(askingFrom("?number=A12&date=2026-11-23")).toEqual({ number: "A12", date: "2026-11-23" });
  expect(askingFrom("")).toEqual({ number: "", date: "" });
  expect(askingFrom(`?number=${"A".repeat(99)}`).number).toHaveLength(8);
});

test("Has each of its texts in both languages", () => {
  expect(Object.keys(visitLifeTexts.en)).toEqual(Object.keys(visitLifeTexts.fr));
  expect(everyText(visitLifeTexts).every((text) => text.trim() !== "")).toBe(true);
});
