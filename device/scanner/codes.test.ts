import fc from "fast-check";
import { expect, test } from "vitest";
import { ticketTextMax } from "#shared/ticket/bounds.ts";
import { CodeReader, sameCodeMs, unendedMs } from "./codes.ts";
import { KeyReader } from "./keys.ts";
import { keyEvents } from "./rig.ts";

const texts = (reader: CodeReader, characters: string, nowMs = 0) =>
  reader.take(characters, nowMs).map((each) => (each.kind === "code" ? each.text : "(garbage)"));

test("a code ends with CR, LF or both, whatever the scanner was set to", () => {
  const reader = new CodeReader();
  expect(texts(reader, "A12\rB3\nC4\r\n\r\n D5 \r")).toEqual(["A12", "B3", "C4", "D5"]);
});

test("a code that comes in pieces is whole, and what was never ended is not put before the next one", () => {
  const reader = new CodeReader();
  expect([texts(reader, "A1", 0), texts(reader, "2\r", unendedMs)]).toEqual([[], ["A12"]]);
  expect([texts(reader, "B", 10_000), texts(reader, "C3\r", 10_001 + unendedMs)]).toEqual([[], ["C3"]]);
});

test("a scanner that is held over a code says it once, and a person may hold it there again", () => {
  const reader = new CodeReader();
  expect([0, 300, 600].flatMap((at) => texts(reader, "A12\r", at))).toEqual(["A12"]);
  expect(texts(reader, "A12\r", 600 + sameCodeMs)).toEqual(["A12"]);
});

test("what is no text or too long is dropped whole, and the next code is read", () => {
  const reader = new CodeReader();
  expect(texts(reader, `\u0080\u00fe12\rA12\r${"x".repeat(ticketTextMax + 1)}\rB3\r`)).toEqual(["(garbage)", "A12", "(garbage)", "B3"]);
});

test("any bytes, cut anywhere, give codes of printable text that are not too long", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary", maxLength: 60 }), { maxLength: 8 }), (pieces) => {
      const reader = new CodeReader();
      for (const piece of pieces)
        for (const text of texts(reader, piece)) expect(text).toMatch(/^(?:[!-~](?:[ -~]{0,318}[!-~])?|\(garbage\))$/);
    }),
  );
});

const printable = Array.from({ length: 95 }, (_, place) => String.fromCharCode(32 + place)).join("");

test("every character that a code may have comes through a keyboard, however the events are cut", () => {
  const bytes = keyEvents(`${printable}\r`);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), (size) => {
      const keys = new KeyReader();
      let typed = "";
      for (let at = 0; at < bytes.length; at += size) typed += keys.take(bytes.subarray(at, at + size));
      expect(typed).toBe(`${printable}\r`);
    }),
  );
});

test("keys that repeat while they are held, and keys of no character, type nothing", () => {
  const keys = new KeyReader();
  const event = (type: number, code: number, value: number) => {
    const bytes = new Uint8Array(24);
    const view = new DataView(bytes.buffer);
    view.setUint16(16, type, true);
    view.setUint16(18, code, true);
    view.setInt32(20, value, true);
    return bytes;
  };
  // A, held; F1; a scan code message; a report's end.
  const typed = [event(1, 30, 1), event(1, 30, 2), event(1, 30, 0), event(1, 59, 1), event(4, 4, 30), event(0, 0, 0)];
  expect(typed.map((bytes) => keys.take(bytes)).join("")).toBe("a");
});
