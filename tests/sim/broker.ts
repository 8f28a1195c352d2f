/**
 * A broker as MQTT 3.1.1 has it, embedded in the hub's program or on a machine of its own: clean sessions, wills, retained messages.
 * It keeps the order of a topic and promises nothing else: messages of two topics may overtake each other, one of quality 0 may never
 * come, and what it has acknowledged is gone when it dies.
 */
import { deviceSubscriptions, hubSubscriptions } from "#shared/wire/topics.ts";
import type { BrokerPort, BrokerUser, Publication } from "../../hub/broker/port.ts";
import type { RunningProgram } from "./machine.ts";
import { Connection, type Network, silenceMs } from "./network.ts";

export interface Will {
  readonly topic: string;
  readonly payload: string;
}

interface Session {
  readonly client: string;
  readonly topics: ReadonlySet<string>;
  readonly will: Will | null;
  readonly deliver: (topic: string, payload: string) => void;
  readonly close: () => void;
}

export interface BrokerWeather {
  /** How often a message of quality 1 comes twice. */
  duplicates: number;
  /** How often a message of quality 0 is lost. */
  losses: number;
  /** How long a message may lie while those of other topics pass it, at most. */
  reorderMs: number;
  /** How long a will may lie before it is published, at most. */
  willDelayMs: number;
}

export class SimulatedBroker {
  readonly #program: RunningProgram;
  readonly #office: string;
  readonly #weather: BrokerWeather;
  readonly #retained = new Map<string, string>();
  readonly #sessions = new Map<string, Session>();
  /** The hub, when it is on the same machine or connected. */
  #hub: ((topic: string, payload: string) => void) | null = null;
  /** Told of every topic that is used. */
  readonly #seen: (topic: string, payload: string) => void;
  /** When the last message of a topic reaches a receiver. */
  readonly #lastAt = new WeakMap<object, Map<string, number>>();

  constructor(program: RunningProgram, office: string, weather: BrokerWeather, seen: (topic: string, payload: string) => void) {
    this.#program = program;
    this.#office = office;
    this.#weather = weather;
    this.#seen = seen;
  }

  get program(): RunningProgram {
    return this.#program;
  }

  /** The hub subscribes: what is retained for it comes first. */
  attach(hub: (topic: string, payload: string) => void): void {
    this.#hub = hub;
    const mine = hubSubscriptions(this.#office).map(({ topic }) => new RegExp(`^${topic.replaceAll("+", "[^/]+")}$`));
    for (const [topic, payload] of this.#retained)
      if (mine.some((each) => each.test(topic))) this.#pass(hub, topic, () => hub(topic, payload));
  }

  /** The hub's connection ended; a later one of the hub's stays. */
  detach(hub: (topic: string, payload: string) => void): void {
    if (this.#hub === hub) this.#hub = null;
  }

  connect(session: Session): void {
    const before = this.#sessions.get(session.client);
    this.#sessions.set(session.client, session);
    if (before) {
      before.close();
      this.#sayWill(before);
    }
    for (const [topic, payload] of this.#retained)
      if (session.topics.has(topic)) this.#pass(session, topic, () => session.deliver(topic, payload));
  }

  /** A client's connection ended without a word. */
  lost(session: Session): void {
    if (this.#sessions.get(session.client) !== session) return;
    this.#sessions.delete(session.client);
    this.#sayWill(session);
  }

  /** A client said goodbye. */
  left(session: Session): void {
    if (this.#sessions.get(session.client) === session) this.#sessions.delete(session.client);
  }

  publish(topic: string, payload: string, qos: 0 | 1, retain: boolean, fromHub: boolean): void {
    if (!this.#program.alive) return;
    this.#seen(topic, payload);
    if (retain && payload === "") this.#retained.delete(topic);
    else if (retain) this.#retained.set(topic, payload);
    const { random } = this.#program.machine;
    const { duplicates, losses } = this.#weather;
    if (qos === 0 && random.chance(losses)) return;
    const times = qos === 1 && random.chance(duplicates) ? 2 : 1;
    const hub = fromHub ? null : this.#hub;
    for (let time = 0; time < times; time += 1) {
      if (hub) this.#pass(hub, topic, () => hub(topic, payload));
      for (const session of this.#sessions.values())
        if (session.topics.has(topic)) this.#pass(session, topic, () => session.deliver(topic, payload));
    }
  }

  /** Brings a message to a receiver, after those of its topic and not after those of others. */
  #pass(receiver: object, topic: string, bring: () => void): void {
    const { reorderMs } = this.#weather;
    const times = this.#lastAt.get(receiver);
    if (reorderMs === 0 && times === undefined) {
      bring();
      return;
    }
    const { agenda, random } = this.#program.machine;
    const at = Math.max((times?.get(topic) ?? 0) + 0.001, agenda.now + random.between(0, reorderMs));
    this.#lastAt.set(receiver, (times ?? new Map<string, number>()).set(topic, at));
    agenda.at(at, () => this.#program.alive && bring());
  }

  #sayWill({ will }: Session): void {
    if (!will) return;
    const say = () => this.publish(will.topic, will.payload, 1, true, false);
    const { random } = this.#program.machine;
    if (this.#weather.willDelayMs > 0) this.#program.after(random.between(0, this.#weather.willDelayMs), say);
    else say();
  }
}

/** The broker in the hub's own program. */
export class EmbeddedBrokerPort implements BrokerPort {
  readonly port = 1883;
  readonly broker: SimulatedBroker;
  readonly #user: BrokerUser;
  readonly #program: RunningProgram;
  readonly #listens: (broker: SimulatedBroker) => void;

  constructor(broker: SimulatedBroker, user: BrokerUser, listens: (broker: SimulatedBroker) => void) {
    this.broker = broker;
    this.#user = user;
    this.#program = broker.program;
    this.#listens = listens;
  }

  async start(): Promise<void> {
    const bytes = new TextEncoder();
    this.broker.attach((topic, payload) => this.#program.run(() => this.#user.message(topic, bytes.encode(payload))));
    this.#listens(this.broker);
    this.#user.connected();
  }

  publish({ topic, payload, qos, retain }: Publication): void {
    if (this.#program.mayAct()) this.broker.publish(topic, payload, qos, retain, true);
  }

  async stop(farewell: Publication): Promise<void> {
    this.publish(farewell);
  }
}

/** A broker on a machine of its own, reached over the network; the hub comes back to it for ever. */
export class ExternalBrokerPort implements BrokerPort {
  readonly port = null;
  readonly #network: Network;
  readonly #program: RunningProgram;
  readonly #user: BrokerUser;
  readonly #will: () => Publication;
  readonly #find: () => SimulatedBroker | null;
  #connection: Connection | null = null;
  #broker: SimulatedBroker | null = null;

  constructor(network: Network, program: RunningProgram, user: BrokerUser, will: () => Publication, find: () => SimulatedBroker | null) {
    this.#network = network;
    this.#program = program;
    this.#user = user;
    this.#will = will;
    this.#find = find;
    program.onDeath.push(() => this.#connection?.close(0));
  }

  async start(): Promise<void> {
    this.#connect();
  }

  publish({ topic, payload, qos, retain }: Publication): void {
    if (!this.#program.mayAct()) return;
    const broker = this.#broker;
    this.#connection?.send(() => broker?.publish(topic, payload, qos, retain, true));
  }

  async stop(farewell: Publication): Promise<void> {
    this.publish(farewell);
    this.#connection?.close(0);
  }

  #connect(): void {
    const broker = this.#find();
    const again = () => void this.#program.after(this.#network.random.between(500, 1_500), () => this.#connect());
    const here = this.#program.machine.name;
    if (!broker || this.#network.path(here, "broker").cut || this.#network.path("broker", here).cut) {
      again();
      return;
    }
    const will = this.#will();
    const lost = () => {
      this.#connection = null;
      this.#broker = null;
      this.#user.raise("broker", { fault: "broker-unreachable", facts: {} });
      again();
    };
    const bytes = new TextEncoder();
    const hear = (topic: string, payload: string) => connection.sendBack(() => this.#user.message(topic, bytes.encode(payload)));
    let gone = false;
    const connection = new Connection(
      this.#network,
      { machine: here, silenceMs: silenceMs.device, run: (work) => this.#program.run(work), lost },
      {
        machine: "broker",
        silenceMs: silenceMs.broker,
        run: (work) => broker.program.run(work),
        lost: () => {
          if (gone) return;
          gone = true;
          broker.detach(hear);
          broker.publish(will.topic, will.payload, 1, true, true);
        },
      },
    );
    broker.program.onDeath.push(() => connection.close(1));
    connection.send(() => {
      connection.sendBack(() => {
        this.#connection = connection;
        this.#broker = broker;
        this.#user.clear("broker");
        this.#user.connected();
      });
      broker.attach(hear);
    });
  }
}

export function subscriptionsOf(self: Parameters<typeof deviceSubscriptions>[0]): ReadonlySet<string> {
  return new Set(deviceSubscriptions(self).map(({ topic }) => topic));
}
