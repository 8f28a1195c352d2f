/** `npm run check`: types, lint, and the rules of the house. Seconds; no test is run. */
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisesWithoutTest } from "./promises.ts";
import { houseFindings, type SourceFile } from "./rules.ts";

const top = join(import.meta.dirname, "../..");
const bin = (name: string) => join(top, "node_modules/.bin", name);

function run(what: string, command: string, ...parts: string[]): boolean {
  const { status, stdout, stderr } = spawnSync(command, parts, { cwd: top, encoding: "utf8", maxBuffer: 64 << 20 });
  if (status === 0) console.log(`ok      ${what}`);
  else console.log(`failed  ${what}\n${stdout}${stderr}`);
  return status === 0;
}

function files(): SourceFile[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: top, encoding: "utf8" });
  const paths = listed.split("\n").filter((path) => path !== "");
  return paths.flatMap((path) => {
    try {
      return [{ path, text: /\.(ts|mjs)$/.test(path) ? readFileSync(join(top, path), "utf8") : "" }];
    } catch {
      // A file that git still lists but that was removed meanwhile.
      return [];
    }
  });
}

const sources = files();
const findings = houseFindings(sources).map(({ where, what }) => `${where}: ${what}`);
const missing = promisesWithoutTest(sources.filter((file) => file.path.endsWith(".test.ts"))).map(
  (promise) => `${promise} stands in the title of no test`,
);
const house = [...findings, ...missing];
console.log(
  house.length === 0 ? "ok      imports, cycles, top level, means, promises" : `failed  the rules of the house\n${house.join("\n")}`,
);

const passed = [
  house.length === 0,
  run("types", bin("tsc"), "-p", "."),
  run("types of the pages", bin("tsc"), "-p", "display"),
  run("lint and format", bin("biome"), "ci", "--colors=off", "--error-on-warnings", "."),
];
process.exit(passed.every(Boolean) ? 0 : 1);
