import { expect, it } from "vitest";
import { Rewinds } from "./rewinds.ts";

const rows = (text: string) => [...text].map((hash) => ({ hash }));

it("an older image is behind, also when an empty card was at work meanwhile or wrote nothing", () => {
  for (const between of ["", "xy"]) {
    const rewinds = new Rewinds();
    rewinds.changed(rows("abc"), [], 10, true);
    rewinds.changed(rows(between), rows("ab"), 20, false);
    expect(rewinds.all).toEqual([{ at: 20, after: 2 }]);
  }
});

it("a lost tail is behind, and a storage that comes back as it was is not", () => {
  const rewinds = new Rewinds();
  rewinds.changed(rows("abc"), rows("a"), 10, false);
  expect(rewinds.all).toEqual([{ at: 10, after: 1 }]);
  const unchanged = new Rewinds();
  unchanged.changed(rows("abc"), [], 10, true);
  unchanged.changed(rows("xy"), rows("abc"), 20, false);
  unchanged.changed(rows("abc"), rows("abc"), 30, false);
  expect(unchanged.all).toEqual([]);
});

it("a device that can see its other storage is excused of nothing from there on", () => {
  const rewinds = new Rewinds();
  rewinds.changed(rows("abc"), rows("a"), 10, false);
  rewinds.changed(rows("ad"), rows("ab"), 20, true);
  expect(rewinds.all).toEqual([]);
});
