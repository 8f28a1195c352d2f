/** Starts a program of this house as a real process and waits for its ready line. */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ReadyLine } from "#shared/wire/process.ts";

export interface Running {
  readonly ready: ReadyLine;
  readonly child: ChildProcess;
  /** What it has logged so far. */
  readonly log: () => string;
  /** Resolves when it has ended. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

export function startProgram(script: string, options: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, [script, ...options], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  let line = "";
  child.stderr.on("data", (bytes) => {
    log += bytes;
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    child.kill(signal);
    await ended;
  };
  return new Promise((resolve, reject) => {
    child.stdout.on("data", (bytes) => {
      line += bytes;
      const [first, ...rest] = line.split("\n");
      if (first && rest.length > 0) resolve({ ready: JSON.parse(first) as ReadyLine, child, log: () => log, stop });
    });
    // Not at "exit": its last words may still be on their way then.
    child.once("close", (code) => reject(new Error(`${script} ended with ${code}: ${log}`)));
  });
}

/** For a program that says nothing on standard output. */
export function spawnProgram(script: string, options: readonly string[]): Omit<Running, "ready"> {
  const child = spawn(process.execPath, [script, ...options], { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  child.stderr.on("data", (bytes) => {
    log += bytes;
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    child.kill(signal);
    await ended;
  };
  return { child, log: () => log, stop };
}

/** Waits for a level, asking again and again; the test's own time limit ends it. */
export async function until<T>(ask: () => T | Promise<T>, is: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await ask();
    if (is(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
