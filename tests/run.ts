/**
 * `npm test`: everything CI runs, on a machine that has only Node, npm, git, python3 and a C compiler.
 * Installs the Debian packages that the tests need when it is root, otherwise names them. Ends with `N passed, N failed`.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";

const top = join(import.meta.dirname, "..");
const report = join(top, ".cache/tests.json");

/** Each package and a file that says it is there. */
const debianPackages = [
  { name: "chromium", file: "/usr/bin/chromium" },
  { name: "chromium-headless-shell", file: "/usr/bin/chromium-headless-shell" },
  { name: "mosquitto", file: "/usr/sbin/mosquitto" },
  { name: "alsa-utils", file: "/usr/bin/aplay" },
  { name: "espeak-ng", file: "/usr/bin/espeak-ng" },
  { name: "systemd", file: "/usr/bin/systemd-analyze" },
  { name: "socat", file: "/usr/bin/socat" },
  { name: "age", file: "/usr/bin/age" },
  { name: "rclone", file: "/usr/bin/rclone" },
  { name: "openssh-server", file: "/usr/sbin/sshd" },
  { name: "openssh-client", file: "/usr/bin/ssh-keygen" },
  { name: "python3-swift", file: "/usr/lib/python3/dist-packages/swift/__init__.py" },
  { name: "mtools", file: "/usr/bin/mcopy" },
  { name: "dosfstools", file: "/usr/sbin/mkfs.fat" },
  { name: "fonts-dejavu-core", file: "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf" },
  { name: "fonts-noto-core", file: "/usr/share/fonts/truetype/noto/NotoSansGurmukhi-Regular.ttf" },
  { name: "fonts-wqy-microhei", file: "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc" },
  { name: "tesseract-ocr", file: "/usr/bin/tesseract" },
  { name: "tesseract-ocr-fra", file: "/usr/share/tesseract-ocr/5/tessdata/fra.traineddata" },
  { name: "tesseract-ocr-pan", file: "/usr/share/tesseract-ocr/5/tessdata/pan.traineddata" },
  { name: "tesseract-ocr-ara", file: "/usr/share/tesseract-ocr/5/tessdata/ara.traineddata" },
  { name: "tesseract-ocr-chi-sim", file: "/usr/share/tesseract-ocr/5/tessdata/chi_sim.traineddata" },
];

let passed = 0;
let failed = 0;
/** What failed, by name: said again at the end, where whoever reads only the last lines of a long run finds it. */
const failures: string[] = [];
/** What failed beside other tests and passed when its file was run again by itself. */
const unsteady: string[] = [];
/** More failed files than these are no accident of a busy machine, and are not run again. */
const runAgainMax = 6;

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

/** What runs beside the tests, and where what it says is kept until then. */
interface Beside {
  readonly what: string;
  readonly said: string;
  /** Resolves when it has ended, with whether it ended well. */
  readonly end: Promise<boolean>;
}

/**
 * Simulated offices reckon and never wait; real programs mostly wait for each other. So the offices take what the tests leave of the
 * machine: the lowest priority, and their own part of the time only where nobody else wants it.
 */
function startSimulation(seeds: number): Beside {
  const said = join(top, ".cache/sim.txt");
  mkdirSync(join(top, ".cache"), { recursive: true });
  const to = openSync(said, "w");
  const parts = ["-n", "19", process.execPath, "tests/sim/main.ts", "--seeds", String(seeds)];
  const child = spawn("nice", parts, { cwd: top, stdio: ["ignore", to, to] });
  const end = new Promise<boolean>((resolve) => {
    child.once("error", () => resolve(false));
    child.once("close", (code) => resolve(code === 0));
  });
  return { what: `${seeds.toLocaleString("en-CA")} simulated offices`, said, end };
}

async function ended({ what, said, end }: Beside): Promise<void> {
  console.log(`\n== ${what}, which ran beside the tests`);
  const ok = await end;
  console.log(readFileSync(said, "utf8"));
  if (ok) passed += 1;
  else fail(what);
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

interface Outcome {
  readonly passed: number;
  /** What failed, with its messages, by the test's full name; `file` alone where a file failed without a test. */
  readonly failed: readonly { readonly file: string; readonly name: string; readonly why: string }[];
}

/** Vitest's own summary leaves out files that failed without a test; its JSON does not. Null: there is no report. */
function vitestOnce(...parts: string[]): Outcome | null {
  rmSync(report, { force: true });
  const vitestBin = join(top, "node_modules/vitest/vitest.mjs");
  const ok = step(
    ["tests", ...parts].join(" "),
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
  if (!existsSync(report)) return null;
  const { numPassedTests, testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
  const broken = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(top, name);
    const tests = assertionResults.filter((result) => result.status === "failed");
    if (status === "failed" && tests.length === 0) return [{ file, name: file, why: message }];
    return tests.map(({ fullName, failureMessages }) => ({ file, name: `${file}: ${fullName}`, why: failureMessages.join("\n") }));
  });
  const nameless = broken.length === 0 && (!ok || numPassedTests === 0);
  return nameless ? null : { passed: numPassedTests, failed: broken };
}

/**
 * Real programs share the machine with each other here, and now and then one of them is not given its turn in time. A file in which
 * something failed is run again by itself: what fails again has failed, what passes is named as unsteady, for somebody to look into.
 */
function vitest(): void {
  const first = vitestOnce();
  if (!first) {
    fail("tests: ended in failure, and nothing failed by name");
    return;
  }
  passed += first.passed;
  const files = [...new Set(first.failed.map(({ file }) => file))];
  const again = files.length > 0 && files.length <= runAgainMax ? vitestOnce("--maxWorkers=1", ...files) : null;
  for (const { file, name, why } of first.failed) {
    if (!again || again.failed.some((other) => other.file === file && (other.name === name || other.name === file)))
      fail(`${name}\n${why}`);
    else {
      passed += 1;
      unsteady.push(`${name}\n${why}`);
    }
  }
}

installPackages();
counted("types, lint, rules of the house", process.execPath, "tests/house/check.ts");
counted("pages", process.execPath, "node_modules/vite/bin/vite.js", "build", "--config", "display/vite.config.ts", "--logLevel", "warn");
const offices = startSimulation(2_000);
vitest();
await ended(offices);

for (const one of unsteady) console.log(`\nunsteady, failed once and passed when run again: ${one}`);
for (const failure of failures) console.log(`\nfailed: ${failure}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
