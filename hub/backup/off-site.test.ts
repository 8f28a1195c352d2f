/** The nightly way out, with rclone itself: into a folder, and over SFTP to a server that can be away. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Ports } from "../broker/ports.ts";
import { lastNight, rcloneCarry, sendOffSite } from "./off-site.ts";

vi.setConfig({ testTimeout: 60_000 });

/** In the machine's own time. */
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();
let folder = "";
let backups = "";
let away = "";
let now = 0;
let look = () => {};
let faults: string[] = [];
let server: ChildProcess | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "theq-off-site-"));
  [backups, away] = [join(folder, "backups"), join(folder, "away")];
  for (const each of [backups, away]) mkdirSync(each);
  faults = [];
});
afterEach(async () => {
  await stopServer();
  rmSync(folder, { recursive: true });
});

const named = (time: number) => `hub-${new Date(time).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z-7.sqlite.age`;
const made = (time: number) => writeFileSync(join(backups, named(time)), `made at ${time}`);
const there = () => readdirSync(away).sort();

function start(to: string, keep = 3, rclone?: string): void {
  const said = {
    raise: (_about: string, { facts }: { facts: object }) => void faults.push(JSON.stringify(facts)),
    clear: () => void faults.push("clear"),
  };
  const every = (_ms: number, run: () => void) => {
    look = run;
    return () => {};
  };
  sendOffSite("hub", backups, 1, { to, nightHour: 2, keep, rclone }, { now: () => now, every, carry: rcloneCarry(rclone), faults: said });
}

/** One look, and until something was said of it. */
async function looked(time: number): Promise<string> {
  now = time;
  const before = faults.length;
  look();
  await vi.waitFor(() => expect(faults.length).toBeGreaterThan(before), { timeout: 30_000 });
  return faults.at(-1) as string;
}

test("the newest backup goes once a night, whatever is asked in between, and the oldest there make room", async () => {
  start(away);
  const nights = [20, 21, 22, 23];
  for (const day of nights) {
    made(at(day, 1, 30));
    expect(await looked(at(day, 2, 5))).toBe("clear");
    expect(there().at(-1)).toBe(named(at(day, 1, 30)));
    made(at(day, 2, 30));
    now = at(day, 9);
    look();
  }
  expect(there()).toEqual(nights.slice(1).map((day) => named(at(day, 1, 30))));
  expect(readFileSync(join(away, named(at(23, 1, 30))), "utf8")).toBe(`made at ${at(23, 1, 30)}`);
  // A hub that starts again sees that this night's is there.
  start(away);
  expect(await looked(at(23, 10))).toBe("clear");
  expect(there()).toHaveLength(3);
});

test("a backup that is not sealed stays in the office, though it is the newest; a folder that cannot be read is told", async () => {
  made(at(20, 1, 30));
  writeFileSync(join(backups, named(at(20, 1, 50)).replace(".age", "")), "anybody can read it");
  start(away);
  expect(await looked(at(20, 2, 5))).toBe("clear");
  expect(there()).toEqual([named(at(20, 1, 30))]);
  rmSync(backups, { recursive: true });
  writeFileSync(backups, "no folder");
  expect(await looked(at(21, 2, 5))).toContain("ENOTDIR");
});

test("a folder that is not there yet is made, and files of somebody else in it stay", async () => {
  made(at(20, 1, 30));
  start(join(away, "office", "victoria"), 1);
  expect(await looked(at(20, 3))).toBe("clear");
  const there = join(away, "office", "victoria");
  writeFileSync(join(there, "notes.txt"), "kept");
  // What was broken off under way is no backup, and does not lie about.
  writeFileSync(join(there, `${named(at(21, 2, 1))}.part`), "half");
  made(at(21, 1, 30));
  expect(await looked(at(21, 3))).toBe("clear");
  expect(readdirSync(there).sort()).toEqual([named(at(21, 1, 30)), "notes.txt"]);
});

test("over SFTP; a server that is away is told with rclone's words, tried again after ten minutes, and forgotten once it answers", async () => {
  const port = await new Ports().take();
  const config = join(folder, "rclone.conf");
  const hidden = execFileSync("rclone", ["obscure", "secret"], { encoding: "utf8" }).trim();
  writeFileSync(config, `[away]\ntype = sftp\nhost = 127.0.0.1\nport = ${port}\nuser = hub\npass = ${hidden}\n`);
  made(at(20, 1, 30));
  start("away:", 3, config);
  expect(await looked(at(20, 2, 5))).toContain("away:: ");
  now = at(20, 2, 10);
  look();
  expect(faults).toHaveLength(1);
  await startServer(port);
  expect(await looked(at(20, 2, 16))).toBe("clear");
  expect(there()).toEqual([named(at(20, 1, 30))]);
});

test("a night begins at its hour by the machine's clock, and the one before counts until then", () => {
  expect(lastNight(at(20, 2), 2)).toBe(at(20, 2));
  expect(lastNight(at(20, 1, 59), 2)).toBe(at(19, 2));
  expect(lastNight(at(20, 23, 59), 0)).toBe(at(20, 0));
});

async function startServer(port: number): Promise<void> {
  const options = ["serve", "sftp", away, "--addr", `127.0.0.1:${port}`, "--user", "hub", "--pass", "secret"];
  const child = spawn("rclone", options, { stdio: ["ignore", "ignore", "pipe"] });
  server = child;
  let words = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    words += chunk.toString();
  });
  await vi.waitFor(() => expect(words).toContain("listening"), { timeout: 30_000 });
}

async function stopServer(): Promise<void> {
  const running = server;
  server = null;
  if (!running) return;
  const closed = new Promise((resolve) => running.once("close", resolve));
  running.kill();
  await closed;
}
