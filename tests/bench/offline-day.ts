/** A kiosk that was alone for the busiest day on record comes back: how long until the hub has everything. */
import { join } from "node:path";
import { atMost, type Benchmark, shown } from "./figure.ts";
import { officeOf, startHub } from "./hub-process.ts";
import { BenchKiosk } from "./kiosk-process.ts";

/** The busiest day of any office whose days are public: 3,416 tickets. */
const ticketsTotal = 3_416;
const atOnce = 8;

export const offlineDay: Benchmark = {
  name: "offline-day",
  about: `a kiosk that was alone for a day of ${ticketsTotal} tickets merges`,
  run: async (folder) => {
    const office = officeOf(1, 1);
    const first = await startHub(join(folder, "hub"), office);
    const mqttPort = first.ready.mqttPort as number;
    const kiosk = await BenchKiosk.start({ folder: join(folder, "kiosk"), hub: `mqtt://127.0.0.1:${mqttPort}`, printerPort: null });
    await kiosk.until(({ state }) => state === "ready");
    await first.stop();
    await kiosk.until(({ hub }) => hub === "away");
    for (let taken = 0; taken < ticketsTotal; taken += atOnce) {
      await Promise.all(Array.from({ length: Math.min(atOnce, ticketsTotal - taken) }, () => kiosk.tap()));
    }
    const hub = await startHub(join(folder, "hub"), office, { mqttPort });
    try {
      const counts = async () =>
        (await (await fetch(`http://127.0.0.1:${hub.ready.httpPort}/api/v1/counts`)).json()) as { tickets: number };
      let began: number | undefined;
      for (;;) {
        const { tickets } = await counts();
        // The kiosk looks for its hub every second or so; merging begins with the first row.
        if (tickets > 0) began ??= performance.now();
        if (tickets === ticketsTotal) break;
        if (tickets > ticketsTotal) throw new Error(`${tickets} tickets at the hub, and only ${ticketsTotal} were taken`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      const seconds = (performance.now() - (began ?? 0)) / 1_000;
      return [
        atMost(`${ticketsTotal} tickets of a day alone, merged`, seconds, "s", 10),
        shown("tickets merged per second", ticketsTotal / seconds, "1/s"),
      ];
    } finally {
      await kiosk.stop();
      await hub.stop();
    }
  },
};
