/**
 * The panel of a kiosk, as its configuration file names it: service buttons with lamps, a beacon, a buzzer, a tamper switch, each on a
 * named pin of a board that runs StandardFirmata.
 */
import * as v from "valibot";

/** A citizen chooses among so many: more buttons than pins of an Uno there cannot be. */
export const panelButtonsMax = 12;

/** Pins of an Uno that a panel may use: all but the two of its serial line. */
export const unoPins = [
  ...["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"],
  ...["A0", "A1", "A2", "A3", "A4", "A5"],
] as const;
export type UnoPin = (typeof unoPins)[number];

const onSerialLine = "this pin carries the board's own serial line";
const notAPin = "an Uno has no such pin";
const blinks = "this pin blinks when the board starts";

const pin = v.pipe(
  v.string(),
  v.check((name) => !["0", "1", "RX", "TX"].includes(name), onSerialLine),
  v.check((name) => ["0", "1", "RX", "TX"].includes(name) || (unoPins as readonly string[]).includes(name), notAPin),
  v.transform((name) => name as UnoPin),
);
/** Its lamp is on the board itself, in series with whatever hangs there. */
const inputPin = v.pipe(
  pin,
  v.check((name) => name !== "13", blinks),
);

const button = v.strictObject({
  /** The id of the office's service whose ticket it gives. */
  service: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  /** The button closes this pin to ground; the board's own resistor holds it high. */
  pin: inputPin,
  lamp: v.optional(pin),
});

const path = v.pipe(v.string(), v.regex(/^\/.{1,199}$/, "name a serial device by its whole path"));

const parts = v.strictObject({
  board: v.literal("uno"),
  path,
  /** StandardFirmata speaks 57,600 unless it was built otherwise. */
  baud: v.optional(v.picklist([9_600, 19_200, 38_400, 57_600, 115_200]), 57_600),
  buttons: v.pipe(v.array(button), v.minLength(1), v.maxLength(panelButtonsMax)),
  /** A lamp for staff: on when paper runs low, blinking while no ticket can be printed. */
  beacon: v.optional(v.strictObject({ pin })),
  /** One that sounds by itself when its pin is high. */
  buzzer: v.optional(v.strictObject({ pin })),
  /** A switch that is closed to ground while the housing is: an opened housing and a cut wire look alike. */
  tamper: v.optional(v.strictObject({ pin: inputPin })),
});
export type PanelSettings = v.InferOutput<typeof parts>;

export const panel = v.pipe(
  parts,
  v.check((each) => distinct(pinsOf(each).map(({ pin: used }) => used)), "two parts of a panel are on the same pin"),
  v.check(({ buttons }) => distinct(buttons.map(({ service }) => service)), "two buttons of a panel give the same service"),
);

export interface PanelPin {
  readonly pin: UnoPin;
  readonly is: "input" | "output";
}

/** Every pin that is used, in the order of the file. */
export function pinsOf({ buttons, beacon, buzzer, tamper }: Pick<PanelSettings, "buttons" | "beacon" | "buzzer" | "tamper">): PanelPin[] {
  const output = (part: { readonly pin: UnoPin } | undefined): PanelPin[] => (part ? [{ pin: part.pin, is: "output" }] : []);
  const input = (part: { readonly pin: UnoPin } | undefined): PanelPin[] => (part ? [{ pin: part.pin, is: "input" }] : []);
  return [
    ...buttons.flatMap((each) => [...input(each), ...output(each.lamp === undefined ? undefined : { pin: each.lamp })]),
    ...output(beacon),
    ...output(buzzer),
    ...input(tamper),
  ];
}

function distinct(items: readonly unknown[]): boolean {
  return new Set(items).size === items.length;
}
