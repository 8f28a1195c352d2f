import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Identity } from "#shared/log/event-log.ts";
import type { LogRow } from "#shared/log/record.ts";
import type { Timings } from "#shared/wire/staff.ts";
import type { FaultMode } from "../central/collector/faults.ts";
import { type RunningCollector, startCollector } from "../central/collector/start-collector.ts";
import { type RunningCentral, startCentral } from "../central/start-central.ts";
import { DeviceHarness } from "../core/harness.ts";
import { eventsOf, hastyOffice, minute, nine } from "./harness.ts";
import { emptyMoves } from "./moves-state.ts";
import { RealHub } from "./real-hub.ts";

let directory = "";
let collector: RunningCollector;
let central: RunningCentral;
let kiosk: DeviceHarness;
let lives: RealHub[] = [];
/** Ten in the morning, in every life: a day that ended during the test would have two dates. */
let time = { speed: 1, businessStart: nine + 60 * minute, realStart: 0 };
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "followers-"));
  lives = [];
  time = { ...time, realStart: Date.now() };
  kiosk = new DeviceHarness("kiosk-1");
  [collector, central] = await Promise.all([startCollector(join(directory, "collector")), startCentral(join(directory, "central"))]);
});
afterEach(async () => {
  for (const life of lives) await life.stop("SIGKILL");
  await Promise.all([collector.stop("SIGKILL"), central.stop("SIGKILL")]);
  rmSync(directory, { recursive: true });
});

async function live(): Promise<RealHub> {
  const hub = await RealHub.start(directory, hastyOffice(), kiosk, { collector: collector.url, central: central.url, time });
  lives.push(hub);
  if (lives.length === 1) {
    await hub.enrol();
    await hub.command("sign-in");
  }
  return hub;
}

/** So many citizens take a ticket; four in five are served at once, and the tenth of those leaves. */
async function serve(hub: RealHub, citizens: number): Promise<void> {
  const from = kiosk.rows.length + 1;
  for (let citizen = 0; citizen < citizens; citizen += 1) {
    kiosk.write(kiosk.ticket({ letter: "C", count: kiosk.rows.length + 1, request: null, date: null }));
  }
  await hub.ship(from);
  for (let citizen = 0; citizen < citizens * 0.8; citizen += 1) {
    const { visit } = await hub.command("call-next");
    await hub.command("begin", { visit });
    await hub.command(citizen % 10 === 9 ? "left" : "finish", { visit });
  }
}

/** The ids of all events that the hub's log gives rise to, and how many rows it has. */
function owed(): { ids: string[]; last: number } {
  const database = new Database(join(directory, "hub", "hub.sqlite"), { readonly: true });
  const identity = database.prepare("select source, epoch from identity").get() as Identity;
  const stored = database.prepare("select seq, bytes from log order by seq").all() as { seq: number; bytes: string }[];
  database.close();
  const rows = stored.map(({ seq, bytes }): LogRow => ({ ...JSON.parse(bytes), seq }));
  const ids = eventsOf(rows, emptyMoves(), { source: identity.source, epochOf: () => identity.epoch }).map((each) => each.id);
  return { ids, last: rows.length };
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

describe("the hub's process, a collector and central", () => {
  test("Q-EVENT-1: the hub is killed while the collector fails in each of its ways; every move arrives, each id once, in order", async () => {
    const modes: readonly FaultMode[] = ["none", "refuse-503", "cut-after-accepting", "refuse-413", "hang-6s"];
    for (const mode of modes) {
      await collector.fail(mode);
      const { events } = await collector.counts();
      const hub = await live();
      await serve(hub, 20);
      // Modes that store: killed when the collector has something of which the hub may not have heard.
      if (!mode.startsWith("refuse")) await expect.poll(async () => (await collector.counts()).events).toBeGreaterThan(events);
      await hub.stop("SIGKILL");
    }
    await collector.fail("none");
    const hub = await live();
    await serve(hub, 10);
    await expect.poll(async () => (await central.counts()).tickets, { timeout: 20_000 }).toBe(110);
    const { ids, last } = owed();
    await expect.poll(async () => (await collector.counts()).events, { timeout: 20_000 }).toBe(ids.length);
    expect(await arrived()).toEqual(ids);
    const { bad, duplicates, tickets } = await collector.counts();
    expect([bad, tickets, await hub.tickets()]).toEqual([0, 110, 110]);
    expect(duplicates).toBeGreaterThan(0);
    await expect.poll(async () => (await central.counts()).offices.example?.next, { timeout: 20_000 }).toBe(last + 1);

    const { day } = (await hub.get("/api/v1/timings")) as Timings;
    expect([day.joined, day.called, day.finished, day.left]).toEqual([110, 88, 83, 5]);
    expect(await hub.stop("SIGTERM")).toBe(0);
  }, 120_000);
});
