/**
 * How long somebody can be passed over under a rule set, proven from its numbers alone. Each person in line lets a bounded number go directly
 * before, each of those the same, of ever heavier classes: so the number of later comers who can come to stand before somebody is bounded,
 * and the line never reorders after that. A maximum wait bounds it in time as well.
 */
import type { RuleSet } from "./rules.ts";

export interface Bound {
  readonly class: string;
  /**
   * Later comers who can be let before somebody of this class, for each person who stands before them and for themselves: with three people
   * before them at most four times as many.
   */
  readonly laterComers: number;
  /** Nobody who comes so much later is let before them; null where the rules set no such time. */
  readonly withinMs: number | null;
}

/** More than this may be let before each person only where a maximum wait ends it. */
export const laterComersMost = 20;

export function boundsOf(rules: RuleSet): Bound[] {
  return rules.classes.map(({ id, weight, maximumWaitMs }) => ({
    class: id,
    laterComers: laterComers(rules, weight),
    withinMs: maximumWaitMs,
  }));
}

/** How many can be called before somebody in all, who joins with so many in line, and how long they can be left to other counters. */
export function boundOf(rules: RuleSet, ahead: number): { readonly calls: number; readonly keptMs: number } {
  const most = Math.max(...boundsOf(rules).map((each) => each.laterComers));
  return { calls: ahead + (ahead + 1) * most, keptMs: rules.keepMs };
}

/** Those let directly before somebody of this weight, and those let before them in turn. */
function laterComers(rules: RuleSet, weight: number): number {
  const weights = rules.classes.flatMap((each) => each.steps.map((step) => step.weight));
  const heavier = weights.filter((each) => each > weight);
  if (heavier.length === 0) return 0;
  const directly = Math.floor(Math.max(...heavier) / Math.max(1, weight));
  return directly * (1 + laterComers(rules, Math.min(...heavier)));
}
