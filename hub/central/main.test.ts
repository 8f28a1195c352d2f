import { spawn } from "node:child_process";
import { hash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CentralPoster } from "../forward/central-poster.ts";
import { CentralShipper, cursorName } from "../forward/central-shipper.ts";
import { digest, LogWriter } from "../forward/harness.ts";
import { type RunningCentral, startCentral } from "./start-central.ts";

let directory = "";
let running: RunningCentral[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "central-"));
  running = [];
});
afterEach(async () => {
  for (const central of running) await central.stop("SIGKILL");
  rmSync(directory, { recursive: true });
});

async function start(port = 0): Promise<RunningCentral> {
  const central = await startCentral(directory, port);
  running.push(central);
  return central;
}

async function run(...args: readonly string[]): Promise<{ code: number | null; error: string }> {
  const child = spawn(process.execPath, [new URL("main.ts", import.meta.url).pathname, ...args], { stdio: ["ignore", "ignore", "pipe"] });
  const exited = once(child, "exit");
  const error = await text(child.stderr);
  await exited;
  return { code: child.exitCode, error };
}

describe("central's process", () => {
  test("Q-EVENT-1: killed again and again under a hub that ships, it ends with each row once", async () => {
    const office = LogWriter.opened();
    let central = await start();
    const faults: string[] = [];
    const poster = new CentralPoster(central.url, "here");
    let killing: Promise<unknown> | undefined;
    let posts = 0;
    const shipper = new CentralShipper(office.log, {
      post: (body) => {
        posts += 1;
        // Killed while the post is on its way: it may have been stored, or not.
        if (posts % 7 === 3) killing ??= restart();
        return poster.post(body);
      },
      now: () => office.now(),
      monoMs: () => performance.now(),
      compare: poster.compare.bind(poster),
      superseded: () => {},
      generation: () => 1,
      digest,
      after: (_ms, run) => {
        // Whatever the wait would be: on as soon as central runs again.
        void (killing ?? Promise.resolve()).then(run);
        return () => {};
      },
      random01: () => 0,
      faults: { raise: (_about, { fault }) => void faults.push(fault), clear: () => void faults.push("clear") },
    });
    async function restart(): Promise<void> {
      await central.stop("SIGKILL");
      central = await start(central.port);
      killing = undefined;
    }
    shipper.onCommitted();
    for (let round = 0; round < 12; round += 1) {
      for (let visit = 0; visit < 20; visit += 1) office.call(office.join());
      shipper.onCommitted();
      await expect.poll(() => shipper.behind, { timeout: 20_000, interval: 5 }).toBe(0);
    }
    shipper.stop();
    await killing;
    expect(faults).toContain("central-unreachable");
    expect(faults.at(-1)).toBe("clear");
    expect(office.log.cursor(cursorName)).toBe(office.log.last);
    expect(await central.counts()).toEqual({ tickets: 240, offices: { here: { next: office.log.last + 1, tickets: 240 } } });
  }, 60_000);

  test("keeps what it has over a clean stop, takes a row whatever its keys, and refuses what is no post", async () => {
    const central = await start();
    const row = `"kind":"k","version":1,"at":1,"boot":"b","mono":1,"body":{"__proto__":1}}`;
    const end = hash("sha256", `\n{${row}`, "base64url");
    const body = `{"generation":1,"source":"hub","epoch":"e","last":1,"sent":{"at":1,"boot":"b","mono":1},"rows":[{"seq":1,${row}],"hash":"${end}"}`;
    const send = (content: string, office = "here") =>
      fetch(`${central.url}/v1/log/${office}`, { method: "POST", headers: { "content-type": "application/json" }, body: content });
    expect(await (await send(body)).json()).toEqual({ epoch: "e", next: 2, hash: end, generation: 1 });
    expect((await send("no JSON")).status).toBe(400);
    expect((await send(body.replace('"last"', '"more":1,"last"'))).status).toBe(400);
    expect((await send(body, "Not.An.Office")).status).toBe(404);
    // Refused before it is read to its end, so that the sender may see no more than a cut connection.
    const tooLarge = await send(`"${"x".repeat(5 * 1024 * 1024)}"`).then(
      (response) => response.status,
      () => 413,
    );
    expect(tooLarge).toBe(413);
    expect(await central.stop("SIGTERM")).toBe(0);
    expect(await (await start()).counts()).toEqual({ tickets: 0, offices: { here: { next: 2, tickets: 0 } } });
  });

  test("says in a sentence why it cannot start", async () => {
    const central = await start();
    const other = join(directory, "other");
    expect(await run("--port", String(central.port), "--data", other)).toMatchObject({
      code: 1,
      error: expect.stringContaining("is in use"),
    });
    expect(await run("--port", "0", "--data", directory)).toMatchObject({ code: 1, error: expect.stringContaining("Another central") });
    expect(await run("--port", "0")).toMatchObject({ code: 1, error: expect.stringContaining("--data DIR is missing") });
  });
});
