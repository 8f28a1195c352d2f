/** The boards that buttons, keys and lamps hang on, as a device's file names them: which pins each has, and what for. */
import * as v from "valibot";

/** Pins of an Uno that a panel may use: all but the two of its serial line. */
export const unoPins = [
  ...["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"],
  ...["A0", "A1", "A2", "A3", "A4", "A5"],
] as const;
export type UnoPin = (typeof unoPins)[number];

/**
 * Pins of a Raspberry Pi's header (3 to 5, Zero 2) that a panel may use, by their names in its documents. Of its 28, two are asked what
 * stands on the header when it starts, and two may be its console.
 */
export const piInputPins = [
  ...["GPIO2", "GPIO3", "GPIO4", "GPIO5", "GPIO6", "GPIO7", "GPIO8", "GPIO9", "GPIO10", "GPIO11", "GPIO12", "GPIO13"],
  ...["GPIO16", "GPIO17", "GPIO18", "GPIO19", "GPIO20", "GPIO21", "GPIO22", "GPIO23", "GPIO24", "GPIO25", "GPIO26", "GPIO27"],
] as const;
export type PiPin = (typeof piInputPins)[number];
export type PanelPin = UnoPin | PiPin;

const onSerialLine = "this pin carries the board's own serial line";
const notAPin = "an Uno has no such pin";
const blinks = "this pin blinks when the board starts";
const notAPiPin = "a Raspberry Pi has no such pin";
const reservedByPi = "this pin of a Raspberry Pi has another use";
const heldHigh = "this pin is held high while a Raspberry Pi starts";

const serialPinsOfUno: readonly string[] = ["0", "1", "RX", "TX"];
export const unoPin = v.pipe(
  v.string(),
  v.check((name) => !serialPinsOfUno.includes(name), onSerialLine),
  v.check((name) => serialPinsOfUno.includes(name) || (unoPins as readonly string[]).includes(name), notAPin),
  v.transform((name) => name as UnoPin),
);
/** Its lamp is on the board itself, in series with whatever hangs there. */
export const unoInputPin = v.pipe(
  unoPin,
  v.check((name) => name !== "13", blinks),
);

/** The memory of a board on top (0, 1), and the console (14, 15), which the kernel lets a panel take all the same. */
const reservedPins: readonly string[] = ["GPIO0", "GPIO1", "GPIO14", "GPIO15"];
/** BCM2835 ARM Peripherals, 6.2 "Alternative Function Assignments": after a reset 0 to 8 are pulled high. What hangs there would be on. */
const pulledHighPins: readonly string[] = ["GPIO2", "GPIO3", "GPIO4", "GPIO5", "GPIO6", "GPIO7", "GPIO8"];
export const piInputPin = v.pipe(
  v.string(),
  v.check((name) => !reservedPins.includes(name), reservedByPi),
  v.check((name) => reservedPins.includes(name) || (piInputPins as readonly string[]).includes(name), notAPiPin),
  v.transform((name) => name as PiPin),
);
export const piPin = v.pipe(
  piInputPin,
  v.check((name) => !pulledHighPins.includes(name), heldHigh),
);

const path = v.pipe(v.string(), v.regex(/^\/.{1,199}$/, "name a serial device by its whole path"));

/** An Arduino that runs StandardFirmata. */
export const onUno = {
  board: v.literal("uno"),
  path,
  /** StandardFirmata speaks 57,600 unless it was built otherwise. */
  baud: v.optional(v.picklist([9_600, 19_200, 38_400, 57_600, 115_200]), 57_600),
};
/** The header of the Raspberry Pi that the device runs on. Its two pins of I2C are not driven here. */
export const onPi = { board: v.literal("pi") };

export type BoardSettings =
  | { readonly board: "uno"; readonly path: string; readonly baud: 9_600 | 19_200 | 38_400 | 57_600 | 115_200 }
  | { readonly board: "pi" };

export function distinct(items: readonly unknown[]): boolean {
  return new Set(items).size === items.length;
}
