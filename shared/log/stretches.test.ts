/** Epochs as stretches of one log, and the deletion of old rows, on a real SQLite. */
import { hash } from "node:crypto";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { EventLog } from "./event-log.ts";
import type { LogRecord } from "./record.ts";

const digest = (text: string) => hash("sha256", text, "base64url");
const record = (body: unknown): LogRecord => ({ kind: "noted", version: 1, at: 5, boot: "b", mono: 1, body });
const openLog = (database: Database.Database, epoch = "e1") => new EventLog(database, digest, { source: "kiosk-1", epoch });
const named = (log: EventLog) => log.stretches().map(({ epoch, first, last, from }) => `${epoch} ${first}-${last} ${from}`);

function logOf(rows: number, database = new Database(":memory:")) {
  const log = openLog(database);
  log.append(Array.from({ length: rows }, (_, place) => record(place + 1)));
  return { log, database };
}

describe("epochs", () => {
  it("go on counting rows, and the chain goes on through all of them", () => {
    const { log, database } = logOf(3);
    const { identity } = log;
    log.beginEpoch("e2", [record("new board")]);
    log.append([record("after")]);
    expect(named(log)).toEqual(["e1 1-3 null", "e2 4-5 e1"]);
    expect([identity.epoch, log.identity.epochOf(3), log.identity.epochOf(4), log.identity.epochOf(99)]).toEqual(["e2", "e1", "e2", "e2"]);
    expect([log.last, log.firstBrokenRow()]).toEqual([5, undefined]);
    expect(openLog(database, "another").identity).toEqual({ source: "kiosk-1", epoch: "e2" });
    expect(log.stretches()[1]).toMatchObject({ hash: log.hashAfter(3), relabelled: false });
  });

  it("are given to rows that are here already, without a byte of them changed", () => {
    const { log, database } = logOf(5);
    const before = log.read(1, 9);
    const [row] = log.relabel(4, "e2", [record("parted")]);
    expect(row?.seq).toBe(6);
    expect(log.read(1, 5)).toEqual(before);
    expect(named(log)).toEqual(["e1 1-3 null", "e2 4-6 e1"]);
    expect(log.stretches()[1]).toMatchObject({ relabelled: true, hash: log.hashAfter(3) });
    expect(named(openLog(database))).toEqual(named(log));
  });

  it("end where the next begins, when an old stretch is cut in two", () => {
    const { log } = logOf(5);
    log.beginEpoch("e2", [record("new board")]);
    log.relabel(3, "e3");
    expect(named(log)).toEqual(["e1 1-2 null", "e3 3-5 e1", "e2 6-6 e1"]);
    expect(log.identity.epoch).toBe("e2");
  });

  it("leave nothing of an epoch whose every row went to another", () => {
    const { log } = logOf(2);
    log.relabel(1, "e2");
    expect(named(log)).toEqual(["e2 1-2 e1"]);
    expect([log.identity.knowsEpoch("e1"), log.identity.knowsEpoch("e9")]).toEqual([true, false]);
  });

  it("begin in the commit of the row that says so, or not at all", () => {
    const { log, database } = logOf(2);
    database.exec("create trigger no_more before insert on log begin select raise(abort, 'no'); end");
    expect(() => log.beginEpoch("e2", [record("new board")])).toThrow(/no/);
    expect([log.identity.epoch, named(log), named(openLog(database))]).toEqual(["e1", ["e1 1-2 null"], ["e1 1-2 null"]]);
  });

  it("are never used twice", () => {
    const { log } = logOf(2);
    log.beginEpoch("e2", []);
    expect(() => log.beginEpoch("e1", [])).toThrow(/UNIQUE/);
    expect(log.identity.epoch).toBe("e2");
  });

  it("are found in a storage of the time before they were stretches", () => {
    const { log, database } = logOf(3);
    database.exec("drop table epochs; drop table pruned; drop trigger log_keeps_its_end");
    database.exec("create trigger log_is_append_only_2 before delete on log begin select raise(abort, 'old'); end");
    const again = openLog(database, "another");
    expect([...named(again), again.identity.epoch, again.heldFrom]).toEqual(["e1 1-3 null", "e1", 1]);
    again.saveSnapshot(3, 1, "state");
    again.prune(3);
    expect(again.heldFrom).toBe(3);
    expect(log.last).toBe(3);
  });
});

describe("old rows", () => {
  it("go when a snapshot stands for them, and the chain holds from the first that is here", () => {
    const { log, database } = logOf(9);
    const after5 = log.hashAfter(5);
    log.saveSnapshot(9, 1, "state");
    log.prune(6);
    expect([log.heldFrom, log.last, log.read(1, 9).map((row) => row.seq)]).toEqual([6, 9, [6, 7, 8, 9]]);
    expect([log.hashAfter(5), log.hashAfter(4), log.hashAfter(0)]).toEqual([after5, undefined, ""]);
    expect(log.firstBrokenRow()).toBeUndefined();
    const again = openLog(database);
    again.append([record(10)]);
    expect([again.heldFrom, again.last, again.firstBrokenRow()]).toEqual([6, 10, undefined]);
    database.exec("drop trigger log_is_append_only_1; update log set bytes = replace(bytes, '8', '1') where seq = 8");
    expect(again.firstBrokenRow()).toBe(8);
  });

  it("stay while no snapshot stands for them, and the newer ones stay whoever asks", () => {
    const { log, database } = logOf(9);
    expect(() => log.prune(6)).toThrow(/no snapshot/);
    log.saveSnapshot(4, 1, "state");
    expect(() => log.prune(6)).toThrow(/no snapshot/);
    log.prune(5);
    expect(log.heldFrom).toBe(5);
    expect(() => database.exec("delete from log where seq = 5")).toThrow(/append-only/);
    log.prune(3);
    expect(log.heldFrom).toBe(5);
  });

  it("may all go: the log goes on where it was", () => {
    const { log, database } = logOf(3);
    log.saveSnapshot(3, 1, "state");
    log.prune(4);
    const again = openLog(database);
    expect([again.last, again.heldFrom, again.lastHash]).toEqual([3, 4, log.hashAfter(3)]);
    expect(again.append([record(4)])[0]?.seq).toBe(4);
    expect([again.firstBrokenRow(), again.snapshot(1)?.seq]).toEqual([undefined, 3]);
  });

  it("leave the hash before a later epoch behind, so that it can still be stated", () => {
    const { log } = logOf(4);
    log.beginEpoch("e2", [record("new board"), record("more")]);
    const before = log.hashAfter(4);
    log.saveSnapshot(6, 1, "state");
    log.prune(6);
    expect(log.hashAfter(4)).toBe(before);
    expect(named(log)).toEqual(["e1 1-4 null", "e2 5-6 e1"]);
  });
});

it("finds a row of another log by its identity there", () => {
  const { log } = logOf(1);
  const origin = { source: "kiosk-2", epoch: "k1", seq: 7, at: 0, boot: "b", mono: 0, hash: "h7" };
  log.append([{ ...record("theirs"), origin }]);
  expect(log.originRow("kiosk-2", "k1", 7)).toMatchObject({ seq: 2, origin });
  expect(log.originRow("kiosk-2", "k1", 8)).toBeUndefined();
});
