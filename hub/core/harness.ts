/** A hub core in a test: a real SQLite log, a clock turned by hand, and effects collected instead of carried out. */
import { hash } from "node:crypto";
import Database from "better-sqlite3";
import * as v from "valibot";
import { EventLog } from "#shared/log/event-log.ts";
import { Program } from "#shared/log/program.ts";
import { chainHash, chainStart, type LogRow, recordBytes } from "#shared/log/record.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { type Command, type CommandName, type CommandRequest, commands } from "#shared/queue/commands.ts";
import type { DeviceEvent } from "#shared/queue/events.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { AnswerMessage, AskMessage, WireRow } from "#shared/wire/payloads.ts";
import type { CheckInDesk, HubEffect, HubInput } from "./contract.ts";
import { createHubCore } from "./core.ts";
import { historyOf } from "./history.ts";

export const digest = (text: string) => hash("sha256", text, "base64url");
export const start = Date.UTC(2026, 10, 23, 17, 0);

export class HubHarness {
  readonly database: Database.Database;
  readonly effects: HubEffect[] = [];
  readonly rows: LogRow[] = [];
  log: EventLog;
  program: Program<OfficeState, HubInput, HubEffect>;
  at = start;
  boot = "boot-1";
  speaker: string | null = "board-1";
  /** What the side table would say. */
  desk: CheckInDesk = { fitting: () => [], withCodeDigest: () => undefined, pausedFor: () => 0, missed: () => {} };
  #tokens = 0;
  #asks = 0;
  #keys = 0;

  constructor(database = new Database(":memory:")) {
    this.database = database;
    this.log = this.#open();
    this.program = this.#run();
  }

  /** Seeds the example office and opens the date. */
  static opened(): HubHarness {
    return new HubHarness().begin();
  }

  /** A new storage's first rows. */
  begin(): this {
    this.send({ kind: "start", timeZoneData: "2026c" });
    this.send({ kind: "configure", configuration: exampleOffice(), key: "seed" });
    this.send({ kind: "open-day-by-hours", date: "2026-11-23", key: "open-2026-11-23" });
    return this;
  }

  get state(): OfficeState {
    return this.program.state;
  }

  get epoch(): string {
    return this.log.identity.epoch;
  }

  send(input: HubInput): HubEffect[] {
    const before = this.effects.length;
    this.program.submit(input);
    return this.effects.slice(before);
  }

  /** As after a kill: everything in memory is gone, the log is read again. */
  restart(boot: string, clock: Partial<Extract<HubInput, { kind: "start" }>> = {}): void {
    this.boot = boot;
    this.log = this.#open();
    this.program = this.#run();
    this.send({ ...clock, kind: "start", timeZoneData: "2026c" });
  }

  /** As when a tool wrote to the log of a hub that stood still. */
  appendAndRestart(draft: Pick<LogRow, "kind" | "version" | "body">): void {
    const row = { ...draft, at: this.at, boot: "tool", mono: 0 };
    this.rows.push(...this.log.append([row]));
    this.restart(`after-${this.log.last}`);
  }

  ask(device: string, message: AskMessage): AnswerMessage {
    const effect = this.send({ kind: "ask", device, message })[0];
    if (effect?.kind !== "answer") throw new Error("no answer");
    return effect.message;
  }

  reserve(device: string, request: string): Extract<AnswerMessage, { kind: "reserved" }> {
    this.#asks += 1;
    const answer = this.ask(device, { id: `ask-${this.#asks}`, kind: "reserve", request, epoch: "e1", boot: "k1", practice: false });
    if (answer.kind !== "reserved") throw new Error(`not reserved: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** As a page sends it: what has a default may be left out, and the newest version is expected unless another is said. */
  command<N extends CommandName>(
    name: N,
    rest: Omit<CommandRequest<N>, "key" | "expected"> & { key?: string; expected?: { epoch: string; n: number } },
  ) {
    this.#tokens += 1;
    this.#keys += 1;
    const key = rest.key ?? `key-${String(this.#keys).padStart(6, "0")}`;
    const expected = rest.expected ?? { epoch: this.epoch, n: this.state.n };
    const request = { ...rest, key, ...("expected" in commands[name].entries ? { expected } : {}) };
    // What no page could send is sent as it is.
    const parsed = v.safeParse(commands[name] as v.GenericSchema<unknown, object>, request);
    const command = { ...(parsed.success ? parsed.output : request), name } as Command;
    const effect = this.send({ kind: "command", command, token: this.#tokens }).find((each) => each.kind === "reply");
    if (effect?.kind !== "reply") throw new Error("no reply");
    return effect.answer;
  }

  /** Whoever is at the desk then. */
  readonly #atTheDesk: CheckInDesk = {
    fitting: (by, date) => this.desk.fitting(by, date),
    withCodeDigest: (code) => this.desk.withCodeDigest(code),
    pausedFor: (device, mono) => this.desk.pausedFor(device, mono),
    missed: (device, mono) => this.desk.missed(device, mono),
  };

  #open(): EventLog {
    return new EventLog(this.database, digest, { source: "hub", epoch: "hub-epoch" });
  }

  #run(): Program<OfficeState, HubInput, HubEffect> {
    const core = createHubCore(this.log.identity, { speaker: () => this.speaker }, digest, historyOf(this.log), this.#atTheDesk);
    return new Program(core, this.log, {
      now: () => ({ at: this.at, boot: this.boot, mono: this.at - start }),
      carryOut: (effect) => void this.effects.push(effect),
      committed: (rows) => void this.rows.push(...rows),
      soon: (run) => run(),
      isFull: (error) => error instanceof Error && "code" in error && error.code === "SQLITE_FULL",
      storageFailed: () => {},
    });
  }
}

/** A device's own log in a test: makes rows and the messages that ship them. */
export class DeviceHarness {
  readonly rows: WireRow[] = [];
  readonly hashes: string[] = [chainStart];
  readonly device: string;
  readonly epoch: string;
  boot = "k1";
  mono = 0;

  constructor(device: string, epoch = "e1") {
    this.device = device;
    this.epoch = epoch;
  }

  write(event: DeviceEvent): WireRow {
    const row = {
      seq: this.rows.length + 1,
      kind: event.kind,
      version: event.version,
      at: start,
      boot: this.boot,
      mono: this.mono,
      body: event.body,
    };
    return this.writeRaw(row);
  }

  writeRaw(row: WireRow): WireRow {
    this.rows.push(row);
    const { seq: _seq, ...record } = row;
    this.hashes.push(chainHash(digest, this.hashes.at(-1) as string, recordBytes(record)));
    return row;
  }

  /** The message that ships rows `from` to `to` (1-based, inclusive). */
  message(from = 1, to = this.rows.length): HubInput & { kind: "log" } {
    const { epoch, boot, mono } = this;
    const rows = this.rows.slice(from - 1, to);
    const message = { epoch, last: this.rows.length, sent: { at: start, boot, mono }, rows, hash: this.hashes[to] as string };
    return { kind: "log", device: this.device, message };
  }

  ticket(
    number: { letter: string; count: number; request: string | null; date: string | null },
    service: string | null = "licence",
  ): DeviceEvent {
    const body = {
      ...number,
      insteadOf: null,
      service,
      language: "en",
      needs: [],
      practice: false,
      tap: `tap-${this.rows.length}`,
    } as const;
    return { kind: "ticket-issued", version: 1, body: { ...body, needs: [] } };
  }
}
