/** The machine's watchdog, fed by the words that our programs say to systemd; at last by nobody, because the event loop stands still. */
import fs from "node:fs";
import { Supervised } from "#shared/supervision/supervised.ts";
import { realTimers } from "../../../device/runtime/timers.ts";
import { watchdogSeconds } from "../first-root.ts";
import { type Check, until } from "./check.ts";

const node = "/dev/watchdog0";
const patienceMs = watchdogSeconds * 1_000;
let beats = 0;

async function lives(ms: number): Promise<void> {
  const startMs = performance.now();
  await until(
    "the machine to live",
    () => performance.now() - startMs,
    (passedMs) => passedMs > ms,
  );
}

export const watchdogChecks: readonly Check[] = [
  {
    name: "a watchdog that is closed with the word for it lets the machine live (linux/watchdog-api, magic close)",
    run: async () => {
      const watchdog = fs.openSync(node, "w");
      fs.writeSync(watchdog, "V");
      fs.closeSync(watchdog);
      await lives(2 * patienceMs);
    },
  },
  {
    name: "a program that answers feeds the watchdog, and the machine lives longer than its patience",
    run: async () => {
      const watchdog = fs.openSync(node, "w");
      const environment = { NOTIFY_SOCKET: "/run/systemd/notify", WATCHDOG_USEC: String(watchdogSeconds * 1_000_000) };
      const tell = (assignments: readonly string[]) => {
        if (!assignments.includes("WATCHDOG=1")) return;
        fs.writeSync(watchdog, "1");
        beats += 1;
      };
      const supervised = new Supervised(environment, { tell, every: realTimers.every, isAlive: async () => true });
      supervised.ready("works");
      await lives(3 * patienceMs);
      if (beats < 3) throw new Error(`only ${beats} beats`);
    },
  },
];

/** The watchdog is awake: without a word it resets the machine. */
export const isFed = () => beats > 0;

/** Never returns. */
export function standStill(): never {
  for (;;);
}
