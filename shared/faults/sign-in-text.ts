/** What faults say to whoever signs in or helps others to: those of signing in, and all others as everywhere. */
import type { Language } from "../texts/language.ts";
import type { Fault } from "./fault.ts";
import type { FaultText } from "./fault-text.ts";
import { filled } from "./fill.ts";
import { signInFaultCodes } from "./sign-in-faults.ts";
import { type SignInTexts, signInTextsEn, signInTextsFr } from "./sign-in-texts.ts";
import { faultText } from "./text.ts";

const texts: Readonly<Record<Language, SignInTexts>> = { en: signInTextsEn, fr: signInTextsFr };

export function signInFaultText(fault: Fault, language: Language): FaultText {
  const code = signInFaultCodes.find((each) => each === fault.fault);
  return code ? filled(texts[language][code], fault.facts) : faultText(fault, language);
}
