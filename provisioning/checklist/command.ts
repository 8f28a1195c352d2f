/** `npm run provision -- checklist`: prints the checklist of real devices, or writes it as a page. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Failure } from "../office/failure.ts";
import { checklist, checklistPage, checklistText, partNames } from "./checklist.ts";

export const checklistUsage = `Says what only real devices can prove, step by step, with what is to be seen each time.

  npm run provision -- checklist [--only PART,...] [--html FILE]

  --only PART,...    some parts: ${partNames.join(", ")}
  --html FILE        writes a page to print in place of text; a new file`;

export type ChecklistAsked =
  | { readonly kind: "help" }
  | { readonly kind: "checklist"; readonly only: readonly string[] | null; readonly html: string | null };

const options = { only: { type: "string" }, html: { type: "string" }, help: { type: "boolean" } } as const;

export function readChecklistArguments(args: readonly string[]): ChecklistAsked | { readonly wrong: string } {
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
    if (values.help) return { kind: "help" };
    const only = values.only === undefined ? null : values.only.split(",").map((each) => each.trim());
    const unknown = only?.find((each) => !partNames.includes(each));
    if (unknown !== undefined) return { wrong: `There is no part "${unknown}". There are: ${partNames.join(", ")}.` };
    if (values.html === "") return { wrong: "--html needs a file." };
    return { kind: "checklist", only, html: values.html ?? null };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

/** Throws a Failure where the page cannot be written. */
export function runChecklist({ only, html }: Extract<ChecklistAsked, { kind: "checklist" }>, say: (text: string) => void): void {
  const wanted = { ...checklist, parts: checklist.parts.filter(({ part }) => only?.includes(part) ?? true) };
  if (html === null) {
    say(checklistText(wanted).trimEnd());
    return;
  }
  try {
    writeFileSync(html, checklistPage(wanted), { flag: "wx" });
  } catch (error) {
    throw new Failure(`${html} cannot be written: ${error instanceof Error ? error.message : String(error)}. Name a new file.`);
  }
  say(`${html} is the checklist. Open it in a browser and print it.`);
}
