/**
 * The panel of a kiosk, as its configuration file names it: service buttons with lamps, a beacon, a buzzer, a tamper switch, displays of
 * the number called, each on named pins of an Arduino that runs StandardFirmata, or of the header of the Raspberry Pi itself.
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
const unoPin = v.pipe(
  v.string(),
  v.check((name) => !serialPinsOfUno.includes(name), onSerialLine),
  v.check((name) => serialPinsOfUno.includes(name) || (unoPins as readonly string[]).includes(name), notAPin),
  v.transform((name) => name as UnoPin),
);
/** Its lamp is on the board itself, in series with whatever hangs there. */
const unoInputPin = v.pipe(
  unoPin,
  v.check((name) => name !== "13", blinks),
);

/** The memory of a board on top (0, 1), and the console (14, 15), which the kernel lets a panel take all the same. */
const reservedPins: readonly string[] = ["GPIO0", "GPIO1", "GPIO14", "GPIO15"];
/** BCM2835 ARM Peripherals, 6.2 "Alternative Function Assignments": after a reset 0 to 8 are pulled high. What hangs there would be on. */
const pulledHighPins: readonly string[] = ["GPIO2", "GPIO3", "GPIO4", "GPIO5", "GPIO6", "GPIO7", "GPIO8"];
const piInputPin = v.pipe(
  v.string(),
  v.check((name) => !reservedPins.includes(name), reservedByPi),
  v.check((name) => reservedPins.includes(name) || (piInputPins as readonly string[]).includes(name), notAPiPin),
  v.transform((name) => name as PiPin),
);
const piPin = v.pipe(
  piInputPin,
  v.check((name) => !pulledHighPins.includes(name), heldHigh),
);

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

const path = v.pipe(v.string(), v.regex(/^\/.{1,199}$/, "name a serial device by its whole path"));

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
  };
}

const unoParts = v.strictObject({
  board: v.literal("uno"),
  path,
  /** StandardFirmata speaks 57,600 unless it was built otherwise. */
  baud: v.optional(v.picklist([9_600, 19_200, 38_400, 57_600, 115_200]), 57_600),
  ...partsOn(unoPin, unoInputPin),
  /** Seven-segment displays of the number that is called: now serving. */
  displays: v.optional(v.pipe(v.array(v.variant("controller", [ht16k33, max7219(unoPin)])), v.maxLength(panelDisplaysMax)), []),
});

/** The header of the kiosk's own Raspberry Pi. Its two pins of I2C are not driven here. */
const piParts = v.strictObject({
  board: v.literal("pi"),
  ...partsOn(piPin, piInputPin),
  displays: v.optional(v.pipe(v.array(v.variant("controller", [max7219(piPin)])), v.maxLength(panelDisplaysMax)), []),
});

const parts = v.variant("board", [unoParts, piParts]);
export type PanelSettings = v.InferOutput<typeof parts>;
export type UnoPanelSettings = v.InferOutput<typeof unoParts>;
export type PiPanelSettings = v.InferOutput<typeof piParts>;
export type PanelDisplay = PanelSettings["displays"][number];

export const panel = v.pipe(
  parts,
  v.check(({ buttons, displays }) => buttons.length + displays.length > 0, "a panel has a button or a display"),
  v.check(({ displays }) => distinct(displays.flatMap(addressOf)), "two displays of a panel have the same address"),
  v.check((each) => distinct(pinsOf(each)), "two parts of a panel are on the same pin"),
  v.check(({ buttons }) => distinct(buttons.map(({ service }) => service)), "two buttons of a panel give the same service"),
);

/** Every pin that is used, in the order of the file; the two of I2C once, however many displays share them. */
function pinsOf({ buttons, beacon, buzzer, tamper, displays }: PanelSettings): PanelPin[] {
  const single = [beacon, buzzer, tamper].flatMap((part) => part?.pin ?? []);
  const ofDisplays = displays.flatMap((each): PanelPin[] => (each.controller === "max7219" ? [each.data, each.clock, each.load] : []));
  const bus: PanelPin[] = displays.some(({ controller }) => controller === "ht16k33") ? ["A4", "A5"] : [];
  const ofButtons = buttons.flatMap(({ pin: own, lamp }): PanelPin[] => [own, ...(lamp === undefined ? [] : [lamp])]);
  return [...ofButtons, ...single, ...ofDisplays, ...bus];
}

function addressOf(each: PanelDisplay): string[] {
  return each.controller === "ht16k33" ? [each.address] : [];
}

function distinct(items: readonly unknown[]): boolean {
  return new Set(items).size === items.length;
}
