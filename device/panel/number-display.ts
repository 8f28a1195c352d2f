/**
 * One display of a panel through johnny-five's Led.Digits, on a board that comes and goes. A display keeps what it was told for as long as
 * it has power, and loses its settings with it: both are given again each time the board is used, and every few seconds besides.
 */
import type { Board, Digits } from "johnny-five";
import type { PanelPin } from "#shared/wire/boards.ts";
import type { PanelDisplay } from "#shared/wire/panels.ts";
import type { JohnnyFive } from "./libraries.ts";

/** What a display should be. Cells from the left; null: dark. Not lit: dark for now, as in blinking. */
export interface DisplayFace {
  readonly cells: readonly string[] | null;
  readonly isLit: boolean;
}

export interface DisplayWiring {
  readonly five: JohnnyFive;
  readonly board: Board;
  readonly numberOf: (pin: PanelPin) => number;
}

/** In percent. More current than this for eight digits a USB port need not give. */
const brightness = 40;
/** MAX7219/MAX7221 data sheet (19-4452), table 2: "Register Address Map". */
const max7219 = { decodeMode: 0x09, displayTest: 0x0f } as const;
/** Of the five places of an HT16K33's four digits the middle one is a colon. */
const colonAt = 2;

export const dark: DisplayFace = { cells: null, isLit: false };

export function digitsOf(display: PanelDisplay): number {
  return display.controller === "max7219" ? display.digits : 4;
}

export class NumberDisplay {
  readonly #settings: PanelDisplay;
  readonly #digits: Digits;

  constructor(settings: PanelDisplay, { five, board, numberOf }: DisplayWiring) {
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

  /** Everything again, to a display that may know nothing. One that is as it should be does not flicker by it. */
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

  /** Dark while it changes: half of one number and half of another would be a third, for ever where the board stops just then. */
  change(face: DisplayFace): void {
    this.#digits.off(0);
    this.#write(face);
    if (face.isLit) this.light(face);
  }

  light({ cells, isLit }: DisplayFace): void {
    if (cells && isLit) this.#digits.on(0);
    else this.#digits.off(0);
  }

  #write({ cells }: DisplayFace): void {
    const hasColon = this.#settings.controller === "ht16k33";
    for (const [place, cell] of (cells ?? []).entries()) this.#digits.digit(0, hasColon && place >= colonAt ? place + 1 : place, cell);
  }
}
