/** When the power goes, chosen before the writer starts: at a write, on either side of a flush, or after so many acknowledgements. */
import type { Dice } from "./random.ts";
import type { Survival } from "./volatile-disk.ts";

export type Moment =
  /** The n-th write has reached the disk's cache, unanswered. */
  | { readonly kind: "write"; readonly nth: number }
  /** The n-th flush was asked for and not done: the data is written, its flush is not. */
  | { readonly kind: "before-flush"; readonly nth: number }
  /** The n-th flush was done and not answered. */
  | { readonly kind: "after-flush"; readonly nth: number }
  /** For the first time n writes stand unflushed: in the middle of a checkpoint, or of a file system's own commit. */
  | { readonly kind: "unflushed"; readonly nth: number }
  /** The writer has acknowledged n commits. */
  | { readonly kind: "acknowledgement"; readonly nth: number };

export interface CutPlan {
  readonly moment: Moment;
  /** Whether the n counts from the mount, so that the cut may fall into the recovery from the cut before, or from the writer's start. */
  readonly from: "mount" | "writing";
  readonly survival: Survival;
}

export type Mode = "full" | "normal" | "off" | "full-but-disk-ignores-flush";

export const modes: readonly Mode[] = ["full", "normal", "off", "full-but-disk-ignores-flush"];

/** No cut waits for more commits than this. */
export const acknowledgementsMax = 2_000;

/** A writer that syncs seldom writes seldom, so its cuts are chosen by acknowledgements, or by one of its few writes. */
export function drawPlan(mode: Mode, dice: Dice): CutPlan {
  const syncs = mode === "full" || mode === "full-but-disk-ignores-flush";
  const survival = dice.pick<Survival>([
    [6, "mixed"],
    [2, "none"],
    [2, "newest"],
  ]);
  if (syncs && dice.chance() < 0.15) return { moment: { kind: "write", nth: dice.whole(1, 40) }, from: "mount", survival };
  // A commit leaves one or two writes unflushed; the moments with more of them are few, so they are sought out.
  if (mode === "full" && dice.chance() < 0.25) return { moment: { kind: "unflushed", nth: dice.whole(3, 6) }, from: "writing", survival };
  return { moment: syncs ? syncingMoment(dice) : lazyMoment(dice), from: "writing", survival };
}

function syncingMoment(dice: Dice): Moment {
  const nth = dice.whole(1, dice.chance() < 0.3 ? 20 : 800);
  const kind = dice.pick<"write" | "before-flush" | "after-flush">([
    [5, "write"],
    [3, "before-flush"],
    [2, "after-flush"],
  ]);
  return { kind, nth };
}

function lazyMoment(dice: Dice): Moment {
  if (dice.chance() < 0.7) return { kind: "acknowledgement", nth: dice.whole(50, 1_200) };
  return { kind: "write", nth: dice.whole(1, 60) };
}

export function sayMoment({ moment, from }: CutPlan): string {
  const said = {
    write: "at write",
    "before-flush": "before flush",
    "after-flush": "after flush",
    unflushed: "at unflushed",
    acknowledgement: "at acknowledgement",
  };
  return `${said[moment.kind]} ${moment.nth}${from === "mount" ? " of the mount" : ""}`;
}

/** Counts what the disk is asked and the writer says, and tells when the moment has come. */
export class MomentWatch {
  readonly #plan: CutPlan;
  #counting: boolean;
  #count = 0;
  #acknowledged = 0;
  #come = false;

  constructor(plan: CutPlan) {
    this.#plan = plan;
    this.#counting = plan.from === "mount";
  }

  get come(): boolean {
    return this.#come;
  }

  /** The writer has stated what it found and begins to append. */
  writing(): void {
    this.#counting = true;
  }

  /** A write has reached the cache, where so many now stand unflushed. True when the power goes here. */
  seesWrite(unflushed: number): boolean {
    if (this.#counting && this.#plan.moment.kind === "unflushed" && unflushed >= this.#plan.moment.nth) return this.#comes();
    return this.sees("write");
  }

  /** True when the power goes here. */
  sees(kind: Moment["kind"]): boolean {
    if (this.#come || !this.#counting) return false;
    if (kind === "acknowledgement") this.#acknowledged += 1;
    if (kind === this.#plan.moment.kind) this.#count += 1;
    const { moment } = this.#plan;
    if (this.#acknowledged === acknowledgementsMax) return this.#comes();
    return moment.kind !== "unflushed" && this.#count === moment.nth ? this.#comes() : false;
  }

  /** It comes once. */
  #comes(): boolean {
    if (this.#come) return false;
    this.#come = true;
    return true;
  }
}
