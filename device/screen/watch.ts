/**
 * When the browser is started, stopped and given up for a while. Pure: it is told what is so, and says what to do. A page counts as shown only by
 * its own word since this browser was started; a device that does not answer is no reason to restart a browser.
 */
import type { ScreenAnswer, ScreenState } from "#shared/wire/screen.ts";

export interface WatchLimits {
  readonly silenceMs: number;
  readonly startMs: number;
}

export interface Look {
  /** `silent`: nobody answers. `no-page`: it is being set up, and its page does not beat. */
  readonly device: "silent" | "no-page" | ScreenAnswer;
  readonly browserRuns: boolean;
}

export type Effect = "start" | "stop" | "sleep" | "wake";

type Phase =
  | { readonly kind: "waiting"; readonly untilMs: number }
  /** `expectedMs`: from here on a sign of life is waited for. */
  | { readonly kind: "running"; readonly startedMs: number; readonly expectedMs: number; readonly shownSinceMs: number | null }
  | { readonly kind: "stopping"; readonly sinceMs: number; readonly toSleep: boolean }
  | { readonly kind: "asleep" };

export interface Watch {
  readonly phase: Phase;
  /** Starts that ended badly, in a row. */
  readonly failures: number;
  readonly isDark: boolean;
}

/** Pauses between starts: a browser that cannot run must not take the processor from the device. */
const backOffMs = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000] as const;
const darkAfterFailures = 3;
/** A picture that has stood for so long has cured what was. */
const calmMs = 20_000;
const stableMs = 60_000;
/** What was told to end and is still there after so long will not. */
const stuckMs = 30_000;

export const beginning: Watch = { phase: { kind: "waiting", untilMs: 0 }, failures: 0, isDark: false };

export function watched(
  before: Watch,
  look: Look,
  limits: WatchLimits,
  nowMs: number,
): { readonly watch: Watch; readonly effects: readonly Effect[] } {
  const { phase } = before;
  switch (phase.kind) {
    case "waiting":
      return waiting(before, phase.untilMs, look, nowMs);
    case "running":
      return running(before, phase, look, limits, nowMs);
    case "stopping": {
      const isDark = before.isDark || (!phase.toSleep && nowMs - phase.sinceMs >= stuckMs);
      if (look.browserRuns) return { watch: { ...before, isDark }, effects: [] };
      if (phase.toSleep) return { watch: { phase: { kind: "asleep" }, failures: 0, isDark: false }, effects: ["sleep"] };
      return { watch: { ...before, phase: pause(before.failures, nowMs) }, effects: [] };
    }
    case "asleep":
      if (!wanted(look)) return { watch: before, effects: [] };
      return { watch: { ...beginning, phase: begun(nowMs) }, effects: ["wake", "start"] };
  }
}

export function stateOf({ phase, isDark }: Watch): ScreenState {
  if (phase.kind === "asleep" || (phase.kind === "stopping" && phase.toSleep)) return "asleep";
  if (isDark) return "dark";
  return phase.kind === "running" && phase.shownSinceMs !== null ? "showing" : "starting";
}

function waiting(before: Watch, untilMs: number, look: Look, nowMs: number) {
  // A browser that finds nobody shows its own page of errors, and stays there.
  if (look.device === "silent") return { watch: before, effects: [] };
  if (!wanted(look)) return { watch: { phase: { kind: "asleep" } as const, failures: 0, isDark: false }, effects: ["sleep"] as const };
  if (nowMs < untilMs) return { watch: before, effects: [] };
  return { watch: { ...before, phase: begun(nowMs) }, effects: ["start"] as const };
}

function running(before: Watch, phase: Extract<Phase, { kind: "running" }>, look: Look, limits: WatchLimits, nowMs: number) {
  if (!look.browserRuns) {
    const failures = before.failures + 1;
    return { watch: { phase: pause(failures, nowMs), failures, isDark: before.isDark || failures >= darkAfterFailures }, effects: [] };
  }
  if (look.device === "silent" || look.device === "no-page") {
    return { watch: { ...before, phase: { ...phase, expectedMs: nowMs } }, effects: [] };
  }
  if (!look.device.awake)
    return { watch: { ...before, phase: { kind: "stopping", sinceMs: nowMs, toSleep: true } as const }, effects: ["stop"] as const };
  const { beatAgeMs } = look.device;
  const beatMs = beatAgeMs === null ? null : nowMs - beatAgeMs;
  if (beatMs !== null && beatMs > phase.startedMs && beatAgeMs !== null && beatAgeMs < limits.silenceMs) {
    const shownSinceMs = phase.shownSinceMs ?? nowMs;
    const shownMs = nowMs - shownSinceMs;
    return {
      watch: {
        phase: { ...phase, expectedMs: beatMs, shownSinceMs },
        failures: shownMs >= stableMs ? 0 : before.failures,
        isDark: before.isDark && shownMs < calmMs,
      },
      effects: [],
    };
  }
  const patienceMs = phase.shownSinceMs === null ? limits.startMs : limits.silenceMs;
  if (nowMs - phase.expectedMs < patienceMs) return { watch: before, effects: [] };
  const failures = before.failures + 1;
  const stopping = { kind: "stopping", sinceMs: nowMs, toSleep: false } as const;
  return { watch: { phase: stopping, failures, isDark: before.isDark || failures >= darkAfterFailures }, effects: ["stop"] as const };
}

function wanted({ device }: Look): boolean {
  return device === "no-page" || (device !== "silent" && device.awake);
}

function begun(nowMs: number): Phase {
  return { kind: "running", startedMs: nowMs, expectedMs: nowMs, shownSinceMs: null };
}

function pause(failures: number, nowMs: number): Phase {
  return { kind: "waiting", untilMs: nowMs + (backOffMs[Math.min(Math.max(failures, 1), backOffMs.length) - 1] as number) };
}
