/**
 * The device's side of its screen: when a page last said that it is drawn, what the keeper of the screen reports, whether anybody may want to look, and
 * the fault that comes of it. A device whose screen nobody keeps has no such fault.
 */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { ScreenAnswer, ScreenState } from "#shared/wire/screen.ts";

/** A keeper that has not reported for so long is gone. */
const reportWithinMs = 60_000;
/** A screen stays awake so long after closing, and after a start: somebody may be at work on it. */
export const lingerMs = 30 * 60_000;

export class ScreenDesk {
  readonly #realMs: () => number;
  /** Whether the office is, as far as the device knows; in doubt it is. */
  isOpen: () => boolean = () => true;
  #beatMs: number | null = null;
  #report: { readonly state: ScreenState; readonly atMs: number } | null = null;
  #openMs: number;

  /** `realMs`: monotonic. */
  constructor(realMs: () => number) {
    this.#realMs = realMs;
    this.#openMs = realMs();
  }

  beat(): void {
    this.#beatMs = this.#realMs();
  }

  report(state: ScreenState): ScreenAnswer {
    const now = this.#realMs();
    this.#report = { state, atMs: now };
    if (this.isOpen()) this.#openMs = now;
    return { beatAgeMs: this.#beatMs === null ? null : now - this.#beatMs, awake: now - this.#openMs < lingerMs };
  }

  faults(device: string): Fault[] {
    if (this.#report === null || this.#report.state === "off") return [];
    const isGone = this.#realMs() - this.#report.atMs >= reportWithinMs;
    return isGone || this.#report.state === "dark" ? [fault("screen-dark", { device })] : [];
  }
}
