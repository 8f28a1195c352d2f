/** Starts the collector as a process of its own, for tests that need the real one. */
import { type RunningProgram, startProgram } from "../start-program.ts";
import type { FaultMode } from "./faults.ts";

export interface RunningCollector extends RunningProgram<{ tickets: number; events: number; bad: number; duplicates: number }> {
  fail(mode: FaultMode): Promise<void>;
}

export async function startCollector(dataDirectory: string, ...more: readonly string[]): Promise<RunningCollector> {
  const program = await startProgram<Awaited<ReturnType<RunningCollector["counts"]>>>(
    new URL("main.ts", import.meta.url),
    dataDirectory,
    0,
    ...more,
  );
  const fail = async (mode: FaultMode) => {
    const response = await fetch(`${program.url}/faults`, { method: "POST", body: JSON.stringify({ mode }) });
    if (response.status !== 200) throw new Error(`the collector did not take the mode ${mode}`);
  };
  return { ...program, fail };
}
