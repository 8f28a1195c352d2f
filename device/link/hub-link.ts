/**
 * The device's connection to its hub over MQTT: one clean session after another, each with its own number so that a late will of
 * an old one is known. It carries bytes and says whether the link is up; what they mean is decided elsewhere.
 */
import net from "node:net";
import type { TLSSocket } from "node:tls";
import mqtt, { type IClientOptions, MqttClient } from "mqtt";
import type { WireName } from "#shared/wire/table.ts";
import { wireTable } from "#shared/wire/table.ts";
import { type Client, deviceSubscriptions, topicOf } from "#shared/wire/topics.ts";

export interface HubLinkEvents {
  /** The state message to leave behind if this session is lost. Called before each connection, with a new session number. */
  readonly will: () => string;
  /** Connected and subscribed. */
  readonly up: () => void;
  readonly down: () => void;
  readonly message: (topic: string, bytes: Uint8Array) => void;
}

/** The connection as a device's program sees it. */
export interface LinkPort {
  readonly isUp: boolean;
  start(): void;
  /** Says nothing when the link is down: whoever needs an answer has a deadline, and the log is shipped again. */
  publish(entry: WireName, message: unknown): void;
  /** Connects anew, as this device has become: its zone may be another. */
  restart(): void;
  /** Ends without a will; the last state must have been published before. */
  stop(waitMs: number): Promise<void>;
}

/** Opens a connection to a hub beyond this machine: encrypted, with this device's certificate, and only to the hub. */
export type SecureConnect = (url: string) => TLSSocket;

const connectTimeoutMs = 3_000;
const keepAliveSeconds = 5;
const reconnectMs = { least: 500, most: 2_000 };

export class HubLink implements LinkPort {
  readonly #url: string;
  readonly #self: Client;
  readonly #random: () => number;
  readonly #events: HubLinkEvents;
  readonly #connectSecurely: SecureConnect | undefined;
  #client: MqttClient | null = null;
  #isUp = false;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(url: string, self: Client, random: () => number, events: HubLinkEvents, connectSecurely?: SecureConnect) {
    this.#url = url;
    this.#self = self;
    this.#random = random;
    this.#events = events;
    this.#connectSecurely = connectSecurely;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  start(): void {
    const client = this.#open({
      protocolVersion: 4,
      clean: true,
      clientId: this.#self.device,
      keepalive: keepAliveSeconds,
      connectTimeout: connectTimeoutMs,
      // Each session is a new client: its will carries its own number, and nothing is queued for a hub that is away.
      reconnectPeriod: 0,
      resubscribe: false,
      queueQoSZero: false,
      will: {
        topic: topicOf(this.#self.office, "deviceState", this.#self.device),
        payload: Buffer.from(this.#events.will()),
        qos: 1,
        retain: true,
      },
    });
    this.#client = client;
    client.on("connect", () => this.#connected(client));
    client.on("message", (topic, bytes) => this.#events.message(topic, bytes));
    client.on("error", () => client.end(true));
    client.on("close", () => this.#closed(client));
  }

  publish(entry: WireName, message: unknown): void {
    if (!this.#isUp || !this.#client) return;
    const { qos, retain } = wireTable[entry];
    this.#client.publish(topicOf(this.#self.office, entry, this.#self.device), JSON.stringify(message), { qos, retain });
  }

  restart(): void {
    this.#client?.end(true);
  }

  async stop(waitMs: number): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    if (!client) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        client.end(true);
        resolve();
      }, waitMs);
      client.end(false, {}, () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #open(options: IClientOptions): MqttClient {
    const connect = this.#connectSecurely;
    return connect ? new MqttClient(() => connect(this.#url), options) : mqtt.connect(this.#url, options);
  }

  #connected(client: MqttClient): void {
    if (client.stream instanceof net.Socket) client.stream.setNoDelay(true);
    const subscriptions = Object.fromEntries(deviceSubscriptions(this.#self).map(({ topic, qos }) => [topic, { qos }]));
    client.subscribe(subscriptions, (error, granted) => {
      if (client !== this.#client || this.#stopped) return;
      if (error || granted?.some((each) => each.qos === 128)) {
        // A zone that is not this device's any more is refused; its document, which says so, comes all the same.
        this.#timer = setTimeout(() => client.end(true), connectTimeoutMs);
        return;
      }
      this.#isUp = true;
      this.#events.up();
    });
  }

  #closed(client: MqttClient): void {
    if (client !== this.#client) return;
    this.#client = null;
    client.removeAllListeners("message");
    const wasUp = this.#isUp;
    this.#isUp = false;
    if (wasUp) this.#events.down();
    if (this.#stopped) return;
    const { least, most } = reconnectMs;
    this.#timer = setTimeout(() => this.start(), least + (most - least) * this.#random());
  }
}
