import { expect, test } from "vitest";
import { type CountShown, countsShown, verdictOf } from "./counts.ts";

const words = (shown: readonly CountShown[]) =>
  shown.map(({ name, value, state }) => `${name} ${value ?? "-"} ${state.kind}${state.kind === "behind" ? ` by ${state.by}` : ""}`);

test("Each count is equal, behind the papers by so many, or silent; whoever counted more is not behind", () => {
  const behind = { hub: 2, central: 2, collector: 5 };
  expect(words(countsShown({ counts: { papers: 14, hub: 12, central: 12, collector: 9 }, behind }))).toEqual([
    ...["papers 14 equal", "hub 12 behind by 2", "central 12 behind by 2", "collector 9 behind by 5"],
  ]);
  const none = { hub: 0, central: 0, collector: null };
  expect(words(countsShown({ counts: { papers: 3, hub: 4, central: 4, collector: null }, behind: none }))).toEqual([
    ...["papers 3 behind by 1", "hub 4 equal", "central 4 equal", "collector - silent"],
  ]);
});

test("What went with a card is to be admitted, once all that was on its way has arrived", () => {
  const behind = { hub: 2, central: 2, collector: 2 };
  expect(verdictOf({ agree: true, behind, card: { n: 1, lost: 0 } })).toEqual({ kind: "agree" });
  expect(verdictOf({ agree: false, behind, card: { n: 2, lost: 2 } })).toEqual({ kind: "admit", papers: 2 });
  expect(verdictOf({ agree: false, behind, card: { n: 2, lost: 1 } })).toEqual({ kind: "on-the-way" });
  expect(verdictOf({ agree: false, behind, card: { n: 2, lost: null } })).toEqual({ kind: "on-the-way" });
});
