import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EventLog } from "#shared/log/event-log.ts";
import type { FaultMode } from "../central/collector/faults.ts";
import { type RunningCollector, startCollector } from "../central/collector/start-collector.ts";
import { type RunningCentral, startCentral } from "../central/start-central.ts";
import { digest, sha1 } from "./harness.ts";
import { emptyMoves, foldMoves, outgoingEvents } from "./moves.ts";

let directory = "";
let collector: RunningCollector;
let central: RunningCentral;
let lives: ChildProcess[] = [];
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "followers-"));
  lives = [];
  [collector, central] = await Promise.all([startCollector(join(directory, "collector")), startCentral(join(directory, "central"))]);
});
afterEach(async () => {
  for (const life of lives) await kill(life);
  await Promise.all([collector.stop("SIGKILL"), central.stop("SIGKILL")]);
  rmSync(directory, { recursive: true });
});

/** One life of the process that forwards, with everything it said. */
async function live(): Promise<{ process: ChildProcess; said: Record<string, unknown>[]; serve(visits: number): void }> {
  const program = new URL("stand-in/main.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [program, directory, collector.url, central.url], { stdio: ["pipe", "pipe", "inherit"] });
  lives.push(child);
  const said: Record<string, unknown>[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => said.push(JSON.parse(line)));
  await expect.poll(() => said.length, { timeout: 10_000 }).toBeGreaterThan(0);
  return { process: child, said, serve: (visits) => child.stdin.write(`${visits}\n`) };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}

/** The ids of all events that the log gives rise to, and how many rows it has. */
function owed(): { ids: string[]; last: number } {
  const database = new Database(join(directory, "hub.sqlite"));
  const log = new EventLog(database, digest, { source: "hub", epoch: "unused" });
  const state = emptyMoves();
  const ids = [...log.readAll()].flatMap((row) => outgoingEvents(row, foldMoves(state, row), log.identity, sha1).map((each) => each.id));
  const { last } = log;
  database.close();
  return { ids, last };
}

async function arrived(): Promise<string[]> {
  const ids: string[] = [];
  for (let after = 0; ; ) {
    const answer = await fetch(`${collector.url}/micro/good?after=${after}&limit=1000`);
    const rows = (await answer.json()) as { seq: number; event: { event_id: string } }[];
    ids.push(...rows.map((row) => row.event.event_id));
    const final = rows.at(-1);
    if (!final) return ids;
    after = final.seq;
  }
}

describe("the processes", () => {
  test("Q-EVENT-1: the forwarder is killed while the collector fails in each of its ways; every event arrives, each id once, in order", async () => {
    const modes: readonly FaultMode[] = ["none", "refuse-503", "cut-after-accepting", "refuse-413", "hang-6s"];
    for (const mode of modes) {
      await collector.fail(mode);
      const before = await collector.counts();
      const life = await live();
      life.serve(150);
      // Killed in the midst of it: while batches are on their way, refused, or stored without an answer.
      if (mode === "none" || mode === "hang-6s" || mode === "cut-after-accepting")
        await expect.poll(async () => (await collector.counts()).events, { timeout: 15_000, interval: 5 }).toBeGreaterThan(before.events);
      else {
        const expected = mode === "refuse-413" ? "collector-refused" : "collector-unreachable";
        await expect.poll(() => life.said.some((each) => each.raised === expected), { timeout: 15_000 }).toBe(true);
      }
      await kill(life.process);
    }
    await collector.fail("none");
    const last = await live();
    last.serve(10);
    await expect.poll(() => last.said.some((each) => "written" in each), { timeout: 20_000 }).toBe(true);
    const { ids, last: rows } = owed();
    await expect.poll(async () => (await collector.counts()).events, { timeout: 20_000 }).toBe(ids.length);
    expect(await arrived()).toEqual(ids);
    const counts = await collector.counts();
    expect(counts.bad).toBe(0);
    expect(counts.duplicates).toBeGreaterThan(0);
    expect(counts.tickets).toBe(ids.length / 6);
    await expect.poll(async () => (await central.counts()).offices.example?.next, { timeout: 20_000 }).toBe(rows + 1);
    expect((await central.counts()).tickets).toBe(counts.tickets);
  }, 90_000);
});
