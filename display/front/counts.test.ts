import { expect, test } from "vitest";
import { countsShown } from "./counts.ts";

test("Equal counts are up to date; those on their way are behind by plain arithmetic; a silent one has no number", () => {
  expect(countsShown({ papers: 14, hub: 14, central: 12, collector: null }).map(({ state }) => state)).toEqual([
    { kind: "equal" },
    { kind: "equal" },
    { kind: "behind", by: 2 },
    { kind: "silent" },
  ]);
  // With the printer off the papers are the ones behind.
  expect(countsShown({ papers: 3, hub: 5, central: 5, collector: 5 })[0]?.state).toEqual({ kind: "behind", by: 2 });
  expect(countsShown({ papers: null, hub: null, central: null, collector: null }).every(({ state }) => state.kind === "silent")).toBe(true);
});
