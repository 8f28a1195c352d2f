/** Modbus RTU: byte for byte as the specifications and makers' manuals have it; read back, and answered, by a slave written from them. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type ModbusSign, modbusFields, modbusRegistersMax, modbusWidth } from "#shared/wire/signs.ts";
import { sampleView } from "../testing/sample-view.ts";
import { VirtualModbusSign } from "../virtual/sign/modbus.ts";
import { pauseMs, replyMs, wireMs } from "./line.ts";
import { crc16, findReply, modbusSign, modbusWrite } from "./modbus.ts";
import { shownCall } from "./shown.ts";

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));
const hex = (frame: Uint8Array) =>
  Buffer.from(frame)
    .toString("hex")
    .replace(/(..)(?=.)/g, "$1 ");
const settings = (change: Partial<ModbusSign> = {}): ModbusSign => ({
  ...{ id: "panel", address: 17, register: 0, registers: ["letter", "count", "counter", "flash"], write: "multiple", columns: 20 },
  ...change,
});
const wanted = (call: string | null, flashing = false) => ({
  shown: shownCall(call === null ? null : sampleView(call), undefined),
  flashing,
});

test("the CRC of the specification's example (V1.02, appendix B), of a maker's (INVT CHE100, 10.7.1), and of the usual check", () => {
  expect(crc16(bytes("02 07"))).toBe(0x1241);
  expect(crc16(bytes("01 03 00 04 00 02"))).toBe(0xca85);
  expect(crc16(Buffer.from("123456789"))).toBe(0x4b37);
});

test("a CRC over a whole frame with its own is 0, and a changed bit changes it", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), fc.nat(), fc.nat(7), (data, at, bit) => {
      const crc = crc16(data);
      expect(crc16(Uint8Array.from([...data, crc & 0xff, crc >> 8]))).toBe(0);
      const changed = data.map((byte, index) => (index === at % data.length ? byte ^ (1 << bit) : byte));
      expect(crc16(changed)).not.toBe(crc);
    }),
  );
});

test("two registers in one frame: the specification's example (V1.1b3, 6.12), to the slave 17", () => {
  expect(hex(modbusWrite(settings({ register: 1 }), [0x000a, 0x0102]))).toBe("11 10 00 01 00 02 04 00 0a 01 02 c6 f0");
});

test("one register by function 6 (V1.1b3, 6.6)", () => {
  expect(hex(modbusWrite(settings({ register: 1, write: "single" }), [3]))).toBe("11 06 00 01 00 03 9a 9b");
});

test("every kind of register, with a call, while it is news, and with nothing called", () => {
  const of = (registers: ModbusSign["registers"], call: string | null, flashing = false, columns = 6) => {
    const sign = new VirtualModbusSign(17, 0, modbusWidth({ registers, columns }));
    sign.feed(modbusSign(settings({ registers, columns }), 70).frame(wanted(call, flashing)));
    return sign.text;
  };
  expect(of(["letter", "count", "count-bcd", "counter", "counter-bcd", "flash", "zero"], "AB1234 Counter 12", true)).toBe(
    "4142 04d2 1234 000c 0012 0001 0000",
  );
  expect(of(["letter", "count", "flash"], "A12 Desk")).toBe("0041 000c 0000");
  expect(of(["counter"], "A12 Desk")).toBe("0000");
  expect(of(["text"], "A12 3")).toBe("4131 3220 3320");
  expect(of(["letter", "count", "counter", "text"], null)).toBe("0000 0000 0000 2020 2020 2020");
});

const sign = fc
  .record({
    address: fc.integer({ min: 1, max: 247 }),
    register: fc.integer({ min: 0, max: 65_000 }),
    registers: fc.array(fc.constantFrom(...modbusFields), { minLength: 1, maxLength: 6 }),
    columns: fc.integer({ min: 6, max: 20 }),
  })
  .filter((each) => modbusWidth(each) <= modbusRegistersMax)
  .map((change) => settings(change));
const call = fc.record({
  letter: fc.constantFrom("A", "YY"),
  count: fc.integer({ min: 1, max: 9_999 }),
  label: fc.string({ minLength: 1, maxLength: 20 }),
});

test("every frame is taken by its sign however it is cut up, and its answer is found between noise and in pieces; another sign's is not", () => {
  fc.assert(
    fc.property(sign, call, fc.boolean(), fc.nat(50), fc.uint8Array({ maxLength: 30 }), (its, shown, flashing, cut, noise) => {
      const frame = modbusSign(its, 70).frame({ shown: { call: "c", ...shown }, flashing });
      const slave = new VirtualModbusSign(its.address, its.register, modbusWidth(its));
      const other = new VirtualModbusSign((its.address % 247) + 1, its.register, modbusWidth(its));
      const answers = [slave.feed(noise.map((byte) => byte & 0x0f)), slave.feed(frame.slice(0, cut)), slave.feed(frame.slice(cut))];
      const answer = answers.find((each) => each !== null) ?? new Uint8Array(0);
      expect([slave.taken, other.feed(frame)]).toEqual([1, null]);
      expect(findReply(Buffer.concat([noise, answer, noise]), frame)).toEqual({ kind: "taken" });
      expect(findReply(answer.slice(0, -1), frame)).toBeNull();
      const foreign = modbusSign({ ...its, address: (its.address % 247) + 1 }, 70).frame({ shown: null, flashing });
      expect(findReply(answer, foreign)).toBeNull();
    }),
  );
});

test("an answer with a wrong bit is none; a refusal carries its code (V1.1b3, 7)", () => {
  const frame = modbusSign(settings(), 70).frame(wanted("A12 3"));
  const slave = new VirtualModbusSign(17, 0, 4);
  const answer = slave.feed(frame) ?? new Uint8Array(0);
  for (let bit = 0; bit < answer.length * 8; bit += 1) {
    const wrong = answer.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    expect(findReply(wrong, frame)).toBeNull();
  }
  slave.refuses = 3;
  expect(findReply(slave.feed(frame) ?? new Uint8Array(0), frame)).toEqual({ kind: "refused", code: 3 });
  // It has no such registers.
  expect(findReply(new VirtualModbusSign(17, 9, 4).feed(frame) ?? new Uint8Array(0), frame)).toEqual({ kind: "refused", code: 2 });
});

test("an answer about another register, or about fewer of them, is none", () => {
  const frame = modbusSign(settings(), 70).frame(wanted("A12 3"));
  const said = (change: Partial<ModbusSign>, values: readonly number[]) =>
    new VirtualModbusSign(17, 0, 9).feed(modbusWrite(settings(change), values)) ?? new Uint8Array(0);
  expect(findReply(said({}, [0, 0, 0, 0]), frame)).toEqual({ kind: "taken" });
  expect(findReply(said({ register: 1 }, [0, 0, 0, 0]), frame)).toBeNull();
  expect(findReply(said({}, [0, 0, 0]), frame)).toBeNull();
});

test("the answer of a maker's manual (Applent AT381x, 12.3.11) is the one to its request", () => {
  const frame = modbusWrite(settings({ address: 1, register: 0x300c }), [1]);
  expect(findReply(bytes("01 10 30 0c 00 01 ce ca"), frame)).toEqual({ kind: "taken" });
  expect(hex(new VirtualModbusSign(1, 0x300c, 1).feed(frame) ?? new Uint8Array(0))).toBe("01 10 30 0c 00 01 ce ca");
});

test("the echo of an adapter is no answer to function 16", () => {
  fc.assert(
    fc.property(sign, call, (its, shown) => {
      const frame = modbusSign(its, 70).frame({ shown: { call: "c", ...shown }, flashing: false });
      expect(findReply(frame, frame)).toBeNull();
    }),
  );
});

test("within 200 ms at 9,600 baud: the longest frame after one to a sign that does not answer at all, with the pauses", () => {
  const pace = { baud: 9_600, bitsPerByte: 11 };
  const registers = Array.from({ length: modbusRegistersMax }, () => "zero" as const);
  const { frame, reply } = modbusSign(settings({ registers }), 70);
  const longest = frame(wanted("A12 3"));
  expect(longest.length).toBe(41);
  expect(wireMs(longest.length, pace) + (reply ? replyMs(reply, pace) : 0) + pauseMs(pace) + wireMs(longest.length, pace)).toBeLessThan(
    200,
  );
});
