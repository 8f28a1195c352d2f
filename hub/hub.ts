/**
 * One running hub: the core between its storage, broker and HTTP. Made from a file and from ports, so that a test can turn its
 * clock and its timers; `main.ts` gives it the real ones.
 */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { EventLog } from "#shared/log/event-log.ts";
import { Program } from "#shared/log/program.ts";
import type { LogRow } from "#shared/log/record.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { Command, CommandDone } from "#shared/queue/commands.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import { timeZoneDataIsRight } from "#shared/time/zone.ts";
import type { HubFile, ReadyLine } from "#shared/wire/process.ts";
import type { DeviceEntry, FaultEntry } from "#shared/wire/staff.ts";
import { refoldFromArchive } from "./archive/refold.ts";
import { BacklogWatch, watchEveryMs } from "./backlog-watch.ts";
import type { BrokerPort, BrokerUser } from "./broker/port.ts";
import { driftCheckEveryMs } from "./clock-judgement.ts";
import { ConfigurationDesk, strangersIn } from "./configuration-desk.ts";
import type { HubEffect, HubInput } from "./core/contract.ts";
import { historyOf } from "./core/history.ts";
import { CurrentFaults } from "./current-faults.ts";
import { decodeFromDevice, type FromDevice } from "./decode.ts";
import { dueNow } from "./due-now.ts";
import { carryOut, type ExecutorPorts } from "./executors.ts";
import { type Extension, type HubInside, nothingFollows } from "./extension.ts";
import { GenerationFence } from "./fence.ts";
import type { Fleet } from "./fleet/fleet.ts";
import { fleetOf } from "./fleet/fleet-of.ts";
import { isLoopback } from "./http/guard.ts";
import { HubClock } from "./hub-clock.ts";
import type { HubPorts } from "./hub-ports.ts";
import { LiveFeed } from "./live-feed.ts";
import { openingOf, seedOf } from "./office-hours.ts";
import { openLog } from "./open-log.ts";
import { type Configuring, PendingReplies } from "./pending-replies.ts";
import { SideTable } from "./personal/side-table.ts";
import { DevicePresence } from "./presence.ts";
import { heartbeatEveryMs, Publisher } from "./publisher.ts";
import { Refusal } from "./refusal.ts";
import { startFirst } from "./start-first.ts";
import { causeOf, isFull, type Storage } from "./storage.ts";
import { type HttpPort, realSurroundings, type Surroundings } from "./surroundings.ts";
import { Tally } from "./tally.ts";
import type { Change } from "./views/staff.ts";
import { visitLifeDesk } from "./visit-life/desk.ts";

export type { Follower, HubInside } from "./extension.ts";
export type { HubPorts } from "./hub-ports.ts";

/** How often an office that opens by itself looks whether it must. */
const openEveryMs = 10_000;
const aboutStorage = "storage";
const aboutClock = "clock";
const aboutGeneration = "generation";

/** Throws a `Refusal` when it cannot start; nothing is left open then. */
export async function createHub(file: HubFile, ports: HubPorts): Promise<Hub> {
  if (!isLoopback(file.host)) throw new Refusal(fault("address-not-loopback", { address: file.host }));
  const surroundings = realSurroundings(file);
  let hub: Hub | undefined;
  try {
    refoldFromArchive(openLog(surroundings, file.office), file.archive, surroundings.digest);
    hub = new Hub(file, ports, surroundings);
    await hub.start();
    return hub;
  } catch (error) {
    await hub?.stop();
    surroundings.storage.close();
    surroundings.personal.close();
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
  readonly #surroundings: Surroundings;
  readonly #clock: HubClock;
  readonly #feed: LiveFeed;
  readonly #replies: PendingReplies;
  readonly #publisher: Publisher;
  readonly #fleet: Fleet;
  readonly #broker: BrokerPort;
  readonly #http: HttpPort;
  readonly #extension: Extension;
  readonly #sideTable: SideTable;
  readonly #fence: GenerationFence;
  readonly #backlogs = new BacklogWatch();
  readonly #timers: (() => void)[] = [];
  /** A hub that another took over from takes nothing any more. */
  readonly #ask: HubInside["ask"] = (inputOf) =>
    this.#fence.isClosed ? Promise.resolve(fault("hub-superseded")) : this.#replies.ask(inputOf);
  #stage: "starting" | "started" | "stopped" = "starting";

  constructor(file: HubFile, ports: HubPorts, surroundings: Surroundings) {
    const { journal, every, pages } = ports;
    const { storage, digest, soon } = surroundings;
    this.#file = file;
    this.#ports = ports;
    this.#surroundings = surroundings;
    this.storage = storage;
    const now = () => this.#clock.now().at;
    const state = () => this.state;
    this.log = openLog(surroundings, file.office);
    const { identity } = this.log;
    this.#feed = new LiveFeed(identity.epoch);
    this.faults = new CurrentFaults(journal, now, () => this.#surroundingsChanged());
    const speaker = (zone: string) => this.presence.speaker(zone);
    const checkIn = SideTable.deskOf(surroundings.personal);
    const plain = surroundings.core(identity, { speaker }, digest, historyOf(this.log), checkIn);
    const core = startFirst(plain, this.log.last, () => this.#clock.start);
    this.program = new Program(core, this.log, {
      now: () => this.#clock.now(),
      carryOut: (effect) => carryOut(this, effect),
      committed: (rows) => this.#committed(rows),
      soon: (run) => soon(() => this.#stage !== "stopped" && run()),
      isFull,
      storageFailed: (error) => this.#storageFailed(error),
      ...(ports.batchMax === undefined ? {} : { batchMax: ports.batchMax }),
    });
    const synchronised = () => ports.synchronised?.() ?? null;
    const { doubt } = this.state.calendar;
    const isSpeededUp = (file.time?.speed ?? 1) !== 1;
    this.#clock = new HubClock({ time: ports.time, boot: surroundings.boot, log: this.log, doubt, isSpeededUp, synchronised });
    this.presence = new DevicePresence(now());
    this.#replies = new PendingReplies((input) => this.program.submit(this.#clock.withDrift(input)));
    const publish: BrokerPort["publish"] = (publication) => this.#broker.publish(publication);
    this.#publisher = new Publisher({ office: file.office, epoch: identity.epoch, state, now, publish });
    const zoneOf = (device: string) => this.state.configuration?.devices.find((each) => each.id === device)?.zone ?? null;
    this.#broker = surroundings.broker({ user: this, zoneOf, will: () => this.#publisher.hubState(false) });
    const generation = () => this.state.generation;
    this.#fence = new GenerationFence(this.log, generation, () => this.#superseded());
    const moment = () => this.#clock.now();
    const heardGeneration = (generation: number) => this.#hearGeneration(generation);
    const inside = { file, storage, log: this.log, state, now: moment, faults: this.faults, journal, ask: this.#ask, heardGeneration };
    this.#extension = (ports.extend ?? nothingFollows)(inside);
    const { timings } = this.#extension;
    this.#sideTable = this.#makeSideTable();
    this.#fleet = fleetOf(surroundings, ports, {
      ...{ now, state, speed: file.time?.speed ?? 1, presence: this.presence },
      say: (device, message) => this.#publisher.order(device, message),
    });
    const faults = () => this.faults.entries;
    const ofFile = { office: file.office, framedBy: file.framedBy, securityContact: file.securityContact ?? null };
    const common = { ...ofFile, identity, state, now, every, pages, journal, feed: this.#feed, timings, faults };
    this.#http = surroundings.http({
      ...common,
      desk: this.#desk(),
      sideTable: this.#sideTable,
      fleet: this.#fleet,
      visitLife: visitLifeDesk({ log: this.log, archive: file.archive, digest, soon, state, run: (command) => this.run(command) }),
      run: (command) => this.run(command),
      dropped: () => this.dropped.total,
      ...{ presence: this.presence, currentFaults: this.faults },
    });
  }

  get state(): OfficeState {
    return this.program.state;
  }

  get ready(): ReadyLine {
    const { port } = this.#broker;
    const mqttPort = port === null ? {} : { mqttPort: port };
    return { ready: "hub", id: this.#file.office, httpPort: this.#http.port, ...mqttPort, ...this.#surroundings.networkPorts?.() };
  }

  async start(): Promise<void> {
    const { journal, every, seed } = this.#ports;
    const { openByItself, host, httpPort } = this.#file;
    this.presence.configure(this.state.configuration);
    const timeZoneData = process.versions.tz ?? "";
    if (!timeZoneDataIsRight()) this.faults.raise("time-zone", fault("time-zone-data-old", { version: timeZoneData }));
    if (this.#fence.isClosed) this.faults.raise(aboutGeneration, fault("hub-superseded"));
    else {
      this.program.submit(this.#clock.start);
      if (seed) this.#seed(seed);
      if (openByItself && this.#clock.atStart?.kind !== "doubted") this.#openDay(seed, "start");
    }
    await this.#settled();
    this.#tellClock();
    if (this.state.quarantined > 0) this.faults.raise("quarantine", fault("row-quarantined"));
    this.#refreshFeed("everything");
    await this.#http.listen(host, httpPort);
    await this.#broker.start();
    this.#stage = "started";
    this.#sayEverything();
    this.#refreshFeed([]);
    for (const follower of this.#extension.followers) follower.onCommitted(this.log.last);
    this.#timers.push(every(heartbeatEveryMs, () => this.#fence.isClosed || this.#beat()));
    this.#timers.push(every(heartbeatEveryMs, () => this.#fence.isClosed || this.#keepAlive()));
    this.#timers.push(every(heartbeatEveryMs, () => this.#fence.isClosed || this.#surroundingsChanged()));
    this.#timers.push(every(watchEveryMs, () => this.#fence.isClosed || this.#watchBacklogs()));
    this.#timers.push(every(watchEveryMs, () => this.#fence.isClosed || this.#lookRound()));
    this.#timers.push(every(driftCheckEveryMs, () => this.#fence.isClosed || this.#checkClock()));
    if (openByItself) this.#timers.push(every(openEveryMs, () => this.#fence.isClosed || this.#openDay(null, "running")));
    if (!this.#fence.isClosed) this.#sideTable.start(this.#file);
    const { generation, n } = this.state;
    journal.info("hub.started", { ...this.ready, epoch: this.log.identity.epoch, generation, offset: n });
  }

  /** Says goodbye and closes everything. What is not yet committed was not answered, and is asked again. */
  async stop(): Promise<void> {
    if (this.#stage === "stopped") return;
    const wasStarted = this.#stage === "started";
    for (const stop of this.#timers.splice(0)) stop();
    this.#sideTable.stop();
    await this.#http.close();
    if (wasStarted) await this.#broker.stop(this.#publisher.hubState(false));
    await this.#settled();
    if (wasStarted && !this.#fence.isClosed) this.#keepAlive();
    this.#stage = "stopped";
    for (const follower of this.#extension.followers) await follower.stop?.();
    try {
      this.program.snapshot();
    } catch (error) {
      // It only makes the next start quicker: the rows stand.
      this.#ports.journal.warn("hub.snapshot-failed", { cause: causeOf(error) });
    }
    this.storage.close();
    this.#surroundings.personal.close();
    this.#ports.journal.info("hub.stopped", { offset: this.log.last });
  }

  /** Resolves when the command's rows are on the disk, or with the fault that says why not. */
  run(command: Command): Promise<CommandDone | Fault> {
    return this.#ask((token) => ({ kind: "command", command, token }));
  }

  /** Resolves when the configuration is the office's, or with the fault that says why not. */
  configure(input: Configuring): Promise<CommandDone | Fault> {
    return this.#ask((token) => ({ ...input, token }));
  }

  message(topic: string, payload: Uint8Array, isRetained = false): void {
    this.#take(decodeFromDevice(this.#file.office, topic, payload), isRetained);
  }

  connected(): void {
    this.#sayEverything();
  }

  refused(client: string, tried: "connect" | "publish" | "subscribe", topic: string): void {
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

  #makeSideTable(): SideTable {
    const { personal: storage, digest, boot } = this.#surroundings;
    const { every, journal } = this.#ports;
    return new SideTable({
      ...{ storage, digest, boot, every, journal, faults: this.faults, state: () => this.state, now: () => this.#clock.now() },
      submit: (input) => this.#fence.isClosed || this.program.submit(input),
      ask: this.#ask,
    });
  }

  #desk(): ConfigurationDesk {
    return new ConfigurationDesk({
      office: this.#file.office,
      epoch: this.log.identity.epoch,
      state: () => this.state,
      row: (offset) => (offset < this.log.heldFrom ? undefined : this.log.read(offset, 1)[0]),
      configure: (input) => this.configure(input),
      hashPin: this.#surroundings.hashPin,
      drawCitizenKey: this.#surroundings.drawCitizenKey,
      strangers: () => strangersIn(this.faults.entries.keys()),
    });
  }

  #take(from: FromDevice, isRetained: boolean): void {
    if ("message" in from && "generation" in from.message) this.#hearGeneration(from.message.generation);
    switch (from.kind) {
      case "log":
      case "ask":
        if (this.#fence.isClosed) this.#turnAway(from);
        else this.program.submit(from);
        if (from.kind === "log") this.#clock.evidence.hearSent(from.device, from.message.sent.at, this.#clock.now().at);
        return;
      case "state":
        if (!this.presence.hear(from.device, from.message, this.#clock.now().at)) {
          this.#fleet.heard(from.device, from.message);
          return;
        }
        this.#clock.evidence.hearState(from.device, from.message, this.#clock.now().at, !isRetained);
        this.#surroundingsChanged();
        if (!this.#fence.isClosed) this.#lookRound();
        return;
      case "outcome":
        this.#fleet.outcome(from.device, from.message);
        return;
      case "reported":
        return;
      case "garbage": {
        if (!this.dropped.add(`${from.device}/garbage`)) return;
        this.#ports.journal.warn("message.dropped", { device: from.device, reason: from.reason, dropped: this.dropped.total });
      }
    }
  }

  #beat(): void {
    this.#publisher.heartbeat();
    this.#fleet.beat();
  }

  #watchBacklogs(): void {
    for (const input of this.#backlogs.look(this.state)) this.program.submit(input);
  }

  /** Only when there is something to say: an input costs a turn. */
  #lookRound(): void {
    for (const input of dueNow(this.state, this.presence, this.#clock.now().at)) this.program.submit(input);
  }

  #hearGeneration(generation: number | undefined): void {
    try {
      this.#fence.hear(generation);
    } catch (error) {
      this.#storageFailed(error);
    }
  }

  /** The last word of a hub that another has taken over from. What waits in its inbox is still answered; nothing after it. */
  #superseded(): void {
    this.faults.raise(aboutGeneration, fault("hub-superseded"));
    if (this.#stage === "started") this.#sayEverything();
  }

  /** A device that has not heard of the other hub yet helps itself; its rows stay in its own log until the other one asks for them. */
  #turnAway(from: Extract<FromDevice, { kind: "log" | "ask" }>): void {
    if (from.kind === "log") return;
    const { generation } = this.state;
    this.#publisher.answer(from.device, { id: from.message.id, generation, kind: "refused", fault: fault("hub-superseded") });
  }

  #sayEverything(): void {
    if (this.#fence.isClosed) this.#broker.publish(this.#publisher.hubState(false));
    else this.#publisher.everything();
  }

  #committed(rows: readonly LogRow[]): void {
    this.faults.clear(aboutStorage);
    if (rows.some((row) => row.kind === "configuration-changed")) {
      this.presence.configure(this.state.configuration);
      for (const { id } of this.state.configuration?.devices ?? []) this.faults.clear(`${id}/not-enrolled`);
    }
    // Whoever looks for numbers given twice looks among those of that date.
    if (rows.some((row) => row.kind === "day-opened")) {
      for (const { id } of this.state.configuration?.devices ?? [])
        for (const what of ["log-forked", "log-gap"]) this.faults.clear(`${id}/${what}`);
    }
    if (this.#clock.committed(rows)) this.#tellClock();
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
    const input = seedOf(this.state, seed, this.#surroundings);
    if (typeof input === "object") this.program.submit(input);
    if (input !== "differs") return;
    const notice = "The hub keeps its own configuration. To see what the file changes, and to take it: stop the hub, then --import FILE.";
    this.#ports.journal.warn("configuration.file-differs", { file: this.#file.seed, notice });
  }

  #openDay(seed: OfficeConfiguration | null, when: "start" | "running"): void {
    if (!this.#clock.mayOpenDates) return;
    const timeZone = (this.state.configuration ?? seed)?.office.timeZone;
    const input = openingOf(this.state, timeZone, this.#clock.now().at, when);
    if (input) this.program.submit(input);
  }

  #checkClock(): void {
    const input = this.#clock.judge(this.state.calendar.doubt);
    if (input) this.program.submit(input);
  }

  #tellClock(): void {
    if (this.state.calendar.doubt === null) this.faults.clear(aboutClock);
    else this.faults.raise(aboutClock, fault("clock-doubted"));
  }

  #keepAlive(): void {
    try {
      this.#clock.keepAlive();
    } catch (error) {
      this.#storageFailed(error);
    }
  }

  /** Resolves after the turn that takes what has been submitted so far. */
  #settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#surroundings.soon(resolve);
    });
  }
}
