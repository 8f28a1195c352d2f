/**
 * The header of the kiosk's own Raspberry Pi as a panel's board: GPIO lines from the kernel, and an `io` for johnny-five over them. Nothing
 * here can freeze or be unplugged, but another program may have a line, and lines are ours only as long as we hold them.
 */
import { EventEmitter } from "node:events";
import type { PanelPin } from "#shared/wire/boards.ts";
import type { GpioChip, GpioLines } from "../kernel/gpio-chip.ts";
import type { Timers } from "../runtime/timers.ts";
import type { AccessEvents, BoardAccess, PanelIo, PinsUsed } from "./access.ts";
import type { BoardCondition } from "./life.ts";

export interface PiPorts {
  /** The chip of the header; null: there is none that may be used. */
  readonly openChip: () => GpioChip | null;
  /** Real, monotonic milliseconds, and the clock of which the kernel's edges have their times. */
  readonly realMs: () => number;
  readonly monotonicNs: () => bigint;
  readonly timers: Pick<Timers, "after">;
}

/** Edges wait in the kernel with their times: how often they are fetched decides only how soon a lamp answers. */
export const fetchEveryMs = 10;
/** Shorter changes the kernel keeps to itself, so that no bouncing fills its list. */
export const debounceUs = 5_000;
/** Programs that write past the kernel, into the chip's registers, do so to lines of others too. */
export const outputsGivenEveryMs = 10_000;
/** A chip or a line that cannot be had is tried again this soon. */
export const reopenMs = 2_000;

/** Whom tools such as `gpioinfo` name beside a line. */
const consumer = "the-q-panel";
const headerPins = 28;

interface Held {
  readonly inputs: GpioLines | null;
  readonly outputs: GpioLines | null;
  givenAtMs: number;
}

export class PiBoard implements BoardAccess {
  readonly writeMs = 0;
  readonly #pins: PinsUsed;
  readonly #ports: PiPorts;
  readonly #events: AccessEvents;
  readonly #io: HeaderIo;
  #held: Held | null = null;
  /** What outputs should be, in their order. */
  readonly #levels: boolean[];
  /** What inputs were last said to be; while a list of edges is told this is of the edge's time, and not of now. */
  readonly #said = new Map<PanelPin, boolean>();
  #tellingAtMs: number | null = null;
  #stopWake: () => void = () => {};
  #stopped = false;
  #condition = "";

  constructor(pins: PinsUsed, ports: PiPorts, events: AccessEvents) {
    this.#pins = pins;
    this.#ports = ports;
    this.#events = events;
    this.#levels = pins.outputs.map(() => false);
    this.#io = new HeaderIo((pin, isHigh) => this.#write(pin, isHigh));
  }

  start(): void {
    this.#open();
  }

  fetch(): void {
    const held = this.#held;
    // While edges are told, those that came meanwhile wait for their turn.
    if (!held || this.#tellingAtMs !== null) return;
    try {
      this.#tell(held);
    } catch (error) {
      this.#lose(error);
    } finally {
      this.#tellingAtMs = null;
    }
  }

  ask(pin: PanelPin): void {
    const { inputs } = this.#held ?? {};
    if (!inputs) return;
    try {
      const at = this.#tellingAtMs;
      const said = at === null ? inputs.values()[this.#pins.inputs.indexOf(pin)] : this.#said.get(pin);
      if (said !== undefined) this.#events.level(pin, said, at ?? this.#ports.realMs());
    } catch (error) {
      this.#lose(error);
    }
  }

  /** Line and name are the same number on every model's header (Raspberry Pi documentation, "GPIO and the 40-pin header"; RP1 Peripherals, "GPIO"). */
  numberOf(pin: PanelPin): number {
    return Number(pin.slice("GPIO".length));
  }

  /** Outputs stay as they were last set, so whoever stops sets them first. */
  stop(): void {
    this.#stopped = true;
    this.#stopWake();
    this.#close();
  }

  #open(): void {
    const held = this.#request();
    if ("kind" in held) {
      this.#is(held);
      this.#wake(reopenMs, () => this.#open());
      return;
    }
    this.#held = held;
    this.#said.clear();
    this.#is({ kind: "well" });
    this.#events.use(this.#io);
    if (this.#held) this.#wake(fetchEveryMs, () => this.#turn());
  }

  #request(): Held | BoardCondition {
    const chip = this.#ports.openChip();
    if (!chip) return { kind: "no-chip", cause: "no chip" };
    let inputs: GpioLines | null = null;
    try {
      const [closing, switched] = [this.#pins.inputs, this.#pins.outputs].map((pins) => pins.map((pin) => this.numberOf(pin)));
      const as = { kind: "input", bias: "pull-up", edges: true, debounceUs } as const;
      if (closing?.length) inputs = chip.request({ offsets: closing, consumer, isActiveLow: true, as });
      const asOutput = { kind: "output", on: this.#levels } as const;
      const outputs = switched?.length ? chip.request({ offsets: switched, consumer, as: asOutput }) : null;
      return { inputs, outputs, givenAtMs: this.#ports.realMs() };
    } catch (error) {
      inputs?.close();
      const taken = codeOf(error) === "EBUSY" ? this.#takenOf(chip) : "";
      return taken === "" ? { kind: "no-chip", cause: `${chip.info.label}: ${codeOf(error)}` } : { kind: "taken", by: taken };
    } finally {
      // Lines have a descriptor of their own.
      chip.close();
    }
  }

  /** Which pins others have, and who: `GPIO17 (spi0 CS0)`. */
  #takenOf(chip: GpioChip): string {
    const lines = [...this.#pins.inputs, ...this.#pins.outputs].map((pin) => ({ pin, line: chip.line(this.numberOf(pin)) }));
    const taken = lines.filter(({ line }) => line.isUsed);
    return taken.map(({ pin, line }) => (line.consumer === "" ? pin : `${pin} (${line.consumer})`)).join(", ");
  }

  #turn(): void {
    this.fetch();
    const held = this.#held;
    if (!held) return;
    const nowMs = this.#ports.realMs();
    if (nowMs - held.givenAtMs >= outputsGivenEveryMs) {
      held.givenAtMs = nowMs;
      this.#give(this.#levels);
    }
    if (this.#held) this.#wake(fetchEveryMs, () => this.#turn());
  }

  #tell({ inputs }: Held): void {
    for (const { offset, isOn, atNs } of inputs?.edges() ?? []) {
      const pin = this.#pins.inputs.find((each) => this.numberOf(each) === offset);
      if (pin === undefined) continue;
      this.#tellingAtMs = this.#ports.realMs() - Number(this.#ports.monotonicNs() - atNs) / 1e6;
      // Whoever asks because of this edge is told what was until then.
      this.#events.level(pin, isOn, this.#tellingAtMs);
      this.#said.set(pin, isOn);
    }
  }

  #write(number: number, isHigh: boolean): void {
    const place = this.#pins.outputs.findIndex((pin) => this.numberOf(pin) === number);
    if (place < 0) return;
    this.#levels[place] = isHigh;
    this.#give(this.#levels.map((level, each) => (each === place ? level : null)));
  }

  #give(levels: readonly (boolean | null)[]): void {
    try {
      this.#held?.outputs?.set(levels);
    } catch (error) {
      this.#lose(error);
    }
  }

  #lose(error: unknown): void {
    this.#close();
    this.#is({ kind: "no-chip", cause: codeOf(error) });
    this.#events.lost();
    this.#wake(reopenMs, () => this.#open());
  }

  #close(): void {
    const held = this.#held;
    this.#held = null;
    held?.inputs?.close();
    held?.outputs?.close();
  }

  #is(condition: BoardCondition): void {
    const said = JSON.stringify(condition);
    if (said === this.#condition) return;
    this.#condition = said;
    this.#events.condition(condition);
  }

  #wake(afterMs: number, run: () => void): void {
    this.#stopWake();
    if (!this.#stopped) this.#stopWake = this.#ports.timers.after(afterMs, run);
  }
}

/**
 * What johnny-five asks of an `io` for lamps, relays and displays on three pins. Directions and resistors of lines are asked of the kernel
 * before johnny-five has a part on them, so it need not be told them again.
 */
class HeaderIo extends EventEmitter implements PanelIo {
  readonly name = "RaspberryPi";
  readonly isReady = true;
  readonly HIGH = 1;
  readonly LOW = 0;
  readonly MODES = { INPUT: 0, OUTPUT: 1, ANALOG: 2, PWM: 3, SERVO: 4 } as const;
  readonly pins = Array.from({ length: headerPins }, () => ({ supportedModes: [0, 1], value: 0 }));
  readonly analogPins: readonly number[] = [];
  readonly #write: (pin: number, isHigh: boolean) => void;

  constructor(write: (pin: number, isHigh: boolean) => void) {
    super();
    this.#write = write;
  }

  pinMode(): void {}

  digitalWrite(pin: number, level: number): void {
    this.#write(pin, level === this.HIGH);
  }
}

function codeOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return code;
}
