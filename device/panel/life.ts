/**
 * The life of one board on its serial line, as a pure machine: opening, greeting, heartbeats, and what is wrong with it. A board that
 * stops says nothing, and so does one whose program is another: only an answer counts.
 */

export type LifeInput =
  | { readonly kind: "start" }
  | { readonly kind: "opened" }
  /** It could not be opened, or is gone. `cause` is the system's word, such as ENOENT. */
  | { readonly kind: "closed"; readonly cause: string }
  /** Something was heard, whatever it means. */
  | { readonly kind: "heard" }
  /** The board has said all that is needed to use it: after a greeting, or because it has started anew. */
  | { readonly kind: "greeted" }
  /** It answered a heartbeat. */
  | { readonly kind: "answered" }
  /** What it says cannot be Firmata. */
  | { readonly kind: "garbled" }
  /** The time asked for has come. */
  | { readonly kind: "due" };

export type LifeOutput =
  | { readonly kind: "open" }
  | { readonly kind: "greet" }
  | { readonly kind: "beat" }
  /** Its pins are to be set up, and all outputs given again. */
  | { readonly kind: "use" }
  /** Nothing that it said holds any longer. */
  | { readonly kind: "lose" }
  /** Forget this port: nothing more is heard of it. */
  | { readonly kind: "drop" };

export type BoardCondition =
  /** `starting`: nothing is known of it yet. What is known holds until the board is greeted, or shows another trouble. */
  | { readonly kind: "well" | "starting" | "silent" | "wrong" }
  | { readonly kind: "unreachable"; readonly cause: string }
  /** Of a Raspberry Pi: its header cannot be used at all, or others have pins of it, as `GPIO17 (spi0 CS0)`. */
  | { readonly kind: "no-chip"; readonly cause: string }
  | { readonly kind: "taken"; readonly by: string };

export interface LifeStep {
  readonly outputs: readonly LifeOutput[];
  readonly wakeAtMs: number | null;
}

/** A line that is not there is tried again this soon. */
export const reopenMs = 500;
/** A board that starts, as an Arduino does at each opening of its port, speaks after about 2 s; until then it is asked this often. */
export const greetEveryMs = 500;
/** One that has not answered by then has a trouble; the port is closed and opened again, which restarts a real one. */
export const greetWithinMs = 5_000;
/** Three heartbeats without an answer are 2.4 s: a frozen board is known within 3 s. */
export const beatEveryMs = 800;
export const beatsMissedMax = 2;

type Phase =
  | { readonly kind: "closed"; readonly untilMs: number }
  | { readonly kind: "opening" }
  | { readonly kind: "greeting"; readonly untilMs: number; readonly greetAtMs: number; readonly heard: boolean }
  | { readonly kind: "used"; readonly beatAtMs: number; readonly missed: number; readonly isOwing: boolean };

export class BoardLife {
  #phase: Phase = { kind: "closed", untilMs: Number.POSITIVE_INFINITY };
  #condition: BoardCondition = { kind: "starting" };

  get condition(): BoardCondition {
    return this.#condition;
  }

  step(input: LifeInput, nowMs: number): LifeStep {
    const outputs = this.#take(input, nowMs);
    return { outputs, wakeAtMs: wakeOf(this.#phase) };
  }

  #take(input: LifeInput, nowMs: number): readonly LifeOutput[] {
    const phase = this.#phase;
    switch (input.kind) {
      case "start":
        this.#phase = { kind: "opening" };
        return [{ kind: "open" }];
      case "opened":
        this.#phase = { kind: "greeting", untilMs: nowMs + greetWithinMs, greetAtMs: nowMs + greetEveryMs, heard: false };
        return [{ kind: "greet" }];
      case "closed":
        return this.#lost({ kind: "unreachable", cause: input.cause }, nowMs, []);
      case "heard":
        if (phase.kind === "greeting") this.#phase = { ...phase, heard: true };
        return [];
      case "greeted":
        if (phase.kind !== "greeting" && phase.kind !== "used") return [];
        this.#phase = { kind: "used", beatAtMs: nowMs + beatEveryMs, missed: 0, isOwing: false };
        this.#condition = { kind: "well" };
        return phase.kind === "used" ? [{ kind: "lose" }, { kind: "use" }] : [{ kind: "use" }];
      case "answered":
        if (phase.kind === "used") this.#phase = { ...phase, missed: 0, isOwing: false };
        return [];
      case "garbled":
        // From a board that was well it is noise: it has its chance to say who it is.
        return this.#lost(phase.kind === "greeting" ? { kind: "wrong" } : this.#condition, nowMs, [{ kind: "drop" }]);
      case "due":
        return this.#due(phase, nowMs);
    }
  }

  #due(phase: Phase, nowMs: number): readonly LifeOutput[] {
    if (phase.kind === "closed" && nowMs >= phase.untilMs) {
      this.#phase = { kind: "opening" };
      return [{ kind: "open" }];
    }
    if (phase.kind === "greeting" && nowMs >= phase.untilMs) {
      return this.#lost({ kind: phase.heard ? "wrong" : "silent" }, nowMs, [{ kind: "drop" }]);
    }
    if (phase.kind === "greeting" && nowMs >= phase.greetAtMs) {
      this.#phase = { ...phase, greetAtMs: nowMs + greetEveryMs };
      return [{ kind: "greet" }];
    }
    if (phase.kind !== "used" || nowMs < phase.beatAtMs) return [];
    const missed = phase.isOwing ? phase.missed + 1 : 0;
    if (missed >= beatsMissedMax) return this.#lost({ kind: "silent" }, nowMs, [{ kind: "drop" }]);
    this.#phase = { kind: "used", beatAtMs: nowMs + beatEveryMs, missed, isOwing: true };
    return [{ kind: "beat" }];
  }

  #lost(condition: BoardCondition, nowMs: number, outputs: readonly LifeOutput[]): readonly LifeOutput[] {
    const wasUsed = this.#phase.kind === "used";
    this.#phase = { kind: "closed", untilMs: nowMs + reopenMs };
    this.#condition = condition;
    return wasUsed ? [{ kind: "lose" }, ...outputs] : outputs;
  }
}

function wakeOf(phase: Phase): number | null {
  switch (phase.kind) {
    case "closed":
      return Number.isFinite(phase.untilMs) ? phase.untilMs : null;
    case "opening":
      return null;
    case "greeting":
      return Math.min(phase.untilMs, phase.greetAtMs);
    case "used":
      return phase.beatAtMs;
  }
}
