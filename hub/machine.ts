/**
 * How the hub's own machine is: read and judged by `shared/machine/`, and told among the hub's faults.
 */
import { type Judgement, judged, machineFaults } from "#shared/machine/judge.ts";
import type { Readings } from "#shared/machine/readings.ts";
import { figuresOf, type MachineFigures } from "#shared/wire/machine.ts";
import type { CurrentFaults } from "./current-faults.ts";

const lookEveryMs = 2_000;

export interface MachinePorts {
  readonly read: () => Readings;
  /** Real, monotonic milliseconds. */
  readonly mono: () => number;
  readonly every: (ms: number, run: () => void) => () => void;
  readonly faults: Pick<CurrentFaults, "raise" | "clear">;
  readonly tell: (figures: MachineFigures | null) => void;
}

/** Looks again and again; returns how to stop. Each fault is raised once and cleared when it is over. */
export function watchMachine({ read: look, mono, every, faults, tell }: MachinePorts): () => void {
  let judgement: Judgement | null = null;
  let standing = new Set<string>();
  const see = () => {
    const readings = look();
    tell(figuresOf(readings));
    judgement = judged(judgement, readings, mono());
    const now = machineFaults(judgement, "hub");
    const codes = new Set<string>(now.map(({ fault }) => fault));
    for (const each of now) faults.raise(aboutOf(each.fault), each);
    for (const gone of standing) if (!codes.has(gone)) faults.clear(aboutOf(gone));
    standing = codes;
  };
  see();
  return every(lookEveryMs, see);
}

function aboutOf(code: string): string {
  return `machine ${code}`;
}
