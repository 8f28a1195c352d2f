/** The nightly way out, with rclone itself: into a folder, and over SFTP to a server that can be away. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Ports } from "../broker/ports.ts";
import { lastNight, lastWords } from "./off-site.ts";
import { at, named, OffSiteScene } from "./rig/off-site-scene.ts";

vi.setConfig({ testTimeout: 60_000 });

let scene: OffSiteScene;
let away = "";
let server: ChildProcess | null = null;

beforeEach(() => {
  scene = new OffSiteScene();
  away = join(scene.folder, "away");
  mkdirSync(away);
});
afterEach(async () => {
  await stopServer();
  scene.end();
});

const there = () => readdirSync(away).sort();

test("the newest backup goes once a night, whatever is asked in between, and the oldest there make room", async () => {
  scene.start(away);
  const nights = [20, 21, 22, 23];
  for (const day of nights) {
    scene.made(at(day, 1, 30));
    expect(await scene.looked(at(day, 2, 5))).toBe("clear");
    expect(there().at(-1)).toBe(named(at(day, 1, 30)));
    scene.made(at(day, 2, 30));
    scene.look(at(day, 9));
  }
  expect(there()).toEqual(nights.slice(1).map((day) => named(at(day, 1, 30))));
  expect(readFileSync(join(away, named(at(23, 1, 30))), "utf8")).toBe(`made at ${at(23, 1, 30)}`);
  // A hub that starts again sees that this night's is there.
  scene.start(away);
  expect(await scene.looked(at(23, 10))).toBe("clear");
  expect(there()).toHaveLength(3);
});

test("a backup that is not sealed stays in the office, though it is the newest; a folder that cannot be read is told", async () => {
  scene.made(at(20, 1, 30));
  writeFileSync(join(scene.backups, named(at(20, 1, 50)).replace(".age", "")), "anybody can read it");
  scene.start(away);
  expect(await scene.looked(at(20, 2, 5))).toBe("clear");
  expect(there()).toEqual([named(at(20, 1, 30))]);
  rmSync(scene.backups, { recursive: true });
  writeFileSync(scene.backups, "no folder");
  expect(await scene.looked(at(21, 2, 5))).toContain("ENOTDIR");
});

test("a folder that is not there yet is made, and files of somebody else in it stay", async () => {
  scene.made(at(20, 1, 30));
  scene.start(join(away, "office", "victoria"), 1);
  expect(await scene.looked(at(20, 3))).toBe("clear");
  const there = join(away, "office", "victoria");
  writeFileSync(join(there, "notes.txt"), "kept");
  // What was broken off under way is no backup, and does not lie about.
  writeFileSync(join(there, `${named(at(21, 2, 1))}.part`), "half");
  scene.made(at(21, 1, 30));
  expect(await scene.looked(at(21, 3))).toBe("clear");
  expect(readdirSync(there).sort()).toEqual([named(at(21, 1, 30)), "notes.txt"]);
});

test("over SFTP; a server that is away is told with rclone's words, tried again after ten minutes, and forgotten once it answers", async () => {
  const port = await new Ports().take();
  const config = join(scene.folder, "rclone.conf");
  const hidden = execFileSync("rclone", ["obscure", "secret"], { encoding: "utf8" }).trim();
  writeFileSync(config, `[away]\ntype = sftp\nhost = 127.0.0.1\nport = ${port}\nuser = hub\npass = ${hidden}\n`);
  scene.made(at(20, 1, 30));
  scene.start("away:", 3, config);
  expect(await scene.looked(at(20, 2, 5))).toContain("away:: ");
  scene.look(at(20, 2, 10));
  expect(scene.faults).toHaveLength(1);
  await startServer(port);
  expect(await scene.looked(at(20, 2, 16))).toBe("clear");
  expect(there()).toEqual([named(at(20, 1, 30))]);
});

test("why rclone failed is its last message, whole, without what stands before it", () => {
  const answer = "SignatureDoesNotMatch: Check your key.\n\tstatus code: 403, request id: tx1\n";
  const words = [
    `2026/11/28 16:18:55 ERROR : : error listing: ${answer}`,
    "2026/11/28 16:18:55 Failed to lsf with 2 errors: last error was: error in ListJSON: ",
    answer,
    '2026/11/28 16:18:56 Unsolicited response received on idle HTTP channel starting with "0"; err=<nil>\n',
  ].join("");
  expect(lastWords(words)).toBe("SignatureDoesNotMatch: Check your key. status code: 403, request id: tx1");
  expect(lastWords("")).toBe("rclone failed without a word");
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
