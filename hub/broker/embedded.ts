/**
 * The broker in the hub's own process: aedes, MQTT 3.1.1, on loopback, and beyond this machine behind mutual TLS. The name a client gives is
 * its device's, and beyond this machine it must be its certificate's; what it may do follows from the wire table. What it may not do is
 * dropped and counted, and its connection stays.
 */
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { TLSSocket } from "node:tls";
import {
  Aedes,
  type Client as AedesClient,
  type AedesPublishPacket,
  type ConnectPacket,
  type PublishPacket,
  type Subscription,
} from "aedes";
import { fault } from "#shared/faults/fault.ts";
import { type Client, hubSubscriptions, mayPublish, maySubscribe, readTopic, wireRoot } from "#shared/wire/topics.ts";
import { payloadBytesMax } from "../decode.ts";
import { Refusal, systemCode } from "../refusal.ts";
import { OrderedPublishing } from "./ordered-publishing.ts";
import { type BrokerPort, type BrokerUser, farewellMs, isOwnEcho, type Publication } from "./port.ts";
import { type SecureDoor, SecureListener } from "./secure-listener.ts";

export interface EmbeddedOptions {
  readonly office: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** A device's zone; null for one that the configuration does not know. */
  readonly zoneOf: (device: string) => string | null;
  /** Where devices beyond this machine come in; absent: nowhere. */
  readonly secure?: SecureDoor | undefined;
}

const connectionsMax = 500;
/** A client that sends this much without completing a packet is cut: the parser would keep all of it in memory. */
const unfinishedBytesMax = 1024 * 1024;
/** Where refused publications go: nobody may subscribe to it, and an error here would make the client come back 38 times a second. */
const discarded = "discarded";

export class EmbeddedBroker implements BrokerPort {
  readonly #options: EmbeddedOptions;
  readonly #user: BrokerUser;
  readonly #server: Server;
  readonly #aedes: Aedes;
  readonly #publishing: OrderedPublishing;
  #secure: SecureListener | undefined;
  /** Bytes read on a connection when its last whole packet was seen. */
  readonly #wholeAt = new WeakMap<Socket, number>();

  constructor(options: EmbeddedOptions, user: BrokerUser) {
    this.#options = options;
    this.#user = user;
    this.#aedes = new Aedes({
      concurrency: 200,
      drainTimeout: 5_000,
      queueLimit: 100,
      preConnect: (client, packet, callback) => {
        this.#checkWill(client, packet);
        callback(null, true);
      },
      authenticate: (client, _user, _password, callback) => callback(null, this.#mayCallItselfSo(client)),
      authorizePublish: (client, packet, callback) => {
        this.#authorizePublish(client, packet);
        callback(null);
      },
      authorizeSubscribe: (client, subscription, callback) => callback(null, this.#authorizeSubscribe(client, subscription)),
    });
    this.#publishing = new OrderedPublishing(this.#aedes);
    // Without noDelay every second packet of an exchange waits 40 ms for an acknowledgement.
    this.#server = createServer({ noDelay: true }, (socket) => this.#accept(socket));
    this.#server.maxConnections = connectionsMax;
  }

  /** The port it listens on. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async start(): Promise<void> {
    await this.#aedes.listen();
    this.#aedes.on("ping", (_packet, client) => this.#sawWhole(client));
    this.#aedes.on("ack", (_packet, client) => this.#sawWhole(client));
    await this.#publishing.start(`${wireRoot}/${this.#options.office}/#`);
    for (const { topic } of hubSubscriptions(this.#options.office)) await this.#subscribe(topic);
    await this.#listen();
    await this.#listenSecurely();
    this.#user.connected();
  }

  publish(publication: Publication): void {
    this.#publishing.publish(publication);
  }

  async stop(farewell: Publication): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, farewellMs);
      this.#publishing.publish(farewell, () => {
        clearTimeout(timer);
        resolve();
      });
    });
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    const secureClosed = this.#secure?.close();
    await new Promise<void>((resolve) => {
      this.#aedes.close(() => resolve());
    });
    await closed;
    await secureClosed;
  }

  #listen(): Promise<void> {
    const { host, port } = this.#options;
    return new Promise((resolve, reject) => {
      this.#server.once("error", (error) => {
        this.#aedes.close();
        reject(systemCode(error) === "EADDRINUSE" ? new Refusal(fault("port-taken", { port }), error) : error);
      });
      this.#server.listen(port, host, resolve);
    });
  }

  async #listenSecurely(): Promise<void> {
    const { secure } = this.#options;
    if (!secure) return;
    const refused = (fingerprint: string) => this.#user.refused(fingerprint, "connect", "");
    this.#secure = new SecureListener(secure, (socket) => this.#accept(socket), refused);
    try {
      await this.#secure.listen();
    } catch (error) {
      this.#server.close();
      this.#aedes.close();
      throw error;
    }
  }

  /** A will that the table does not have is left out; the client stays, as it does when it says what it may not. */
  #checkWill(client: AedesClient, packet: ConnectPacket): void {
    const { will, clientId } = packet;
    const { office } = this.#options;
    if (!will || mayPublish({ office, device: clientId, zone: "" }, will.topic, "will")) return;
    this.#user.refused(clientId || client.id, "publish", will.topic);
    delete packet.will;
  }

  /** Over TLS a client is who its certificate says, under that name and no other. */
  #mayCallItselfSo(client: AedesClient): boolean {
    if (!(client.conn instanceof TLSSocket)) return true;
    if (this.#secure?.deviceOf(client.conn) === client.id) return true;
    this.#user.refused(client.id, "connect", "");
    return false;
  }

  /** False for a connection that was cut because its certificate counts no more: what was read of it already is dropped. */
  #counts(client: AedesClient): boolean {
    return !(client.conn instanceof TLSSocket) || this.#secure?.deviceOf(client.conn) === client.id;
  }

  #subscribe(topic: string): Promise<void> {
    const deliver = (packet: AedesPublishPacket, done: () => void) => {
      if (!isOwnEcho(packet.topic)) this.#user.message(packet.topic, bytesOf(packet.payload));
      done();
    };
    return new Promise((resolve) => {
      this.#aedes.subscribe(topic, deliver, resolve);
    });
  }

  #accept(socket: Socket): void {
    this.#wholeAt.set(socket, 0);
    this.#aedes.handle(socket);
    socket.on("readable", () => {
      if (socket.bytesRead - (this.#wholeAt.get(socket) ?? 0) > unfinishedBytesMax) socket.destroy();
    });
  }

  #sawWhole(client: AedesClient | null): void {
    const socket = client?.conn as Socket | undefined;
    if (socket) this.#wholeAt.set(socket, socket.bytesRead);
  }

  #authorizePublish(client: AedesClient | null, packet: PublishPacket): void {
    this.#sawWhole(client);
    if (client && this.#mayPublish(client, packet)) return;
    this.#user.refused(client?.id ?? "", "publish", packet.topic);
    Object.assign(packet, { topic: discarded, payload: Buffer.alloc(0), retain: false });
  }

  #mayPublish(client: AedesClient, { topic, payload, retain }: PublishPacket): boolean {
    // Of a connection that was cut only the will counts, which was taken while it did: the office is to know that the device is gone.
    const isHeard = this.#counts(client) || readTopic(topic)?.entry === "deviceState";
    return isHeard && mayPublish(this.#clientOf(client), topic, retain ? "retained" : "message") && payload.length <= payloadBytesMax;
  }

  /** Null: the client is told that this subscription failed (0x80), and stays. */
  #authorizeSubscribe(client: AedesClient, subscription: Subscription): Subscription | null {
    this.#sawWhole(client);
    if (this.#counts(client) && maySubscribe(this.#clientOf(client), subscription.topic)) return subscription;
    this.#user.refused(client.id, "subscribe", subscription.topic);
    return null;
  }

  #clientOf({ id }: AedesClient): Client {
    return { office: this.#options.office, device: id, zone: this.#options.zoneOf(id) ?? "" };
  }
}

function bytesOf(payload: string | Buffer): Uint8Array {
  return typeof payload === "string" ? Buffer.from(payload) : payload;
}
