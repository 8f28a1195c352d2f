/**
 * `npm test`: everything CI runs, on a machine that has only Node, npm, git, python3 and a C compiler.
 * Installs the Debian packages that the tests need when it is root, otherwise names them. Ends with `N passed, N failed`.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";

const top = join(import.meta.dirname, "..");
const report = join(top, ".cache/tests.json");

/** Each package and a file that says it is there. */
const debianPackages = [
  { name: "chromium", file: "/usr/bin/chromium" },
  { name: "mosquitto", file: "/usr/sbin/mosquitto" },
  { name: "espeak-ng", file: "/usr/bin/espeak-ng" },
  { name: "socat", file: "/usr/bin/socat" },
  { name: "fonts-dejavu-core", file: "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf" },
];

let passed = 0;
let failed = 0;
/** What failed, by name: said again at the end, where whoever reads only the last lines of a long run finds it. */
const failures: string[] = [];

function step(what: string, command: string, ...parts: string[]): boolean {
  console.log(`\n== ${what}`);
  const ok = spawnSync(command, parts, { cwd: top, stdio: "inherit" }).status === 0;
  if (!ok) console.log(`== ${what}: failed`);
  return ok;
}

/** A step that counts as one test. */
function counted(what: string, command: string, ...parts: string[]): void {
  if (step(what, command, ...parts)) passed += 1;
  else fail(what);
}

function fail(...what: readonly string[]): void {
  failed += what.length;
  failures.push(...what);
}

function installPackages(): void {
  const missing = debianPackages.filter(({ file }) => !existsSync(file)).map(({ name }) => name);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    console.error(`The tests need Debian packages that are not here. Install them: sudo apt-get install ${missing.join(" ")}`);
    process.exit(1);
  }
  step("package lists", "apt-get", "update", "-qq");
  const ok = step(
    `packages ${missing.join(", ")}`,
    "env",
    "DEBIAN_FRONTEND=noninteractive",
    "apt-get",
    "install",
    "-y",
    "-qq",
    "--no-install-recommends",
    ...missing,
  );
  if (!ok) process.exit(1);
}

/** What of vitest's JSON report is read here: https://vitest.dev/guide/reporters#json-reporter */
interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: "passed" | "failed";
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Vitest's own summary leaves out files that failed without a test; its JSON does not. */
function vitest(...parts: string[]): void {
  rmSync(report, { force: true });
  const vitestBin = join(top, "node_modules/vitest/vitest.mjs");
  const ok = step(
    `tests ${parts.join(" ")}`,
    process.execPath,
    vitestBin,
    "run",
    "--config",
    "tests/vitest.config.ts",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...parts,
  );
  if (!existsSync(report)) {
    fail(`tests ${parts.join(" ")}: no report`);
    return;
  }
  const { numPassedTests, testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
  passed += numPassedTests;
  const before = failed;
  for (const { name, status, message, assertionResults } of testResults) {
    const file = relative(top, name);
    const broken = assertionResults.filter((result) => result.status === "failed");
    for (const { fullName, failureMessages } of broken) fail(`${file}: ${fullName}\n${failureMessages.join("\n")}`);
    if (status === "failed" && broken.length === 0) fail(`${file}\n${message}`);
  }
  if (failed === before && (!ok || numPassedTests === 0)) fail(`tests ${parts.join(" ")}: nothing failed by name, and it ended in failure`);
}

installPackages();
counted("types, lint, rules of the house", process.execPath, "tests/house/check.ts");
counted("pages", process.execPath, "node_modules/vite/bin/vite.js", "build", "--config", "display/vite.config.ts", "--logLevel", "warn");
counted("2,000 simulated offices", process.execPath, "tests/sim/main.ts", "--seeds", "2000");
vitest("--project", "node");
vitest("--project", "pages");
counted("self-check of a virtual office", process.execPath, "provisioning/office/main.ts", "--self-check");

for (const failure of failures) console.log(`\nfailed: ${failure}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
