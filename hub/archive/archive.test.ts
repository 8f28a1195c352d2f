import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recordBytes } from "#shared/log/record.ts";
import { stateText } from "#shared/queue/state.ts";
import { digest, HubHarness } from "../core/harness.ts";
import { examine } from "../doctor/examine.ts";
import { typicalDay } from "../forward/typical-day.ts";
import { archivedRows } from "./archived-rows.ts";
import { Archiver } from "./archiver.ts";
import { refoldFromArchive } from "./refold.ts";

let folder = "";
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "theq-archive-")), "archive");
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true }));

/** The hub with an archiver that keeps 200 rows and moves 100 at a time. */
function archiving(hub: HubHarness, neededFrom = () => Number.POSITIVE_INFINITY) {
  const faults: string[] = [];
  const archiver = new Archiver({
    log: hub.log,
    database: hub.database,
    digest,
    office: "hub",
    folder,
    neededFrom,
    faults: { raise: (_about, { facts }) => void faults.push(String(facts.cause)), clear: () => {} },
    rowsKept: 200,
    rowsPerSegment: 100,
  });
  return { archiver, faults };
}

async function archive(hub: HubHarness, neededFrom?: () => number): Promise<string[]> {
  const { archiver, faults } = archiving(hub, neededFrom);
  archiver.onCommitted();
  await new Promise<void>((resolve) => {
    const look = () => (archiver.isWorking ? setImmediate(look) : resolve());
    look();
  });
  return faults;
}

function bytesOf(hub: HubHarness): string[] {
  return [...archivedRows(hub.log, folder, digest)].map(({ seq: _seq, ...record }) => recordBytes(record));
}

function segments(): string[] {
  return readdirSync(folder).sort();
}

describe("the archive", () => {
  test("is examined with its log: whole, or the row at which it is not", async () => {
    const hub = typicalDay(750);
    hub.program.snapshot();
    await archive(hub);
    const examined = (of?: string) => examine(hub.database, digest, "hub", of).map(({ ok, what }) => `${ok} ${what}`);
    expect(examined()).toEqual([expect.stringContaining("true The chain holds from row 501"), expect.stringContaining("--archive FOLDER")]);
    expect(examined(folder)).toEqual([
      expect.stringContaining("true The chain holds from row 501"),
      "true The archive leads from row 1 to 500, each row as it was written.",
      expect.stringContaining("true The state folded from all rows equals the snapshot"),
    ]);
    rmSync(join(folder, segments()[2] as string));
    expect(examined(folder)[1]).toMatch(/^false The archive is not whole: .* does not follow row 200\.$/);
  });

  test("takes the oldest rows whole segments at a time, and with what is left the log is as it was", async () => {
    const hub = typicalDay(750);
    const before = [...hub.log.readAll()].map(({ seq: _seq, hash: _hash, ...record }) => recordBytes(record));
    hub.program.snapshot();
    expect(await archive(hub)).toEqual([]);
    expect([hub.log.heldFrom, segments().length]).toEqual([501, 5]);
    expect(bytesOf(hub)).toEqual(before);
    expect(hub.log.firstBrokenRow()).toBeUndefined();
    const text = gunzipSync(readFileSync(join(folder, segments()[0] as string))).toString("utf8");
    expect(text.split("\n")[1]).toMatch(/^\{"seq":1,"hash":"[\w-]{43}","row":\{"kind":"hub-started",/);
    hub.restart("boot-2");
    typicalDay(hub.log.last + 100, 2, hub);
    expect(await archive(hub)).toEqual([]);
    expect(bytesOf(hub).slice(0, before.length)).toEqual(before);
  });

  test("Q-EVENT-1: leaves what is not yet forwarded, or has no snapshot, where it is", async () => {
    const hub = typicalDay(750);
    await archive(hub);
    expect(hub.log.heldFrom).toBe(1);
    hub.program.snapshot();
    await archive(hub, () => 250);
    expect([hub.log.heldFrom, segments().length]).toEqual([201, 2]);
  });

  test("Q-EVENT-1: a kill between the file and the deletion leaves both; the next start finds them the same and goes on", async () => {
    const hub = typicalDay(750);
    hub.program.snapshot();
    const copy = (hub.database as Database.Database).serialize();
    await archive(hub);
    const killed = new HubHarness(new Database(copy));
    expect(await archive(killed)).toEqual([]);
    expect([killed.log.heldFrom, segments().length]).toEqual([501, 5]);
  });

  test("deletes nothing when what it reads back is not what it wrote", async () => {
    const hub = typicalDay(750);
    hub.program.snapshot();
    const copy = (hub.database as Database.Database).serialize();
    await archive(hub);
    const path = join(folder, segments()[0] as string);
    writeFileSync(path, gzipSync(gunzipSync(readFileSync(path)).toString("utf8").replace("Vancouver", "Edmonton")));
    const killed = new HubHarness(new Database(copy));
    expect((await archive(killed))[0]).toMatch(/^row 2 of .* is not as written$/);
    expect(killed.log.heldFrom).toBe(1);
    expect(() => bytesOf(hub)).toThrow("row 2 of");
    rmSync(path);
    expect(() => bytesOf(hub)).toThrow("does not follow row 0");
  });

  test("deletes nothing when a file of another history stands in its place", async () => {
    const other = typicalDay(750, 2);
    other.program.snapshot();
    await archive(other);
    const hub = typicalDay(750, 1);
    hub.program.snapshot();
    expect((await archive(hub))[0]).toContain("holds other rows");
    expect(hub.log.heldFrom).toBe(1);
  });

  test("a folder that cannot be written is a fault, and nothing is deleted", async () => {
    const hub = typicalDay(750);
    hub.program.snapshot();
    mkdirSync(join(folder, ".."), { recursive: true });
    writeFileSync(folder, "a file in its place");
    expect(await archive(hub)).toHaveLength(1);
    expect(hub.log.heldFrom).toBe(1);
  });

  test("Q-EVENT-2: after an update that reads the state another way it is folded once, and equals the state as it was", async () => {
    const hub = typicalDay(750);
    hub.program.snapshot();
    await archive(hub);
    const live = stateText(hub.state);
    (hub.database as Database.Database).exec("update snapshots set fold_version = 1");
    expect(() => refoldFromArchive(hub.log, undefined, digest)).toThrow();
    expect(() => refoldFromArchive(hub.log, join(folder, "elsewhere"), digest)).toThrow();
    expect(refoldFromArchive(hub.log, folder, digest)).toBe(true);
    expect(refoldFromArchive(hub.log, folder, digest)).toBe(false);
    expect(hub.log.newestSnapshot()?.state).toBe(live);
  });
});
