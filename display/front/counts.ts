/** The four counts in words of plain arithmetic: equal, or behind by so many. A count on its way is never "wrong". Pure. */
import type { FrontLive } from "#shared/wire/front-page.ts";

export type CountName = keyof FrontLive["counts"];
/** In the order in which a ticket passes. */
export const countNames = ["papers", "hub", "central", "collector"] as const satisfies readonly CountName[];

export interface CountShown {
  readonly name: CountName;
  readonly value: number | null;
  readonly state: { readonly kind: "equal" } | { readonly kind: "behind"; readonly by: number } | { readonly kind: "silent" };
}

/** Each against the papers; the papers themselves against whoever counted more, as while a printer cannot print. */
export function countsShown({ counts, behind }: Pick<FrontLive, "counts" | "behind">): CountShown[] {
  return countNames.map((name) => {
    const value = counts[name];
    const by = name === "papers" ? papersBehind(counts) : behind[name];
    if (value === null || by === null) return { name, value, state: { kind: "silent" } };
    return { name, value, state: by <= 0 ? { kind: "equal" } : { kind: "behind", by } };
  });
}

function papersBehind(counts: FrontLive["counts"]): number | null {
  const { papers } = counts;
  if (papers === null) return null;
  const known = countNames.map((name) => counts[name]).filter((value) => value !== null);
  return Math.max(...known) - papers;
}

/** `admit`: what is missing went with a card that was taken out; a counter admits those papers by hand. */
export type Verdict = { readonly kind: "agree" } | { readonly kind: "on-the-way" } | { readonly kind: "admit"; readonly papers: number };

export function verdictOf({ agree, behind, card }: Pick<FrontLive, "agree" | "behind" | "card">): Verdict {
  if (agree) return { kind: "agree" };
  const { lost } = card;
  return lost !== null && lost > 0 && behind.hub === lost ? { kind: "admit", papers: lost } : { kind: "on-the-way" };
}
