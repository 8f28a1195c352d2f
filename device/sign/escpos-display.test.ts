/** ESC/POS customer displays: byte for byte as the command table has it, and read back cell by cell by a display written from that table. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { signColumnsMax } from "#shared/wire/signs.ts";
import { sampleView } from "../testing/sample-view.ts";
import { VirtualCustomerDisplay } from "../virtual/sign/escpos-display.ts";
import { escposDisplay } from "./escpos-display.ts";
import { pauseMs, wireMs } from "./line.ts";
import { type ShownCall, shownCall } from "./shown.ts";

const driver = (rows: 1 | 2 = 2, columns = signColumnsMax) => escposDisplay({ id: "till", columns, rows });
const wanted = (call: string | null, flashing = false) => ({
  shown: shownCall(call === null ? null : sampleView(call), undefined),
  flashing,
});
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** The commands before the cells: CR CR, ESC = 2, US MD1, US C 0, US E n. */
const before = (blink: string) => `0d0d1b3d021f011f43001f45${blink}`;

test("a call and a flashing call, byte for byte", () => {
  const rows = ["1f240101", Buffer.from("A12     ").toString("hex"), "1f240102", Buffer.from("3       ").toString("hex")].join("");
  expect(hex(driver(2, 8).frame(wanted("A12 3")))).toBe(before("00") + rows);
  expect(hex(driver(2, 8).frame(wanted("A12 3", true)))).toBe(before("08") + rows);
  expect(hex(driver(1, 8).frame(wanted("A12 3")))).toBe(`${before("00")}1f240101${Buffer.from("A12 3   ").toString("hex")}`);
  expect(hex(driver().opening)).toBe("1b40");
});

const shown = fc.record({
  call: fc.constant("c"),
  letter: fc.constantFrom("A", "YY"),
  count: fc.integer({ min: 1, max: 9_999 }),
  label: fc.option(fc.string({ minLength: 1, maxLength: 20 }), { nil: null }),
});

function expectShown(display: VirtualCustomerDisplay, call: ShownCall | null, flashing: boolean): void {
  expect(display.text[0]).toBe(call ? `${call.letter}${call.count}` : "");
  expect(display).toMatchObject({ mode: "overwrite", isBlinking: flashing, hasCursor: false, isSelected: true });
}

test("every frame is read back by the display, in any order, with nothing left of what was there, and explains its every byte", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.option(shown, { nil: null }), fc.boolean()), { minLength: 1, maxLength: 6 }), (calls) => {
      const display = new VirtualCustomerDisplay();
      display.feed(driver().opening);
      for (const [call, flashing] of calls) {
        display.feed(driver().frame({ shown: call, flashing }));
        expectShown(display, call, flashing);
      }
      expect(display.unknown).toBe(0);
    }),
  );
});

test("after a frame that was cut off anywhere, and after any garbage that the line made, the next one shows whole", () => {
  const [first, second] = [driver().frame(wanted("A12 3", true)), driver().frame(wanted("B7 2"))];
  const noises = fc.oneof(fc.constant(new Uint8Array(0)), fc.uint8Array({ maxLength: 20 }));
  fc.assert(
    fc.property(fc.nat(first.length), noises, fc.boolean(), (cut, noise, isSelected) => {
      const display = new VirtualCustomerDisplay();
      display.feed(first.slice(0, cut));
      // The printer behind it may have been spoken to meanwhile.
      display.isSelected = isSelected;
      display.feed(noise);
      display.feed(second);
      expect(display.text).toEqual(["B7", "2"]);
      expect(display.isBlinking).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});

test("within 200 ms at 9,600 baud: the longest frame after one that has just begun, with the pauses after both", () => {
  const pace = { baud: 9_600, bitsPerByte: 10 };
  const bytes = driver().opening.length + driver().frame(wanted("A12 3", true)).length;
  expect(bytes).toBe(63);
  expect(2 * (wireMs(bytes, pace) + pauseMs(pace))).toBeLessThan(200);
});
