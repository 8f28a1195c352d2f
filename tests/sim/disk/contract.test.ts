/** The simulated disk against better-sqlite3: the same statements give the same answers, and the log on it is the same log. */
import { hash } from "node:crypto";
import Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventLog, type SqlDatabase } from "#shared/log/event-log.ts";
import type { LogRecord } from "#shared/log/record.ts";
import { MemoryDatabase } from "./database.ts";

const digest = (text: string) => hash("sha256", text, "base64url");
const record = (body: unknown): LogRecord => ({ kind: "noted", version: 1, at: 5, boot: "b", mono: 1, body });
const origin = (seq: number) => ({ source: "k", epoch: "e", seq, at: 0, boot: "b", mono: 0, hash: "h" });

const kinds: readonly [string, () => SqlDatabase][] = [
  ["better-sqlite3", () => new Database(":memory:") as unknown as SqlDatabase],
  ["the simulated disk", () => new MemoryDatabase()],
];

describe.each(kinds)("a log on %s", (_name, open) => {
  const openLog = (database: SqlDatabase, epoch = "e1") => new EventLog(database, digest, { source: "kiosk-1", epoch });

  it("gives back what was appended, also after it is opened again", () => {
    const database = open();
    const log = openLog(database);
    log.append([record(1), record({ two: "zwei" })]);
    log.append([record([3])]);
    const again = openLog(database, "another");
    expect(again.identity.epoch).toBe("e1");
    expect([again.last, again.lastHash]).toEqual([3, log.lastHash]);
    expect([...again.readAll(2)].map((row) => row.body)).toEqual([{ two: "zwei" }, [3]]);
    expect(again.firstBrokenRow()).toBeUndefined();
  });

  it("appends all or nothing, and says which rule was broken", () => {
    const log = openLog(open());
    log.append([{ ...record(1), origin: origin(1) }]);
    expect(() => log.append([record(2), { ...record(3), origin: origin(1) }])).toThrow(/UNIQUE constraint failed/);
    expect([log.last, log.read(1, 9).length]).toEqual([1, 1]);
  });

  it("refuses to change or delete a row", () => {
    const database = open();
    openLog(database).append([record(1)]);
    expect(() => database.exec("update log set bytes = '{}'")).toThrow(/append-only/);
    expect(() => database.exec("delete from log")).toThrow(/append-only/);
  });

  it("keeps snapshots and cursors", () => {
    const log = openLog(open());
    log.append([record(1), record(2)]);
    log.saveSnapshot(1, 1, "one");
    log.saveSnapshot(2, 1, "two");
    expect([log.snapshot(1)?.state, log.snapshot(2)]).toEqual(["two", undefined]);
    log.setCursor("hub", 1);
    log.setCursor("hub", 2);
    expect([log.cursor("hub"), log.cursor("other")]).toEqual([2, 0]);
  });
});

describe("the simulated disk", () => {
  const schema =
    "create table t (n integer primary key, a text, b integer not null default 7, unique (a, b)) strict; create table u (a text primary key, b text) strict, without rowid";
  const statements = [
    ["insert into t (n, a, b) values (?, ?, ?)", 3],
    ["insert or replace into t (n, a, b) values (?, ?, ?)", 3],
    ["insert or ignore into t (n, a, b) values (?, ?, ?)", 3],
    ["insert into t (n, a) values (?, ?) on conflict (n) do update set a = excluded.a, b = b + 1", 2],
    ["insert into u (a, b) values (?, ?) on conflict (a) do nothing", 2],
    ["select n, a as it, b from t where n >= ? and n < ? order by n limit 3", 2],
    ["select n from t where n <= ? order by n desc limit 2", 1],
    ["select * from t where a = ? and b = ?", 2],
    ["select count(*) as c, max(n) as m, min(b) as l, coalesce(sum(b), 0) as s from t where n <> ?", 1],
    ["select n from t where a is null or not (b in (1, 2)) or n between ? and ? order by b desc, n", 2],
    ["select a from u where b is not null and a >= ? order by a", 1],
    ["update t set b = b + ?, a = null where n = ?", 2],
    ["delete from t where n <= (select min(n) from t where b > ?)", 1],
    ["delete from u where a = ?", 1],
    ["select name from sqlite_master where type = 'table' and name = 'u'", 0],
  ] as const;

  it("answers every statement as better-sqlite3 does", () => {
    const step = fc.tuple(fc.nat(statements.length - 1), fc.array(fc.nat(5), { minLength: 3, maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 15 }), (batches) => {
        const real = new Database(":memory:") as unknown as SqlDatabase;
        const fake = new MemoryDatabase();
        const run = (database: SqlDatabase) => {
          const said: unknown[] = [];
          database.exec(schema);
          for (const batch of batches) {
            const work = () => {
              for (const [which, numbers] of batch) {
                const [sql, count] = statements[which] as (typeof statements)[number];
                const text = sql.includes("from u") || sql.includes("into u");
                const values = numbers
                  .slice(0, count)
                  .map((value, place) => (text || (sql.includes("into t") && place === 1) ? `${value}` : value));
                if (sql.includes("where a = ? and b")) values[0] = `${values[0]}`;
                const prepared = database.prepare(sql);
                said.push(sql.startsWith("select") ? prepared.all(...values) : prepared.run(...values).changes);
              }
            };
            try {
              database.transaction(work)();
            } catch (error) {
              said.push(((error as { code?: string }).code ?? String(error)).slice(0, 17));
            }
          }
          return said;
        };
        expect(run(fake)).toEqual(run(real));
      }),
      { numRuns: 300 },
    );
  });

  it("takes the last commits back, copies itself, and lets its gate refuse", () => {
    const database = new MemoryDatabase();
    database.exec("create table t (n integer primary key) strict");
    const add = database.prepare("insert into t (n) values (?)");
    const numbers = (of: MemoryDatabase) =>
      of
        .prepare("select n from t order by n")
        .all()
        .map((row) => (row as { n: number }).n);
    for (const n of [1, 2, 3]) add.run(n);
    const copy = database.copy();
    expect(database.loseTail(2)).toBe(2);
    expect([numbers(database), numbers(copy)]).toEqual([[1], [1, 2, 3]]);
    database.gate = {
      before: () => {
        throw new Error("full");
      },
      after: () => {},
    };
    expect(() => add.run(9)).toThrow("full");
    expect(numbers(database)).toEqual([1]);
  });
});
