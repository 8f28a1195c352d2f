import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tp2Payload } from "#shared/snowplow/payload.ts";
import { sampleEvents } from "./samples.ts";
import { SchemaRegistry } from "./schemas/registry.ts";
import { badRowsMax, CollectorStore } from "./store.ts";
import { type BadRow, rowsOfPost } from "./validate.ts";

const registry = new SchemaRegistry();
const rows = (from: number, count: number, change = (text: string) => text) =>
  rowsOfPost(registry, "application/json", change(JSON.stringify(tp2Payload(sampleEvents(from, count), 1_795_000_000_000))));
const bad = (number: number): BadRow => ({ kind: "bad", reasons: ["because"], raw: String(number) });

let directory = "";
let store: CollectorStore;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "collector-"));
  store = new CollectorStore(join(directory, "collector.sqlite"));
});
afterEach(() => {
  store.close();
  rmSync(directory, { recursive: true });
});

describe("the collector's store", () => {
  test("Q-EVENT-1: keeps an event once, however often and in whatever posts it comes", () => {
    store.keep(rows(1, 3), 1);
    store.keep(rows(2, 3), 2);
    store.keep([...rows(4, 1), ...rows(5, 1), ...rows(5, 1)], 3);
    expect(store.counts()).toEqual({ good: 5, bad: 0, duplicates: 4 });
    expect(store.tickets()).toBe(5);
    expect(store.good({ after: 0, limit: 10 }).map((row) => row.receivedAtMs)).toEqual([1, 1, 1, 2, 3]);
  });

  test("takes a copy with another time of sending and another tracker version for the same event", () => {
    store.keep(rows(1, 1), 1);
    store.keep(
      rows(1, 1, (text) => text.replace('"stm":"1795000000000"', '"stm":"1795000009000"').replace("theq-0.1.0", "theq-0.2.0")),
      2,
    );
    expect(store.counts()).toEqual({ good: 1, bad: 0, duplicates: 1 });
  });

  test("finds an id that was given to two events", () => {
    store.keep(rows(1, 1), 1);
    store.keep(
      rows(1, 1, (text) => text.replace("addcitizen", "addtoqueue")),
      2,
    );
    expect(store.counts()).toEqual({ good: 1, bad: 1, duplicates: 0 });
    expect(store.bad({ after: 0, limit: 10 })[0]?.reasons).toEqual([
      "eid 00000000-0000-5000-8000-000000000001 was received before with other content",
    ]);
  });

  test("does not care how an id is written", () => {
    store.keep(
      rows(1, 1, (text) => text.replace(/00000000-0000-5000-8000-0000/, "abcdef00-0000-5000-8000-0000")),
      1,
    );
    store.keep(
      rows(1, 1, (text) => text.replace(/00000000-0000-5000-8000-0000/, "ABCDEF00-0000-5000-8000-0000")),
      2,
    );
    expect(store.counts()).toEqual({ good: 1, bad: 0, duplicates: 1 });
  });

  test("keeps the latest bad rows and the count of all", () => {
    store.keep(
      Array.from({ length: badRowsMax }, (_, place) => bad(place)),
      1,
    );
    store.keep([bad(badRowsMax), bad(badRowsMax + 1)], 2);
    expect(store.counts().bad).toBe(badRowsMax + 2);
    expect(store.bad({ after: 0, limit: 1 })[0]?.raw).toBe("2");
    expect(store.bad({ after: 0, limit: badRowsMax + 9 })).toHaveLength(badRowsMax);
  });

  test("has its rows after it was opened again, until it is reset", () => {
    store.keep([...rows(1, 3), bad(1)], 1);
    store.close();
    store = new CollectorStore(join(directory, "collector.sqlite"));
    expect(store.counts()).toEqual({ good: 3, bad: 1, duplicates: 0 });
    store.reset();
    expect(store.counts()).toEqual({ good: 0, bad: 0, duplicates: 0 });
    expect(store.good({ after: 0, limit: 9 })).toEqual([]);
    store.keep(rows(1, 1), 2);
    expect(store.counts().good).toBe(1);
  });

  test("stores all of a post or nothing", () => {
    const other = new Database(join(directory, "collector.sqlite"));
    other.exec("create trigger no_third before insert on good when new.eid like '%3' begin select raise(abort, 'disk full'); end");
    other.close();
    expect(() => store.keep(rows(1, 3), 1)).toThrow("disk full");
    expect(store.counts()).toEqual({ good: 0, bad: 0, duplicates: 0 });
    expect(store.good({ after: 0, limit: 9 })).toEqual([]);
  });

  test("writes through to the disk at every commit", () => {
    expect(store.durability()).toEqual({ journal: "wal", synchronous: "full" });
  });
});
