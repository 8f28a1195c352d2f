/** The day's own time: starts at a moment and runs so many times as fast as the machine's. */
import { utcOffsetMinutes } from "#shared/time/zone.ts";
import type { Time } from "../programs.ts";

export interface BusinessClockPorts {
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

export class BusinessClock {
  readonly #time: Time;
  readonly #ports: BusinessClockPorts;

  constructor(time: Time, ports: BusinessClockPorts) {
    this.#time = time;
    this.#ports = ports;
  }

  /** UTC milliseconds. */
  now(): number {
    return this.#time.businessStart + (this.#ports.now() - this.#time.realStart) * this.#time.speed;
  }

  /** Resolves at a moment of business time, or at once when it is over. */
  async reach(at: number): Promise<void> {
    for (let left = at - this.now(); left > 0; left = at - this.now()) await this.#ports.wait(Math.max(1, left / this.#time.speed));
  }

  wait(businessMs: number): Promise<void> {
    return this.reach(this.now() + businessMs);
  }
}

/** UTC milliseconds of local midnight of a date. On a day whose clocks change, of the offset that holds at noon. */
export function midnightOf(date: string, timeZone: string): number {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  return midnight - utcOffsetMinutes(midnight + 20 * 60 * 60_000, timeZone) * 60_000;
}
