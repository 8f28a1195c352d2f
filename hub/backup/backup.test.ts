import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EventLog } from "#shared/log/event-log.ts";
import { storageKind } from "../copy-mark.ts";
import { digest, HubHarness } from "../core/harness.ts";
import { typicalDay } from "../forward/typical-day.ts";
import { backUp, backupsIn, madeAt, thin } from "./backup.ts";
import { backUpByItself, lookEveryMs } from "./backup-timer.ts";

const at = Date.UTC(2026, 10, 23, 17, 4, 5);
let folder = "";
let data = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "theq-backup-"));
  data = join(folder, "data");
  mkdirSync(data);
});
afterEach(() => rmSync(folder, { recursive: true }));

function runningHub(): HubHarness {
  const database = new Database(join(data, "hub.sqlite"));
  database.pragma("journal_mode = wal");
  return typicalDay(120, 1, new HubHarness(database).begin());
}

describe("a backup", () => {
  test("holds every row of one moment of a running hub, is named by it, and knows that it is none", () => {
    const hub = runningHub();
    const { file, last } = backUp(data, "hub", join(folder, "backups"), at);
    expect(file).toBe(join(folder, "backups", `hub-20261123T170405Z-${last}.sqlite`));
    expect(madeAt(file)).toBe(at);
    expect(readdirSync(join(folder, "backups"))).toHaveLength(1);
    const rows = [...hub.log.readAll()];
    typicalDay(hub.log.last + 20, 2, hub);
    const copy = new Database(file);
    const log = new EventLog(copy, digest, { source: "hub", epoch: "" });
    expect([...log.readAll()]).toEqual(rows);
    expect(storageKind(log)).toBe("backup");
    expect(storageKind(hub.log)).toBe("hub");
    copy.close();
  });

  test("gets no name when the folder cannot be written or a row is not as it was written", () => {
    const hub = runningHub();
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(() => backUp(data, "hub", file, at)).toThrow();
    (hub.database as Database.Database).exec("drop trigger log_is_append_only_1; update log set bytes = replace(bytes, 'Amrit', 'Amrut')");
    const backups = join(folder, "backups");
    expect(() => backUp(data, "hub", backups, at)).toThrow();
    expect(readdirSync(backups)).toEqual([]);
    expect(() => backUp(join(folder, "nowhere"), "hub", backups, at)).toThrow();
  });
});

describe("backups by themselves", () => {
  test("are made when the newest is too old, thinned to the number to keep, and a failure is told until one succeeds", async () => {
    const backups = join(folder, "backups");
    mkdirSync(backups);
    let now = at;
    let fails: string | null = null;
    const faults: string[] = [];
    const timers: { ms: number; run: () => void }[] = [];
    const name = () => `hub-${new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z-7.sqlite`;
    const make = async () => {
      if (fails === null) writeFileSync(join(backups, name()), "");
      return fails;
    };
    const every = (ms: number, run: () => void) => {
      timers.push({ ms, run });
      return () => {};
    };
    const said = {
      raise: (_about: string, { fault }: { fault: string }) => void faults.push(fault),
      clear: () => void faults.push("clear"),
    };
    backUpByItself("hub", { folder: backups, everyHours: 2, keep: 3 }, { now: () => now, every, make, faults: said });
    const look = async (hours: number) => {
      now += hours * 3_600_000;
      timers[0]?.run();
      await new Promise((resolve) => setImmediate(resolve));
      return backupsIn(backups, "hub").length;
    };
    expect(timers[0]?.ms).toBe(lookEveryMs);
    expect([await look(0), await look(1), await look(1), await look(2)]).toEqual([1, 1, 2, 3]);
    fails = "no space";
    expect(await look(2)).toBe(3);
    fails = null;
    const oldest = backupsIn(backups, "hub")[0] as string;
    expect(await look(0)).toBe(3);
    expect(existsSync(join(backups, oldest))).toBe(false);
    expect(faults).toEqual(["clear", "clear", "clear", "backup-failed", "clear"]);
    const count = faults.length;
    rmSync(backups, { recursive: true });
    writeFileSync(backups, "no folder");
    now += 1;
    timers[0]?.run();
    await new Promise((resolve) => setImmediate(resolve));
    expect(faults.slice(count)).toEqual(["backup-failed"]);
    rmSync(backups);
    mkdirSync(backups);
    for (const hour of [1, 2, 3]) {
      now += hour * 3_600_000;
      writeFileSync(join(backups, name()), "");
    }
    thin(backups, "another", 1);
    expect(backupsIn(backups, "hub")).toHaveLength(3);
  });
});
