/** The machine's processes, as far as an office must know them: is this number still the program that was started? */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { ProcessTable } from "./run-file.ts";

export const processTable: ProcessTable = {
  commandOf: (pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim() || null;
    } catch {
      // Machines without /proc have ps.
      const { stdout } = spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" });
      return stdout?.trim() || null;
    }
  },
  kill: (pid) => {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended in between.
    }
  },
};
