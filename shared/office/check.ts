/**
 * Whether a configuration is one an office can work with. All problems are told at once, each with its place and what to do,
 * because whoever writes the file wants to correct it in one go.
 */
import * as v from "valibot";
import { routingFindings } from "../routing/check.ts";
import type { Language } from "../texts/language.ts";
import { type OfficeConfiguration, officeConfiguration } from "./configuration.ts";
import { hoursFindings } from "./hours-rules.ts";
import { missingFinding, missingIn } from "./missing.ts";
import { both, inWords, type Problem, toProblem } from "./problem.ts";
import { referenceFindings } from "./reference-rules.ts";
import { sayingFindings } from "./saying-rules.ts";
import { shapeFindings } from "./shape-problems.ts";
import { workFindings } from "./work-rules.ts";

/** More than this and the rest is only counted: the first ones explain the others. */
export const problemsMax = 100;

export type CheckedOffice =
  /** `missing`: what an office can open without, but citizens would miss. */
  | { readonly ok: true; readonly office: OfficeConfiguration; readonly missing: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Never throws, whatever the input. The office returned has its texts trimmed. Problems are told in `language`. */
export function checkOffice(input: unknown, language: Language = "en"): CheckedOffice {
  const findings = [
    ...shapeFindings(input),
    ...referenceFindings(input),
    ...workFindings(input),
    ...sayingFindings(input),
    ...hoursFindings(input),
    ...routingFindings(input),
  ];
  if (findings.length === 0) {
    const office = v.parse(officeConfiguration, input);
    return { ok: true, office, missing: missingIn(office).map((each) => toProblem(missingFinding(each, office), office, language)) };
  }
  const problems = findings.slice(0, problemsMax).map((finding) => toProblem(finding, input, language));
  const more = findings.length - problems.length;
  if (more > 0) {
    problems.push({
      path: "",
      seen: inWords(both(`${findings.length} problems`, `${findings.length} problèmes`), language),
      what: inWords(both(`and ${more} more`, `et ${more} de plus`), language),
      advice: inWords(both("Correct these first, then check again.", "Corrigez d'abord ceux-ci, puis vérifiez de nouveau."), language),
    });
  }
  return { ok: false, problems };
}
