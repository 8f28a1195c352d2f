/** Runs in the machine: every check in its turn, each told to the host as it ends; at last the event loop stands still. */
import { readFileSync } from "node:fs";
import { loadKernelCalls } from "../../../device/kernel/calls.ts";
import type { Check } from "./check.ts";
import { gpioChecks } from "./gpio-checks.ts";
import { Host } from "./host.ts";
import { panelChecks } from "./panel-checks.ts";
import { printerChecks } from "./printer-checks.ts";
import { scannerChecks } from "./scanner-checks.ts";
import { signChecks } from "./sign-checks.ts";
import { unitChecks } from "./unit-checks.ts";
import { isFed, standStill, watchdogChecks } from "./watchdog.ts";

const host = new Host();
await host.begin();
const kernel = await loadKernelCalls();
if (!kernel) throw new Error("koffi was not loaded");
// What is to be run alone is named on the kernel's command line.
const only = /the-q\.only=(\S+)/.exec(readFileSync("/proc/cmdline", "utf8"))?.[1]?.replaceAll("_", " ") ?? "";
const checks: readonly Check[] = [
  ...printerChecks,
  ...unitChecks,
  ...signChecks,
  ...scannerChecks,
  ...gpioChecks,
  ...panelChecks,
  ...watchdogChecks,
];
for (const { name, run } of checks.filter((check, place) => place === 0 || check.name.includes(only))) {
  const undoings: (() => void | Promise<void>)[] = [];
  const startMs = performance.now();
  const why = await run({ host, kernel, afterwards: (undo) => void undoings.unshift(undo) }).then(
    () => null,
    (error: unknown) => String(error instanceof Error ? error.message : error),
  );
  for (const undo of undoings) await undo();
  host.say({ kind: "checked", check: name, why, ms: Math.round(performance.now() - startMs) });
}
if (isFed()) {
  host.say({ kind: "blocked" });
  standStill();
} else host.say({ kind: "over" });
