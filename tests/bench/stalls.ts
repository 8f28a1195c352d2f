/** Nothing may wait for a delayed acknowledgement: deliveries and connects on idle loopback, against 35 ms. */
import { join } from "node:path";
import { DeviceClient } from "./device-client.ts";
import { atMost, type Benchmark, percentile, shown } from "./figure.ts";
import { officeOf, startHub } from "./hub-process.ts";

const deliveriesTotal = 3_000;
const connectsTotal = 1_000;
const slowMs = 35;

export const stalls: Benchmark = {
  name: "stalls",
  about: `deliveries and connects slower than ${slowMs} ms on idle loopback`,
  run: async (folder) => {
    const hub = await startHub(join(folder, "hub"), officeOf(1, 1));
    try {
      const port = hub.ready.mqttPort as number;
      const deliveries = await timedDeliveries(port);
      const connects = await timedConnects(port);
      return [
        atMost("deliveries slower than 35 ms", share(deliveries), "%", 0.1),
        atMost("connects slower than 35 ms", share(connects), "%", 0.1),
        shown("delivery and acknowledgement: p99.9", percentile(deliveries, 0.999), "ms"),
        shown("connect and subscribe: p99.9", percentile(connects, 0.999), "ms"),
      ];
    } finally {
      await hub.stop();
    }
  },
};

async function timedDeliveries(port: number): Promise<number[]> {
  const client = await DeviceClient.connect(port, "example", "kiosk-1", "ack");
  const took: number[] = [];
  for (let place = 0; place < deliveriesTotal; place += 1) {
    const from = performance.now();
    await client.stored(1);
    took.push(performance.now() - from);
  }
  client.end();
  return took;
}

async function timedConnects(port: number): Promise<number[]> {
  const took: number[] = [];
  for (let place = 0; place < connectsTotal; place += 1) {
    const from = performance.now();
    const client = await DeviceClient.connect(port, "example", "kiosk-1", "ack");
    took.push(performance.now() - from);
    client.end();
  }
  return took;
}

function share(took: readonly number[]): number {
  return (100 * took.filter((each) => each > slowMs).length) / took.length;
}
