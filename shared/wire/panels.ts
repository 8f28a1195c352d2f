/**
 * The panel of a kiosk, as its configuration file names it: service buttons with lamps, a beacon, a buzzer, a tamper switch, a sensor of presence, displays of
 * the number called, each on named pins of an Arduino that runs StandardFirmata, or of the header of the Raspberry Pi itself.
 */
import * as v from "valibot";
import { distinct, onPi, onUno, type PanelPin, piInputPin, piPin, unoInputPin, unoPin } from "./boards.ts";

/** A citizen chooses among so many: more buttons than pins of an Uno there cannot be. */
export const panelButtonsMax = 12;
/** With more, a new number would take longer to all of them than the board may be silent. A matrix takes as long as so many. */
export const panelDisplaysMax = 4;
/** Of an Uno's line, for a matrix: on a slower one its blinking alone would leave no time for anything else. */
const matrixBaudMin = 57_600;

/** `counter`: the label of the one counter whose calls it shows, as boards show it; absent: the newest call of the zone. */
const shows = { counter: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(20))) };

/** Four digits on an Uno's two pins of I2C, A4 (SDA) and A5 (SCL). */
const ht16k33 = v.strictObject({
  controller: v.literal("ht16k33"),
  address: v.optional(v.picklist(["0x70", "0x71", "0x72", "0x73", "0x74", "0x75", "0x76", "0x77"]), "0x70"),
  ...shows,
});

/** Digits on three pins of their own. */
function max7219<const Pin extends typeof unoPin | typeof piPin>(pin: Pin) {
  return v.strictObject({
    controller: v.literal("max7219"),
    ...{ data: pin, clock: pin, load: pin },
    digits: v.optional(v.picklist([4, 8]), 8),
    ...shows,
  });
}

/**
 * 8 by 8 lamps a module, each with a MAX7219, in a chain on three pins. `first`: at which end of the row, as seen, the module is that hangs on
 * the board itself.
 */
function max7219Matrix<const Pin extends typeof unoPin | typeof piPin, const Modules extends number>(
  pin: Pin,
  modules: readonly Modules[],
) {
  return v.strictObject({
    controller: v.literal("max7219-matrix"),
    ...{ data: pin, clock: pin, load: pin },
    modules: v.picklist(modules),
    first: v.optional(v.picklist(["right", "left"]), "right"),
    ...shows,
  });
}

/** What a panel has, whatever board it is on. */
function partsOn<const Pin extends typeof unoPin | typeof piPin, const InputPin extends typeof unoInputPin | typeof piInputPin>(
  pin: Pin,
  inputPin: InputPin,
) {
  const button = v.strictObject({
    /** The id of the office's service whose ticket it gives. */
    service: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
    /** The button closes this pin to ground; the board's own resistor holds it high. */
    pin: inputPin,
    lamp: v.optional(pin),
  });
  return {
    buttons: v.optional(v.pipe(v.array(button), v.maxLength(panelButtonsMax)), []),
    /** A lamp for staff: on when paper runs low, blinking while no ticket can be printed. */
    beacon: v.optional(v.strictObject({ pin })),
    /** One that sounds by itself when its pin is high. */
    buzzer: v.optional(v.strictObject({ pin })),
    /** A switch that is closed to ground while the housing is: an opened housing and a cut wire look alike. */
    tamper: v.optional(v.strictObject({ pin: inputPin })),
    /** Sees somebody before the kiosk, and its pin is then as it says: `high` as of motion sensors, `low` as of switches that close to ground. */
    presence: v.optional(v.strictObject({ pin: inputPin, when: v.optional(v.picklist(["high", "low"]), "high") })),
  };
}

const unoParts = v.strictObject({
  ...onUno,
  ...partsOn(unoPin, unoInputPin),
  /** Displays of the number that is called: now serving. A number on eight modules would take its line for two seconds. */
  displays: v.optional(v.array(v.variant("controller", [ht16k33, max7219(unoPin), max7219Matrix(unoPin, [3, 4])])), []),
});

const piParts = v.strictObject({
  ...onPi,
  ...partsOn(piPin, piInputPin),
  displays: v.optional(v.array(v.variant("controller", [max7219(piPin), max7219Matrix(piPin, [3, 4, 8])])), []),
});

const parts = v.variant("board", [unoParts, piParts]);
export type PanelSettings = v.InferOutput<typeof parts>;
export type UnoPanelSettings = v.InferOutput<typeof unoParts>;
export type PiPanelSettings = v.InferOutput<typeof piParts>;
export type PanelDisplay = PanelSettings["displays"][number];
export type MatrixSettings = Extract<PanelDisplay, { controller: "max7219-matrix" }>;
export type DigitsSettings = Exclude<PanelDisplay, MatrixSettings>;

export const panel = v.pipe(
  parts,
  v.check(
    ({ buttons, displays, presence }) => buttons.length + displays.length > 0 || presence !== undefined,
    "a panel has a button, a display or a sensor",
  ),
  v.check(
    ({ displays }) => displays.reduce((sum, each) => sum + (isMatrix(each) ? panelDisplaysMax : 1), 0) <= panelDisplaysMax,
    "a panel has at most four displays, and a matrix counts as four",
  ),
  v.check(
    (each) => each.board === "pi" || each.baud >= matrixBaudMin || !each.displays.some(isMatrix),
    "a matrix on a panel needs a line of 57600 baud or more",
  ),
  v.check(({ displays }) => distinct(displays.flatMap(addressOf)), "two displays of a panel have the same address"),
  v.check((each) => distinct(pinsOf(each)), "two parts of a panel are on the same pin"),
  v.check(({ buttons }) => distinct(buttons.map(({ service }) => service)), "two buttons of a panel give the same service"),
);

/** Every pin that is used, in the order of the file; the two of I2C once, however many displays share them. */
function pinsOf({ buttons, beacon, buzzer, tamper, presence, displays }: PanelSettings): PanelPin[] {
  const single = [beacon, buzzer, tamper, presence].flatMap((part) => part?.pin ?? []);
  const ofDisplays = displays.flatMap(ownPins);
  const bus: PanelPin[] = displays.some(({ controller }) => controller === "ht16k33") ? ["A4", "A5"] : [];
  const ofButtons = buttons.flatMap(({ pin: own, lamp }): PanelPin[] => [own, ...(lamp === undefined ? [] : [lamp])]);
  return [...ofButtons, ...single, ...ofDisplays, ...bus];
}

/** The pins that a display has for itself. */
export function ownPins(each: PanelDisplay): PanelPin[] {
  return each.controller === "ht16k33" ? [] : [each.data, each.clock, each.load];
}

function isMatrix({ controller }: PanelDisplay): boolean {
  return controller === "max7219-matrix";
}

function addressOf(each: PanelDisplay): string[] {
  return each.controller === "ht16k33" ? [each.address] : [];
}
