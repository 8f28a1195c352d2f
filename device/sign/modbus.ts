/**
 * Modbus RTU, for large-digit displays on RS-485: write one register or several, and the answer. Frames and CRC-16 as in "MODBUS over
 * serial line", V1.02 (2.5.1 and appendix B); functions as in "MODBUS application protocol", V1.1b3 (6.6, 6.12, 7). There is no register map
 * that such displays agree on, so the map is the device file's.
 */
import type { ModbusField, ModbusSign } from "#shared/wire/signs.ts";
import { noBytes, type Reply, type SignDriver } from "./driver.ts";
import { rowText, type Wanted } from "./shown.ts";

const writeSingle = 0x06;
const writeMultiple = 0x10;
/** Added to the function in an answer that refuses. */
const refusal = 0x80;

const refreshMs = 30_000;
/** Address, function, register, value or quantity, CRC. */
const answerBytes = 8;
const refusalBytes = 5;

/** `answerWithinMs`: how long the sign may take before it begins to answer. */
export function modbusSign(sign: ModbusSign, answerWithinMs: number): SignDriver {
  const frame = (wanted: Wanted) => modbusWrite(sign, registersOf(sign, wanted));
  const reply = { find: findReply, withinMs: answerWithinMs, bytesMax: answerBytes };
  return { id: sign.id, opening: noBytes, refreshMs, frame, reply };
}

/** One frame that writes these values (0 to 65,535) from the sign's first register on. */
export function modbusWrite(
  { address, register, write }: Pick<ModbusSign, "address" | "register" | "write">,
  values: readonly number[],
): Uint8Array {
  const data = values.flatMap(word);
  if (write === "single") return withCrc([address, writeSingle, ...word(register), ...data]);
  return withCrc([address, writeMultiple, ...word(register), ...word(values.length), data.length, ...data]);
}

/** The answer to this frame, wherever it stands in what was heard: noise before it, and other signs' answers, are passed over. */
export function findReply(heard: Uint8Array, frame: Uint8Array): Reply | null {
  const [address, kind] = frame;
  for (let start = 0; start + refusalBytes <= heard.length; start += 1) {
    if (heard[start] !== address) continue;
    const taken = heard.subarray(start, start + answerBytes);
    if (taken.length === answerBytes && hasCrc(taken) && taken[1] === kind && repeats(taken, frame)) return { kind: "taken" };
    const refused = heard.subarray(start, start + refusalBytes);
    if (hasCrc(refused) && refused[1] === (kind ?? 0) + refusal) return { kind: "refused", code: refused[2] ?? 0 };
  }
  return null;
}

/** An answer says again where it wrote, and how much or what. */
function repeats(answer: Uint8Array, frame: Uint8Array): boolean {
  return [2, 3, 4, 5].every((index) => answer[index] === frame[index]);
}

function registersOf({ registers, columns }: ModbusSign, wanted: Wanted): number[] {
  return registers.flatMap((field) => valuesOf(field, wanted, columns));
}

function valuesOf(field: ModbusField, { shown, flashing }: Wanted, columns: number): number[] {
  switch (field) {
    case "letter":
      return [[...(shown?.letter ?? "")].reduce((value, letter) => (value << 8) | letter.charCodeAt(0), 0)];
    case "count":
      return [shown?.count ?? 0];
    case "count-bcd":
      return [asDigits(shown?.count ?? 0)];
    case "counter":
      return [counterNumber(shown?.label ?? null)];
    case "counter-bcd":
      return [asDigits(counterNumber(shown?.label ?? null))];
    case "flash":
      return [flashing ? 1 : 0];
    case "text":
      return pairs(rowText(shown, columns).padEnd(2 * Math.ceil(columns / 2)));
    case "zero":
      return [0];
  }
}

/** The number in a label, such as 12 in `Counter 12`; 0 where there is none of one to four digits. */
function counterNumber(label: string | null): number {
  return Number(/(?<!\d)\d{1,4}(?!\d)/.exec(label ?? "")?.[0] ?? 0);
}

/** 1234 as 0x1234. */
function asDigits(number: number): number {
  return Number.parseInt(String(number), 16);
}

function pairs(text: string): number[] {
  return Array.from({ length: text.length / 2 }, (_, index) => (text.charCodeAt(2 * index) << 8) | text.charCodeAt(2 * index + 1));
}

/** High byte first. */
function word(value: number): [number, number] {
  return [value >> 8, value & 0xff];
}

function withCrc(bytes: readonly number[]): Uint8Array {
  const crc = crc16(Uint8Array.from(bytes));
  return Uint8Array.from([...bytes, crc & 0xff, crc >> 8]);
}

function hasCrc(frame: Uint8Array): boolean {
  const [low, high] = frame.subarray(-2);
  const crc = crc16(frame.subarray(0, -2));
  return low === (crc & 0xff) && high === crc >> 8;
}

/** CRC-16 with the polynomial A001, begun with FFFF, sent low byte first (V1.02, appendix B). */
export function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}
