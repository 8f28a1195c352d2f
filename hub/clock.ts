/**
 * The hub's clock over the machine's: the one adapter that reads the time, and the watch that tells when the machine's clock
 * was set. Deadlines and heartbeats are real time, whatever the speed of the office.
 */
import { type Fault, fault } from "#shared/faults/fault.ts";
import { type AnchoredClock, speededUp, type TimeSource } from "#shared/time/clock.ts";
import type { HubFile } from "#shared/wire/process.ts";

export const systemTime: TimeSource = { wall: () => Date.now(), mono: () => performance.now() };

/** Business time: the machine's, or faster in a virtual office. */
export function businessTime(time: HubFile["time"], source: TimeSource = systemTime): TimeSource {
  return time ? speededUp(source, time.speed, time.businessStart, time.realStart) : source;
}

export const driftCheckEveryMs = 10_000;
/** A smaller drift is what clocks do; a row for each would fill the log. */
export const driftMs = 1_000;
/** A larger step is a wrong date sooner than a synchronisation: a person decides. */
export const driftMaxMs = 86_400_000;

export type Drift =
  | { readonly kind: "none" }
  | { readonly kind: "follow"; readonly driftMs: number }
  | { readonly kind: "fault"; readonly fault: Fault };

/** What to do about the machine's clock. A speeded-up office keeps its own time. */
export function driftOf(clock: AnchoredClock, speed: number): Drift {
  if (speed !== 1) return { kind: "none" };
  const drift = clock.drift();
  if (Math.abs(drift) <= driftMs) return { kind: "none" };
  if (Math.abs(drift) > driftMaxMs) return { kind: "fault", fault: fault("clock-stepped", { hours: Math.round(drift / 3_600_000) }) };
  return { kind: "follow", driftMs: Math.round(drift) };
}
