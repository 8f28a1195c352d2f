import { hash } from "node:crypto";
import Database from "better-sqlite3";
import { beforeEach, describe, expect, test } from "vitest";
import { EventLog } from "#shared/log/event-log.ts";
import { recordBytes } from "#shared/log/record.ts";
import { LogWriter } from "../forward/harness.ts";
import type { LogPost, PostedRow } from "../shipping/log-post.ts";
import { CentralLog } from "./central-log.ts";
import { hubBytes } from "./intake.ts";

const digest = (text: string) => hash("sha256", text, "base64url");
const now = { at: 1_795_500_000_000, boot: "central-boot", mono: 77 };
let database: Database.Database;
let log: EventLog;
let central: CentralLog;
let office: LogWriter;

function open(): void {
  log = new EventLog(database, digest, { source: "central", epoch: "central-epoch" });
  central = new CentralLog(log, database, digest);
}

beforeEach(() => {
  database = new Database(":memory:");
  open();
  office = LogWriter.opened();
  for (let visit = 0; visit < 10; visit += 1) office.call(office.join({ practice: visit === 3 }));
});

/** What a hub posts of its rows `from` to `to`, through JSON as on the wire. */
function post(from: number, to: number, more: Partial<LogPost> = {}, of: LogWriter = office): LogPost {
  const rows = of.log.read(from, to - from + 1).map(({ hash: _hash, seq, ...record }) => ({ seq, ...record }));
  const { epoch } = of.log.identity;
  const envelope = {
    generation: 1,
    source: "hub" as const,
    epoch,
    last: of.log.last,
    sent: now,
    rows,
    hash: of.log.hashAfter(to) as string,
  };
  return JSON.parse(JSON.stringify({ ...envelope, ...more }));
}

describe("central's intake", () => {
  test("Q-EVENT-1: doubled, overlapping and early posts leave each row once, in order", () => {
    const { last } = office.log;
    expect(central.take("here", post(1, 8), now)).toEqual({ epoch: "hub-epoch", next: 9, hash: office.log.hashAfter(8), generation: 1 });
    expect(central.take("here", post(12, last), now)).toMatchObject({ next: 9, ask: true });
    expect(central.take("here", post(1, 8), now)).toEqual({ epoch: "hub-epoch", next: 9, hash: office.log.hashAfter(8), generation: 1 });
    expect(central.take("here", post(5, last), now)).toMatchObject({ next: last + 1 });
    expect(log.last).toBe(last);
    expect(central.counts()).toEqual({ tickets: 9, offices: { here: { next: last + 1, tickets: 9 } } });
  });

  test("the hub's bytes and hashes can be made again from what is stored", () => {
    central.take("here", post(1, office.log.last), now);
    const rows = [...log.readAll()];
    expect(rows.map(({ seq: _seq, hash: _hash, ...record }) => hubBytes(record))).toEqual(
      [...office.log.readAll()].map(({ seq: _seq, hash: _hash, ...record }) => recordBytes(record)),
    );
    expect(rows.map((row) => row.origin?.hash)).toEqual([...office.log.readAll()].map((row) => row.hash));
    expect(rows.find((row) => row.kind === "ticket-issued")?.origin?.origin).toMatchObject({ source: "kiosk-1", epoch: "e1", seq: 41 });
  });

  test("two offices with the same names of hubs, kiosks and epochs are kept apart", () => {
    central.take("here", post(1, office.log.last), now);
    central.take("there", post(1, 8), now);
    expect(central.counts()).toEqual({
      tickets: 11,
      offices: { here: { next: office.log.last + 1, tickets: 9 }, there: { next: 9, tickets: 2 } },
    });
  });

  test("Q-EVENT-1: a hub restored under a new epoch sends devices' rows again, and they count once", () => {
    central.take("here", post(1, office.log.last), now);
    const restored = new LogWriter();
    const copies = [...office.log.readAll()].filter((row) => row.origin).slice(0, 6);
    restored.log.append(copies.map(({ seq: _seq, hash: _hash, ...record }) => record));
    const message = post(1, 6, { epoch: "new-epoch" }, restored);
    expect(central.take("here", message, now)).toMatchObject({ epoch: "new-epoch", next: 7 });
    expect(central.take("here", message, now)).toMatchObject({ epoch: "new-epoch", next: 7 });
    expect(central.counts()).toEqual({ tickets: 9, offices: { here: { next: 7, tickets: 9 } } });
    const kept = [...log.readAll(office.log.last + 1)];
    expect(kept.map((row) => row.kind)).toEqual(Array(6).fill("repeated"));
    expect(kept.map(({ seq: _seq, hash: _hash, ...record }) => hubBytes(record))).toEqual(
      copies.map(({ seq: _seq, hash: _hash, ...record }) => recordBytes(record)),
    );
  });

  test("a row that central cannot read is stored as it came, and the next one follows", () => {
    const strange = [
      { seq: 1, kind: "of-tomorrow", version: 9, at: 1, boot: "b", mono: 1, body: { any: ["thing"] } },
      { seq: 2, kind: "of-tomorrow", version: 9, at: 1, boot: "b", mono: 1, body: null, newField: 1 },
      { seq: 3, nothing: "of a row" },
      { seq: 4, version: 1, kind: "keys-in-another-order", at: 1, boot: "b", mono: 1, body: 1 },
      { seq: 5, kind: "ticket-issued", version: 1, at: 1, boot: "b", mono: 1, body: "not a ticket" },
      { seq: 6, kind: "unread", version: 1, at: 1, boot: "b", mono: 1, body: {} },
    ];
    const bytes = strange.map(({ seq: _seq, ...raw }) => JSON.stringify(raw));
    const end = bytes.reduce((before, each) => digest(`${before}\n${each}`), "");
    const message: LogPost = { generation: 1, source: "hub", epoch: "e", last: 6, sent: now, rows: strange as PostedRow[], hash: end };
    expect(central.take("here", message, now)).toEqual({ epoch: "e", next: 7, hash: end, generation: 1 });
    const rows = [...log.readAll()];
    expect(rows.map((row) => row.kind)).toEqual(["of-tomorrow", "unread", "unread", "unread", "ticket-issued", "unread"]);
    expect(rows.map(({ seq: _seq, hash: _hash, ...record }) => hubBytes(record))).toEqual(bytes);
    expect(central.counts().tickets).toBe(0);
  });

  test("Q-TICKET-1: rows of a hub are not taken once a later generation was heard, and it is told", () => {
    central.take("here", post(1, 8), now);
    central.take("here", post(9, 12, { generation: 3 }), now);
    expect(central.take("here", post(13, 20), now)).toEqual({
      epoch: "hub-epoch",
      next: 13,
      hash: office.log.hashAfter(12),
      generation: 3,
    });
    expect(central.take("here", post(13, 20, { generation: 3 }), now)).toMatchObject({ next: 21 });
  });

  test("another history of the same storage is not mixed in", () => {
    central.take("here", post(1, 8), now);
    const message = post(9, 12);
    const altered = { ...message, rows: message.rows.map((row, place) => (place === 1 ? { ...row, at: 5 } : row)) };
    expect(central.take("here", altered, now)).toEqual({ epoch: "hub-epoch", next: 9, hash: office.log.hashAfter(8), generation: 1 });
    expect(central.take("here", post(9, 12), now)).toMatchObject({ next: 13 });
  });

  test("Q-EVENT-2: what stands is the same after a start, from the whole log or from a snapshot", () => {
    central.take("here", post(1, 8), now);
    const before = central.counts();
    open();
    expect(central.counts()).toEqual(before);
    central.snapshot();
    central.take("here", post(9, 20), now);
    const after = central.counts();
    open();
    expect(central.counts()).toEqual(after);
    expect(central.take("here", post(21, 21), now)).toMatchObject({ next: 22 });
  });
});
