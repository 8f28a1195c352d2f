/**
 * One running hub: the core between its storage, broker and HTTP. Made from a file and from ports, so that a test can turn its
 * clock and its timers; `main.ts` gives it the real ones.
 */
import { randomUUID } from "node:crypto";
import { type Fault, fault } from "#shared/faults/fault.ts";
import { EventLog } from "#shared/log/event-log.ts";
import { Program } from "#shared/log/program.ts";
import type { LogRow } from "#shared/log/record.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { Command, CommandDone } from "#shared/queue/commands.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import { AnchoredClock, type TimeSource } from "#shared/time/clock.ts";
import { timeZoneDataIsRight } from "#shared/time/zone.ts";
import type { HubFile, ReadyLine } from "#shared/wire/process.ts";
import type { DeviceEntry, FaultEntry } from "#shared/wire/staff.ts";
import { EmbeddedBroker } from "./broker/embedded.ts";
import { ExternalBroker } from "./broker/external.ts";
import type { BrokerPort, BrokerUser } from "./broker/port.ts";
import { driftCheckEveryMs, driftOf } from "./clock.ts";
import type { HubEffect, HubInput } from "./core/contract.ts";
import { createHubCore } from "./core/core.ts";
import { CurrentFaults } from "./current-faults.ts";
import { decodeFromDevice, type FromDevice } from "./decode.ts";
import { carryOut, type ExecutorPorts } from "./executors.ts";
import { type Extension, type HubInside, nothingFollows } from "./extension.ts";
import { isLoopback } from "./http/guard.ts";
import { HttpServer } from "./http/server.ts";
import type { Journal } from "./journal.ts";
import { LiveFeed } from "./live-feed.ts";
import { openingOf, seedOf } from "./office-hours.ts";
import { PendingReplies } from "./pending-replies.ts";
import { DevicePresence } from "./presence.ts";
import { heartbeatEveryMs, Publisher } from "./publisher.ts";
import { Refusal } from "./refusal.ts";
import { causeOf, drawEpoch, isFull, openStorage, type Storage, sha256 } from "./storage.ts";
import { Tally } from "./tally.ts";
import type { Change } from "./views/staff.ts";

export type { Follower, HubInside } from "./extension.ts";

export interface HubPorts {
  /** Business time. */
  readonly time: TimeSource;
  /** Runs every so many real milliseconds; returns how to stop it. */
  readonly every: (ms: number, run: () => void) => () => void;
  readonly journal: Journal;
  /** A checked configuration, appended when the hub has none. */
  readonly seed: OfficeConfiguration | null;
  /** The absolute path of `display/dist`. */
  readonly pages: string;
  /** Makes what follows the log and what tells the timings; without it nothing follows, and there are no figures. */
  readonly extend?: (inside: HubInside) => Extension;
  /** Inputs taken into one commit at most: one, to measure what grouping is worth. */
  readonly batchMax?: number;
}

/** How often an office that opens by itself looks whether it must. */
const openEveryMs = 10_000;
const aboutStorage = "storage";

/** Throws a `Refusal` when it cannot start; nothing is left open then. */
export async function createHub(file: HubFile, ports: HubPorts): Promise<Hub> {
  if (!isLoopback(file.host)) throw new Refusal(fault("address-not-loopback", { address: file.host }));
  const storage = openStorage(file.data);
  let hub: Hub | undefined;
  try {
    hub = new Hub(file, ports, storage);
    await hub.start();
    return hub;
  } catch (error) {
    await hub?.stop();
    storage.close();
    throw error;
  }
}

export class Hub implements BrokerUser, ExecutorPorts {
  readonly storage: Storage;
  readonly log: EventLog;
  readonly program: Program<OfficeState, HubInput, HubEffect>;
  readonly faults: CurrentFaults;
  readonly presence: DevicePresence;
  /** What was dropped because nobody could read or allow it. */
  readonly dropped = new Tally();
  readonly #file: HubFile;
  readonly #ports: HubPorts;
  readonly #clock: AnchoredClock;
  readonly #feed: LiveFeed;
  readonly #replies: PendingReplies;
  readonly #publisher: Publisher;
  readonly #broker: BrokerPort;
  readonly #http: HttpServer;
  readonly #extension: Extension;
  readonly #timers: (() => void)[] = [];
  #stage: "starting" | "started" | "stopped" = "starting";

  constructor(file: HubFile, ports: HubPorts, storage: Storage) {
    const { journal, every, pages } = ports;
    this.#file = file;
    this.#ports = ports;
    this.storage = storage;
    this.#clock = new AnchoredClock(ports.time, randomUUID());
    const now = () => this.#clock.now().at;
    const state = () => this.state;
    this.log = openLog(storage, file.office);
    const { identity } = this.log;
    this.#feed = new LiveFeed(identity.epoch);
    this.presence = new DevicePresence(now());
    this.faults = new CurrentFaults(journal, now, () => this.#surroundingsChanged());
    this.program = new Program(createHubCore(identity, this.presence, sha256), this.log, {
      now: () => this.#clock.now(),
      carryOut: (effect) => carryOut(this, effect),
      committed: (rows) => this.#committed(rows),
      soon: (run) => void setImmediate(() => this.#stage !== "stopped" && run()),
      isFull,
      storageFailed: (error) => this.#storageFailed(error),
      ...(ports.batchMax === undefined ? {} : { batchMax: ports.batchMax }),
    });
    this.#replies = new PendingReplies((input) => this.program.submit(input));
    const publish: BrokerPort["publish"] = (publication) => this.#broker.publish(publication);
    this.#publisher = new Publisher({ office: file.office, epoch: identity.epoch, state, now, publish });
    this.#broker = this.#makeBroker();
    const moment = () => this.#clock.now();
    const inside: HubInside = { file, storage, log: this.log, state, now: moment, faults: this.faults, journal };
    this.#extension = (ports.extend ?? nothingFollows)(inside);
    const { timings } = this.#extension;
    const feed = this.#feed;
    const faults = () => this.faults.entries;
    const common = { office: file.office, framedBy: file.framedBy, identity, state, now, every, pages, journal, feed, timings, faults };
    this.#http = new HttpServer({ ...common, run: (command) => this.run(command), dropped: () => this.dropped.total });
  }

  get state(): OfficeState {
    return this.program.state;
  }

  get ready(): ReadyLine {
    const mqttPort = this.#broker instanceof EmbeddedBroker ? { mqttPort: this.#broker.port } : {};
    return { ready: "hub", id: this.#file.office, httpPort: this.#http.port, ...mqttPort };
  }

  async start(): Promise<void> {
    const { journal, every, seed } = this.#ports;
    const { openByItself, host, httpPort } = this.#file;
    this.presence.configure(this.state.configuration);
    const timeZoneData = process.versions.tz ?? "";
    if (!timeZoneDataIsRight()) this.faults.raise("time-zone", fault("time-zone-data-old", { version: timeZoneData }));
    this.program.submit({ kind: "start", timeZoneData });
    if (seed) this.#seed(seed);
    if (openByItself) this.#openDay(seed, "start");
    await settled();
    this.#refreshFeed("everything");
    await this.#http.listen(host, httpPort);
    await this.#broker.start();
    this.#stage = "started";
    this.#publisher.everything();
    this.#refreshFeed([]);
    for (const follower of this.#extension.followers) follower.onCommitted(this.log.last);
    this.#timers.push(every(heartbeatEveryMs, () => this.#publisher.heartbeat()));
    this.#timers.push(every(driftCheckEveryMs, () => this.#checkClock()));
    if (openByItself) this.#timers.push(every(openEveryMs, () => this.#openDay(null, "running")));
    const { generation, n } = this.state;
    journal.info("hub.started", { ...this.ready, epoch: this.log.identity.epoch, generation, offset: n });
  }

  /** Says goodbye and closes everything. What is not yet committed was not answered, and is asked again. */
  async stop(): Promise<void> {
    if (this.#stage === "stopped") return;
    const wasStarted = this.#stage === "started";
    for (const stop of this.#timers.splice(0)) stop();
    await this.#http.close();
    if (wasStarted) await this.#broker.stop(this.#publisher.hubState(false));
    await settled();
    this.#stage = "stopped";
    for (const follower of this.#extension.followers) await follower.stop?.();
    try {
      this.program.snapshot();
    } catch (error) {
      // It only makes the next start quicker: the rows stand.
      this.#ports.journal.warn("hub.snapshot-failed", { cause: causeOf(error) });
    }
    this.storage.close();
    this.#ports.journal.info("hub.stopped", { offset: this.log.last });
  }

  /** Resolves when the command's rows are on the disk, or with the fault that says why not. */
  run(command: Command): Promise<CommandDone | Fault> {
    return this.#replies.run(command);
  }

  message(topic: string, payload: Uint8Array): void {
    this.#take(decodeFromDevice(this.#file.office, topic, payload));
  }

  connected(): void {
    this.#publisher.everything();
  }

  refused(client: string, tried: "publish" | "subscribe", topic: string): void {
    if (!this.dropped.add(`${client}/${tried}`)) return;
    const facts = { client: client.slice(0, 80), tried, topic: topic.slice(0, 200), dropped: this.dropped.total };
    this.#ports.journal.warn("broker.refused", facts);
  }

  raise(...[about, what]: Parameters<CurrentFaults["raise"]>): void {
    this.faults.raise(about, what);
  }

  clear(about: string): void {
    this.faults.clear(about);
  }

  reply(...[token, answer]: Parameters<ExecutorPorts["reply"]>): void {
    this.#replies.reply(token, answer);
  }

  ack(...[device, message]: Parameters<ExecutorPorts["ack"]>): void {
    this.#publisher.ack(device, message);
  }

  answer(...[device, message]: Parameters<ExecutorPorts["answer"]>): void {
    this.#publisher.answer(device, message);
  }

  setClock(driftMs: number): void {
    this.#clock.set(driftMs);
    this.#ports.journal.warn("clock.set", { driftMs });
  }

  #take(from: FromDevice): void {
    switch (from.kind) {
      case "log":
      case "ask":
        this.program.submit(from);
        return;
      case "state":
        if (!this.presence.hear(from.device, from.message, this.#clock.now().at)) return;
        // A device that starts again may have been set up anew: if its records still differ, that is raised again.
        if (from.message.alive) this.faults.clear(`${from.device}/log-forked`);
        this.#surroundingsChanged();
        return;
      case "reported":
        return;
      case "garbage": {
        if (!this.dropped.add(`${from.device}/garbage`)) return;
        this.#ports.journal.warn("message.dropped", { device: from.device, reason: from.reason, dropped: this.dropped.total });
        return;
      }
    }
  }

  #committed(rows: readonly LogRow[]): void {
    this.faults.clear(aboutStorage);
    if (rows.some((row) => row.kind === "configuration-changed")) {
      this.presence.configure(this.state.configuration);
      for (const { id } of this.state.configuration?.devices ?? []) this.faults.clear(`${id}/not-enrolled`);
    }
    const started = this.#stage === "started";
    // The waiting room first; the staff's pages still see every change before the command that made it is answered.
    if (started) this.#publisher.committed(rows);
    this.#refreshFeed(rows);
    if (!started) return;
    for (const follower of this.#extension.followers) follower.onCommitted(this.log.last);
  }

  #storageFailed(error: unknown): void {
    this.presence.configure(this.state.configuration);
    this.faults.raise(aboutStorage, isFull(error) ? fault("storage-full") : fault("storage-failed", { cause: causeOf(error) }));
  }

  #surroundingsChanged(): void {
    if (this.#stage === "started") this.#refreshFeed([]);
  }

  #refreshFeed(change: Change): void {
    const surroundings = new Map<string, DeviceEntry | FaultEntry>(this.presence.entries);
    for (const [about, entry] of this.faults.entries) surroundings.set(`fault/${about}`, entry);
    this.#feed.update(this.state, change, surroundings, this.#clock.now().at);
  }

  #seed(seed: OfficeConfiguration): void {
    const input = seedOf(this.state, seed, sha256);
    if (typeof input === "object") this.program.submit(input);
    if (input !== "differs") return;
    const notice = "The hub keeps its own configuration. To see what the file changes, and to take it: stop the hub, then --import FILE.";
    this.#ports.journal.warn("configuration.file-differs", { file: this.#file.seed, notice });
  }

  #openDay(seed: OfficeConfiguration | null, when: "start" | "running"): void {
    const timeZone = (this.state.configuration ?? seed)?.office.timeZone;
    const input = openingOf(this.state, timeZone, this.#clock.now().at, when);
    if (input) this.program.submit(input);
  }

  #checkClock(): void {
    const drift = driftOf(this.#clock, this.#file.time?.speed ?? 1);
    if (drift.kind === "fault") this.faults.raise("clock", drift.fault);
    else this.faults.clear("clock");
    if (drift.kind === "follow") this.program.submit({ kind: "clock-drift", driftMs: drift.driftMs });
  }

  #makeBroker(): BrokerPort {
    const { office, host, broker } = this.#file;
    if (broker.kind === "external") return new ExternalBroker({ office, url: broker.url, will: this.#publisher.hubState(false) }, this);
    const zoneOf = (device: string) => this.state.configuration?.devices.find((each) => each.id === device)?.zone ?? null;
    return new EmbeddedBroker({ office, host, port: broker.port, zoneOf }, this);
  }
}

function openLog(storage: Storage, office: string): EventLog {
  const { database } = storage;
  const found = database.prepare("select name from sqlite_master where name = 'identity'").get();
  const owner = found ? (database.prepare("select source from identity").get() as { source: string } | undefined) : undefined;
  if (owner && owner.source !== office) {
    throw new Refusal(fault("bad-configuration", { path: "office", what: `this data folder belongs to "${owner.source}"` }));
  }
  return new EventLog(database, sha256, { source: office, epoch: drawEpoch() });
}

/** Resolves after the turn that takes what has been submitted so far. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
