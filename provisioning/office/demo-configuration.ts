/** The demo office, checked like any office's file. */
import { checkOffice } from "#shared/office/check.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { demoOffice } from "./demo-office/demo-office.ts";
import { Failure } from "./failure.ts";

export function demoConfiguration(): OfficeConfiguration {
  return checkedConfiguration(demoOffice());
}

export function checkedConfiguration(input: unknown): OfficeConfiguration {
  const checked = checkOffice(input);
  if (checked.ok) return checked.office;
  const problems = checked.problems.map(({ path, what, advice }) => `${path}: ${what} ${advice}`);
  throw new Failure(`The office's configuration is not right:\n${problems.join("\n")}`);
}
