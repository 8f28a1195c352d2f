/** The nightly way out to real servers over real sockets: an S3 one that checks each signature, and OpenSSH's; what goes wrong on it, and back again. */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubHarness } from "../core/harness.ts";
import { typicalDay } from "../forward/typical-day.ts";
import { backUpSealed } from "./backup.ts";
import { restoreBackup } from "./restore.ts";
import { type FarEnd, sectionOf, startObjectStore, startSshServer } from "./rig/far-end.ts";
import { at, named, OffSiteScene } from "./rig/off-site-scene.ts";
import { newBackupKey } from "./seal.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const night = at(20, 1, 30);
const megabyte = 1 << 20;
let scene: OffSiteScene;
let far: FarEnd | undefined;

beforeEach(() => {
  // Of somebody else's programs; rclone speaks to no S3 server where it is set.
  vi.stubEnv("AWS_CA_BUNDLE", undefined);
  scene = new OffSiteScene();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await far?.stop();
  far = undefined;
  scene.end();
});

const config = () => join(scene.folder, "rclone.conf");
const set = (settings: FarEnd["settings"]) => writeFileSync(config(), sectionOf(settings));
/** Never in this turn of the loop: the gate on the way is in this very process. */
const rclone = async (...words: string[]) => (await promisify(execFile)("rclone", ["--config", config(), ...words])).stdout;
const there = async ({ to }: FarEnd) => (await rclone("lsf", "--files-only", to)).split("\n").filter(Boolean).sort();

describe.each([
  ["S3", startObjectStore],
  ["SFTP", startSshServer],
])("a backup that goes away over %s", (_name, start) => {
  it("comes back whole, and is restored row by row", async () => {
    far = await start(scene.folder);
    set(far.settings);
    const data = join(scene.folder, "data");
    mkdirSync(data);
    const database = new Database(join(data, "hub.sqlite"));
    database.pragma("journal_mode = wal");
    const hub = typicalDay(60, 1, new HubHarness(database).begin());
    const key = await newBackupKey(night);
    writeFileSync(join(scene.folder, "key.txt"), key.file, { mode: 0o600 });
    const { file } = await backUpSealed(data, "hub", scene.backups, night, [key.recipient]);
    scene.start(far.to, 3, config());
    expect(await scene.looked(at(20, 2, 5))).toBe("clear");
    expect(await there(far)).toEqual([basename(file)]);
    await rclone("copyto", `${far.to}/${basename(file)}`, join(scene.folder, "back.sqlite.age"));
    const restored = join(scene.folder, "restored");
    expect(await restoreBackup(join(scene.folder, "back.sqlite.age"), join(scene.folder, "key.txt"), restored, "hub")).toEqual({
      last: hub.log.last,
      epoch: hub.epoch,
    });
  });

  it("is told why it cannot, is tried again after ten minutes, and is there once what was wrong is right", async () => {
    far = await start(scene.folder);
    scene.made(night);
    let minute = 5;
    const tried = (to: string) => {
      minute += 10;
      scene.start(to, 3, config());
      return scene.looked(at(20, 2, minute));
    };
    for (const { settings, to, said } of far.wrong) {
      set(settings);
      expect(await tried(to)).toMatch(said);
    }
    set(far.settings);
    far.gate.shut();
    expect(await tried(far.to)).toContain(far.to);
    // The same hub goes on by itself.
    far.gate.open();
    const faults = scene.faults.length;
    scene.look(at(20, 2, minute + 9));
    expect(scene.faults).toHaveLength(faults);
    expect(await scene.looked(at(20, 2, minute + 10))).toBe("clear");
    expect(await there(far)).toEqual([named(night)]);
  });

  it("and breaks off in the middle is none, and goes whole at the next try; the one of the night before stays until then", async () => {
    far = await start(scene.folder);
    set(far.settings);
    scene.made(at(19, 1, 30));
    scene.start(far.to, 1, config());
    expect(await scene.looked(at(19, 2, 5))).toBe("clear");
    const large = randomBytes(12 * megabyte);
    scene.made(night, large);
    far.gate.open(7 * megabyte);
    expect(await scene.looked(at(20, 2, 5))).toContain(far.to);
    expect(far.gate.hasBroken).toBe(true);
    far.gate.open();
    expect(await there(far)).toContain(named(at(19, 1, 30)));
    expect(await there(far)).not.toContain(named(night));
    expect(await scene.looked(at(20, 2, 15))).toBe("clear");
    expect(await there(far)).toEqual([named(night)]);
    await rclone("copyto", `${far.to}/${named(night)}`, join(scene.folder, "back"));
    expect(readFileSync(join(scene.folder, "back")).equals(large)).toBe(true);
  });
});
