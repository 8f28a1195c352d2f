/** Starts central as a process of its own, for tests that need the real one. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { CentralCounts } from "./central-log.ts";

export interface RunningCentral {
  readonly url: string;
  readonly port: number;
  counts(): Promise<CentralCounts>;
  /** Ends it, and resolves with its exit code when it is gone; null when the signal ended it. */
  stop(signal: "SIGTERM" | "SIGKILL"): Promise<number | null>;
}

export async function startCentral(dataDirectory: string, wantedPort = 0): Promise<RunningCentral> {
  const main = new URL("main.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [main, "--port", String(wantedPort), "--data", dataDirectory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await readyPort(child);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    counts: async () => (await fetch(`${url}/counts`)).json() as Promise<CentralCounts>,
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
  if (!child.stdout) throw new Error("central has no standard output");
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line);
    if (said.ready === "central") return said.port;
  }
  throw new Error("central ended before it was ready");
}
