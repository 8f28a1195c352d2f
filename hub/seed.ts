/** A configuration file on its way into the hub: read and checked as a whole, with every problem in words. */
import { readFileSync } from "node:fs";
import { fault } from "#shared/faults/fault.ts";
import { checkOffice } from "#shared/office/check.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { Problem } from "#shared/office/problem.ts";
import { Refusal, systemCode } from "./refusal.ts";

/** A refusal that names every problem of a file. */
export class FileRefusal extends Refusal {
  readonly file: string;
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    super(fault("bad-configuration", { path: file, what: problems.length === 1 ? "1 problem" : `${problems.length} problems` }));
    this.file = file;
    this.problems = problems;
  }
}

/** Throws a `FileRefusal`. `office`: whose configuration it must be. */
export function readOffice(file: string, office: string): OfficeConfiguration {
  const checked = checkOffice(readJson(file));
  if (!checked.ok) throw new FileRefusal(file, checked.problems);
  const { id } = checked.office.office;
  if (id === office) return checked.office;
  const advice = `Write "${office}", or give the hub the file of its own office.`;
  throw new FileRefusal(file, [{ path: "office.id", seen: `"${id}"`, what: `this hub is the one of "${office}"`, advice }]);
}

export function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const seen = systemCode(error) ?? "unreadable";
    throw new FileRefusal(file, [{ path: "", seen, what: "the file cannot be read", advice: "Check its name and its permissions." }]);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const seen = error instanceof Error ? error.message.slice(0, 120) : "";
    throw new FileRefusal(file, [
      { path: "", seen, what: "the file is not JSON", advice: "Correct it at the place named, such as a missing comma." },
    ]);
  }
}
