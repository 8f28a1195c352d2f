import { Socket } from "node:net";
import fc from "fast-check";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import { afterEach, describe, expect, it, vi } from "vitest";
import { deviceSubscriptions, topicOf } from "#shared/wire/topics.ts";
import { EmbeddedBroker } from "./embedded.ts";
import { ExternalBroker } from "./external.ts";
import { Mosquitto } from "./mosquitto.ts";
import type { BrokerPort, BrokerUser, Publication } from "./port.ts";

const office = "example";
const kiosk = { office, device: "kiosk-1", zone: "main" };
const board = { office, device: "board-1", zone: "main" };
const hubState = (text: string): Publication => ({ topic: topicOf(office, "hubState"), payload: text, qos: 1, retain: true });
const withinMs = { timeout: 10_000, interval: 10 };

/** What the broker told the hub. */
class Recorder implements BrokerUser {
  readonly messages: { topic: string; payload: string }[] = [];
  readonly faults = new Set<string>();
  readonly refusals: string[] = [];
  connections = 0;

  message(topic: string, payload: Uint8Array): void {
    this.messages.push({ topic, payload: Buffer.from(payload).toString() });
  }
  connected(): void {
    this.connections += 1;
  }
  raise(about: string): void {
    this.faults.add(about);
  }
  clear(about: string): void {
    this.faults.delete(about);
  }
  refused(client: string, tried: string, topic: string): void {
    this.refusals.push(`${client} ${tried} ${topic}`);
  }
  heard(topic: string): string[] {
    return this.messages.filter((each) => each.topic === topic).map((each) => each.payload);
  }
}

interface Bench {
  readonly broker: BrokerPort;
  readonly recorder: Recorder;
  readonly port: () => number;
  readonly cleanUp: () => Promise<void>;
}

const zoneOf = (device: string) => ([kiosk.device, board.device].includes(device) ? "main" : null);

async function embedded(): Promise<Bench> {
  const recorder = new Recorder();
  const broker = new EmbeddedBroker({ office, host: "127.0.0.1", port: 0, zoneOf }, recorder);
  await broker.start();
  return { broker, recorder, port: () => broker.port, cleanUp: async () => {} };
}

async function external(): Promise<Bench & { mosquitto: Mosquitto }> {
  const mosquitto = await Mosquitto.started();
  const recorder = new Recorder();
  const url = `mqtt://127.0.0.1:${mosquitto.port}`;
  const broker = new ExternalBroker({ office, url, will: hubState("lost"), reconnectMs: 50 }, recorder);
  await broker.start();
  await vi.waitFor(() => expect(recorder.connections).toBe(1), withinMs);
  return { broker, recorder, mosquitto, port: () => mosquitto.port, cleanUp: () => mosquitto.remove() };
}

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function bench<B extends Bench>(make: () => Promise<B>): Promise<B> {
  const made = await make();
  cleanUps.push(made.cleanUp, () => made.broker.stop(hubState("gone")));
  return made;
}

async function connect(port: number, clientId: string, options: IClientOptions = {}): Promise<MqttClient> {
  const client = mqtt.connect(`mqtt://127.0.0.1:${port}`, { protocolVersion: 4, clientId, reconnectPeriod: 0, ...options });
  cleanUps.push(() => client.endAsync(true));
  await new Promise<void>((resolve, reject) => {
    client.once("connect", () => resolve());
    client.once("error", reject);
  });
  return client;
}

function collect(client: MqttClient): string[] {
  const heard: string[] = [];
  client.on("message", (topic, payload) => heard.push(`${topic.split("/").slice(3).join("/")} ${payload.toString()}`));
  return heard;
}

const brokers = { "embedded (aedes)": embedded, "external (Mosquitto)": external } as const;

for (const [name, make] of Object.entries(brokers)) {
  describe(`the broker port: ${name}`, () => {
    it("brings every device's messages to the hub, and none of the hub's own", async () => {
      const { broker, recorder, port } = await bench<Bench>(make);
      const client = await connect(port(), kiosk.device);
      broker.publish(hubState("alive"));
      for (const entry of ["log", "ask", "deviceState", "reported"] as const) {
        await client.publishAsync(topicOf(office, entry, kiosk.device), `a ${entry}`, { qos: entry === "ask" ? 0 : 1 });
      }
      await vi.waitFor(() => expect(recorder.messages).toHaveLength(4), withinMs);
      expect(recorder.messages.map((each) => each.payload).sort()).toEqual(["a ask", "a deviceState", "a log", "a reported"]);
    });

    it("keeps what is retained for whoever comes later, and nothing else", async () => {
      const { broker, port } = await bench<Bench>(make);
      const view = { topic: topicOf(office, "boardView", "main"), payload: "view 1", qos: 1, retain: true } as const;
      broker.publish(view);
      broker.publish({ ...view, payload: "view 2" });
      broker.publish({ ...view, topic: topicOf(office, "boardCalls", "main"), payload: "a call", retain: false });
      const client = await connect(port(), board.device);
      const heard = collect(client);
      for (const { topic, qos } of deviceSubscriptions(board)) await client.subscribeAsync(topic, { qos });
      await vi.waitFor(() => expect(heard).toContain("board/main/view view 2"), withinMs);
      broker.publish({ ...view, topic: topicOf(office, "boardCalls", "main"), payload: "another call", retain: false });
      await vi.waitFor(() => expect(heard).toContain("board/main/calls another call"), withinMs);
      expect(heard).not.toContain("board/main/calls a call");
      expect(heard).not.toContain("board/main/view view 1");
    });

    it("keeps the order of one sender", async () => {
      const { broker, recorder, port } = await bench<Bench>(make);
      const client = await connect(port(), kiosk.device);
      const heard = collect(client);
      await client.subscribeAsync(topicOf(office, "ack", kiosk.device), { qos: 1 });
      const numbers = Array.from({ length: 300 }, (_each, place) => String(place));
      for (const each of numbers) {
        client.publish(topicOf(office, "log", kiosk.device), each, { qos: 1 });
        broker.publish({ topic: topicOf(office, "ack", kiosk.device), payload: each, qos: 1, retain: false });
      }
      await vi.waitFor(() => expect(recorder.messages).toHaveLength(300), withinMs);
      await vi.waitFor(() => expect(heard).toHaveLength(300), withinMs);
      expect(recorder.messages.map((each) => each.payload)).toEqual(numbers);
      expect(heard.map((each) => each.split(" ")[1])).toEqual(numbers);
    });

    it("loses nothing of what the hub says at once, however different the messages are", async () => {
      const { broker, port } = await bench<Bench>(make);
      const client = await connect(port(), board.device);
      const heard = collect(client);
      const kinds = [
        { topic: topicOf(office, "boardView", "main"), qos: 1, retain: true },
        { topic: topicOf(office, "boardCalls", "main"), qos: 1, retain: false },
        { topic: topicOf(office, "answer", board.device), qos: 0, retain: false },
      ] as const;
      for (const { topic, qos } of kinds) await client.subscribeAsync(topic, { qos });
      const sent = Array.from({ length: 60 }, (_each, place) => ({ ...(kinds[place % 3] as (typeof kinds)[0]), payload: String(place) }));
      for (const publication of sent) broker.publish(publication);
      await vi.waitFor(() => expect(heard).toHaveLength(60), withinMs);
      for (const { topic } of kinds) {
        const name = topic.split("/").slice(3).join("/");
        const inOrder = sent.filter((each) => each.topic === topic).map((each) => `${name} ${each.payload}`);
        expect(heard.filter((each) => each.startsWith(`${name} `))).toEqual(inOrder);
      }
    });

    it("takes payloads of 200 KiB both ways", async () => {
      const { broker, recorder, port } = await bench<Bench>(make);
      const client = await connect(port(), kiosk.device);
      const heard = collect(client);
      await client.subscribeAsync(topicOf(office, "desired", kiosk.device), { qos: 1 });
      const large = "x".repeat(200 * 1024);
      await client.publishAsync(topicOf(office, "log", kiosk.device), large, { qos: 1 });
      broker.publish({ topic: topicOf(office, "desired", kiosk.device), payload: large, qos: 1, retain: true });
      await vi.waitFor(() => expect(recorder.messages[0]?.payload.length).toBe(large.length), withinMs);
      await vi.waitFor(() => expect(heard).toEqual([`kiosk-1/desired ${large}`]), withinMs);
    });

    it("publishes a device's last will when its connection is lost, not when it says goodbye", async () => {
      const { recorder, port } = await bench<Bench>(make);
      const topic = topicOf(office, "deviceState", kiosk.device);
      const will = { topic, payload: Buffer.from("dead"), qos: 1, retain: true } as const;
      const polite = await connect(port(), kiosk.device, { will });
      await polite.endAsync();
      const lost = await connect(port(), kiosk.device, { will });
      await lost.publishAsync(topic, "born", { qos: 1, retain: true });
      lost.stream.destroy();
      await vi.waitFor(() => expect(recorder.heard(topic)).toEqual(["born", "dead"]), withinMs);
    });

    it("says a last word before it goes", async () => {
      const { broker, port } = await bench<Bench>(make);
      const client = await connect(port(), board.device);
      const heard = collect(client);
      await client.subscribeAsync(topicOf(office, "hubState"), { qos: 1 });
      await broker.stop(hubState("farewell"));
      await vi.waitFor(() => expect(heard).toEqual(["hub/state farewell"]), withinMs);
    });
  });
}

describe("the embedded broker alone", () => {
  it("keeps the order of everything the hub says, whatever way a message takes", async () => {
    const { broker, port } = await bench(embedded);
    const client = await connect(port(), board.device);
    const heard = collect(client);
    for (const { topic, qos } of deviceSubscriptions(board)) await client.subscribeAsync(topic, { qos });
    const view = { topic: topicOf(office, "boardView", "main"), qos: 1, retain: true, payload: "view" } as const;
    broker.publish(view);
    broker.publish({ ...view, topic: topicOf(office, "boardCalls", "main"), retain: false, payload: "call" });
    broker.publish({ ...view, topic: topicOf(office, "answer", board.device), qos: 0, retain: false, payload: "answer" });
    const order = ["board/main/view view", "board/main/calls call", "board-1/answer answer"];
    await vi.waitFor(() => expect(heard).toEqual(order), withinMs);
  });

  it("waits for no client that does not read", async () => {
    const { broker, port } = await bench(embedded);
    const stuck = await connect(port(), kiosk.device);
    await stuck.subscribeAsync(topicOf(office, "desired", kiosk.device), { qos: 0 });
    if (stuck.stream instanceof Socket) stuck.stream.pause();
    const client = await connect(port(), board.device);
    const heard = collect(client);
    await client.subscribeAsync(topicOf(office, "hubState"), { qos: 1 });
    const large = { topic: topicOf(office, "desired", kiosk.device), payload: "x".repeat(256 * 1024), qos: 0, retain: false } as const;
    for (let count = 0; count < 100; count += 1) broker.publish(large);
    broker.publish(hubState("alive"));
    await vi.waitFor(() => expect(heard).toEqual(["hub/state alive"]), withinMs);
  });

  it("drops what a device may not publish, counts it, and keeps the connection", async () => {
    const { recorder, port } = await bench(embedded);
    const client = await connect(port(), kiosk.device);
    let closed = 0;
    client.on("close", () => {
      closed += 1;
    });
    const denied = [
      topicOf(office, "log", "kiosk-2"),
      topicOf(office, "ack", kiosk.device),
      topicOf(office, "hubState"),
      topicOf("other", "log", kiosk.device),
      "$SYS/x",
      "anything",
    ];
    for (const topic of denied) await client.publishAsync(topic, "no", { qos: 1, retain: true });
    await client.publishAsync(topicOf(office, "log", kiosk.device), "y".repeat(256 * 1024 + 1), { qos: 1 });
    await client.publishAsync(topicOf(office, "log", kiosk.device), "yes", { qos: 1 });
    await vi.waitFor(() => expect(recorder.messages.map((each) => each.payload)).toEqual(["yes"]), withinMs);
    expect(recorder.refusals).toEqual([...denied, topicOf(office, "log", kiosk.device)].map((topic) => `kiosk-1 publish ${topic}`));
    expect(closed).toBe(0);
    const late = await connect(port(), board.device);
    const heard = collect(late);
    await late.subscribeAsync(topicOf(office, "hubState"), { qos: 1 });
    expect(heard).toEqual([]);
  });

  it("denies a subscription to what is not the device's, and keeps the connection", async () => {
    const { broker, recorder, port } = await bench(embedded);
    const client = await connect(port(), board.device);
    const heard = collect(client);
    const denied = ["#", "theq/v1/+/hub/state", topicOf(office, "ack", "kiosk-1"), topicOf(office, "boardView", "other"), "discarded"];
    for (const topic of denied) await expect(client.subscribeAsync(topic, { qos: 1 })).rejects.toThrow();
    await client.subscribeAsync(topicOf(office, "boardView", "main"), { qos: 1 });
    broker.publish({ topic: topicOf(office, "ack", "kiosk-1"), payload: "secret", qos: 1, retain: false });
    broker.publish({ topic: topicOf(office, "boardView", "main"), payload: "shown", qos: 1, retain: false });
    await vi.waitFor(() => expect(heard).toEqual(["board/main/view shown"]), withinMs);
    expect(recorder.refusals).toEqual(denied.map((topic) => `board-1 subscribe ${topic}`));
  });

  it("lets a device that the configuration does not know talk on its own topics only", async () => {
    const { recorder, port } = await bench(embedded);
    const client = await connect(port(), "stranger");
    await client.subscribeAsync(topicOf(office, "answer", "stranger"), { qos: 0 });
    await expect(client.subscribeAsync(topicOf(office, "boardView", "main"), { qos: 1 })).rejects.toThrow();
    await client.publishAsync(topicOf(office, "ask", "stranger"), "hello", { qos: 1 });
    await vi.waitFor(() => expect(recorder.messages).toHaveLength(1), withinMs);
  });

  it("drops the will that a device may not publish", async () => {
    const { recorder, port } = await bench(embedded);
    const will = { topic: topicOf(office, "deviceState", "board-1"), payload: Buffer.from("dead"), qos: 1, retain: true } as const;
    const client = await connect(port(), kiosk.device, { will });
    client.stream.destroy();
    await vi.waitFor(() => expect(recorder.refusals).toHaveLength(1), withinMs);
    expect(recorder.messages).toEqual([]);
  });

  it("stands bytes and topics that are no MQTT of ours, and goes on serving", async () => {
    const { recorder, port } = await bench(embedded);
    const client = await connect(port(), kiosk.device);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.string({ minLength: 1, maxLength: 60 }), async (bytes, topic) => {
        const raw = new Socket().connect(port(), "127.0.0.1");
        raw.on("error", () => {});
        raw.end(bytes);
        await new Promise((resolve) => raw.once("close", resolve).resume());
        const clean = topic.replace(/[+#\0]/g, "x");
        await client.publishAsync(clean, Buffer.from(bytes), { qos: 1 });
      }),
      { numRuns: 60 },
    );
    await client.publishAsync(topicOf(office, "log", kiosk.device), "still here", { qos: 1 });
    await vi.waitFor(() => expect(recorder.heard(topicOf(office, "log", kiosk.device))).toContain("still here"), withinMs);
  });

  it("cuts a client that sends a packet larger than anything we read", async () => {
    const { port } = await bench(embedded);
    const client = await connect(port(), kiosk.device);
    const closed = new Promise<void>((resolve) => client.once("close", () => resolve()));
    client.publish(topicOf(office, "log", kiosk.device), "z".repeat(8 * 1024 * 1024), { qos: 0 });
    await closed;
  });
});

describe("the external broker alone", () => {
  it("says that the broker is away, and when it is back asks for everything to be published again", async () => {
    const { recorder, mosquitto, port } = await bench(external);
    expect([...recorder.faults]).toEqual([]);
    await mosquitto.kill();
    await vi.waitFor(() => expect([...recorder.faults]).toEqual(["broker/unreachable"]), withinMs);
    await mosquitto.start();
    await vi.waitFor(() => expect(recorder.connections).toBe(2), withinMs);
    expect([...recorder.faults]).toEqual([]);
    const client = await connect(port(), kiosk.device);
    await client.publishAsync(topicOf(office, "log", kiosk.device), "after", { qos: 1 });
    await vi.waitFor(() => expect(recorder.messages.map((each) => each.payload)).toEqual(["after"]), withinMs);
  });
});
