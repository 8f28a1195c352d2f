/**
 * The structures against bytes that a C program printed with the kernel's own header (linux/gpio.h of Linux 6.1, gcc on x86-64):
 * every byte that is not zero, with its place.
 */
import { expect, test } from "vitest";
import {
  chipInfoOf,
  descriptorOf,
  edgesOf,
  gpioSizes,
  lineInfoBytes,
  lineInfoOf,
  lineRequestBytes,
  lineValuesBytes,
  lineValuesOf,
} from "./gpio-structs.ts";

/** As the C program prints: `place:byte`, for each byte that is not zero. */
function shown(bytes: Uint8Array): string {
  return [...bytes.entries()].flatMap(([place, byte]) => (byte === 0 ? [] : [`${place}:${byte.toString(16).padStart(2, "0")}`])).join(" ");
}

test("two inputs with pull-up, both edges and 5 ms of debounce", () => {
  const bytes = lineRequestBytes({
    offsets: [17, 27],
    consumer: "the-q",
    as: { kind: "input", bias: "pull-up", edges: true, debounceUs: 5_000 },
  });
  expect(bytes.length).toBe(592);
  expect(shown(bytes)).toBe("0:11 4:1b 256:74 257:68 258:65 259:2d 260:71 288:34 289:01 296:01 320:03 328:88 329:13 336:03 560:02");
});

test("an output that begins with on", () => {
  const bytes = lineRequestBytes({ offsets: [22], consumer: "the-q", as: { kind: "output", on: [true] } });
  expect(shown(bytes)).toBe("0:16 256:74 257:68 258:65 259:2d 260:71 288:08 296:01 320:02 328:01 336:01 560:01");
});

test("64 lines fit and no more, and a long name is cut before its end", () => {
  const offsets = Array.from({ length: 64 }, (_, place) => place);
  const bytes = lineRequestBytes({ offsets, consumer: "n".repeat(40), as: { kind: "output", on: offsets.map((each) => each === 63) } });
  expect(Buffer.from(bytes.subarray(328, 344)).toString("hex")).toBe("0000000000000080ffffffffffffffff");
  expect([bytes[286], bytes[287]]).toEqual(["n".charCodeAt(0), 0]);
  expect(() => lineRequestBytes({ offsets: [...offsets, 64], consumer: "", as: { kind: "output", on: [] } })).toThrow("1 to 64");
});

test("values: what is null is not touched", () => {
  expect(Buffer.from(lineValuesBytes([true, null, false])).toString("hex")).toBe("01000000000000000500000000000000");
  expect(lineValuesOf(Buffer.from("05000000000000000700000000000000", "hex"), 3)).toEqual([true, false, true]);
});

test("what the kernel answers: a chip, a line, a descriptor", () => {
  const chip = new Uint8Array(gpioSizes.chipInfo);
  chip.set(Buffer.from("gpiochip4"), 0);
  chip.set(Buffer.from("pinctrl-rp1"), 32);
  chip[64] = 54;
  expect(chipInfoOf(chip)).toEqual({ name: "gpiochip4", label: "pinctrl-rp1", lineCount: 54 });
  const line = lineInfoBytes(17);
  expect(shown(line)).toBe("64:11");
  line.set(Buffer.from("GPIO17"), 0);
  line.set(Buffer.from("the-q"), 32);
  line[72] = 0x09;
  expect(lineInfoOf(line)).toEqual({ name: "GPIO17", consumer: "the-q", isUsed: true, isOutput: true });
  const request = lineRequestBytes({ offsets: [0], consumer: "", as: { kind: "input", bias: "as-is", edges: false } });
  request[588] = 21;
  expect(descriptorOf(request)).toBe(21);
});

test("edges: time, direction, line and count of each", () => {
  const bytes = Buffer.alloc(2 * gpioSizes.edge);
  for (const [place, id] of [1, 2].entries()) {
    bytes.writeBigUInt64LE(5_000_000_123n + BigInt(place), place * 48);
    bytes.writeUInt32LE(id, place * 48 + 8);
    bytes.writeUInt32LE(27, place * 48 + 12);
    bytes.writeUInt32LE(9 + place, place * 48 + 16);
    bytes.writeUInt32LE(3 + place, place * 48 + 20);
  }
  expect(edgesOf(bytes)).toEqual([
    { offset: 27, isOn: true, atNs: 5_000_000_123n, count: 3 },
    { offset: 27, isOn: false, atNs: 5_000_000_124n, count: 4 },
  ]);
});
