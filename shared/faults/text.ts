/**
 * What a fault says to a person, in each language. Texts hold facts as `{counter}`, always inside `[...]`: a part whose fact
 * is not known is left out, so that a text reads well with any facts.
 */
import type { Language } from "../texts/language.ts";
import type { Fault } from "./fault.ts";
import { type CitizenTexts, citizenFaultCodes, type FaultText, type StaffTexts } from "./fault-text.ts";
import { filled } from "./fill.ts";
import { citizenTextsEn, staffTextsEn } from "./texts.en.ts";
import { citizenTextsFr, staffTextsFr } from "./texts.fr.ts";

/** Every language has both tables: a code that one of them lacks does not compile. */
const staffTexts: Readonly<Record<Language, StaffTexts>> = { en: staffTextsEn, fr: staffTextsFr };
const citizenTexts: Readonly<Record<Language, CitizenTexts>> = { en: citizenTextsEn, fr: citizenTextsFr };

/** The fault for staff and office IT. One of signing in (`sign-in-text.ts`) that strays here asks to sign in. */
export function faultText(fault: Fault, language: Language): FaultText {
  const texts: Readonly<Partial<Record<string, FaultText>>> = staffTexts[language];
  return filled(texts[fault.fault] ?? staffTexts[language]["signed-out"], fault.facts);
}

/** The fault for a citizen: never a device's name, never a technical word. */
export function citizenFaultText(fault: Fault, language: Language): FaultText {
  const texts = citizenTexts[language];
  const code = citizenFaultCodes.find((each) => each === fault.fault);
  return filled(texts[code ?? "otherwise"], fault.facts);
}
