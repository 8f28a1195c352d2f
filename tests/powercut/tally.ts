/** Adds up the cuts of one mode, and says whether the run proved anything: `full` must lose nothing, and each control must lose. */
import type { Mode } from "./moment.ts";
import type { CutOutcome } from "./volatile-disk.ts";
import type { Verdict } from "./witness.ts";

export interface Tally {
  readonly mode: Mode;
  readonly cuts: number;
  /** Cuts after which an acknowledged row was missing. */
  readonly losing: number;
  readonly damaged: number;
  /** Cuts after which the file system had to be repaired before it could be read. */
  readonly repaired: number;
  readonly rowsAcknowledged: number;
  readonly rowsLost: number;
  /** Writes that no flush had covered when the power went, and what became of them. */
  readonly writes: CutOutcome;
}

export function emptyTally(mode: Mode): Tally {
  const writes = { unflushed: 0, kept: 0, torn: 0, dropped: 0 };
  return { mode, cuts: 0, losing: 0, damaged: 0, repaired: 0, rowsAcknowledged: 0, rowsLost: 0, writes };
}

/** `rowsAcknowledged` are those since the last verdict. Several cuts share a verdict when the power went again before the log was read. */
export function tallied(tally: Tally, cuts: readonly CutOutcome[], verdict: Verdict, rowsAcknowledged: number): Tally {
  const writes = { ...tally.writes };
  for (const cut of cuts) for (const key of ["unflushed", "kept", "torn", "dropped"] as const) writes[key] += cut[key];
  return {
    mode: tally.mode,
    cuts: tally.cuts + cuts.length,
    losing: tally.losing + (verdict.lost > 0 ? 1 : 0),
    damaged: tally.damaged + (verdict.damage !== undefined ? 1 : 0),
    repaired: tally.repaired + (verdict.repaired ? 1 : 0),
    rowsAcknowledged: tally.rowsAcknowledged + rowsAcknowledged,
    rowsLost: tally.rowsLost + verdict.lost,
    writes,
  };
}

/** What is wrong with a run, as sentences; empty when it is sound. */
export function wrongWith(tallies: readonly Tally[]): string[] {
  return tallies.flatMap(({ mode, cuts, losing, damaged }) => {
    if (mode !== "full") return losing > 0 ? [] : [`the control "${mode}" lost nothing in ${cuts} cuts: the rig proves nothing`];
    if (losing > 0) return [`full lost acknowledged rows in ${losing} of ${cuts} cuts`];
    return damaged > 0 ? [`full was damaged in ${damaged} of ${cuts} cuts`] : [];
  });
}

export function lastLine(tallies: readonly Tally[]): string {
  return `powercut: ${tallies.map(({ mode, cuts, losing }) => `${mode} ${losing} of ${cuts} cuts lost`).join("; ")}`;
}
