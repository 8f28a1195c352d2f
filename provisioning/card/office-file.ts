/** The office a card is for: its configuration, where there is one, checked like the hub would. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { checkOffice } from "#shared/office/check.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { Failure } from "../office/failure.ts";

export interface NamedOffice {
  readonly id: string;
  /** Null: only its id was given. */
  readonly configuration: OfficeConfiguration | null;
}

/** `named`: a file, else an id. */
export function officeNamed(named: string): NamedOffice {
  if (existsSync(named) && statSync(named).isFile()) {
    const configuration = readOffice(named);
    return { id: configuration.office.id, configuration };
  }
  if (/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(named)) return { id: named, configuration: null };
  throw new Failure(`--office ${named}: there is no such file, and an office's id is lower-case letters, digits and hyphens.`);
}

export function readOffice(file: string): OfficeConfiguration {
  const checked = checkOffice(readJson(file));
  if (checked.ok) return checked.office;
  const problems = checked.problems.map(({ path, seen, what, advice }) => `  ${path || "the file"} (${seen}): ${what}. ${advice}`);
  throw new Failure(`${file} is no configuration that an office can work with:\n${problems.join("\n")}`);
}

export function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new Failure(`${file}: it cannot be read.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure(`${file} is not JSON: ${(error as Error).message}`);
  }
}
