import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tp2Path, tp2Payload } from "#shared/snowplow/payload.ts";
import { sampleEvents, sampleId } from "./samples.ts";
import { type RunningCollector, startCollector } from "./start-collector.ts";

let directory = "";
let running: RunningCollector[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "collector-"));
  running = [];
});
afterEach(async () => {
  for (const collector of running) await collector.stop("SIGKILL");
  rmSync(directory, { recursive: true });
});

async function start(...more: readonly string[]): Promise<RunningCollector> {
  const collector = await startCollector(directory, ...more);
  running.push(collector);
  return collector;
}

const post = (collector: RunningCollector, from: number, count: number) =>
  fetch(collector.url + tp2Path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(tp2Payload(sampleEvents(from, count), 1_795_000_000_000)),
  });

async function run(...args: readonly string[]): Promise<{ code: number | null; error: string; output: string }> {
  const child = spawn(process.execPath, [new URL("main.ts", import.meta.url).pathname, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const exited = once(child, "exit");
  const [error, output] = await Promise.all([text(child.stderr), text(child.stdout)]);
  await exited;
  return { code: child.exitCode, error, output };
}

describe("the collector's process", () => {
  test("Q-EVENT-1: loses nothing it has answered with 200 when it is killed", async () => {
    const first = await start();
    for (let round = 0; round < 20; round += 1) expect((await post(first, round * 10, 10)).status).toBe(200);
    const last = await post(first, 200, 10);
    await first.stop("SIGKILL");
    expect(last.status).toBe(200);

    const second = await start();
    expect(await second.counts()).toEqual({ tickets: 210, events: 210, bad: 0, duplicates: 0 });
    const rows = (await (await fetch(`${second.url}/micro/good?limit=1000`)).json()) as { event: { event_id: string } }[];
    expect(rows.map((row) => row.event.event_id)).toEqual(Array.from({ length: 210 }, (_, number) => sampleId(number)));
  });

  test("stops at SIGTERM, even while it holds an answer back", async () => {
    const collector = await start();
    await collector.fail("hang-6s");
    const held = post(collector, 1, 1).then(
      () => "answered",
      () => "cut",
    );
    await expect.poll(async () => (await collector.counts()).events, { timeout: 10_000 }).toBe(1);
    expect(await collector.stop("SIGTERM")).toBe(0);
    expect(await held).toBe("cut");
  });

  test("keeps what came before it cut the connection", async () => {
    const collector = await start();
    await collector.fail("cut-after-accepting");
    await expect(post(collector, 1, 3)).rejects.toThrow("fetch failed");
    await collector.fail("none");
    expect((await post(collector, 1, 3)).status).toBe(200);
    expect(await collector.counts()).toEqual({ tickets: 3, events: 3, bad: 0, duplicates: 3 });
  });

  test("Q-SAFE-1: listens on loopback only", async () => {
    const collector = await start();
    const socket = connect({ host: "127.0.0.2", port: collector.port });
    const [error] = await once(socket, "error");
    expect((error as NodeJS.ErrnoException).code).toBe("ECONNREFUSED");
  });

  test("says what to do about a port that is taken", async () => {
    const collector = await start();
    const { code, error, output } = await run("--port", String(collector.port), "--data", join(directory, "other"));
    expect([code, output]).toEqual([1, ""]);
    expect(error).toContain(`Port ${collector.port} of 127.0.0.1 is in use. Stop the program that uses it`);
  });

  test.each([
    [["--data", "/tmp/x"], "--port must be 0 to 65535"],
    [["--port", "70000", "--data", "/tmp/x"], "--port must be 0 to 65535"],
    [["--port", "0"], "--data DIR is missing"],
    [["--port", "0", "--data", "/dev/null/x"], "Give a --data directory that can be written"],
    [["--colour"], "--colour"],
  ])("says what is wrong with %j", async (args, reason) => {
    const { code, error } = await run(...args);
    expect(code).toBe(1);
    expect(error).toContain(reason);
  });
});
