/** The office in real time, until it is told to stop. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { Machine } from "./machine.ts";
import { openSession, stopped } from "./session.ts";

export interface LiveWish {
  readonly port: number;
  readonly data: string;
  readonly fresh: boolean;
}

export async function runLive(wish: LiveWish, configuration: OfficeConfiguration, startedAt: number, machine: Machine): Promise<number> {
  const session = await openSession({ ...wish, kind: "live", configuration }, machine);
  const seconds = ((machine.mono() - startedAt) / 1000).toFixed(1);
  if (session.office.leftovers > 0)
    machine.say(`${session.office.leftovers} programs that an earlier start had left running were stopped.`);
  machine.say(`${configuration.office.name.en} is ready after ${seconds} s:  ${session.address}`);
  machine.say("  1. Open that address: kiosk, printer, board and counters of the office are on one page.");
  machine.say("  2. Take a ticket, sign in at a counter and call it; then pull the hub's plug and take another.");
  machine.say(
    "  3. Without the hub, staff serve from the kiosk: hold the office's name on its first screen for 3 seconds; the PIN is 1234.",
  );
  machine.say(`  4. Ctrl-C stops everything and loses nothing. Data and logs are in ${wish.data}`);
  await stopped(machine).catch(() => {});
  machine.say("Stopping ...");
  const before = machine.mono();
  await session.close();
  machine.say(`Stopped after ${((machine.mono() - before) / 1000).toFixed(1)} s. npm start goes on from here.`);
  return 0;
}
