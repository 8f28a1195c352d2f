import { describe, expect, it } from "vitest";
import { languages } from "#shared/texts/language.ts";
import { ticketTexts } from "#shared/texts/ticket.ts";
import { ticketLines } from "#shared/ticket/layout.ts";
import { paperIdentity, readPaper } from "./paper.ts";

const office = { en: "Victoria", fr: "Victoria" };

/** The words of a ticket made for a moment. */
function words(language: (typeof languages)[number], at: number, copy = 1): string[] {
  const number = { letter: "AB", count: 12 };
  const missedCall = { minutes: 45, place: "next", times: 1 } as const;
  const also = [{ en: "Notary", fr: "Notaire" }];
  const facts = {
    ...{ also, people: 3, missedCall },
    number,
    office,
    service: null,
    language,
    languages,
    timeZone: "UTC",
    at,
    practice: false,
    copy,
    code: "Q1",
  };
  return ticketLines(facts, ticketTexts).flatMap((line) => (line.kind === "text" ? [line.text] : []));
}

describe("a paper", () => {
  it("says its number, date and time alike in every language, in every month and at every hour", () => {
    for (let month = 0; month < 12; month += 1)
      for (const hour of [0, 9, 12, 15]) {
        const date = `2026-${String(month + 1).padStart(2, "0")}-03`;
        const expected = { number: "AB12", date, time: `${String(hour).padStart(2, "0")}:05` };
        for (const language of languages) expect(readPaper(words(language, Date.UTC(2026, month, 3, hour, 5)))).toEqual(expected);
      }
  });

  it("is the same ticket as its copy, and another than the same number of another day", () => {
    const at = Date.UTC(2026, 10, 23, 17, 5);
    const identity = (lines: string[]) => paperIdentity(readPaper(lines) ?? { number: "", date: "", time: "" });
    expect(identity(words("fr", at, 2))).toBe(identity(words("fr", at)));
    expect(identity(words("fr", at + 86_400_000))).not.toBe(identity(words("fr", at)));
  });

  it("without a number or a date is no ticket", () => {
    expect(readPaper(["Test page", "November 23, 2026 at 9:05 a.m."])).toBeUndefined();
    expect(readPaper(["A12", "Monday"])).toBeUndefined();
  });
});
