/** Q-FAULT-1: whoever is refused is told what happened and what to do, in each language of the office. */
import { type Fault, faultCodes } from "#shared/faults/fault.ts";
import { faultText } from "#shared/faults/text.ts";
import type { Language } from "#shared/texts/language.ts";
import type { Checker, Violation } from "./history.ts";

export const refusalsAdvise: Checker = ({ observations }) => {
  const said = new Map<string, Fault>();
  for (const each of observations) {
    if (each.kind !== "told" && each.kind !== "replied") continue;
    if ("fault" in each.answer) said.set(each.answer.fault, each.answer);
  }
  const found: Violation[] = [];
  for (const fault of said.values()) {
    for (const language of ["en", "fr"] as const) {
      const text = textOf(fault, language);
      if (!text || `${text.what}${text.advice}`.trim() === "" || /\{\w+\}|undefined/.test(`${text.what} ${text.advice}`))
        found.push({ promise: "Q-FAULT-1", what: `${fault.fault} says "${text?.what ?? ""}" "${text?.advice ?? ""}" (${language})` });
    }
  }
  return found;
};

/** Undefined for a fault that the table does not know. */
function textOf(fault: Fault, language: Language): { readonly what: string; readonly advice: string } | undefined {
  return (faultCodes as readonly string[]).includes(fault.fault) ? faultText(fault, language) : undefined;
}
