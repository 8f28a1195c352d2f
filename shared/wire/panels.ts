/**
 * The panel of a kiosk, as its configuration file names it: service buttons with lamps, a beacon, a buzzer, a tamper switch, displays of
 * the number called, each on named pins of a board that runs StandardFirmata.
 */
import * as v from "valibot";

/** A citizen chooses among so many: more buttons than pins of an Uno there cannot be. */
export const panelButtonsMax = 12;
/** With more, a new number would take longer to all of them than the board may be silent. */
export const panelDisplaysMax = 4;

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

/** `counter`: the label of the one counter whose calls it shows, as boards show it; absent: the newest call of the zone. */
const shows = { counter: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(20))) };

const display = v.variant("controller", [
  /** Four digits on the board's two pins of I2C, A4 (SDA) and A5 (SCL). */
  v.strictObject({
    controller: v.literal("ht16k33"),
    address: v.optional(v.picklist(["0x70", "0x71", "0x72", "0x73", "0x74", "0x75", "0x76", "0x77"]), "0x70"),
    ...shows,
  }),
  /** Digits on three pins of their own. */
  v.strictObject({
    controller: v.literal("max7219"),
    ...{ data: pin, clock: pin, load: pin },
    digits: v.optional(v.picklist([4, 8]), 8),
    ...shows,
  }),
]);
export type PanelDisplay = v.InferOutput<typeof display>;

const path = v.pipe(v.string(), v.regex(/^\/.{1,199}$/, "name a serial device by its whole path"));

const parts = v.strictObject({
  board: v.literal("uno"),
  path,
  /** StandardFirmata speaks 57,600 unless it was built otherwise. */
  baud: v.optional(v.picklist([9_600, 19_200, 38_400, 57_600, 115_200]), 57_600),
  buttons: v.optional(v.pipe(v.array(button), v.maxLength(panelButtonsMax)), []),
  /** A lamp for staff: on when paper runs low, blinking while no ticket can be printed. */
  beacon: v.optional(v.strictObject({ pin })),
  /** One that sounds by itself when its pin is high. */
  buzzer: v.optional(v.strictObject({ pin })),
  /** A switch that is closed to ground while the housing is: an opened housing and a cut wire look alike. */
  tamper: v.optional(v.strictObject({ pin: inputPin })),
  /** Seven-segment displays of the number that is called: now serving. */
  displays: v.optional(v.pipe(v.array(display), v.maxLength(panelDisplaysMax)), []),
});
export type PanelSettings = v.InferOutput<typeof parts>;

export const panel = v.pipe(
  parts,
  v.check(({ buttons, displays }) => buttons.length + displays.length > 0, "a panel has a button or a display"),
  v.check(({ displays }) => distinct(displays.flatMap(addressOf)), "two displays of a panel have the same address"),
  v.check((each) => distinct(pinsOf(each)), "two parts of a panel are on the same pin"),
  v.check(({ buttons }) => distinct(buttons.map(({ service }) => service)), "two buttons of a panel give the same service"),
);

/** Every pin that is used, in the order of the file; the two of I2C once, however many displays share them. */
function pinsOf({ buttons, beacon, buzzer, tamper, displays }: PanelSettings): UnoPin[] {
  const single = [beacon, buzzer, tamper].flatMap((part) => part?.pin ?? []);
  const ofDisplays = displays.flatMap((each) => (each.controller === "max7219" ? [each.data, each.clock, each.load] : []));
  const bus: UnoPin[] = displays.some(({ controller }) => controller === "ht16k33") ? ["A4", "A5"] : [];
  return [...buttons.flatMap(({ pin: own, lamp }) => [own, ...(lamp === undefined ? [] : [lamp])]), ...single, ...ofDisplays, ...bus];
}

function addressOf(each: PanelDisplay): string[] {
  return each.controller === "ht16k33" ? [each.address] : [];
}

function distinct(items: readonly unknown[]): boolean {
  return new Set(items).size === items.length;
}
