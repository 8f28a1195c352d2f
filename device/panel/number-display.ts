/** A display of the number that is called, on a panel's board: what each kind of them can be told. */
import type { Board } from "johnny-five";
import type { PanelPin } from "#shared/wire/boards.ts";
import type { ShownCall } from "../sign/shown.ts";
import type { JohnnyFive } from "./libraries.ts";

/** As on paper. */
export type DisplayNumber = Pick<ShownCall, "letter" | "count">;

/** What a display should be. No number: dark. Not lit: dark for now, as in blinking. */
export interface DisplayFace {
  readonly number: DisplayNumber | null;
  readonly isLit: boolean;
}

export const dark: DisplayFace = { number: null, isLit: false };

/**
 * One display, on a board that comes and goes. It keeps what it was told for as long as it has power, and loses its settings with it: both
 * are given again each time the board is used, and every few seconds besides.
 */
export interface NumberDisplay {
  /** Everything again, to a display that may know nothing. One that is as it should be does not flicker by it. */
  giveAll(face: DisplayFace): void;
  /** Another number. Dark while it changes: half of one number and half of another would be a third, for ever where the board stops just then. */
  change(face: DisplayFace): void;
  /** The same number lit, or dark. Dark without a number is so at once, whatever was to be told still. */
  light(face: DisplayFace): void;
  /** The board is away: nothing more is told before all of it is given again. */
  stop(): void;
}

export interface DisplayWiring {
  readonly five: JohnnyFive;
  readonly board: Board;
  readonly numberOf: (pin: PanelPin) => number;
  /** How long the line to the board is busy with one change of a pin. */
  readonly writeMs: number;
  /** Runs once after so many milliseconds, until it is stopped. */
  readonly after: (ms: number, run: () => void) => () => void;
}
