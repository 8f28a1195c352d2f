import { describe, expect, test } from "vitest";
import type { LogRecord } from "#shared/log/record.ts";
import { recordBytes } from "#shared/log/record.ts";
import { digest } from "../core/harness.ts";
import { typicalDay } from "../forward/typical-day.ts";
import { compress, decompress } from "./compression.ts";
import { postCharactersMax } from "./log-post.ts";
import { type PackedRow, packRows, unpackRows } from "./packed-rows.ts";

const nothing = () => undefined;

function day(rows = 400): { records: LogRecord[]; known: (source: string, epoch: string, seq: number) => string | undefined } {
  const { log } = typicalDay(rows);
  const records = log.read(1, rows).map(({ seq: _seq, hash: _hash, ...record }) => record);
  return { records, known: (source, epoch, seq) => log.originRow(source, epoch, seq)?.origin?.hash };
}

function travelled(rows: PackedRow[] | undefined): PackedRow[] {
  return JSON.parse(JSON.stringify(rows));
}

describe("packed rows", () => {
  test("Q-EVENT-1: give back the bytes they were made of, and no device's hash travels that follows from its row before", () => {
    const { records } = day();
    const packed = travelled(packRows(records, nothing, digest));
    expect(packed.filter((row) => row.origin && "hash" in (row.origin as object))).toEqual([]);
    const back = unpackRows(packed, nothing, digest);
    expect(back.kind === "records" && back.records.map(recordBytes)).toEqual(records.map(recordBytes));
  });

  test("from the middle of a log they need the hash before, and say so when it is not held", () => {
    const { records, known } = day();
    const packed = travelled(packRows(records.slice(200), known, digest));
    expect(unpackRows(packed, nothing, digest)).toEqual({ kind: "hash-unknown" });
    const back = unpackRows(packed, known, digest);
    expect(back.kind === "records" && back.records.map(recordBytes)).toEqual(records.slice(200).map(recordBytes));
    const whole = unpackRows(travelled(packRows(records.slice(200), null, digest)), nothing, digest);
    expect(whole.kind === "records" && whole.records.map(recordBytes)).toEqual(records.slice(200).map(recordBytes));
  });

  test("a hash that does not follow travels, as after rows that nobody has or one that was kept unread", () => {
    const { records } = day(60);
    const places = records.flatMap(({ origin }, place) => (origin?.source === "kiosk-1" ? [place] : []));
    const [gap = 0, other = 0, unread = 0] = places.slice(4);
    const changed = records.map((record, place) => {
      if (place === unread)
        return {
          ...record,
          kind: "quarantined",
          body: { reason: "of tomorrow", raw: { kind: record.kind, version: record.version, body: record.body } },
        };
      return place === other && record.origin ? { ...record, origin: { ...record.origin, hash: digest("another") } } : record;
    });
    changed.splice(gap, 1);
    const back = unpackRows(travelled(packRows(changed, nothing, digest)), nothing, digest);
    expect(back.kind === "records" && back.records.map(recordBytes)).toEqual(changed.map(recordBytes));
  });

  test("what differences cannot say is not packed", () => {
    const { records } = day(20);
    const odd = records.map((record, place) => (place === 7 ? { ...record, mono: 0.5 } : record));
    expect(packRows(odd, nothing, digest)).toBeUndefined();
  });

  test("what is no packed row is told apart, whatever it is", () => {
    for (const row of [
      {},
      { at: 1 },
      { at: 1, mono: 1, boot: 1 },
      { at: 1, mono: 1, boot: "b", origin: null },
      { at: 1, mono: 1, boot: "b", arrivedAt: "x" },
    ])
      expect(unpackRows([row], nothing, digest)).toEqual({ kind: "unreadable" });
  });
});

describe("compression", () => {
  test("a small body that would grow beyond the bound is refused", async () => {
    expect(await decompress(await compress("[1,2,3]"))).toBe("[1,2,3]");
    const bomb = await compress(" ".repeat(postCharactersMax + 1));
    expect(bomb.length).toBeLessThan(1_000);
    await expect(decompress(bomb)).rejects.toThrow();
    await expect(decompress(Buffer.from("plain"))).rejects.toThrow();
  });
});
