/** Starts central or the collector as a process of its own, for tests that need the real one. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface RunningProgram<Counts> {
  readonly url: string;
  readonly port: number;
  readonly process: ChildProcess;
  /** The answer of `GET /counts`. */
  counts(): Promise<Counts>;
  /** Ends it, and resolves with its exit code when it is gone; null when the signal ended it. */
  stop(signal: "SIGTERM" | "SIGKILL"): Promise<number | null>;
}

/** `main`: the program's main.ts; resolves when it says that it is ready. */
export async function startProgram<Counts>(main: URL, data: string, port = 0, ...more: readonly string[]): Promise<RunningProgram<Counts>> {
  const parts = [main.pathname, "--port", String(port), "--data", data, ...more];
  const child = spawn(process.execPath, parts, { stdio: ["ignore", "pipe", "inherit"] });
  const found = await readyPort(child);
  const url = `http://127.0.0.1:${found}`;
  return {
    url,
    port: found,
    process: child,
    counts: async () => (await fetch(`${url}/counts`)).json() as Promise<Counts>,
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
  if (child.stdout) {
    for await (const line of createInterface({ input: child.stdout })) {
      const said = JSON.parse(line);
      if (said.ready !== undefined) return said.port;
    }
  }
  throw new Error("the program ended before it was ready");
}
