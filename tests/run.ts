/**
 * `npm test`: everything CI runs, on a machine that has only Node, npm, git, python3 and a C compiler.
 * Installs the Debian packages that the tests need when it is root, otherwise names them. Ends with `N passed, N failed`.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const top = join(import.meta.dirname, "..");
const report = join(top, ".cache/tests.json");

/** Each package and a file that says it is there. */
const debianPackages = [
  { name: "chromium", file: "/usr/bin/chromium" },
  { name: "mosquitto", file: "/usr/sbin/mosquitto" },
  { name: "espeak-ng", file: "/usr/bin/espeak-ng" },
  { name: "fonts-dejavu-core", file: "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf" },
];

let passed = 0;
let failed = 0;

function step(what: string, command: string, ...parts: string[]): boolean {
  console.log(`\n== ${what}`);
  const ok = spawnSync(command, parts, { cwd: top, stdio: "inherit" }).status === 0;
  if (!ok) console.log(`== ${what}: failed`);
  return ok;
}

function count(ok: boolean): void {
  if (ok) passed += 1;
  else failed += 1;
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
    failed += 1;
    return;
  }
  const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, "utf8"));
  passed += numPassedTests;
  failed += numFailedTests;
  if (numFailedTests === 0 && (numFailedTestSuites > 0 || !ok || numPassedTests === 0)) failed += 1;
}

installPackages();
count(step("types, lint, rules of the house", process.execPath, "tests/house/check.ts"));
count(
  step("pages", process.execPath, "node_modules/vite/bin/vite.js", "build", "--config", "display/vite.config.ts", "--logLevel", "warn"),
);
count(step("2,000 simulated offices", process.execPath, "tests/sim/main.ts", "--seeds", "2000"));
vitest("--project", "node");
vitest("--project", "pages");
count(step("self-check of a virtual office", process.execPath, "provisioning/office/main.ts", "--self-check"));

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
