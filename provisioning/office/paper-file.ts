/** Which papers were read, kept on the disk: the printer keeps only its newest pictures, and an office goes on for long. */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { PaperMemory } from "./papers.ts";

export function paperFile(path: string): PaperMemory {
  return {
    load: () => (existsSync(path) ? readFileSync(path, "utf8").split("\n").flatMap(entry) : []),
    keep: (entries) => appendFileSync(path, entries.map((each) => `${JSON.stringify(each)}\n`).join("")),
  };
}

/** None when the line is not whole: that paper is read again from the printer. */
function entry(line: string): { n: number; ticket: string | null }[] {
  try {
    const { n, ticket } = JSON.parse(line) as Record<string, unknown>;
    return typeof n === "number" && (typeof ticket === "string" || ticket === null) ? [{ n, ticket }] : [];
  } catch {
    return [];
  }
}
