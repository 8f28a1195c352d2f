/** The signs of a device: each line's machine on its port, and what they all show, from one board view. */
import type { BoardView } from "#shared/wire/payloads.ts";
import type { SignLineSettings } from "#shared/wire/signs.ts";
import type { Timers } from "../runtime/timers.ts";
import { driversOf, paceOf } from "./drivers.ts";
import { type LineCondition, type LineInput, SignLine } from "./line.ts";
import { SignPort } from "./port.ts";
import { SignFace } from "./shown.ts";
import { type SignTroubles, troublesOf } from "./troubles.ts";

export interface SignsPorts {
  /** Real, monotonic milliseconds. */
  readonly realMs: () => number;
  readonly timers: Pick<Timers, "after">;
  readonly stand: (troubles: SignTroubles) => void;
}

export class Signs {
  readonly #lines: readonly RunningLine[];
  readonly #ports: SignsPorts;
  #stood = "";

  constructor(settings: readonly SignLineSettings[], ports: SignsPorts) {
    this.#ports = ports;
    this.#lines = settings.map((line) => new RunningLine(line, ports, () => this.#changed()));
  }

  start(): void {
    for (const line of this.#lines) line.step({ kind: "start" });
  }

  /** May be called as often as one likes; flashing ends with a call after its time. Null: blank signs. */
  show(view: BoardView | null): void {
    for (const line of this.#lines) line.show(view);
  }

  stop(): void {
    for (const line of this.#lines) line.stop();
  }

  #changed(): void {
    const troubles = troublesOf(this.#lines.map(({ path, condition }) => ({ path, condition })));
    const text = JSON.stringify(troubles);
    if (text === this.#stood) return;
    this.#stood = text;
    this.#ports.stand(troubles);
  }
}

class RunningLine {
  readonly path: string;
  readonly #line: SignLine;
  readonly #faces: readonly SignFace[];
  readonly #port: SignPort;
  readonly #ports: SignsPorts;
  readonly #changed: () => void;
  #stopWake: () => void = () => {};
  #stopped = false;

  constructor(settings: SignLineSettings, ports: SignsPorts, changed: () => void) {
    this.path = settings.path;
    this.#ports = ports;
    this.#changed = changed;
    this.#line = new SignLine(paceOf(settings), driversOf(settings));
    this.#faces = settings.signs.map(({ counter }) => new SignFace(counter));
    this.#port = new SignPort(settings, {
      opened: () => this.step({ kind: "opened" }),
      closed: (cause) => this.step({ kind: "closed", cause }),
      written: () => this.step({ kind: "written" }),
      bytes: (bytes) => this.step({ kind: "bytes", bytes }),
    });
  }

  get condition(): LineCondition {
    return this.#line.condition;
  }

  show(view: BoardView | null): void {
    const nowMs = this.#ports.realMs();
    this.step({ kind: "show", wanted: this.#faces.map((face) => face.want(view, nowMs)) });
  }

  step(input: LineInput): void {
    if (this.#stopped) return;
    const nowMs = this.#ports.realMs();
    const { outputs, wakeAtMs } = this.#line.step(input, nowMs);
    this.#stopWake();
    this.#stopWake =
      wakeAtMs === null ? () => {} : this.#ports.timers.after(Math.max(0, Math.ceil(wakeAtMs - nowMs)), () => this.step({ kind: "due" }));
    for (const output of outputs) {
      switch (output.kind) {
        case "open":
          this.#port.open();
          break;
        case "write":
          this.#port.write(output.bytes);
          break;
        case "drop":
          this.#port.drop();
          break;
      }
    }
    this.#changed();
  }

  stop(): void {
    this.#stopped = true;
    this.#stopWake();
    this.#port.drop();
  }
}
