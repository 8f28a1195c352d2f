/** How an office treats those who step away, do not come, are parked: each a number with a default, so that a file need not say it. */
import type { InferOutput } from "valibot";
import type { officeRules } from "./rules-schema.ts";

export type OfficeRules = InferOutput<typeof officeRules>;
export type CompleteRules = { readonly [R in keyof OfficeRules]-?: NonNullable<OfficeRules[R]> };

export const defaultRules: CompleteRules = {
  noShowReturn: { minutes: 45, place: "next", times: 1 },
  recallsBeforeNoShow: 0,
  parkMaxMinutes: 240,
  stepAway: { minutes: [15, 30], graceMinutes: 10 },
  carryOvernight: false,
  readyToOpenMinutes: 45,
};

/** The rules of an office, with what its file leaves out. */
export function rulesOf(configuration: { readonly rules?: OfficeRules | undefined } | null): CompleteRules {
  return { ...defaultRules, ...configuration?.rules } as CompleteRules;
}
