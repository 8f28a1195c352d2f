/**
 * The way to a panel's board, whichever it is: what johnny-five calls its `io`, and when that may be used. It comes and goes below the
 * parts that stand on it, which are made once.
 */
import type { EventEmitter } from "node:events";
import type { PanelPin } from "#shared/wire/boards.ts";
import type { BoardCondition } from "./life.ts";

/** What this folder uses of an `io` itself; johnny-five's parts use more of it. */
export interface PanelIo extends EventEmitter {
  readonly HIGH: 0 | 1;
  readonly MODES: { readonly INPUT: number; readonly OUTPUT: number };
  pinMode(pin: number, mode: number): void;
  digitalWrite(pin: number, level: 0 | 1): void;
  /** Where the board has I2C for displays. */
  i2cConfig?(options: { readonly delay: number }): void;
}

export interface AccessEvents {
  /** From now on the board does what it is told. It may know nothing of before: its pins are to be set up, and all outputs given again. */
  readonly use: (io: PanelIo) => void;
  /** It does not any longer, and what it said holds no longer. */
  readonly lost: () => void;
  /** An input closed to ground, or open; as of now, or of a monotonic millisecond that is not long ago. */
  readonly level: (pin: PanelPin, isClosed: boolean, atMs?: number) => void;
  readonly condition: (condition: BoardCondition) => void;
}

export interface BoardAccess {
  /** How long the line to the board is busy with one change of a pin; 0 where there is no line. */
  readonly writeMs: number;
  start(): void;
  /** What the board has said by now is told, where it waits to be fetched. */
  fetch(): void;
  /** The board says the level of this input once more, at once or soon. */
  ask(pin: PanelPin): void;
  /** As johnny-five and the `io` know it. */
  numberOf(pin: PanelPin): number;
  /** Gives the board back. */
  stop(): void;
}

/** What is asked of the pins of a board. */
export interface PinsUsed {
  readonly inputs: readonly PanelPin[];
  readonly outputs: readonly PanelPin[];
}

export type OpenBoard = (pins: PinsUsed, events: AccessEvents) => BoardAccess;
