/** A device's connection to its broker, as `device/link/hub-link.ts` behaves: one clean session after another, each with its will. */
import { type WireName, wireTable } from "#shared/wire/table.ts";
import { type Client, topicOf } from "#shared/wire/topics.ts";
import type { HubLinkEvents, LinkPort } from "../../device/link/hub-link.ts";
import { type SimulatedBroker, subscriptionsOf } from "./broker.ts";
import type { RunningProgram } from "./machine.ts";
import { Connection, type Network, silenceMs } from "./network.ts";

/** The broker that listens now and the machine it is on. */
export type FindBroker = () => { readonly broker: SimulatedBroker; readonly machine: string } | null;

const reconnectMs = { least: 500, most: 2_000 };
const connectTimeoutMs = 3_000;
const utf8 = new TextEncoder();

export class SimulatedLink implements LinkPort {
  readonly #network: Network;
  readonly #program: RunningProgram;
  readonly #self: Client;
  readonly #events: HubLinkEvents;
  readonly #find: FindBroker;
  #connection: Connection | null = null;
  #publish: ((topic: string, payload: string, qos: 0 | 1, retain: boolean) => void) | null = null;
  #isUp = false;
  #stopped = false;

  constructor(network: Network, program: RunningProgram, self: Client, events: HubLinkEvents, find: FindBroker) {
    this.#network = network;
    this.#program = program;
    this.#self = self;
    this.#events = events;
    this.#find = find;
    program.onDeath.push(() => this.#connection?.close(0));
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  start(): void {
    if (this.#stopped) return;
    const will = { topic: topicOf(this.#self.office, "deviceState", this.#self.device), payload: this.#events.will() };
    // Its session is counted on the disk: at that instant it may have been killed.
    if (!this.#program.alive) return;
    const here = this.#program.machine.name;
    const found = this.#find();
    if (!found) {
      this.#again(1);
      return;
    }
    const { broker, machine } = found;
    if (this.#network.path(here, machine).cut || this.#network.path(machine, here).cut) {
      this.#again(connectTimeoutMs);
      return;
    }
    const connection = new Connection(
      this.#network,
      { machine: here, silenceMs: silenceMs.device, run: (work) => this.#program.run(work), lost: () => this.#lost(connection) },
      { machine, silenceMs: silenceMs.broker, run: (work) => broker.program.run(work), lost: () => broker.lost(session) },
    );
    const session = {
      client: this.#self.device,
      topics: subscriptionsOf(this.#self),
      will,
      deliver: (topic: string, payload: string) => connection.sendBack(() => this.#events.message(topic, utf8.encode(payload))),
      close: () => connection.close(1),
    };
    this.#connection = connection;
    broker.program.onDeath.push(() => connection.close(1));
    connection.send(() => {
      connection.sendBack(() => {
        if (this.#connection !== connection || this.#stopped) return;
        this.#isUp = true;
        this.#publish = (topic, payload, qos, retain) => connection.send(() => broker.publish(topic, payload, qos, retain, false));
        this.#events.up();
      });
      broker.connect(session);
    });
    this.#program.after(connectTimeoutMs, () => {
      if (this.#connection === connection && !this.#isUp) {
        connection.close(0);
        this.#lost(connection);
      }
    });
  }

  publish(entry: WireName, message: unknown): void {
    if (!this.#isUp || !this.#program.mayAct()) return;
    const { qos, retain } = wireTable[entry];
    this.#publish?.(topicOf(this.#self.office, entry, this.#self.device), JSON.stringify(message), qos, retain);
  }

  restart(): void {
    this.#connection?.close(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#connection?.close(0);
  }

  #lost(connection: Connection): void {
    if (this.#connection !== connection) return;
    this.#connection = null;
    this.#publish = null;
    const wasUp = this.#isUp;
    this.#isUp = false;
    if (wasUp) this.#events.down();
    this.#again(0);
  }

  /** The attempt takes its time to fail, then the link waits. */
  #again(failedAfterMs: number): void {
    const { least, most } = reconnectMs;
    const ms = failedAfterMs + this.#network.random.between(least, most);
    if (!this.#stopped) this.#program.after(ms, () => this.start());
  }
}
