/**
 * One contact of a panel, a button's or a switch's, as a pure machine: from the levels that a board reports to closings and openings that
 * somebody made. A level counts when it has held, and when the board, asked once more, still says it: noise on the line is no press.
 */

/** Contacts bounce for a few milliseconds, and nobody presses for less. */
export const holdMs = 20;
/** A board answers within a few milliseconds. */
export const confirmMs = 250;
export const confirmsMax = 3;

export interface ContactStep {
  /** The board is to say the level once more. */
  readonly ask: boolean;
  readonly happened: "closed" | "opened" | null;
  /** When to step with `due`; null: not before something else happens. */
  readonly wakeAtMs: number | null;
}

interface Candidate {
  readonly isClosed: boolean;
  readonly wakeAtMs: number;
  readonly asked: number;
}

export class Contact {
  /** Null until the board has said it: a button that is down then was not pressed now. */
  #isClosed: boolean | null = null;
  #candidate: Candidate | null = null;

  get isClosed(): boolean | null {
    return this.#isClosed;
  }

  level(isClosed: boolean, nowMs: number): ContactStep {
    const candidate = this.#candidate;
    if (isClosed === this.#isClosed) this.#candidate = null;
    else if (candidate?.isClosed !== isClosed) this.#candidate = { isClosed, wakeAtMs: nowMs + holdMs, asked: 0 };
    else if (candidate.asked > 0) return this.#settled(isClosed);
    return this.#step(false);
  }

  due(nowMs: number): ContactStep {
    const candidate = this.#candidate;
    if (!candidate || nowMs < candidate.wakeAtMs) return this.#step(false);
    if (candidate.asked >= confirmsMax) {
      this.#candidate = null;
      return this.#step(false);
    }
    this.#candidate = { ...candidate, asked: candidate.asked + 1, wakeAtMs: nowMs + confirmMs };
    return this.#step(true);
  }

  /** The board is gone: what it said holds no longer. */
  forget(): void {
    this.#isClosed = null;
    this.#candidate = null;
  }

  #settled(isClosed: boolean): ContactStep {
    const wasKnown = this.#isClosed !== null;
    this.#isClosed = isClosed;
    this.#candidate = null;
    return { ask: false, happened: wasKnown ? (isClosed ? "closed" : "opened") : null, wakeAtMs: null };
  }

  #step(ask: boolean): ContactStep {
    return { ask, happened: null, wakeAtMs: this.#candidate?.wakeAtMs ?? null };
  }
}
