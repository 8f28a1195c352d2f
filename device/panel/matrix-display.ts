/**
 * Modules of 8 by 8 lamps in a chain, each with a MAX7219 (data sheet 19-4452). johnny-five's Led.Matrix sends each module its own shift,
 * with nothing for all the others: here one shift, through its Board#shiftOut, has something for every module. Even so a number is long for
 * a serial line, so shifts leave room between them for lamps, heartbeats and questions about buttons.
 */
import type { Board } from "johnny-five";
import type { MatrixSettings } from "#shared/wire/panels.ts";
import { matrixPixels, moduleSide, rowBytes } from "./matrix.ts";
import { type DisplayFace, type DisplayWiring, dark, type NumberDisplay } from "./number-display.ts";

/** Table 2, "Register Address Map"; rows are its eight digits, from the top. */
const register = { topRow: 0x01, decodeMode: 0x09, intensity: 0x0a, scanLimit: 0x0b, shutdown: 0x0c, displayTest: 0x0f } as const;
/** Table 7: 7/32. All lamps of four modules at full current are more than a USB port gives. */
const intensity = 3;
/** What holds for every module alike, before its rows. */
const settingsAlike = [
  [register.displayTest, 0],
  [register.decodeMode, 0],
  [register.scanLimit, moduleSide - 1],
  [register.intensity, intensity],
] as const;
/** Clock down, data, clock up. */
const writesOfBit = 3;
const bitsOfModule = 16;
/** Of the line's time a chain leaves a fifth to others. */
const share = 1.25;

/** One register of each module, from the left. */
interface Shift {
  readonly register: number;
  readonly bytes: readonly number[];
}

export class MatrixDisplay implements NumberDisplay {
  readonly #settings: MatrixSettings;
  readonly #board: Board;
  readonly #pins: { readonly data: number; readonly clock: number; readonly load: number };
  readonly #pauseMs: number;
  readonly #after: DisplayWiring["after"];
  #face: DisplayFace = dark;
  /** What is still to be sent. */
  #shifts: readonly Shift[] = [];
  #stopWake: () => void = () => {};

  constructor(settings: MatrixSettings, { board, numberOf, writeMs, after }: DisplayWiring) {
    this.#settings = settings;
    this.#board = board;
    this.#pins = { data: numberOf(settings.data), clock: numberOf(settings.clock), load: numberOf(settings.load) };
    this.#pauseMs = writeMs * writesOfBit * bitsOfModule * settings.modules * share;
    this.#after = after;
  }

  giveAll(face: DisplayFace): void {
    this.#face = face;
    this.#begin([...settingsAlike.map(([each, value]) => this.#alike(each, value)), ...this.#rows()]);
  }

  change(face: DisplayFace): void {
    this.#face = face;
    const owed = this.#shifts.filter(({ register: each }) => each >= register.decodeMode);
    this.#begin([this.#alike(register.shutdown, 0), ...owed, ...this.#rows()]);
  }

  light(face: DisplayFace): void {
    this.#face = face;
    // Its blinking stands still until all is told: half of one number and half of another would be lit.
    if (this.#shifts.length === 0 || !face.number) this.#light();
  }

  stop(): void {
    this.#stopWake();
    this.#shifts = [];
  }

  #light(): void {
    const { number, isLit } = this.#face;
    this.#send(this.#alike(register.shutdown, number && isLit ? 1 : 0));
  }

  /** The first at once, and each of the others when the line has had time for the one before. */
  #begin(shifts: readonly Shift[]): void {
    this.#stopWake();
    this.#shifts = shifts;
    this.#next();
  }

  #next(): void {
    const [next, ...others] = this.#shifts;
    this.#shifts = others;
    if (!next) {
      this.#light();
      return;
    }
    this.#send(next);
    this.#stopWake = this.#after(this.#pauseMs, () => this.#next());
  }

  #rows(): readonly Shift[] {
    const pixels = matrixPixels(this.#face.number, this.#settings.modules) ?? [];
    return pixels.map((row, place) => ({ register: register.topRow + place, bytes: rowBytes(row) }));
  }

  #alike(each: number, value: number): Shift {
    return { register: each, bytes: Array.from({ length: this.#settings.modules }, () => value) };
  }

  /** What is sent first goes through to the far end of the chain. LOAD then takes the last 16 bits that each module holds. */
  #send({ register: each, bytes }: Shift): void {
    const { data, clock, load } = this.#pins;
    this.#board.digitalWrite(load, 0);
    for (const byte of this.#settings.first === "right" ? bytes : bytes.toReversed()) {
      this.#board.shiftOut(data, clock, each);
      this.#board.shiftOut(data, clock, byte);
    }
    this.#board.digitalWrite(load, 1);
  }
}
