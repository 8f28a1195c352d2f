/**
 * What the hub makes of its machine's clock: follow it, or doubt it and run on by monotonic time. Pure. A doubted clock opens no date
 * by itself; it bends no duration either, because those run on monotonic time in any case.
 */
import type { ClockDoubt, StartClock } from "./core/contract.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export const driftCheckEveryMs = 10_000;
/** A smaller drift is what clocks do; a row for each would fill the log. */
export const driftMs = 1_000;
/** A larger step is a wrong date sooner than a synchronisation. */
export const driftMaxMs = dayMs;
/** Before this no hub of ours ran: a machine without a battery for its clock starts in 1970, or when its image was made. */
export const releasedAt = Date.UTC(2026, 0, 1);
/** The last row may lie a little ahead of a clock that was corrected while the hub was stopped. */
const backMaxMs = 5 * 60_000;
/** No office is closed for longer. */
const awayMaxMs = 400 * dayMs;
/** Further apart two synchronised clocks cannot be. */
const differMs = hourMs;

export interface StartFacts {
  readonly wall: number;
  /** When this hub was last known to work, by its own clock; null for an empty log. */
  readonly aliveAt: number | null;
  /** What was doubted when it stopped. */
  readonly doubt: ClockDoubt | null;
  readonly synchronised: boolean | null;
}

/** The time at which a start begins, and what is to be said of the clock. */
export function clockAtStart({ wall, aliveAt, doubt, synchronised }: StartFacts): { readonly at: number; readonly clock: StartClock } {
  const doubted = (why: ClockDoubt) => ({ at: Math.max(aliveAt ?? 0, releasedAt), clock: { kind: "doubted", wall, why } }) as const;
  if (wall < releasedAt) return doubted("before-release");
  // A little back is no step: the hub begins where it ended, and a `clock-set` moves what it told before.
  const began = aliveAt !== null && wall >= aliveAt - backMaxMs ? Math.max(wall, aliveAt) : wall;
  const trusted = { at: began, clock: { kind: "trusted" } } as const;
  if (aliveAt === null || synchronised === true) return trusted;
  if (wall < aliveAt - backMaxMs) return doubted("before-last-row");
  if (wall > aliveAt + awayMaxMs) return doubted("stepped");
  return doubt === null ? trusted : doubted(doubt);
}

export interface RunningFacts {
  /** How far the machine's clock is ahead of the hub's. */
  readonly driftMs: number;
  /** The hub's time. */
  readonly now: number;
  readonly doubt: ClockDoubt | null;
  readonly synchronised: boolean | null;
  /** The same at the last look: a machine that has just found its time server may step as far as it likes. */
  readonly wasSynchronised: boolean;
  /** How far each synchronised device is ahead of the hub. */
  readonly devices: readonly number[];
  /** A person has said that the clock is right, and it has not stepped since. */
  readonly vouched: boolean;
}

export type Verdict =
  | { readonly kind: "none" }
  | { readonly kind: "follow"; readonly driftMs: number }
  | { readonly kind: "doubt"; readonly why: ClockDoubt };

export function judgeClock(facts: RunningFacts): Verdict {
  const { driftMs: drift, doubt, synchronised, devices } = facts;
  const follow = { kind: "follow", driftMs: Math.round(drift) } as const;
  if (doubt !== null) return isRightAgain(facts, doubt) ? follow : { kind: "none" };
  if (Math.abs(drift) <= driftMs) {
    const differ = synchronised !== true && !facts.vouched && most(devices, (ahead) => Math.abs(ahead) > differMs);
    return differ ? { kind: "doubt", why: "devices-differ" } : { kind: "none" };
  }
  if (foundItsServer(facts) || agree(devices, drift)) return follow;
  const contradicted = agree(devices, 0) && !agree(devices, drift);
  return contradicted || Math.abs(drift) > driftMaxMs ? { kind: "doubt", why: "stepped" } : follow;
}

function isRightAgain(facts: RunningFacts, doubt: ClockDoubt): boolean {
  const { driftMs: drift, now, devices } = facts;
  const wall = now + drift;
  if (wall < releasedAt) return false;
  if (foundItsServer(facts) || agree(devices, drift)) return true;
  if (devices.length > 0 || doubt === "devices-differ") return false;
  // Somebody has set it: from before the last row to after it, or back to where it had stepped from.
  return doubt === "stepped" ? Math.abs(drift) <= differMs : drift >= -backMaxMs && drift <= awayMaxMs;
}

function foundItsServer({ synchronised, wasSynchronised }: RunningFacts): boolean {
  return synchronised === true && !wasSynchronised;
}

/** Whether most devices tell a time that lies so far ahead of the hub's. */
function agree(devices: readonly number[], aheadMs: number): boolean {
  return most(devices, (ahead) => Math.abs(ahead - aheadMs) <= differMs);
}

function most(devices: readonly number[], is: (aheadMs: number) => boolean): boolean {
  return devices.filter(is).length * 2 > devices.length;
}
