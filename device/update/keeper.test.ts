/** Real programs out of real slots; only the clock is turned by hand, and only when the program has had time to say how it is. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isFault } from "#shared/faults/fault.ts";
import { envelopeOf } from "#shared/update/sign.ts";
import type { Slots } from "#shared/update/slots.ts";
import { until } from "../testing/process.ts";
import { Fetcher } from "./fetcher.ts";
import { Inbox } from "./inbox.ts";
import { install } from "./install.ts";
import { Keeper, type KeeperPorts, type Program } from "./keeper.ts";
import { bundleWith, channelOf, keysOf, newHolder, now, releaseOf } from "./rig/releases.ts";
import { SlotFolder } from "./slot-folder.ts";

const holders = [newHolder(), newHolder(), newHolder()];

/** Programs that are well or not; each leaves a mark when it has begun. */
const says = (health: object) => `
  const { createServer } = require("node:http");
  const { renameSync, writeFileSync } = require("node:fs");
  const server = createServer((_, answer) => answer.end(${JSON.stringify(JSON.stringify(health))}));
  server.listen(0, "127.0.0.1", () => {
    writeFileSync(process.argv[2] + ".part", String(server.address().port));
    renameSync(process.argv[2] + ".part", process.argv[2]);
  });
`;
const programs = {
  well: says({ well: true, quiet: true }),
  busy: says({ well: true, quiet: false }),
  unwell: says({ well: false, quiet: true }),
  hangs: `require("node:fs").writeFileSync(process.argv[2], "0"); setInterval(() => {}, 1000);`,
  falls: "process.exit(3);",
};

let root: string;
let folder: SlotFolder;
let inbox: Inbox;
let told: string[];
let keeper: Keeper;
let kept: Promise<unknown>;
let packaged: string | null;
let running: { program: Program; ended: boolean } | null;

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), "the-q-keeper-"));
  folder = new SlotFolder(root);
  inbox = new Inbox(root);
  told = [];
  running = null;
  packaged = null;
  await folder.saveTrusted({ keys: keysOf(holders), channel: null });
});
afterEach(async () => {
  keeper.stop();
  await kept;
  rmSync(root, { recursive: true, force: true });
});

const portFile = () => path.join(root, "port");
const bundle = (number: number) => path.join(root, `${number}.made`);
const slots = () => folder.slots() as Slots;

async function made(number: number, program: keyof typeof programs): Promise<void> {
  await bundleWith(releaseOf(number), holders, { "main.cjs": programs[program] }, bundle(number));
}

async function put(number: number, program: keyof typeof programs, name = `${number}.bundle`): Promise<void> {
  await made(number, program);
  await inbox.put(bundle(number), name);
}

/** The first release of the machine, as its package brings it. */
async function first(program: keyof typeof programs): Promise<void> {
  await made(1, program);
  expect(isFault(await install(folder, { file: bundle(1), target: "linux-x64", now, from: "stick" }))).toBe(false);
}

function begin(fetcher: Fetcher | null = null): void {
  let mono = 0;
  const ports: KeeperPorts = {
    run: (slot) => {
      rmSync(portFile(), { force: true });
      const child = spawn(process.execPath, ["main.cjs", portFile()], { cwd: slot, stdio: "ignore" });
      const state = { ended: false };
      const ended = new Promise<number | null>((resolve) =>
        child.once("close", (code) => {
          state.ended = true;
          resolve(code);
        }),
      );
      const stop = async () => {
        child.kill("SIGKILL");
        await ended;
      };
      const program = { ended, stop };
      running = Object.assign(state, { program });
      return program;
    },
    look: async () => {
      try {
        const port = readFileSync(portFile(), "utf8");
        return (await (await fetch(`http://127.0.0.1:${port}/`)).json()) as { well: boolean; quiet: boolean };
      } catch {
        return null;
      }
    },
    monoMs: () => mono,
    now: () => now,
    pause: async (ms) => {
      const mine = running;
      await until(
        () => mine === null || mine.ended || existsSync(portFile()),
        (settled) => settled,
      );
      mono += ms;
    },
    jitter: () => 0,
    tell: (what) => told.push(what),
  };
  keeper = new Keeper(folder, inbox, "linux-x64", ports, packaged, fetcher);
  kept = keeper.keep();
}

const isKept = (slot: "a" | "b") => until(slots, ({ kept, trial }) => kept === slot && trial === null);
const hasRefused = (number: number) => until(slots, ({ refused, trial }) => refused.includes(number) && trial === null);

describe("a device's releases", () => {
  it("a good release is tried, proves itself and is kept; the next one takes the other slot", async () => {
    await first("well");
    begin();
    await put(2, "well");
    await isKept("b");
    await put(3, "well");
    await isKept("a");
    expect(slots()).toMatchObject({ highest: 3, slots: { a: { number: 3 }, b: { number: 2 } } });
  });

  it.each(["falls", "hangs", "unwell"] as const)(
    "Q-SAFE-1: a bad release (%s) is taken back by itself, and the one before runs again",
    async (program) => {
      await first("well");
      begin();
      await put(2, program);
      await hasRefused(2);
      expect(slots()).toMatchObject({ kept: "a", highest: 1, slots: { b: null } });
      await until(
        () => told.at(-1),
        (last) => last === "release.started",
      );
      // What failed here is not taken again; the release after it is.
      await put(2, "well", "again.bundle");
      const answer = path.join(root, "inbox/again.bundle.answer.json");
      await until(() => existsSync(answer), Boolean);
      expect(readFileSync(answer, "utf8")).toContain("update-failed-before");
      await put(3, "well");
      await isKept("b");
    },
  );

  it("the release that came with the package is the first, and one that a newer package brings is tried like any other", async () => {
    packaged = path.join(root, "package");
    const bring = (number: number, program: keyof typeof programs) => {
      mkdirSync(packaged as string, { recursive: true });
      writeFileSync(path.join(packaged as string, "main.cjs"), programs[program]);
      writeFileSync(path.join(packaged as string, "release.json"), JSON.stringify(releaseOf(number)));
    };
    bring(1, "well");
    begin();
    await isKept("a");
    keeper.stop();
    await kept;
    bring(2, "unwell");
    begin();
    await hasRefused(2);
    expect(slots()).toMatchObject({ kept: "a", highest: 1 });
  });

  it("nothing begins while people are served, unless whoever lays it down says so", async () => {
    await first("busy");
    begin();
    await put(2, "well");
    await until(() => told.includes("release.started"), Boolean);
    expect(slots().trial).toBeNull();
    await put(3, "well", "3-now.bundle");
    // By name the earlier one comes first, and it would wait for the evening.
    rmSync(path.join(root, "inbox/2.bundle"));
    await isKept("b");
    expect(slots().slots.b?.number).toBe(3);
  });

  it("a kept release that ends is for whoever runs the keeper to start again", async () => {
    await first("falls");
    begin();
    expect(await kept).toBe(3);
  });

  it("what is published is found, fetched and tried; who serves it is not believed", async () => {
    await first("well");
    await made(2, "well");
    const envelope = await bundleWith(releaseOf(2), holders, { "main.cjs": programs.well }, bundle(2));
    let channel: object = envelopeOf(channelOf([envelope]), [newHolder()]);
    const server = createServer((request, answer) => {
      if (request.url === "/channel.json") answer.end(JSON.stringify(channel));
      else if (request.url === "/release-2-linux-x64.bundle") answer.end(readFileSync(bundle(2)));
      else answer.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    begin(new Fetcher(address, root, folder, inbox, "linux-x64"));
    await until(() => told.includes("update.refused"), Boolean);
    expect(slots().slots.b).toBeNull();
    channel = envelopeOf(channelOf([envelope]), holders);
    await isKept("b");
    server.close();
  });
});
