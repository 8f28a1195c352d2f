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

/** Each count against the largest: whoever has counted most is not behind. */
export function countsShown(counts: FrontLive["counts"]): CountShown[] {
  const known = countNames.map((name) => counts[name]).filter((value) => value !== null);
  const most = known.length === 0 ? 0 : Math.max(...known);
  return countNames.map((name) => {
    const value = counts[name];
    if (value === null) return { name, value, state: { kind: "silent" } };
    return { name, value, state: value === most ? { kind: "equal" } : { kind: "behind", by: most - value } };
  });
}
