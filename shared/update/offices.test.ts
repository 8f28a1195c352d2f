import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Channel } from "./documents.ts";
import { isOffered, isWider } from "./offices.ts";

const sha512 = (text: string) => createHash("sha512").update(text).digest("hex");
const names = Array.from({ length: 40 }, (_, at) => `office-${at}`);
const offices: fc.Arbitrary<Channel["offices"]> = fc.oneof(
  fc.constant(undefined),
  fc.record({ first: fc.subarray(names.slice(0, 6)), percent: fc.constantFrom(0, 10, 50, 100) }),
);

it("a channel that is not wider offers a release to no office that the one before it did not", () => {
  fc.assert(
    fc.property(offices, offices, fc.nat(1_000), (before, after, number) => {
      const gains = names.filter((name) => isOffered(after, name, number, sha512) && !isOffered(before, name, number, sha512));
      if (!isWider(before, after)) expect(gains).toEqual([]);
    }),
    { numRuns: 300 },
  );
  expect(isWider({ first: ["nelson"], percent: 10 }, { first: [], percent: 10 })).toBe(false);
  expect(isWider({ first: ["nelson"], percent: 10 }, { first: ["victoria"], percent: 10 })).toBe(true);
  expect(isWider({ first: ["nelson"], percent: 10 }, undefined)).toBe(true);
});
