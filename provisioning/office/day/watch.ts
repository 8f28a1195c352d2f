/** What must not happen on a day: a fault, a program that starts again, memory that grows. Seen now and then, and said at the end. */
import type { StaffEntry } from "#shared/wire/staff.ts";

export interface Running {
  readonly name: string;
  readonly pid: number | null;
}

export interface WatchPorts {
  readonly readBytes: (path: string) => Uint8Array;
}

/** Of a program, by its second quarter of readings: how much more memory its last quarter may have. */
const growthMax = 1.25;
/** Fewer readings say nothing. */
const readingsMin = 8;

export class Watch {
  readonly #ports: WatchPorts;
  readonly #faults = new Set<string>();
  readonly #pids = new Map<string, Set<number>>();
  readonly #residentMb = new Map<string, number[]>();

  constructor(ports: WatchPorts) {
    this.#ports = ports;
  }

  look(entries: Iterable<StaffEntry>, programs: readonly Running[]): void {
    for (const entry of entries) {
      if (entry.kind === "fault") this.#faults.add(entry.fault);
      if (entry.kind === "device") for (const { fault } of entry.faults) this.#faults.add(`${fault} of ${entry.id}`);
    }
    for (const { name, pid } of programs) {
      if (pid === null) continue;
      this.#pids.set(name, (this.#pids.get(name) ?? new Set()).add(pid));
      const resident = residentMb(this.#ports, pid);
      if (resident !== null) this.#residentMb.set(name, [...(this.#residentMb.get(name) ?? []), resident]);
    }
  }

  get isWell(): boolean {
    return this.#faults.size === 0 && this.#restarted.length === 0 && this.#memory.every(({ isFlat }) => isFlat);
  }

  /** Sentences for the end of the day. */
  get words(): readonly string[] {
    const faults = this.#faults.size === 0 ? "No fault." : `Faults: ${[...this.#faults].sort().join(", ")}.`;
    const restarted = this.#restarted.length === 0 ? [] : [`Started again: ${this.#restarted.join(", ")}.`];
    const memory = this.#memory.map(({ name, from, to, isFlat }) => `${name} ${from} -> ${to} MB${isFlat ? "" : " (grows)"}`);
    return [faults, ...restarted, ...(memory.length === 0 ? [] : [`Memory early in the day and late: ${memory.join(", ")}.`])];
  }

  get #restarted(): string[] {
    return [...this.#pids].flatMap(([name, pids]) => (pids.size > 1 ? [name] : []));
  }

  get #memory(): { name: string; from: number; to: number; isFlat: boolean }[] {
    return [...this.#residentMb].flatMap(([name, readings]) => {
      if (readings.length < readingsMin) return [];
      const quarter = Math.floor(readings.length / 4);
      const from = median(readings.slice(quarter, 2 * quarter));
      const to = median(readings.slice(-quarter));
      return [{ name, from: Math.round(from), to: Math.round(to), isFlat: to <= growthMax * from }];
    });
  }
}

/** Null where the machine does not say. */
function residentMb(ports: WatchPorts, pid: number): number | null {
  try {
    const status = new TextDecoder().decode(ports.readBytes(`/proc/${pid}/status`));
    const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1_024;
  } catch {
    return null;
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
