/** A device with more to say than the hub can take: its rows are made as they are sent, and wait at its side until they are acknowledged. */
import { hash } from "node:crypto";
import { Socket } from "node:net";
import mqtt from "mqtt";
import { chainHash, chainStart, recordBytes } from "#shared/log/record.ts";
import { Shipper, type ShipperOutput } from "#shared/log/shipper.ts";
import { type AckMessage, type LogMessage, rowsPerMessageMax, type WireRow } from "#shared/wire/payloads.ts";
import { topicOf } from "#shared/wire/topics.ts";

const digest = (text: string) => hash("sha256", text, "base64url");
const epoch = "bench";
const tickEveryMs = 500;

export class BacklogDevice {
  readonly device: string;
  readonly #client: mqtt.MqttClient;
  readonly #shipper: Shipper;
  readonly #hashes = [chainStart];
  readonly #timer: NodeJS.Timeout;
  #last = 0;

  private constructor(client: mqtt.MqttClient, device: string) {
    this.device = device;
    this.#client = client;
    const stretches = () => [{ epoch, first: 1, last: this.#last, hash: chainStart, from: null, relabelled: false }];
    const log = { last: 0, heldFrom: 1, hashAfter: (seq: number) => this.#hashAfter(seq), stretches };
    Object.defineProperty(log, "last", { get: () => this.#last });
    this.#shipper = new Shipper(log, 0, rowsPerMessageMax);
    client.on("message", (_topic, payload) => this.#acknowledged(JSON.parse(payload.toString())));
    this.#timer = setInterval(() => this.#carryOut(this.#shipper.step({ kind: "tick", atMs: performance.now() })), tickEveryMs);
  }

  static async connect(port: number, device: string): Promise<BacklogDevice> {
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { clientId: device, protocolVersion: 4, clean: true });
    if (client.stream instanceof Socket) client.stream.setNoDelay(true);
    await client.subscribeAsync(topicOf("example", "ack", device), { qos: 1 });
    const made = new BacklogDevice(client, device);
    made.#carryOut(made.#shipper.step({ kind: "connected", atMs: performance.now() }));
    return made;
  }

  /** Rows that the hub has acknowledged. */
  get stored(): number {
    return this.#shipper.stored;
  }

  get waiting(): number {
    return this.#last - this.#shipper.stored;
  }

  append(rows: number): void {
    this.#last += rows;
    this.#carryOut(this.#shipper.step({ kind: "appended", atMs: performance.now() }));
  }

  end(): void {
    clearInterval(this.#timer);
    this.#client.end(true);
  }

  #acknowledged({ epoch: of, next, hash: before, ask }: AckMessage): void {
    this.#carryOut(this.#shipper.step({ kind: "acknowledged", atMs: performance.now(), epoch: of, next, hash: before, ask: ask === true }));
  }

  #carryOut(outputs: readonly ShipperOutput[]): void {
    for (const output of outputs) {
      if (output.kind === "stored") continue;
      if (output.kind !== "send") throw new Error(`${this.device}: the hub holds another history (${output.kind})`);
      const rows: WireRow[] = [];
      for (let seq = output.from; seq <= output.to; seq += 1) rows.push(rowOf(this.device, seq));
      const sent = { at: 0, boot: "bench", mono: this.#last };
      const message: LogMessage = { epoch, last: this.#last, sent, rows, hash: this.#hashAfter(output.to) };
      this.#client.publish(topicOf("example", "log", this.device), JSON.stringify(message), { qos: 1 });
    }
  }

  #hashAfter(seq: number): string {
    for (let at = this.#hashes.length; at <= seq; at += 1) {
      const { seq: _seq, ...record } = rowOf(this.device, at);
      this.#hashes.push(chainHash(digest, this.#hashes[at - 1] as string, recordBytes(record)));
    }
    return this.#hashes[seq] as string;
  }
}

/** News of one ticket's paper, again and again: rows that cost the disk what any row costs, and leave no line behind. */
function rowOf(device: string, seq: number): WireRow {
  const body = { visit: `${device}.${epoch}.1`, job: "aaaa", copy: 2, outcome: "printed", fault: null };
  return { seq, kind: "ticket-printed", version: 1, at: 0, boot: "bench", mono: seq, body };
}
