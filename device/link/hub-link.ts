/**
 * The device's connection to its hub over MQTT: one clean session after another, each with its own number so that a late will of
 * an old one is known. It carries bytes and says whether the link is up; what they mean is decided elsewhere.
 */
import net from "node:net";
import type { TLSSocket } from "node:tls";
import mqtt, { type IClientOptions, MqttClient } from "mqtt";
import type { WireName } from "#shared/wire/table.ts";
import { wireTable } from "#shared/wire/table.ts";
import { type Client, deviceSubscriptions, readTopic, topicOf } from "#shared/wire/topics.ts";

export interface HubLinkEvents {
  /** The state message to leave behind if this session is lost. Called before each connection, with a new session number. */
  readonly will: () => string;
  /** Connected and subscribed. */
  readonly up: () => void;
  /** Connected, but not to its zone: the office does not name this device, or not there. What is its own still comes. */
  readonly outside: () => void;
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

type Wanted = ReturnType<typeof deviceSubscriptions>[number];

/** By a device that the office does not name, or not there: that it is there, and how an order went. It asks for nothing. */
const saidOutside: ReadonlySet<WireName> = new Set(["deviceState", "outcome"]);

/**
 * So long a hub has to let the device in. One that took the connection and was not done by then has many others at its door, as after a power
 * failure, and is given twice as long the next time: whoever gives up too early has it begin anew, and it would be done with nobody.
 */
const patienceMs = { least: 3_000, most: 24_000 } as const;
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
  /** What is its own may be said. */
  #speaks = false;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  readonly #patienceMs: { readonly least: number; readonly most: number };
  #waitMs: number;
  /** There is a machine at the other end, and a program that takes connections. */
  #isReached = false;

  constructor(
    url: string,
    self: Client,
    random: () => number,
    events: HubLinkEvents,
    connectSecurely?: SecureConnect,
    patience: { readonly least: number; readonly most: number } = patienceMs,
  ) {
    this.#url = url;
    this.#self = self;
    this.#random = random;
    this.#events = events;
    this.#connectSecurely = connectSecurely;
    this.#patienceMs = patience;
    this.#waitMs = patience.least;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  start(): void {
    this.#isReached = false;
    const client = this.#open({
      protocolVersion: 4,
      clean: true,
      clientId: this.#self.device,
      keepalive: keepAliveSeconds,
      connectTimeout: this.#waitMs,
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
    if (client.stream instanceof net.Socket) client.stream.once("connect", () => this.#reached(client));
    client.on("connect", () => this.#connected(client));
    client.on("message", (topic, bytes) => this.#events.message(topic, bytes));
    client.on("error", () => client.end(true));
    client.on("close", () => this.#closed(client));
  }

  publish(entry: WireName, message: unknown): void {
    if (!this.#speaks || !this.#client) return;
    if (!this.#isUp && !saidOutside.has(entry)) return;
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

  #reached(client: MqttClient): void {
    if (client === this.#client) this.#isReached = true;
  }

  #connected(client: MqttClient): void {
    if (client.stream instanceof net.Socket) client.stream.setNoDelay(true);
    const wanted = deviceSubscriptions(this.#self);
    this.#subscribe(client, wanted, (refused) => {
      if (refused === "all") {
        this.#timer = setTimeout(() => client.end(true), this.#patienceMs.least);
        return;
      }
      this.#speaks = true;
      if (refused === "some") {
        this.#outside(client);
        return;
      }
      this.#isUp = true;
      this.#events.up();
    });
  }

  /**
   * A zone that is not this device's any more is refused; its document, which says so, comes all the same. One that no document is for
   * is a spare: it stays, and asks for the zone again, in case the office names it.
   */
  #outside(client: MqttClient): void {
    this.#events.outside();
    const zones = deviceSubscriptions(this.#self).filter(({ topic }) => readTopic(topic)?.name === this.#self.zone);
    const ask = () =>
      this.#subscribe(client, zones, (refused) => {
        // A session from its beginning: whoever was outside has missed what a new one is told.
        if (refused === "none") client.end(true);
        else this.#timer = setTimeout(ask, this.#patienceMs.least);
      });
    this.#timer = setTimeout(ask, this.#patienceMs.least);
  }

  #subscribe(client: MqttClient, wanted: readonly Wanted[], told: (refused: "none" | "some" | "all") => void): void {
    if (client !== this.#client || this.#stopped) return;
    client.subscribe(Object.fromEntries(wanted.map(({ topic, qos }) => [topic, { qos }])), (error) => {
      if (client !== this.#client || this.#stopped) return;
      if (!error) return told("none");
      // One code for each subscription, in their order; 0x80 is a refusal (MQTT 3.1.1, section 3.9.3). A lost connection tells none.
      const granted = ("packet" in error ? (error.packet as { granted?: number[] } | undefined)?.granted : undefined) ?? [];
      told(granted.some((code) => code < 128) ? "some" : "all");
    });
  }

  #closed(client: MqttClient): void {
    if (client !== this.#client) return;
    this.#client = null;
    const wasLetIn = this.#speaks;
    this.#speaks = false;
    clearTimeout(this.#timer);
    client.removeAllListeners("message");
    const wasUp = this.#isUp;
    this.#waitMs = this.#isReached && !wasLetIn ? Math.min(2 * this.#waitMs, this.#patienceMs.most) : this.#patienceMs.least;
    this.#isUp = false;
    if (wasUp) this.#events.down();
    if (this.#stopped) return;
    const { least, most } = reconnectMs;
    this.#timer = setTimeout(() => this.start(), least + (most - least) * this.#random());
  }
}
