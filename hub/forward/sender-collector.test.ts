import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { tp2Event, tp2Payload } from "#shared/snowplow/payload.ts";
import type { FaultMode } from "../central/collector/faults.ts";
import { sampleEvents, sampleNames, sampleOutgoing, samples } from "../central/collector/samples.ts";
import { type RunningCollector, startCollector } from "../central/collector/start-collector.ts";
import { CollectorSender } from "./sender.ts";

let directory = "";
let collector: RunningCollector;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "sender-"));
  collector = await startCollector(directory, "--max-bytes", "20000");
});
afterEach(async () => {
  await collector.fail("none");
  await fetch(`${collector.url}/micro/reset`, { method: "POST" });
});
afterAll(async () => {
  await collector.stop("SIGKILL");
  rmSync(directory, { recursive: true });
});

const send = (events: ReturnType<typeof sampleEvents>, deadlineMs = 10_000) =>
  new CollectorSender({ collectorUrl: collector.url, deadlineMs }).send(tp2Payload(events, 1_795_000_000_000));

describe("the sender and the collector's process", () => {
  test("every event that the hub can send is found good", async () => {
    const names = Object.keys(samples) as (keyof typeof samples)[];
    const all = names.map((name, place) => tp2Event(sampleOutgoing(place, name), sampleNames));
    expect([await send(all.slice(0, 12)), await send(all.slice(12))]).toEqual([{ kind: "accepted" }, { kind: "accepted" }]);
    expect(await collector.counts()).toEqual({ tickets: 1, events: 25, bad: 0, duplicates: 0 });
  });

  test.each<[FaultMode, object, number]>([
    ["refuse-503", { kind: "retry", why: "status", status: 503 }, 0],
    ["refuse-413", { kind: "too-large", status: 413 }, 0],
    ["cut-after-accepting", { kind: "retry", why: "network", status: null }, 3],
    ["hang-6s", { kind: "retry", why: "timeout", status: null }, 3],
  ])("Q-EVENT-1: after %s, sending again leaves each event once", async (mode, outcome, duplicates) => {
    await collector.fail(mode);
    expect(await send(sampleEvents(1, 3), mode === "hang-6s" ? 1_000 : 10_000)).toMatchObject(outcome);
    await collector.fail("none");
    // A request that timed out may still be on its way; only what it stored makes the next one a duplicate.
    await expect.poll(async () => (await collector.counts()).events, { timeout: 10_000 }).toBe(duplicates);
    expect(await send(sampleEvents(1, 3))).toEqual({ kind: "accepted" });
    expect(await collector.counts()).toEqual({ tickets: 3, events: 3, bad: 0, duplicates });
  });

  test("a batch too large for the collector passes in halves", async () => {
    const batch = sampleEvents(1, 30);
    expect(await send(batch)).toEqual({ kind: "too-large", status: 413 });
    const middle = batch.length / 2;
    for (const half of [batch.slice(0, middle), batch.slice(middle)]) expect(await send(half)).toEqual({ kind: "accepted" });
    expect((await collector.counts()).events).toBe(30);
  });
});
