/** Looks at the machine again and again, and tells when its faults are not those of before. */
import type { Fault } from "#shared/faults/fault.ts";
import { type Judgement, judged, machineFaults } from "#shared/machine/judge.ts";
import type { Readings } from "#shared/machine/readings.ts";
import { figuresOf, type MachineFigures } from "#shared/wire/machine.ts";
import type { Timers } from "../runtime/timers.ts";

/** A fault is on the pages of the office within five seconds. */
export const lookEveryMs = 2_000;

export interface HealthPorts {
  readonly device: string;
  readonly read: () => Readings;
  /** Real, monotonic milliseconds. */
  readonly realMs: () => number;
  readonly timers: Pick<Timers, "every">;
}

export class MachineHealth {
  readonly #ports: HealthPorts;
  #judgement: Judgement | null = null;
  #faults: readonly Fault[] = [];
  #stop = () => {};

  constructor(ports: HealthPorts) {
    this.#ports = ports;
  }

  get faults(): readonly Fault[] {
    return this.#faults;
  }

  get figures(): MachineFigures | null {
    return this.#judgement && figuresOf(this.#judgement.readings);
  }

  /** `changed` is called whenever the faults are not those of before. */
  start(changed: () => void): void {
    this.#look(changed);
    this.#stop = this.#ports.timers.every(lookEveryMs, () => this.#look(changed));
  }

  stop(): void {
    this.#stop();
  }

  #look(changed: () => void): void {
    const { device, read, realMs } = this.#ports;
    this.#judgement = judged(this.#judgement, read(), realMs());
    const faults = machineFaults(this.#judgement, device);
    if (JSON.stringify(faults) === JSON.stringify(this.#faults)) return;
    this.#faults = faults;
    changed();
  }
}
