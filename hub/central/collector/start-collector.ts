/** Starts the collector as a process of its own, for tests that need the real one. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { FaultMode } from "./faults.ts";

export interface RunningCollector {
  readonly url: string;
  readonly port: number;
  readonly process: ChildProcess;
  /** The numbers of `GET /counts`. */
  counts(): Promise<{ tickets: number; events: number; bad: number; duplicates: number }>;
  fail(mode: FaultMode): Promise<void>;
  /** Ends it, and resolves with its exit code when it is gone; null when the signal ended it. */
  stop(signal: "SIGTERM" | "SIGKILL"): Promise<number | null>;
}

export async function startCollector(dataDirectory: string, ...more: readonly string[]): Promise<RunningCollector> {
  const main = new URL("main.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [main, "--port", "0", "--data", dataDirectory, ...more], { stdio: ["ignore", "pipe", "inherit"] });
  const port = await readyPort(child);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    process: child,
    counts: async () => (await fetch(`${url}/counts`)).json() as ReturnType<RunningCollector["counts"]>,
    fail: async (mode) => {
      const response = await fetch(`${url}/faults`, { method: "POST", body: JSON.stringify({ mode }) });
      if (response.status !== 200) throw new Error(`the collector did not take the mode ${mode}`);
    },
    stop: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exited = once(child, "exit");
      child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
}

async function readyPort(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error("the collector has no standard output");
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line);
    if (said.ready === "collector") return said.port;
  }
  throw new Error("the collector ended before it was ready");
}
