/** What only real devices can prove, step by step: read from its data, told as text or as a page to print. Pure but for the file beside it. */
import * as v from "valibot";
import { fault, faultCodes } from "#shared/faults/fault.ts";
import { faultText } from "#shared/faults/text.ts";
import { htmlOf } from "../set-up/sheet.ts";
import plain from "./checklist.json" with { type: "json" };

const sentence = v.pipe(v.string(), v.minLength(3), v.regex(/[.?!]$/, "is a sentence"));

const checklistFile = v.strictObject({
  about: sentence,
  parts: v.pipe(
    v.array(
      v.strictObject({
        part: v.pipe(v.string(), v.regex(/^[a-z]+$/)),
        title: v.pipe(v.string(), v.minLength(3)),
        /** What must be at hand. */
        needs: v.pipe(v.string(), v.minLength(3)),
        steps: v.pipe(
          v.array(
            v.strictObject({
              do: sentence,
              expect: sentence,
              /** What staff are told meanwhile: its words are those of the program itself. */
              fault: v.optional(v.picklist(faultCodes)),
            }),
          ),
          v.minLength(1),
        ),
      }),
    ),
    v.minLength(1),
  ),
});
export type Checklist = v.InferOutput<typeof checklistFile>;
export type Part = Checklist["parts"][number];
type Step = Part["steps"][number];

export const checklist: Checklist = v.parse(checklistFile, plain);

export const partNames: readonly string[] = checklist.parts.map(({ part }) => part);

/** Of each part, `printer 3` is its third step: what a person writes down when it was not so. */
export function checklistText({ about, parts }: Checklist): string {
  const told = parts.map(({ part, title, needs, steps }) => {
    const lines = steps.map((step, place) => `  [ ] ${part} ${place + 1}. ${step.do}\n        -> ${expected(step)}`);
    return `${title}\n  (needs: ${needs})\n\n${lines.join("\n")}`;
  });
  return `${about}\n\n${told.join("\n\n")}\n`;
}

/** A page for the browser's print dialog, with room for what was seen. */
export function checklistPage({ about, parts }: Checklist): string {
  const tables = parts.flatMap(({ part, title, needs, steps }) => [
    `${title}. Needs: ${needs}.`,
    {
      columns: ["No.", "Do", "Expect", "Seen"],
      rows: steps.map((step, place) => [`${part} ${place + 1}`, step.do, expected(step), ""]),
    },
  ]);
  return htmlOf({
    title: "The Q: acceptance of real devices",
    parts: [about, ...tables, "Device, model and serial: ", "Date and signature: "],
  });
}

function expected({ expect, fault: code }: Step): string {
  return code === undefined ? expect : `${expect} Staff are told: "${faultText(fault(code), "en").what}"`;
}
