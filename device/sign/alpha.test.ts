/** Alpha frames: byte for byte as the protocol's form has them, and read back by a sign that knows nothing of how they were made. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { signColumnsMax } from "#shared/wire/signs.ts";
import { sampleView } from "../testing/sample-view.ts";
import { VirtualAlphaSign } from "../virtual/sign/alpha.ts";
import { alphaChecksum, alphaSign, alphaTransmission } from "./alpha.ts";
import { pauseMs, wireMs } from "./line.ts";
import { shownCall } from "./shown.ts";

const sign = (address = "00", columns = signColumnsMax) => alphaSign({ id: "hall", address, columns });
const wanted = (call: string | null, flashing = false) => ({
  shown: shownCall(call === null ? null : sampleView(call), undefined),
  flashing,
});
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

test("the form's own example (9708-8061, 7.6.2): HELLO into TEXT file A, with its checksum", () => {
  expect(text(alphaTransmission("00", "AAHELLO"))).toBe("\0\0\0\0\0\x01Z00\x02AAHELLO\x0301FB\x04");
});

test("a call, a flashing call and a blank sign, byte for byte", () => {
  expect(text(sign("0A").frame(wanted("A12 3")))).toBe("\0\0\0\0\0\x01Z0A\x02A0\x1b bA12 3\x03020A\x04");
  expect(text(sign().frame(wanted("A12 3", true)))).toBe("\0\0\0\0\0\x01Z00\x02A0\x1b cA12 3\x03020B\x04");
  expect(text(sign().frame(wanted(null)))).toBe("\0\0\0\0\0\x01Z00\x02A0\x1b b \x030133\x04");
});

test("the checksum is the sum of all bytes, modulo 65,536, as four digits", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      const sum = Number.parseInt(alphaChecksum(String.fromCharCode(...bytes)), 16);
      expect(sum).toBe([...bytes].reduce((total, byte) => total + byte, 0) % 65_536);
    }),
  );
  expect(alphaChecksum("\xff".repeat(300))).toBe("2AD4");
});

const calls = fc.record({
  letter: fc.constantFrom("A", "YY"),
  count: fc.integer({ min: 1, max: 20_000 }),
  label: fc.stringMatching(/^\S{1,20}$/),
});

test("every frame is read back by the sign it is for, however it is cut up, and by no other", () => {
  fc.assert(
    fc.property(calls, fc.boolean(), fc.integer({ min: 6, max: 20 }), fc.nat(60), ({ letter, count, label }, flashing, columns, cut) => {
      const shown = { call: "c", letter, count: ((count - 1) % 9_999) + 1, label };
      const frame = sign("0A", columns).frame({ shown, flashing });
      const [mine, other] = [new VirtualAlphaSign("0A"), new VirtualAlphaSign("0B")];
      for (const part of [frame.slice(0, cut), frame.slice(cut)]) for (const each of [mine, other]) each.feed(part);
      expect(mine.face?.isFlashing).toBe(flashing);
      expect(mine.face?.text.split(" ")[0]).toBe(`${letter}${shown.count}`);
      expect(other).toMatchObject({ taken: 0, garbled: 0, face: null });
    }),
  );
});

test("a text with one wrong bit is not shown; the next whole one is, after noise and after half a frame", () => {
  const [before, after] = [sign().frame(wanted("A12 3")), sign().frame(wanted("A13 4"))];
  fc.assert(
    fc.property(fc.integer({ min: 10, max: after.length - 7 }), fc.nat(6), fc.uint8Array({ maxLength: 40 }), (at, bit, noise) => {
      const virtual = new VirtualAlphaSign("01");
      virtual.feed(before);
      const broken = after.slice();
      broken[at] = (broken[at] ?? 0) ^ (1 << bit);
      virtual.feed(broken);
      expect(virtual.face?.text).toBe("A12 3");
      virtual.feed(noise.filter((byte) => (byte & 0x7f) > 0x04));
      virtual.feed(before.slice(0, 15));
      virtual.feed(after);
      expect(virtual.face?.text).toBe("A13 4");
    }),
  );
});

test("within 200 ms at 9,600 baud: the longest frames of a zone's sign and of its counter's after one that has just begun, with the pauses", () => {
  const pace = { baud: 9_600, bitsPerByte: 10 };
  const label = "x".repeat(signColumnsMax - "YY9999 ".length);
  const frame = sign("FF").frame({ shown: { call: "c", letter: "YY", count: 9_999, label }, flashing: true });
  expect(frame.length).toBe(41);
  expect(3 * (wireMs(frame.length, pace) + pauseMs(pace))).toBeLessThan(200);
});
