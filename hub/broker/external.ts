/**
 * A broker that somebody else runs, such as Mosquitto or a cluster, spoken to as one more MQTT 3.1.1 client. Its sessions are a
 * cache: what is retained is published again after every connection. Permissions are set in that broker.
 */
import { Socket } from "node:net";
import mqtt, { type MqttClient } from "mqtt";
import { fault } from "#shared/faults/fault.ts";
import { hubSubscriptions } from "#shared/wire/topics.ts";
import { type BrokerPort, type BrokerUser, farewellMs, isOwnEcho, type Publication } from "./port.ts";

export interface ExternalOptions {
  readonly office: string;
  /** Such as mqtt://127.0.0.1:1883. */
  readonly url: string;
  /** What the broker says for the hub when the hub is lost. */
  readonly will: Publication;
  readonly reconnectMs?: number;
}

const about = "broker/unreachable";

export class ExternalBroker implements BrokerPort {
  readonly port = null;
  readonly #options: ExternalOptions;
  readonly #user: BrokerUser;
  #client: MqttClient | undefined;

  constructor(options: ExternalOptions, user: BrokerUser) {
    this.#options = options;
    this.#user = user;
  }

  async start(): Promise<void> {
    const { office, url, will, reconnectMs = 1_000 } = this.#options;
    const client = mqtt.connect(url, {
      protocolVersion: 4,
      clean: true,
      // A fixed name: a hub that starts again takes the place of its own lost connection.
      clientId: `hub-${office}`,
      will: { topic: will.topic, payload: Buffer.from(will.payload), qos: will.qos, retain: will.retain },
      reconnectPeriod: reconnectMs,
      connectTimeout: 5_000,
      keepalive: 15,
      queueQoSZero: false,
      resubscribe: false,
    });
    this.#client = client;
    this.#raise();
    client.on("connect", () => {
      // mqtt.js passes no socket options on, so this is repeated for every connection.
      if (client.stream instanceof Socket) client.stream.setNoDelay(true);
      this.#subscribe(client);
    });
    client.on("message", (topic, payload, { retain }) => {
      if (!isOwnEcho(topic)) this.#user.message(topic, payload, retain);
    });
    client.on("close", () => this.#raise());
    // Every error is followed by close, and by the next try.
    client.on("error", () => {});
  }

  publish(publication: Publication): void {
    if (this.#client?.connected) send(this.#client, publication, () => {});
  }

  async stop(farewell: Publication): Promise<void> {
    const client = this.#client;
    if (!client) return;
    this.#client = undefined;
    client.removeAllListeners("close");
    if (client.connected) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, farewellMs);
        send(client, farewell, () => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => client.end(true, () => resolve()), farewellMs);
      client.end(false, () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #subscribe(client: MqttClient): void {
    const wanted = Object.fromEntries(hubSubscriptions(this.#options.office).map(({ topic, qos }) => [topic, { qos }]));
    client.subscribe(wanted, (error, granted) => {
      const denied = granted?.some((each) => each.qos === 128) ?? false;
      if (error || denied) {
        // A broker that does not let the hub subscribe is of no use; the next connection tries again.
        client.stream.destroy();
        return;
      }
      this.#user.clear(about);
      this.#user.connected();
    });
  }

  #raise(): void {
    this.#user.raise(about, fault("broker-unreachable", { address: hostOf(this.#options.url) }));
  }
}

/** The address without a user's name or password. */
function hostOf(url: string): string {
  return new URL(url).host;
}

function send(client: MqttClient, { topic, payload, qos, retain }: Publication, done: () => void): void {
  client.publish(topic, payload, { qos, retain }, done);
}
