/**
 * What the keys of a counter know, as a pure machine: what the hub lets them do, which press is on its way, and what each lamp says. The
 * hub is asked again and again; what it said holds for seconds, so a lamp that is on is true.
 */
import { type HubMoment, type KeypadMove, pressAgeMaxMs } from "#shared/wire/keypads.ts";
import type { LampState } from "../panel/face.ts";

/** How often the hub is asked what may be done, and for how long its answer holds. */
export const askEveryMs = 1_000;
export const heldMs = 3_500;
/** A press without an answer after so long was not carried out, as far as anybody knows: the hub takes none that is older. */
export const pressWithinMs = pressAgeMaxMs + 1_000;
export const refusedMs = 3_000;

export interface Press {
  readonly does: KeypadMove;
  readonly key: string;
  /** When it was made, by the hub's clock: not later than it was. */
  readonly at: HubMoment;
}

export type PressTaken =
  | { readonly kind: "sent"; readonly press: Press }
  /** Another is on its way. */
  | { readonly kind: "waits" }
  | { readonly kind: "refused"; readonly fault: "hub-away" };

export type HubSaid =
  | { readonly kind: "can"; readonly can: readonly KeypadMove[]; readonly now: HubMoment }
  | { readonly kind: "done"; readonly key: string }
  | { readonly kind: "refused"; readonly key: string };

interface Known {
  readonly can: ReadonlySet<KeypadMove>;
  readonly now: HubMoment;
  readonly heardAtMs: number;
}

export class Keys {
  /** Of this run of the program: no two presses are one. */
  readonly #run: string;
  #presses = 0;
  #known: Known | null = null;
  #press: (Press & { readonly untilMs: number }) | null = null;
  #refused: { readonly does: KeypadMove; readonly untilMs: number } | null = null;

  constructor(run: string) {
    this.#run = run;
  }

  pressed(does: KeypadMove, nowMs: number): PressTaken {
    if (this.#press) return { kind: "waits" };
    const known = this.#fresh(nowMs);
    if (!known) {
      this.#refused = { does, untilMs: nowMs + refusedMs };
      return { kind: "refused", fault: "hub-away" };
    }
    this.#presses += 1;
    // What was on its way here shows the hub's clock too early, and so the press older than it is.
    const at = { boot: known.now.boot, mono: known.now.mono + (nowMs - known.heardAtMs) };
    const press = { does, key: `key-${this.#run}-${this.#presses}`, at };
    this.#press = { ...press, untilMs: nowMs + pressWithinMs };
    this.#refused = null;
    return { kind: "sent", press };
  }

  /** What was pressed and has no answer yet. */
  get onTheWay(): KeypadMove | null {
    return this.#press?.does ?? null;
  }

  /** How the press on its way ended by this; null: it was not about that. */
  heard(said: HubSaid, nowMs: number): "done" | "refused" | null {
    if (said.kind === "can") {
      this.#known = { can: new Set(said.can), now: said.now, heardAtMs: nowMs };
      return null;
    }
    if (said.key !== this.#press?.key) return null;
    return this.#ended(said.kind, nowMs);
  }

  /** The press that nobody has answered is refused. */
  due(nowMs: number): "refused" | null {
    if (this.#refused && nowMs >= this.#refused.untilMs) this.#refused = null;
    return this.#press && nowMs >= this.#press.untilMs ? (this.#ended("refused", nowMs) as "refused") : null;
  }

  /** Nothing that the hub said holds any longer. */
  forget(): void {
    this.#known = null;
  }

  /** On: press me. Fast: on its way. Slow: it was not carried out. `isClosed`: of its key; null before the board has said it. */
  lamp(does: KeypadMove, isClosed: boolean | null, nowMs: number): LampState {
    if (this.#press?.does === does) return "fast";
    if (this.#refused?.does === does && nowMs < this.#refused.untilMs) return "slow";
    return !this.#press && isClosed === false && this.#fresh(nowMs)?.can.has(does) ? "on" : "off";
  }

  /** When something of this changes by itself. */
  wakeAtMs(): number | null {
    const times = [this.#press?.untilMs, this.#refused?.untilMs, this.#known && this.#known.heardAtMs + heldMs + 1];
    const set = times.filter((each) => typeof each === "number");
    return set.length > 0 ? Math.min(...set) : null;
  }

  #ended(how: "done" | "refused", nowMs: number): "done" | "refused" {
    const { does } = this.#press as Press;
    this.#press = null;
    // What may be done next nobody has said yet.
    this.#known = this.#known && { ...this.#known, can: new Set() };
    if (how === "refused") this.#refused = { does, untilMs: nowMs + refusedMs };
    return how;
  }

  #fresh(nowMs: number): Known | null {
    return this.#known && nowMs - this.#known.heardAtMs <= heldMs ? this.#known : null;
  }
}
