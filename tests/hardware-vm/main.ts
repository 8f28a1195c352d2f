/**
 * `npm run hardware-vm`: boots Debian's own kernel in an emulator and runs our programs against its drivers: a USB printer, a sign behind a USB
 * adapter, a scanner, GPIO lines, a watchdog. Exits 1 when a check failed.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { machineKernel } from "./debian.ts";
import { firstRoot } from "./first-root.ts";
import { Machine } from "./machine.ts";
import { type GuestSaying, watchdogBites } from "./talk.ts";

const help = `npm run hardware-vm [-- --install] [--only WORDS]

  --install      get what is missing from Debian: programs by apt-get (as root), the kernel only unpacked into .cache
  --only WORDS   of the checks behind the first one only those with these words in their name`;

const { values } = parseArgs({
  options: {
    install: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) end(help, 0);
if (process.platform !== "linux" || process.arch !== "x64") end("This needs Linux on x64: the machine runs the Node of this one.", 1);

/** A machine that says nothing for so long has come to grief; it is longer than any check waits. */
const silenceMs = 300_000;
const startMs = performance.now();
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
const cache = join(import.meta.dirname, "../../.cache/hardware-vm");
mkdirSync(cache, { recursive: true });
const kernel = machineKernel(cache, values.install);
if ("missing" in kernel) end(`This needs what is not here. Add --install, or type:\n  ${kernel.missing.join("\n  ")}`, 1);

const folder = mkdtempSync(join(cache, "run-"));
const root = join(folder, "first-root");
writeFileSync(root, firstRoot(kernel, join(import.meta.dirname, "guest/main.ts")));
console.log(`made what Debian's kernel ${kernel.version} boots from (${seconds(performance.now() - startMs)})`);

let [passed, failed] = [0, 0];
function checked(check: string, why: string | null, ms: number): void {
  if (why === null) passed += 1;
  else failed += 1;
  console.log(`${why === null ? "ok  " : "FAIL"} ${check} (${seconds(ms)})${why === null ? "" : `\n     ${why}`}`);
}

const bootMs = performance.now();
let stoodStillMs: number | null = null;
let silence: NodeJS.Timeout | undefined;
const heard = Promise.withResolvers<string | null>();
const listen = () => {
  clearTimeout(silence);
  silence = setTimeout(() => heard.resolve("the machine says nothing any more"), silenceMs);
};
const machine = new Machine(folder, kernel.image, root, values.only, {
  says: (saying: GuestSaying) => {
    listen();
    if (saying.kind === "begun") console.log(`booted (${seconds(performance.now() - bootMs)})`);
    if (saying.kind === "checked") checked(saying.check, saying.why, saying.ms);
    if (saying.kind === "blocked") stoodStillMs = performance.now();
    if (saying.kind === "over") heard.resolve(null);
  },
  watchdog: () => heard.resolve(stoodStillMs === null ? "the watchdog has bitten while the program was at work" : null),
});
listen();
void machine.ended.then((complaint) => heard.resolve(`the machine ended by itself: ${complaint}`));
const why = await heard.promise;
clearTimeout(silence);
await machine.kill();
if (stoodStillMs !== null || why !== null) checked(watchdogBites, why, performance.now() - (stoodStillMs ?? bootMs));
if (why !== null)
  console.log(`the kernel's last words:\n${readFileSync(join(folder, "kernel.log"), "utf8").split("\n").slice(-25).join("\n")}`);
rmSync(folder, { recursive: true, force: true });
console.log(`the whole: ${seconds(performance.now() - startMs)}`);
end(`hardware-vm: ${passed} passed, ${failed} failed`, failed === 0 ? 0 : 1);

function end(line: string, code: number): never {
  console.log(line);
  process.exit(code);
}
