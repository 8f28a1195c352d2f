import { hash } from "node:crypto";
import Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventLog } from "./event-log.ts";
import { type Core, inboxMax, Program, snapshotEvery } from "./program.ts";
import type { LogRecord, LogRow } from "./record.ts";

const digest = (text: string) => hash("sha256", text, "base64url");
const identity = { source: "kiosk-1", epoch: "e1" };
const record = (body: unknown): LogRecord => ({ kind: "noted", version: 1, at: 5, boot: "b", mono: 1, body });
const openLog = (database = new Database(":memory:")) => new EventLog(database, digest, identity);

describe("the log", () => {
  it("gives back what was appended, in order, with a chain that holds", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.jsonValue(), { maxLength: 5 }), { maxLength: 8 }), (batches) => {
        const log = openLog();
        for (const batch of batches) log.append(batch.map(record));
        const all = batches.flat();
        expect([...log.readAll(1, 3)].map((row) => JSON.stringify(row.body))).toEqual(all.map((body) => JSON.stringify(body)));
        expect(log.last).toBe(all.length);
        expect(log.firstBrokenRow()).toBeUndefined();
      }),
    );
  });

  it("finds the rows of a kind, whatever the others say", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("noted", "note", 'noted","x', "undone")), fc.nat(9), fc.nat(9), (kinds, from, to) => {
        const log = openLog();
        log.append(kinds.map((kind) => ({ ...record({ kind: "noted" }), kind })));
        for (const kind of new Set(kinds)) {
          const wanted = log.read(from, 99).filter((row) => row.kind === kind && row.seq <= to);
          expect(log.readKind(kind, from, to)).toEqual(wanted);
        }
      }),
    );
  });

  it("refuses to change or delete a row", () => {
    const database = new Database(":memory:");
    openLog(database).append([record(1)]);
    expect(() => database.exec("update log set bytes = '{}'")).toThrow(/append-only/);
    expect(() => database.exec("delete from log")).toThrow(/append-only/);
  });

  it("finds the first row that somebody changed behind its back", () => {
    const database = new Database(":memory:");
    const log = openLog(database);
    log.append([1, 2, 3, 4].map(record));
    database.exec("drop trigger log_is_append_only_1; update log set bytes = replace(bytes, '3', '9') where seq = 3");
    expect(log.firstBrokenRow()).toBe(3);
  });

  it("keeps its identity, and refuses another's storage", () => {
    const database = new Database(":memory:");
    expect(openLog(database).isNew).toBe(true);
    const again = new EventLog(database, digest, { source: "kiosk-1", epoch: "another" });
    expect([again.isNew, again.identity.epoch]).toEqual([false, "e1"]);
    expect(() => new EventLog(database, digest, { source: "kiosk-2", epoch: "e1" })).toThrow(/belongs to "kiosk-1"/);
  });

  it("does not trust a snapshot whose row the chain no longer has", () => {
    const database = new Database(":memory:");
    const log = openLog(database);
    log.append([1, 2].map(record));
    log.saveSnapshot(2, 1, "state");
    expect(log.snapshot(1)).toMatchObject({ seq: 2, state: "state" });
    expect(log.snapshot(2)).toBeUndefined();
    database.exec("update snapshots set hash = 'x'");
    expect(log.snapshot(1)).toBeUndefined();
  });

  it("appends all of a batch or nothing", () => {
    const log = openLog();
    const twice = { ...record(1), origin: { source: "k", epoch: "e", seq: 1, at: 0, boot: "b", mono: 0, hash: "h" } };
    expect(() => log.append([record(0), twice, twice])).toThrow(/UNIQUE/);
    expect([log.last, log.lastHash, log.read(1, 9)]).toEqual([0, "", []]);
  });
});

/** A program that sums numbers; "twice" inputs write two rows. */
const summing: Core<{ sum: number }, number, { said: number } | { refused: string }> = {
  foldVersion: 1,
  empty: () => ({ sum: 0 }),
  toText: (state) => JSON.stringify(state),
  fromText: (text) => JSON.parse(text),
  evolve: (state, row: LogRow) => {
    state.sum += row.body as number;
  },
  step: (state, input) => ({ drafts: [{ kind: "added", version: 1, body: input }], effects: [{ said: state.sum + input }] }),
  refuse: (_input, why) => [{ refused: why }],
};

function run(database = new Database(":memory:")) {
  const turns: (() => void)[] = [];
  const effects: unknown[] = [];
  const commits: number[] = [];
  const failures: unknown[] = [];
  const program = new Program(summing, openLog(database), {
    now: () => ({ at: 0, boot: "b", mono: 0 }),
    carryOut: (effect) => void effects.push(effect),
    committed: (rows) => void commits.push(rows.length),
    soon: (turn) => void turns.push(turn),
    isFull: (error) => error instanceof Error && "code" in error && error.code === "SQLITE_FULL",
    storageFailed: (error) => void failures.push(error),
  });
  const turn = () => {
    for (let next = turns.shift(); next; next = turns.shift()) next();
  };
  return { database, program, effects, commits, failures, turn };
}

describe("a program", () => {
  it("takes all that arrived in one commit, and does nothing before it", () => {
    const { program, effects, commits, turn } = run();
    for (const number of [1, 2, 3]) program.submit(number);
    expect([effects, commits]).toEqual([[], []]);
    turn();
    expect(commits).toEqual([3]);
    expect(effects).toEqual([{ said: 1 }, { said: 3 }, { said: 6 }]);
  });

  it("goes on from a snapshot and the rows after it", () => {
    const { database, program, turn } = run();
    for (let number = 0; number < snapshotEvery + 10; number += 1) program.submit(1);
    turn();
    expect(database.prepare("select count(*) as n from snapshots").get()).toEqual({ n: 1 });
    expect(run(database).program.state).toEqual({ sum: snapshotEvery + 10 });
  });

  it("answers every input of a batch that the disk would not take, and stands where it stood", () => {
    const { database, program, effects, failures, turn } = run();
    program.submit(1);
    turn();
    database.pragma(`max_page_count = ${database.pragma("page_count", { simple: true })}`);
    for (let number = 0; number < 300; number += 1) program.submit(1);
    turn();
    expect(effects.slice(1)).toEqual(Array(300).fill({ refused: "storage-full" }));
    expect(failures).toHaveLength(1);
    expect(program.state).toEqual({ sum: 1 });
    database.pragma("max_page_count = 100000");
    program.submit(5);
    turn();
    expect(program.state).toEqual({ sum: 6 });
  });

  it("refuses what does not fit its inbox, at once, and takes what did", () => {
    const { program, effects, turn } = run();
    for (let number = 0; number <= inboxMax; number += 1) program.submit(1);
    expect(effects).toEqual([{ refused: "overloaded" }]);
    turn();
    expect(program.state).toEqual({ sum: inboxMax });
  });
});
