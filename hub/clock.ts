/**
 * The machine's time: the one adapter that reads it. Deadlines and heartbeats are real time, whatever the speed of the office. What the
 * hub makes of it is judged in `clock-judgement.ts`.
 */
import { existsSync } from "node:fs";
import { speededUp, type TimeSource } from "#shared/time/clock.ts";
import type { HubFile } from "#shared/wire/process.ts";

export const systemTime: TimeSource = { wall: () => Date.now(), mono: () => performance.now() };

/** Runs it again and again, in real time, until what it returns is called. */
export function every(ms: number, run: () => void): () => void {
  const timer = setInterval(run, ms);
  return () => clearInterval(timer);
}

/** Business time: the machine's, or faster in a virtual office. */
export function businessTime(time: HubFile["time"], source: TimeSource = systemTime): TimeSource {
  return time ? speededUp(source, time.speed, time.businessStart, time.realStart) : source;
}

/** Whether this machine follows a time server; null when it does not tell. */
export function machineSynchronised(): boolean | null {
  if (existsSync("/run/systemd/timesync/synchronized")) return true;
  return existsSync("/run/systemd/timesync") ? false : null;
}
