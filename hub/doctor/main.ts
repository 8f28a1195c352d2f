/** `npm run doctor -- --data FOLDER --office NAME`: checks a hub's storage, running or stopped, and says what it found. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import { sha256 } from "../storage.ts";
import { examine, type Finding } from "./examine.ts";

const usage = `Checks a hub's storage: the chain of its log, its snapshots, its timings. Reads only.

  npm run doctor -- --data FOLDER --office NAME

FOLDER is the hub's data folder, such as .data/office/hub, and NAME the office's name, such as victoria.`;

process.exitCode = main(process.argv.slice(2));

function main(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: { data: { type: "string" }, office: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) return say(usage, 0);
  if (typeof values.data !== "string" || typeof values.office !== "string") return say(`--data and --office are needed.\n\n${usage}`, 1);
  const file = join(values.data, "hub.sqlite");
  if (!existsSync(file)) return say(`There is no hub.sqlite in ${values.data}: name the hub's data folder.`, 1);
  try {
    return report(examine(new Database(file, { readonly: true }), sha256, values.office));
  } catch (error) {
    return say(`The storage could not be read: ${error instanceof Error ? error.message : String(error)}`, 1);
  }
}

function report(findings: readonly Finding[]): number {
  for (const { ok, what } of findings) console.log(`${ok ? "ok      " : "failed  "}${what}`);
  return findings.every((finding) => finding.ok) ? 0 : 1;
}

function say(text: string, code: number): number {
  console.log(text);
  return code;
}
