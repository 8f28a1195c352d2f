/** Digits of seven segments, through johnny-five's Led.Digits. */
import type { Digits } from "johnny-five";
import type { DigitsSettings } from "#shared/wire/panels.ts";
import { digitCells } from "./digits.ts";
import { type DisplayFace, type DisplayWiring, dark, type NumberDisplay } from "./number-display.ts";

/** In percent. More current than this for eight digits a USB port need not give. */
const brightness = 40;
/** MAX7219/MAX7221 data sheet (19-4452), table 2: "Register Address Map". */
const max7219 = { decodeMode: 0x09, displayTest: 0x0f } as const;
/** Of the five places of an HT16K33's four digits the middle one is a colon. */
const colonAt = 2;

export class DigitsDisplay implements NumberDisplay {
  readonly #settings: DigitsSettings;
  readonly #digits: Digits;

  constructor(settings: DigitsSettings, { five, board, numberOf }: DisplayWiring) {
    this.#settings = settings;
    this.#digits =
      settings.controller === "ht16k33"
        ? new five.Led.Digits({ board, controller: "HT16K33", addresses: [Number(settings.address)] })
        : new five.Led.Digits({
            board,
            pins: { data: numberOf(settings.data), clock: numberOf(settings.clock), cs: numberOf(settings.load) },
            digits: settings.digits,
          });
  }

  giveAll(face: DisplayFace): void {
    const digits = this.#digits;
    if (this.#settings.controller === "max7219") {
      digits.send(0, max7219.displayTest, 0);
      digits.send(0, max7219.decodeMode, 0);
      digits.scanLimit(0, this.#settings.digits - 1);
    } else digits.blink(0, false);
    digits.brightness(0, brightness);
    this.#write(face);
    this.light(face);
  }

  change(face: DisplayFace): void {
    this.light(dark);
    this.#write(face);
    if (face.isLit) this.light(face);
  }

  light({ number, isLit }: DisplayFace): void {
    if (number && isLit) this.#digits.on(0);
    else this.#digits.off(0);
  }

  stop(): void {}

  #write({ number }: DisplayFace): void {
    const settings = this.#settings;
    const hasColon = settings.controller === "ht16k33";
    const cells = digitCells(number, settings.controller === "max7219" ? settings.digits : 4) ?? [];
    for (const [place, cell] of cells.entries()) this.#digits.digit(0, hasColon && place >= colonAt ? place + 1 : place, cell);
  }
}
