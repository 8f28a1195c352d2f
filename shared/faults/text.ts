/**
 * What a fault says to a person, in each language. Texts hold facts as `{counter}`, always inside `[...]`: a part whose fact
 * is not known is left out, so that a text reads well with any facts.
 */
import type { Language } from "../texts/language.ts";
import type { Fault, FaultFacts } from "./fault.ts";
import { type CitizenTexts, citizenFaultCodes, type FaultText, type StaffTexts } from "./fault-text.ts";
import { citizenTextsEn, staffTextsEn } from "./texts.en.ts";
import { citizenTextsFr, staffTextsFr } from "./texts.fr.ts";

/** Every language has both tables: a code that one of them lacks does not compile. */
const staffTexts: Readonly<Record<Language, StaffTexts>> = { en: staffTextsEn, fr: staffTextsFr };
const citizenTexts: Readonly<Record<Language, CitizenTexts>> = { en: citizenTextsEn, fr: citizenTextsFr };

/** The fault for staff and office IT. */
export function faultText(fault: Fault, language: Language): FaultText {
  return filled(staffTexts[language][fault.fault], fault.facts);
}

/** The fault for a citizen: never a device's name, never a technical word. */
export function citizenFaultText(fault: Fault, language: Language): FaultText {
  const texts = citizenTexts[language];
  const code = citizenFaultCodes.find((each) => each === fault.fault);
  return filled(texts[code ?? "otherwise"], fault.facts);
}

function filled(text: FaultText, facts: FaultFacts): FaultText {
  return { what: fillTemplate(text.what, facts), advice: fillTemplate(text.advice, facts) };
}

/** Fills `{facts}` and leaves out each `[part]` with a fact that is missing or empty. */
export function fillTemplate(template: string, facts: FaultFacts): string {
  return template.replace(/\[([^\]]*)\]/g, (_whole, part: string) => {
    let complete = true;
    const words = part.replace(/\{(\w+)\}/g, (_slot, name: string) => {
      const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
      if (fact === undefined || fact === "") complete = false;
      return String(fact);
    });
    return complete ? words : "";
  });
}
