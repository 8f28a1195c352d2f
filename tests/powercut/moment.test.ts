import { describe, expect, it } from "vitest";
import { acknowledgementsMax, type CutPlan, drawPlan, MomentWatch, modes, sayMoment } from "./moment.ts";
import { diceOf } from "./random.ts";

const plansOf = (mode: (typeof modes)[number]) => Array.from({ length: 500 }, (_, cut) => drawPlan(mode, diceOf(`1 ${mode} cut ${cut}`)));
const watchOf = (moment: CutPlan["moment"], from: CutPlan["from"] = "mount") => new MomentWatch({ moment, from, survival: "mixed" });

describe("the moment of a cut", () => {
  it("is drawn from the seed alone", () => {
    for (const mode of modes) expect(drawPlan(mode, diceOf("a"))).toEqual(drawPlan(mode, diceOf("a")));
    expect(plansOf("full").map(sayMoment)).not.toEqual(plansOf("full-but-disk-ignores-flush").map(sayMoment));
  });

  it("falls, for a writer that syncs, on writes, both sides of a flush, checkpoints, and into recovery", () => {
    const plans = plansOf("full");
    expect(new Set(plans.map(({ moment }) => moment.kind))).toEqual(new Set(["write", "before-flush", "after-flush", "unflushed"]));
    expect(new Set(plans.map(({ from }) => from))).toEqual(new Set(["mount", "writing"]));
    expect(new Set(plans.map(({ survival }) => survival))).toEqual(new Set(["mixed", "none", "newest"]));
    expect(plans.every(({ moment }) => moment.nth >= 1)).toBe(true);
  });

  it("falls, for one that does not, on what it acknowledged, so that there is something to lose", () => {
    expect(plansOf("normal").filter(({ moment }) => moment.kind === "acknowledgement").length).toBeGreaterThan(250);
  });

  it("comes at the n-th of its kind, once", () => {
    const watch = watchOf({ kind: "before-flush", nth: 2 });
    expect([watch.sees("before-flush"), watch.sees("write"), watch.sees("after-flush"), watch.come]).toEqual([false, false, false, false]);
    expect([watch.sees("before-flush"), watch.come, watch.sees("before-flush")]).toEqual([true, true, false]);
  });

  it("counts from the writing, where its plan says so", () => {
    const watch = watchOf({ kind: "write", nth: 1 }, "writing");
    expect(watch.seesWrite(1)).toBe(false);
    watch.writing();
    expect(watch.seesWrite(1)).toBe(true);
  });

  it("comes at the latest after so many acknowledgements", () => {
    const watch = watchOf({ kind: "unflushed", nth: 6 });
    for (let count = 1; count < acknowledgementsMax; count += 1) expect(watch.sees("acknowledgement")).toBe(false);
    expect(watch.seesWrite(5)).toBe(false);
    expect(watch.sees("acknowledgement")).toBe(true);
  });
});
