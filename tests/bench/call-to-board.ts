/** From a call decoded at the hub to its message at a board device, against a bare Mosquitto round trip of QoS 1. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { Socket } from "node:net";
import { join } from "node:path";
import mqtt from "mqtt";
import { topicOf } from "#shared/wire/topics.ts";
import { Mosquitto } from "../../hub/broker/mosquitto.ts";
import { DeviceClient } from "./device-client.ts";
import { atMost, type Benchmark, median, percentile, shown } from "./figure.ts";
import { command, openHub } from "./hub-inside.ts";

const roundsTotal = 1_200;
const warmUp = 200;
const lineLength = 100;
const payload = JSON.stringify({ filler: "x".repeat(300) });

export const callToBoard: Benchmark = {
  name: "call-to-board",
  about: "call decoded at the hub -> message at the board device, against a bare Mosquitto round trip",
  run: async (folder) => {
    const hub = await openHub(folder);
    const mosquitto = await Mosquitto.started();
    const peerAddress = `mqtt://127.0.0.1:${mosquitto.port}`;
    const board = await subscribe(`mqtt://127.0.0.1:${hub.ready.mqttPort}`, topicOf("example", "boardCalls", "main"), "board-1");
    const peer = await subscribe(peerAddress, "bench", "peer");
    const kiosk = await DeviceClient.connect(hub.ready.mqttPort as number, "example", "kiosk-1", "ack");
    const publisher = await mqtt.connectAsync(peerAddress, { clientId: "publisher", protocolVersion: 4 });
    if (publisher.stream instanceof Socket) publisher.stream.setNoDelay(true);
    try {
      const ours: number[] = [];
      const bare: number[] = [];
      for (let round = 0; round < roundsTotal; round += 1) {
        // A line as long as a busy office's, never as long as the benchmark.
        if (round % lineLength === 0) await kiosk.stored(lineLength);
        const call = await timed(board, () => hub.run(command(hub, "call-next")));
        const visit = hub.state.counters.get("counter-1")?.holding ?? "";
        await hub.run(command(hub, "no-show", visit));
        const trip = await timed(peer, () => publisher.publishAsync("bench", payload, { qos: 1 }));
        if (round < warmUp) continue;
        ours.push(call);
        bare.push(trip);
      }
      return [
        atMost("call -> board p50 over a bare round trip's p50", median(ours) / median(bare), "ratio", 3.5),
        shown("call -> board p99 over a bare round trip's p99", percentile(ours, 0.99) / percentile(bare, 0.99), "ratio"),
        shown("call -> board: p50", median(ours), "ms"),
        shown("call -> board: p99", percentile(ours, 0.99), "ms"),
        shown("bare Mosquitto, QoS 1: p50", median(bare), "ms"),
      ];
    } finally {
      publisher.end(true);
      kiosk.end();
      board.kill();
      peer.kill();
      await mosquitto.remove();
      await hub.stop();
    }
  },
};

/** Milliseconds from now until the child says that its message came. */
async function timed(child: ChildProcess, send: () => Promise<unknown>): Promise<number> {
  const from = process.hrtime.bigint();
  const [[receivedAt]] = (await Promise.all([once(child, "message"), send()])) as [[string], unknown];
  return Number(BigInt(receivedAt) - from) / 1e6;
}

async function subscribe(address: string, topic: string, clientId: string): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, "subscriber.ts"), [address, topic, clientId]);
  await once(child, "message");
  return child;
}
