/** Where the address of the sign-in page leads, and what is said of a refusal. Pure. */
import { type Fault, fault } from "#shared/faults/fault.ts";
import { filled } from "#shared/faults/fill.ts";
import { signInFaultCodes } from "#shared/faults/sign-in-faults.ts";
import { signInTextsEn, signInTextsFr } from "#shared/faults/sign-in-texts.ts";
import { pagesOf } from "#shared/identity/people-roles.ts";
import type { Language } from "#shared/texts/language.ts";
import type { Me } from "#shared/wire/people.ts";
import { signInPageTexts } from "./texts.ts";

export interface Asked {
  /** The page from which somebody was led here; empty when none. */
  readonly to: string;
  /** A session was over. */
  readonly ended: boolean;
  /** Why a sign-in at the provider came to nothing; null when it did not. */
  readonly why: Fault | null;
}

export function askedIn(search: string): Asked {
  const given = new URLSearchParams(search);
  const to = given.get("to") ?? "";
  const code = signInFaultCodes.find((each) => each === given.get("why"));
  // Only a page of ours: an address is no place to send people elsewhere from.
  return { to: pagesOf.manager.includes(to) ? to : "", ended: given.has("ended"), why: code ? fault(code) : null };
}

/** The page to go to; null when the one that was asked for is not part of the role. */
export function pageFor({ role }: Pick<Me, "role">, { to }: Asked): string | null {
  if (to === "") return pagesOf[role][0] ?? null;
  return pagesOf[role].includes(to) ? to : null;
}

export function saidOf(fault: Fault, language: Language): readonly [string, string] {
  const texts = { en: signInTextsEn, fr: signInTextsFr }[language];
  const code = signInFaultCodes.find((each) => each === fault.fault);
  const say = signInPageTexts[language];
  if (!code) return fault.fault === "hub-away" ? say.away : say.otherwise;
  const { what, advice } = filled(texts[code], fault.facts);
  return [what, advice];
}
