/** A check in the machine, and how it waits and complains. */
import type { KernelCalls } from "../../../device/kernel/calls.ts";
import type { Host } from "./host.ts";

export interface Bench {
  readonly host: Host;
  readonly kernel: KernelCalls;
  /** Undone when the check is over, the newest first. */
  readonly afterwards: (undo: () => void | Promise<void>) => void;
}

export interface Check {
  readonly name: string;
  readonly run: (bench: Bench) => Promise<void>;
}

/** Long, because the emulator may have to share its core. */
const waitMs = 90_000;

/** Waits for a level; one that does not come is a failure that says what was seen last. */
export async function until<T>(what: string, ask: () => T | Promise<T>, is: (value: T) => boolean): Promise<T> {
  const endMs = performance.now() + waitMs;
  for (;;) {
    const value = await ask();
    if (is(value)) return value;
    if (performance.now() > endMs) throw new Error(`${what}: last seen ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function same(what: string, seen: unknown, wanted: unknown): void {
  const [one, other] = [JSON.stringify(seen), JSON.stringify(wanted)];
  if (one !== other) throw new Error(`${what}: ${one} instead of ${other}`);
}

/** The code of the error that it throws; null when it does not. */
export function refusal(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}
