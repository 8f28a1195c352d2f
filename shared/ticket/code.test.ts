import fc from "fast-check";
import { expect, test } from "vitest";
import { pageAddressMax } from "../citizen/address.ts";
import { ticketTextMax } from "./bounds.ts";
import { readTicket, readTicketCode, ticketCode, ticketPageCode } from "./code.ts";
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

test("the address of a citizen's page reads as the ticket it shows, whatever its secret", () => {
  const seq = fc.integer({ min: 1, max: 1_000_000 });
  const secret = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString("base64url"));
  const address = fc.constantFrom("https://queue.example", "https://www.gov.example/theq/", "http://127.0.0.1:4180");
  fc.assert(
    fc.property(number, seq, secret, address, fc.constantFrom("2026-11-23", null), (number, seq, secret, address, date) => {
      const code = { office: "victoria", number, date, visit: `kiosk-1.a_B-9.${seq}` };
      const text = ticketPageCode(address, secret, code);
      expect(text).toMatch(/^[\x21-\x7e]+$/);
      expect(readTicketCode(text)).toEqual(code);
      expect(readTicket(` ${text}\n`)).toEqual({ number, code });
      // What a browser sends to a server holds nothing of it.
      const { pathname, search, hash } = new URL(text);
      expect([pathname.endsWith("/t/"), search]).toEqual([true, ""]);
      expect(hash).toContain(secret);
    }),
  );
});

test("a code with a page fits what scanners hand over, at its longest", () => {
  const visit = `${"k".repeat(40)}.${"e".repeat(40)}.${"9".repeat(16)}`;
  const code = { office: "o".repeat(40), number: { letter: "AB", count: 99_999_999 }, date: "2026-11-23", visit };
  const text = ticketPageCode(`https://${"a".repeat(pageAddressMax - 8)}`, "A".repeat(22), code);
  expect(text.length).toBeLessThanOrEqual(ticketTextMax);
  expect(readTicketCode(text)).toEqual(code);
});

test("a secret that is too short to be one is a mistake of ours", () => {
  const code = { office: "victoria", number: { letter: "A", count: 1 }, date: null, visit: "k.a.1" };
  expect(() => ticketPageCode("https://queue.example", "1234", code)).toThrow();
});

test.each([
  "",
  "https://example.org",
  "theq1:victoria:I12::kiosk-1.a.1",
  "theq1:victoria:A0::kiosk-1.a.1",
  "theq1:victoria:A1::x",
  "theq1:VIC:A1::k.a.1",
  "https://queue.example/t/#short;theq1:victoria:A1::k.a.1",
  "https://queue.example/t/#AAAAAAAAAAAAAAAAAAAAAA;theq1:victoria:A0::k.a.1",
  "https://queue.example/t/#AAAAAAAAAAAAAAAAAAAAAA",
  `theq1:victoria:A1::k.a.1${" ".repeat(ticketTextMax)}x`,
])("%j is not a code of ours", (text) => {
  expect(readTicketCode(text)).toBeUndefined();
});
