/**
 * A panel's board, whichever it is: johnny-five's parts on its pins, and what each of them should be, given again whenever the board comes
 * back. The parts live as long as the device once the board was first there, because johnny-five keeps every board and part for ever.
 */
import type { Board, Led, Relay } from "johnny-five";
import type { PanelPin } from "#shared/wire/boards.ts";
import { ownPins, type PanelDisplay } from "#shared/wire/panels.ts";
import type { Timers } from "../runtime/timers.ts";
import type { AccessEvents, BoardAccess, OpenBoard, PanelIo } from "./access.ts";
import { displayOn } from "./displays.ts";
import type { JohnnyFive } from "./libraries.ts";
import { type DisplayFace, dark, type NumberDisplay } from "./number-display.ts";

export interface PanelOutput {
  readonly pin: PanelPin;
  readonly is: "output";
  readonly part: "lamp" | "relay";
}
export interface PanelInput {
  readonly pin: PanelPin;
  readonly is: "input";
}

/** What hangs on the board. */
export interface PanelParts {
  readonly pins: readonly (PanelInput | PanelOutput)[];
  readonly displays: readonly PanelDisplay[];
}

export type BoardEvents = Omit<AccessEvents, "use">;

export interface BoardPorts {
  readonly openBoard: OpenBoard;
  readonly timers: Pick<Timers, "after">;
}

/** A display that was without power, or caught noise, is right again after so long at most. */
export const displaysGivenEveryMs = 10_000;

export class PanelBoard {
  readonly #five: JohnnyFive;
  readonly #pins: PanelParts["pins"];
  readonly #displays: readonly PanelDisplay[];
  readonly #ports: BoardPorts;
  readonly #access: BoardAccess;
  /** What every output should be; a board that comes back is given all of it. */
  readonly #wanted = new Map<PanelPin, boolean>();
  /** The same of its displays, by their places. */
  readonly #faces: DisplayFace[];
  #board: Board | null = null;
  readonly #parts = new Map<PanelPin, Led | Relay>();
  #shown: readonly NumberDisplay[] | null = null;
  #stopGiving: () => void = () => {};
  #isUsed = false;

  constructor(five: JohnnyFive, { pins, displays }: PanelParts, ports: BoardPorts, events: BoardEvents) {
    this.#five = five;
    this.#pins = pins;
    this.#displays = displays;
    this.#faces = displays.map(() => dark);
    this.#ports = ports;
    for (const { pin, is } of pins) if (is === "output") this.#wanted.set(pin, false);
    const inputs = pins.filter(({ is }) => is === "input").map(({ pin }) => pin);
    const outputs = [...this.#wanted.keys(), ...displays.flatMap(ownPins)];
    this.#access = ports.openBoard(
      { inputs, outputs },
      {
        ...events,
        use: (io) => this.#use(io),
        lost: () => {
          this.#isUsed = false;
          this.#stopGiving();
          events.lost();
        },
      },
    );
  }

  start(): void {
    this.#access.start();
  }

  /** Holds over every loss of the board, until it is told otherwise. */
  set(pin: PanelPin, on: boolean): void {
    if (this.#wanted.get(pin) === on) return;
    this.#wanted.set(pin, on);
    if (this.#isUsed) this.#give(pin);
  }

  /** The display of this place; holds likewise. */
  display(place: number, face: DisplayFace): void {
    const was = this.#faces[place];
    if (!was || JSON.stringify(was) === JSON.stringify(face)) return;
    this.#faces[place] = face;
    const shown = this.#isUsed ? this.#shown?.[place] : undefined;
    if (JSON.stringify(was.number) === JSON.stringify(face.number)) shown?.light(face);
    else shown?.change(face);
  }

  /** What the board has said by now is told. */
  fetch(): void {
    if (this.#isUsed) this.#access.fetch();
  }

  /** The board says the level of this pin once more. */
  ask(pin: PanelPin): void {
    if (this.#isUsed) this.#access.ask(pin);
  }

  /** All lamps out, as far as the board still hears it. */
  stop(): void {
    for (const pin of this.#wanted.keys()) this.set(pin, false);
    for (const place of this.#faces.keys()) this.display(place, dark);
    this.#isUsed = false;
    this.#stopGiving();
    this.#access.stop();
  }

  #use(io: PanelIo): void {
    this.#isUsed = true;
    this.#board ??= new this.#five.Board({ io, repl: false, debug: false, sigint: false });
    for (const { pin, is } of this.#pins) {
      const number = this.#access.numberOf(pin);
      const part = this.#parts.get(pin);
      // johnny-five dims where the pin can, and would be ignored in another mode than its own.
      io.pinMode(number, is === "input" ? io.MODES.INPUT : part && "mode" in part ? part.mode : io.MODES.OUTPUT);
      // On an input it switches the board's own resistor on.
      if (is === "input") io.digitalWrite(number, io.HIGH);
      else this.#give(pin);
    }
    for (const { pin, is } of this.#pins) if (is === "input") this.ask(pin);
    this.#giveDisplays(io, this.#board, true);
  }

  /** All that displays should be, again and again. `isNew`: what they show now may be of long ago. */
  #giveDisplays(io: PanelIo, board: Board, isNew: boolean): void {
    this.#stopGiving();
    if (this.#displays.length === 0) return;
    // johnny-five sets pins up once, when a part is made.
    for (const pin of this.#displays.flatMap(ownPins)) io.pinMode(this.#access.numberOf(pin), io.MODES.OUTPUT);
    // A board that started anew would wait for ever at its first byte of I2C.
    if (this.#displays.some(({ controller }) => controller === "ht16k33")) io.i2cConfig?.({ delay: 0 });
    const access = this.#access;
    const wiring = { five: this.#five, board, numberOf: (pin: PanelPin) => access.numberOf(pin), writeMs: access.writeMs };
    const { timers } = this.#ports;
    this.#shown ??= this.#displays.map((each) => displayOn(each, { ...wiring, after: (ms, run) => timers.after(ms, run) }));
    const shown = this.#shown;
    for (const [place, each] of shown.entries()) {
      if (isNew) each.light(dark);
      each.giveAll(this.#faces[place] ?? dark);
    }
    const stopTimer = timers.after(displaysGivenEveryMs, () => this.#giveDisplays(io, board, false));
    this.#stopGiving = () => {
      stopTimer();
      for (const each of shown) each.stop();
    };
  }

  #give(pin: PanelPin): void {
    const on = this.#wanted.get(pin) ?? false;
    const part = this.#parts.get(pin) ?? this.#made(pin);
    if ("close" in part) on ? part.close() : part.open();
    else on ? part.on() : part.off();
  }

  #made(pin: PanelPin): Led | Relay {
    const five = this.#five;
    const settings = { board: this.#board as Board, pin: this.#access.numberOf(pin) };
    const isRelay = this.#pins.some((each) => each.pin === pin && each.is === "output" && each.part === "relay");
    const part = isRelay ? new five.Relay(settings) : new five.Led(settings);
    this.#parts.set(pin, part);
    return part;
  }
}
