/**
 * Signs on a board's serial lines, as its configuration file names them. A line speaks one protocol: what a sign of another one would
 * make of it nobody knows.
 */
import * as v from "valibot";

/** Lines of one device, and signs on one of them: with more, the last sign would wait too long for its turn. */
export const signLinesMax = 4;
export const signsPerLineMax = 8;
/** The longest number is two letters and four digits: a sign that cannot show it whole would show another one. */
export const signColumnsMin = 6;
export const signColumnsMax = 20;

const path = v.pipe(v.string(), v.regex(/^\/.{1,199}$/, "name a serial device by its whole path"));
const baud = v.optional(v.picklist([2_400, 4_800, 9_600, 19_200, 38_400, 57_600, 115_200]), 9_600);
const parity = (usual: "none" | "even") => v.optional(v.picklist(["none", "even", "odd"]), usual);
const dataBits = (usual: 7 | 8) => v.optional(v.picklist([7, 8]), usual);
const stopBits = v.optional(v.picklist([1, 2]), 1);
const columns = v.optional(v.pipe(v.number(), v.integer(), v.minValue(signColumnsMin), v.maxValue(signColumnsMax)), signColumnsMax);

const id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, "use 1 to 40 lower-case letters, digits and inner hyphens"),
);
/** `counter`: the label of the one counter whose calls it shows, as boards show it; absent: the newest call of the zone. */
const sign = { id, counter: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(20))) };

const alphaLine = v.strictObject({
  protocol: v.literal("alpha"),
  ...{ path, baud, parity: parity("even"), dataBits: dataBits(7), stopBits },
  signs: v.pipe(
    v.array(
      v.strictObject({
        ...sign,
        /** Two hexadecimal digits; `00` is every sign of the line. */
        address: v.optional(v.pipe(v.string(), v.regex(/^[0-9A-F]{2}$/, "an Alpha address is two digits, such as 01 or 0A")), "00"),
        columns,
      }),
    ),
    v.minLength(1),
    v.maxLength(signsPerLineMax),
    v.check((signs) => distinct(signs.map(({ address }) => address)), "two signs of a line have the same address"),
    v.check((signs) => signs.length === 1 || signs.every(({ address }) => address !== "00"), "the address 00 means every sign of the line"),
  ),
});

/** A customer display of a till, made to call numbers. It has no address, so it has its line for itself. */
const escposDisplayLine = v.strictObject({
  protocol: v.literal("escpos-display"),
  ...{ path, baud, parity: parity("none"), dataBits: dataBits(8), stopBits },
  signs: v.pipe(
    v.array(v.strictObject({ ...sign, columns, rows: v.optional(v.picklist([1, 2]), 2) })),
    v.length(1, "a display of this protocol has its line for itself"),
  ),
});

/**
 * What a register holds. `letter`: the series, one or two letters as ASCII in one register. `count`: the number behind the letter, 1 to 9,999,
 * `counter`: the number in the counter's label; both plain, or as decimal digits of four bits (`-bcd`). `flash`: 1 while a call is news.
 * `text`: the whole row, two characters a register. `zero`: a register that the sign wants and nobody needs. All are 0 when nothing is
 * called, and text is blank.
 */
export const modbusFields = ["letter", "count", "count-bcd", "counter", "counter-bcd", "flash", "text", "zero"] as const;
export type ModbusField = (typeof modbusFields)[number];
/** With more, a frame would be too long on the line. */
export const modbusRegistersMax = 16;

const modbusSign = v.pipe(
  v.strictObject({
    ...sign,
    address: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(247)),
    /** The first register, counted from 0 as on the wire (a manual's 40001 is 0). */
    register: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)), 0),
    /** What this and the following registers hold. */
    registers: v.pipe(v.array(v.picklist(modbusFields)), v.minLength(1), v.maxLength(modbusRegistersMax)),
    /** `multiple`: function 16, all in one; `single`: function 6, for signs with one register that know no other. */
    write: v.optional(v.picklist(["multiple", "single"]), "multiple"),
    columns,
  }),
  v.check((each) => modbusWidth(each) <= modbusRegistersMax, "a sign takes at most 16 registers: a text has one for two columns"),
  v.check((each) => each.register + modbusWidth(each) <= 65_536, "the last register is 65535"),
  v.check(
    ({ write, registers }) => write === "multiple" || (registers.length === 1 && registers[0] !== "text"),
    "function 6 writes one register",
  ),
);

const modbusLine = v.strictObject({
  protocol: v.literal("modbus"),
  ...{ path, baud, parity: parity("even"), dataBits: v.optional(v.literal(8), 8), stopBits },
  /** How long a sign may take before it begins to answer, in milliseconds. */
  answerWithinMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(1_000)), 70),
  signs: v.pipe(
    v.array(modbusSign),
    v.minLength(1),
    v.maxLength(signsPerLineMax),
    v.check((signs) => distinct(signs.map(({ address }) => address)), "two signs of a line have the same address"),
  ),
});

export const signLine = v.variant("protocol", [alphaLine, escposDisplayLine, modbusLine]);

export const signLines = v.pipe(
  v.array(signLine),
  v.maxLength(signLinesMax),
  v.check((lines) => distinct(lines.map(({ path }) => path)), "two lines have the same path"),
  v.check((lines) => distinct(lines.flatMap(({ signs }) => signs.map(({ id }) => id))), "two signs have the same id"),
);

export type SignLineSettings = v.InferOutput<typeof signLine>;
export type EscposDisplay = v.InferOutput<typeof escposDisplayLine>["signs"][number];
export type ModbusSign = v.InferOutput<typeof modbusSign>;
export type AlphaSign = v.InferOutput<typeof alphaLine>["signs"][number];

/** Registers that a sign takes. */
export function modbusWidth({ registers, columns }: { readonly registers: readonly ModbusField[]; readonly columns: number }): number {
  return registers.reduce((total, field) => total + (field === "text" ? Math.ceil(columns / 2) : 1), 0);
}

function distinct(items: readonly unknown[]): boolean {
  return new Set(items).size === items.length;
}
