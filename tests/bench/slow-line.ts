/** The office's log over a poor line to the province: 512 kbit/s, 200 ms there and back. */
import { join } from "node:path";
import { startCentral } from "../../hub/central/start-central.ts";
import { shipAll } from "../../hub/forward/ship-all.ts";
import { typicalDay } from "../../hub/forward/typical-day.ts";
import { FaultProxy } from "../../provisioning/office/proxy/fault-proxy.ts";
import { atMost, type Benchmark, shown } from "./figure.ts";

const rowsTotal = 2_000;
const bytesPerSecond = 512_000 / 8;
const roundTripMs = 200;

export const slowLine: Benchmark = {
  name: "slow-line",
  about: `${rowsTotal} events of a day to central at 512 kbit/s and ${roundTripMs} ms there and back`,
  run: async (folder) => {
    const central = await startCentral(join(folder, "central"));
    const wire = new FaultProxy({ target: () => central.port, random01: () => 0 });
    await wire.listen();
    try {
      const { log } = typicalDay(rowsTotal);
      wire.set({ delayMs: roundTripMs / 2, bytesPerSecond });
      const { rows, posts, ms } = await shipAll(log, `http://127.0.0.1:${wire.port}`, "example");
      const { tickets } = await central.counts();
      if (tickets === 0) throw new Error("central has no ticket of the day");
      // The wire delays bytes, not the greeting of TCP, which would cost a line of this kind one round trip more.
      return [
        atMost(`${rows} events, until central has said that it has them`, (ms + roundTripMs) / 1_000, "s", 5),
        atMost("bytes on the wire for an event, both ways, with every header", wire.passedBytes / rows, "bytes", 50),
        shown("posts", posts, ""),
      ];
    } finally {
      await wire.close();
      await central.stop("SIGKILL");
    }
  },
};
