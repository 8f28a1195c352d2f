import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Client } from "./harness.ts";
import { commands } from "./sample.ts";

let folder: string;
let running: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "printer-"));
  running = [];
});
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

function start(...args: readonly string[]) {
  const child = spawn(process.execPath, [new URL("main.ts", import.meta.url).pathname, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  let [out, err] = ["", ""];
  const line = new Promise<string>((resolve) => {
    child.stdout.on("data", (bytes) => {
      out += bytes;
      if (out.includes("\n")) resolve(out.slice(0, out.indexOf("\n")));
    });
  });
  child.stderr.on("data", (bytes) => {
    err += bytes;
  });
  const ended = new Promise<{ code: number | null; err: string }>((resolve) => child.on("close", (code) => resolve({ code, err })));
  return { child, line, ended };
}

test("it says where it listens, works, and stops when told, connections open or not", async () => {
  const { child, line, ended } = start("--port", "0", "--control-port", "0", "--data", folder);
  const ready = JSON.parse(await line) as { ready: string; port: number; controlPort: number };
  expect(ready).toEqual({ ready: "printer", port: expect.any(Number), controlPort: expect.any(Number) });
  const client = await Client.to(ready.port);
  client.write(commands.status(1));
  expect(await client.hear(1)).toEqual(Uint8Array.of(0x16));
  expect(await (await fetch(`http://127.0.0.1:${ready.controlPort}/state`)).json()).toMatchObject({ status: "ready" });
  child.kill("SIGTERM");
  expect(await ended).toEqual({ code: 0, err: "" });
  await client.closed;
});

test.each([["--port"], ["--control-port"]])("a taken %s is said with advice", async (option) => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
  const address = holder.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const other = option === "--port" ? "--control-port" : "--port";
  const { code, err } = await start(option, String(port), other, "0", "--data", folder).ended;
  await new Promise((resolve) => holder.close(resolve));
  expect(code).toBe(1);
  expect(err).toBe(
    `Port ${port} of 127.0.0.1 is in use. Stop the program that uses it (ss -ltnp shows which), or give another ${option}; 0 takes any free one.\n`,
  );
});

test("wrong arguments are said with the usage", async () => {
  const { code, err } = await start("--port", "x", "--control-port", "0", "--data", folder).ended;
  expect([code, err.split("\n")[0]]).toEqual([1, "--port must be 0 to 65535."]);
});
