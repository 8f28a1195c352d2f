import { expect, it } from "vitest";
import { Limiter, limits } from "./limiter.ts";

const many = (count: number, ask: (place: number) => boolean) =>
  Array.from({ length: count }, (_each, place) => ask(place)).filter(Boolean).length;

it("lets one address ask so often in a minute, all together so often, and remembers a bounded number", () => {
  const one = new Limiter();
  expect(many(limits.eachMax + 5, () => one.allows("a", 0))).toBe(limits.eachMax);
  expect(one.allows("b", 59_999)).toBe(true);
  expect(one.allows("a", 60_000)).toBe(true);
  const all = new Limiter();
  expect(many(limits.addressesMax + 10, (place) => all.allows(String(place), 0))).toBe(limits.allMax);
});
