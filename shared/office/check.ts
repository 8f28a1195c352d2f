/**
 * Whether a configuration is one an office can work with. All problems are told at once, each with its place and what to do,
 * because whoever writes the file wants to correct it in one go.
 */
import * as v from "valibot";
import { type OfficeConfiguration, officeConfiguration } from "./configuration.ts";
import { type Problem, toProblem } from "./problem.ts";
import { referenceFindings } from "./reference-rules.ts";
import { sayingFindings } from "./saying-rules.ts";
import { shapeFindings } from "./shape-problems.ts";
import { workFindings } from "./work-rules.ts";

/** More than this and the rest is only counted: the first ones explain the others. */
export const problemsMax = 100;

export type CheckedOffice =
  | { readonly ok: true; readonly office: OfficeConfiguration }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Never throws, whatever the input. The office returned has its texts trimmed. */
export function checkOffice(input: unknown): CheckedOffice {
  const findings = [...shapeFindings(input), ...referenceFindings(input), ...workFindings(input), ...sayingFindings(input)];
  if (findings.length === 0) return { ok: true, office: v.parse(officeConfiguration, input) };
  const problems = findings.slice(0, problemsMax).map((finding) => toProblem(finding, input));
  const more = findings.length - problems.length;
  if (more > 0) {
    problems.push({
      path: "",
      seen: `${findings.length} problems`,
      what: `and ${more} more`,
      advice: "Correct these first, then check again.",
    });
  }
  return { ok: false, problems };
}
