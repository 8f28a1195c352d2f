import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EventLog } from "#shared/log/event-log.ts";
import { storageKind } from "../copy-mark.ts";
import { digest, HubHarness } from "../core/harness.ts";
import { typicalDay } from "../forward/typical-day.ts";
import { backUp, backUpSealed, backupsIn } from "./backup.ts";
import { restoreBackup } from "./restore.ts";
import { newBackupKey } from "./seal.ts";

const at = Date.UTC(2026, 10, 23, 17, 4, 5);
let folder = "";
let data = "";
let keyFile = "";
let recipient = "";
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "theq-sealed-"));
  data = join(folder, "data");
  mkdirSync(data);
  keyFile = join(folder, "key.txt");
  const made = await newBackupKey(at);
  writeFileSync(keyFile, made.file, { mode: 0o600 });
  recipient = made.recipient;
});
afterEach(() => rmSync(folder, { recursive: true }));

function runningHub(): HubHarness {
  const database = new Database(join(data, "hub.sqlite"));
  database.pragma("journal_mode = wal");
  return typicalDay(120, 1, new HubHarness(database).begin());
}

const rowsOf = (file: string) => {
  const database = new Database(file, { readonly: true });
  const log = new EventLog(database, digest, { source: "hub", epoch: "" });
  const rows = [...log.readAll()];
  const kind = storageKind(log);
  database.close();
  return { rows, kind };
};

const sealed = () => backUpSealed(data, "hub", join(folder, "backups"), at, [recipient]);
const restored = (file: string, key: string | null = keyFile, to = "restored") => restoreBackup(file, key, join(folder, to), "hub");

describe("a sealed backup", () => {
  test("is opened by age's own program, holds every row, and leaves nothing behind that can be read", async () => {
    const hub = runningHub();
    const { file, last } = await sealed();
    expect(file).toBe(join(folder, "backups", `hub-20261123T170405Z-${last}.sqlite.age`));
    expect(backupsIn(join(folder, "backups"), "hub")).toHaveLength(1);
    expect(readdirSync(join(folder, "backups"))).toHaveLength(1);
    expect(readFileSync(file).includes("SQLite format 3")).toBe(false);
    expect(existsSync(join(data, "backup-open"))).toBe(false);
    const opened = join(folder, "opened.sqlite");
    execFileSync("age", ["--decrypt", "--identity", keyFile, "--output", opened, file]);
    expect(rowsOf(opened)).toEqual({ rows: [...hub.log.readAll()], kind: "backup" });
  });

  test("for a key that age's own program made is restored here as well; a backup that is not sealed needs none", async () => {
    const hub = runningHub();
    execFileSync("age-keygen", ["--output", join(folder, "theirs.txt")], { stdio: "pipe" });
    const theirs = /public key: (age1\w+)/.exec(readFileSync(join(folder, "theirs.txt"), "utf8"))?.[1] as string;
    const { file } = await backUpSealed(data, "hub", join(folder, "backups"), at, [recipient, theirs]);
    for (const [index, key] of [keyFile, join(folder, "theirs.txt")].entries()) {
      expect(await restored(file, key, `restored-${index}`)).toEqual({ last: hub.log.last, epoch: hub.epoch });
      expect(rowsOf(join(folder, `restored-${index}`, "hub.sqlite"))).toEqual({ rows: [...hub.log.readAll()], kind: "backup" });
    }
    const open = backUp(data, "hub", join(folder, "open"), at).file;
    expect(await restored(open, null, "from-open")).toEqual({ last: hub.log.last, epoch: hub.epoch });
    expect(statSync(join(folder, "restored-0")).mode & 0o777).toBe(0o700);
  });

  test("with another key, cut off, changed in one byte, or without a key is refused in words, and no storage appears", async () => {
    runningHub();
    const { file } = await sealed();
    const other = join(folder, "other.txt");
    writeFileSync(other, (await newBackupKey(at)).file);
    await expect(restored(file, other)).rejects.toThrow("cannot be opened with this key, or is not whole");
    await expect(restored(file, join(folder, "nowhere.txt"))).rejects.toThrow(`there is no ${join(folder, "nowhere.txt")}`);
    await expect(restored(file, null)).rejects.toThrow("is sealed: name its key with --key");
    writeFileSync(other, "a list of things to buy");
    await expect(restored(file, other)).rejects.toThrow("holds no key of age");
    const whole = readFileSync(file);
    const changed = Buffer.from(whole);
    changed[whole.length - 2_000] = (changed[whole.length - 2_000] as number) ^ 1;
    writeFileSync(file, changed);
    await expect(restored(file)).rejects.toThrow("is not whole");
    writeFileSync(file, whole);
    truncateSync(file, whole.length - 20_000);
    await expect(restored(file)).rejects.toThrow("is not whole");
    expect(readdirSync(join(folder, "restored"))).toEqual([]);
  });

  test("is not restored over a storage that is there", async () => {
    const hub = runningHub();
    const { file } = await sealed();
    await expect(restored(file, keyFile, "data")).rejects.toThrow("restore into an empty folder");
    expect(rowsOf(join(data, "hub.sqlite")).rows).toHaveLength(hub.log.last);
  });
});
