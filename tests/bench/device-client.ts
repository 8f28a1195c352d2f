/** A device's side of the wire for benchmarks: a log in memory, shipped as a kiosk would, and nothing else. */
import { hash } from "node:crypto";
import { Socket } from "node:net";
import mqtt from "mqtt";
import { chainHash, chainStart, recordBytes } from "#shared/log/record.ts";
import type { AckMessage, CallMessage, LogMessage, WireRow } from "#shared/wire/payloads.ts";
import { topicOf } from "#shared/wire/topics.ts";

const digest = (text: string) => hash("sha256", text, "base64url");

export class DeviceClient {
  readonly #client: mqtt.MqttClient;
  readonly #office: string;
  readonly #device: string;
  #seq = 0;
  #stored = 0;
  #hash = chainStart;
  onAck: (ack: AckMessage) => void = () => {};
  onCall: (call: CallMessage, receivedAt: bigint) => void = () => {};

  private constructor(client: mqtt.MqttClient, office: string, device: string) {
    this.#client = client;
    this.#office = office;
    this.#device = device;
    const [acks, calls] = [topicOf(office, "ack", device), topicOf(office, "boardCalls", "main")];
    client.on("message", (topic, payload) => {
      const receivedAt = process.hrtime.bigint();
      if (topic === acks) this.onAck(JSON.parse(payload.toString()));
      else if (topic === calls) this.onCall(JSON.parse(payload.toString()), receivedAt);
    });
  }

  static async connect(port: number, office: string, device: string, listenTo: "ack" | "calls"): Promise<DeviceClient> {
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { clientId: device, protocolVersion: 4, clean: true });
    if (client.stream instanceof Socket) client.stream.setNoDelay(true);
    const made = new DeviceClient(client, office, device);
    await client.subscribeAsync(listenTo === "ack" ? topicOf(office, "ack", device) : topicOf(office, "boardCalls", "main"), { qos: 1 });
    return made;
  }

  /** Ships tickets of an own series, `rows` in one message. */
  ship(rows: number): void {
    const made: WireRow[] = [];
    for (let place = 0; place < rows; place += 1) {
      this.#seq += 1;
      const body = {
        letter: "C",
        count: this.#seq,
        request: null,
        insteadOf: null,
        date: null,
        service: "licence",
        language: "en",
        needs: [],
        practice: false,
        tap: `tap-${this.#seq}`,
      };
      const record = { kind: "ticket-issued", version: 1, at: 0, boot: "bench", mono: this.#seq, body };
      this.#hash = chainHash(digest, this.#hash, recordBytes(record));
      made.push({ seq: this.#seq, ...record });
    }
    const message: LogMessage = {
      epoch: "bench",
      last: this.#seq,
      sent: { at: 0, boot: "bench", mono: this.#seq },
      rows: made,
      hash: this.#hash,
    };
    this.#client.publish(topicOf(this.#office, "log", this.#device), JSON.stringify(message), { qos: 1 });
  }

  /** How many rows this acknowledgement adds to those known to be stored. */
  acknowledge(ack: AckMessage): number {
    const fresh = Math.max(0, ack.next - 1 - this.#stored);
    this.#stored += fresh;
    return fresh;
  }

  /** Ships one message and waits until the hub says it is stored. */
  async stored(rows: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const next = this.#seq + rows + 1;
    this.onAck = (ack) => {
      if (ack.next >= next) resolve();
    };
    this.ship(rows);
    await promise;
  }

  end(): void {
    this.#client.end(true);
  }
}
