/** A hub for tests of a device: a real broker on loopback that answers by the rules of the wire, and can be told not to. */
import net from "node:net";
import { Aedes } from "aedes";
import { chainHash, recordBytes } from "#shared/log/record.ts";
import { deviceKindsRead } from "#shared/queue/events.ts";
import type { AskMessage, CallMessage, DeviceState, LogMessage, PrintMessage, WireRow } from "#shared/wire/payloads.ts";
import { readTopic, topicOf } from "#shared/wire/topics.ts";
import { digest } from "./bench.ts";
import { sampleOffice } from "./sample-office.ts";

export class ScriptedHub {
  readonly rows: WireRow[] = [];
  readonly states: DeviceState[] = [];
  readonly asks: AskMessage[] = [];
  /** The next questions of this kind get no answer. */
  deafTo: AskMessage["kind"] | null = null;
  url = "";
  readonly #office = "victoria";
  readonly #broker: Aedes;
  readonly #server: net.Server;
  #hash = "";
  #count = 0;

  private constructor(broker: Aedes) {
    this.#broker = broker;
    this.#server = net.createServer(broker.handle);
    broker.on("publish", ({ topic, payload }, client) => {
      if (client) this.#received(topic, JSON.parse(payload.toString()));
      else if (topic.endsWith("/state") && !topic.endsWith("hub/state")) this.#received(topic, JSON.parse(payload.toString()));
    });
  }

  static async start(device: { readonly id: string; readonly role: "kiosk" | "board" }, port = 0): Promise<ScriptedHub> {
    const hub = new ScriptedHub(await Aedes.createBroker());
    await new Promise<void>((resolve) => hub.#server.listen(port, "127.0.0.1", resolve));
    hub.url = `mqtt://127.0.0.1:${(hub.#server.address() as net.AddressInfo).port}`;
    hub.publish(topicOf(hub.#office, "hubState"), { generation: 1, epoch: "h1", n: 1, alive: true, at: 0, reads: deviceKindsRead }, true);
    const desired = { generation: 1, version: 3, role: device.role, zone: "main", office: sampleOffice };
    hub.publish(topicOf(hub.#office, "desired", device.id), desired, true);
    return hub;
  }

  publish(topic: string, message: unknown, retain = false): void {
    this.#broker.publish({ cmd: "publish", topic, payload: Buffer.from(JSON.stringify(message)), qos: 0, retain, dup: false }, () => {});
  }

  call(call: CallMessage): void {
    this.publish(topicOf(this.#office, "boardCalls", "main"), call);
  }

  print(device: string, message: PrintMessage): void {
    this.publish(topicOf(this.#office, "print", device), message);
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.#broker.close(() => resolve()));
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #received(topic: string, message: unknown): void {
    const read = readTopic(topic);
    if (read?.entry === "log") this.#stored(read.name, message as LogMessage);
    if (read?.entry === "ask") this.#asked(read.name, message as AskMessage);
    if (read?.entry === "deviceState") this.states.push(message as DeviceState);
  }

  #stored(device: string, { epoch, rows }: LogMessage): void {
    for (const row of rows) {
      if (row.seq !== this.rows.length + 1) continue;
      const { kind, version, at, boot, mono, body } = row;
      this.#hash = chainHash(digest, this.#hash, recordBytes({ kind, version, at, boot, mono, body }));
      this.rows.push(row);
    }
    this.publish(topicOf(this.#office, "ack", device), { generation: 1, epoch, next: this.rows.length + 1, hash: this.#hash });
  }

  #asked(device: string, ask: AskMessage): void {
    this.asks.push(ask);
    if (ask.kind === this.deafTo) return;
    const common = { id: ask.id, generation: 1, at: Date.now() };
    const topic = topicOf(this.#office, "answer", device);
    if (ask.kind === "probe") this.publish(topic, { ...common, kind: "probed" });
    if (ask.kind === "enrol") this.publish(topic, { ...common, kind: "enrolled", letter: "C" });
    if (ask.kind === "resume") this.publish(topic, { ...common, kind: "resumed", calls: [] });
    if (ask.kind !== "reserve") return;
    this.#count += 1;
    this.publish(topic, { ...common, kind: "reserved", request: ask.request, letter: "A", count: this.#count, date: "2026-11-23" });
  }
}
