/** Starts central as a process of its own, for tests that need the real one. */
import type { CentralCounts } from "./central-log.ts";
import { type RunningProgram, startProgram } from "./start-program.ts";

export type RunningCentral = RunningProgram<CentralCounts>;

export function startCentral(dataDirectory: string, wantedPort = 0): Promise<RunningCentral> {
  return startProgram(new URL("main.ts", import.meta.url), dataDirectory, wantedPort);
}
