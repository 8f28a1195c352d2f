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

export const signLine = v.variant("protocol", [alphaLine, escposDisplayLine]);

export const signLines = v.pipe(
  v.array(signLine),
  v.maxLength(signLinesMax),
  v.check((lines) => distinct(lines.map(({ path }) => path)), "two lines have the same path"),
  v.check((lines) => distinct(lines.flatMap(({ signs }) => signs.map(({ id }) => id))), "two signs have the same id"),
);

export type SignLineSettings = v.InferOutput<typeof signLine>;
export type EscposDisplay = v.InferOutput<typeof escposDisplayLine>["signs"][number];
export type AlphaSign = v.InferOutput<typeof alphaLine>["signs"][number];

function distinct(items: readonly unknown[]): boolean {
  return new Set(items).size === items.length;
}
