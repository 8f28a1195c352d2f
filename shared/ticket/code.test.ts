import fc from "fast-check";
import { expect, test } from "vitest";
import { readTicketCode, ticketCode } from "./code.ts";
import { letterAt, seriesLettersTotal } from "./number.ts";

const number = fc.record({
  letter: fc.integer({ min: 0, max: seriesLettersTotal - 1 }).map((ordinal) => letterAt(ordinal) as string),
  count: fc.integer({ min: 1, max: 99_999_999 }),
});

test("a code reads back as what it was made of, and is plain ASCII", () => {
  const seq = fc.integer({ min: 1, max: 1_000_000 });
  fc.assert(
    fc.property(number, seq, fc.constantFrom("2026-11-23", null), (number, seq, date) => {
      const code = { office: "victoria", number, date, visit: `kiosk-1.a_B-9.${seq}` };
      const text = ticketCode(code);
      expect(text).toMatch(/^[\x21-\x7e]+$/);
      expect(readTicketCode(text)).toEqual(code);
    }),
  );
});

test.each([
  "",
  "https://example.org",
  "theq1:victoria:I12::kiosk-1.a.1",
  "theq1:victoria:A0::kiosk-1.a.1",
  "theq1:victoria:A1::x",
  "theq1:VIC:A1::k.a.1",
])("%j is not a code of ours", (text) => {
  expect(readTicketCode(text)).toBeUndefined();
});
