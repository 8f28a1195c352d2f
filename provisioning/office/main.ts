/** `npm start`: reads the arguments, builds what touches the machine, and runs the office, its self-check or a day in it. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readArguments, usage } from "./arguments.ts";
import { buildDisplay, displayIsBuilt } from "./build-display.ts";
import { runDay } from "./day/run-day.ts";
import { demoConfiguration } from "./demo-configuration.ts";
import { Failure } from "./failure.ts";
import type { Machine } from "./machine.ts";
import { processTable } from "./process-table.ts";
import { runLive } from "./run-live.ts";
import { selfCheck } from "./self-check.ts";

const root = resolve(import.meta.dirname, "../..");
const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
const stopping = new AbortController();

const machine: Machine = {
  root,
  environment: { ...process.env, NODE_COMPILE_CACHE: join(root, ".cache", "node") },
  pid: process.pid,
  processTable,
  now: Date.now,
  mono: () => performance.now(),
  wait,
  every: (ms, look) => {
    const timer = setInterval(look, ms);
    return () => clearInterval(timer);
  },
  randomKey: () => crypto.randomUUID(),
  readBytes: (path) => readFileSync(path),
  say: (line) => process.stdout.write(`${line}\n`),
  interactive: process.stdout.isTTY === true,
  stop: stopping.signal,
};

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());

process.exitCode = await run();
// Whatever is left by now, such as an idle connection, must not hold the terminal.
process.exit();

async function run(): Promise<number> {
  const wanted = readArguments(process.argv.slice(2));
  if ("wrong" in wanted) {
    console.error(`${wanted.wrong}\n\n${usage}`);
    return 2;
  }
  if (wanted.mode === "help") {
    machine.say(usage);
    return 0;
  }
  try {
    const started = machine.mono();
    if (wanted.mode !== "self-check" && !displayIsBuilt(root)) {
      machine.say("Building the pages, because they are missing or older than their sources ...");
      await buildDisplay(root, machine.environment);
    }
    const configuration = demoConfiguration();
    switch (wanted.mode) {
      case "live":
        return await runLive({ ...wanted, data: wanted.data ?? join(root, ".data", "office") }, configuration, started, machine);
      case "self-check":
        return await selfCheck(configuration, machine);
      case "day":
        return await runDay({ ...wanted, data: wanted.data ?? join(root, ".data", "day") }, configuration, machine);
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(error.message);
    return 1;
  }
}
