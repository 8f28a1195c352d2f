/** Programs under systemd: what they say to a real datagram socket, and that one which hangs is not spoken for. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, it } from "vitest";
import { until } from "../../device/testing/process.ts";

const top = join(import.meta.dirname, "../..");
/** Much longer than a beat, so that a busy machine is not taken for a program that hangs. */
const watchdogSeconds = 6;
const environment = { WATCHDOG_USEC: "1500000" };

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "the-q-systemd-"));
});
afterEach(async () => {
  for (const child of children.splice(0)) await stopped(child, "SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => join(folder, name);

async function stopped(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("close", resolve));
  child.kill(signal);
  await ended;
}

/** Begins to listen, then starts the program as a unit; `said` is what systemd would have heard. */
async function unit(script: string, ...words: readonly string[]): Promise<{ readonly child: ChildProcess; readonly said: string[] }> {
  const said: string[] = [];
  const systemd = spawn("python3", [join(import.meta.dirname, "systemd-watchdog.py"), at("notify"), String(watchdogSeconds)]);
  children.push(systemd);
  createInterface({ input: systemd.stdout }).on("line", (word) => said.push(word));
  await until(
    () => said[0],
    (first) => first === "LISTENING",
  );
  const env = { ...process.env, ...environment, NOTIFY_SOCKET: at("notify") };
  const child = spawn(process.execPath, [join(top, script), ...words], { cwd: folder, env, stdio: "ignore" });
  children.push(child);
  return { child, said };
}

const heard = (said: readonly string[], word: string, from = 0) => said.slice(from).some((each) => each.startsWith(word));
const untilHeard = (said: readonly string[], word: string, from = 0) =>
  until(
    () => heard(said, word, from),
    (is) => is,
  );

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}

it("a device whose program hangs is not spoken for by what keeps it, and is again once it answers", { timeout: 120_000 }, async () => {
  const port = await freePort();
  mkdirSync(at("release"));
  const facts = { number: 1, version: "1.0.0", madeAt: 0, data: { format: 1, reads: 1, readBy: 1 } };
  writeFileSync(at("release/release.json"), JSON.stringify(facts));
  writeFileSync(
    at("release/main.cjs"),
    `const answer = JSON.stringify({ well: true, quiet: false });
     require("node:http").createServer((_, to) => to.end(answer)).listen(Number(process.argv[2]), "127.0.0.1");
     require("node:fs").writeFileSync(process.argv[3], String(process.pid));\n`,
  );
  const file = {
    root: at("releases"),
    first: at("release"),
    run: [process.execPath, "main.cjs", String(port), at("pid")],
    health: `http://127.0.0.1:${port}/health`,
  };
  writeFileSync(at("keeper.json"), JSON.stringify(file));
  const { child, said } = await unit("device/update/main.ts", "keep", "--config", at("keeper.json"));
  await untilHeard(said, "READY=1");
  await untilHeard(said, "WATCHDOG=1");
  const answers = () =>
    fetch(file.health).then(
      ({ ok }) => ok,
      () => false,
    );
  await until(answers, (ok) => ok);
  // The keeper has heard it as well, once it has spoken for it again.
  await untilHeard(said, "WATCHDOG=1", said.length);

  const program = Number(readFileSync(at("pid"), "utf8"));
  const stoppedAt = said.length;
  process.kill(program, "SIGSTOP");
  await untilHeard(said, "TIMEOUT", stoppedAt);
  const hungAt = said.length;
  process.kill(program, "SIGCONT");
  await untilHeard(said, "WATCHDOG=1", hungAt);

  await stopped(child, "SIGTERM");
  await untilHeard(said, "STOPPING=1", hungAt);
  expect(said.filter((word) => word === "READY=1")).toHaveLength(1);
});

it("a hub says when it is ready, that it works as long as it answers, and that it ends", { timeout: 120_000 }, async () => {
  const file = { office: "victoria", data: at("hub"), httpPort: 0, broker: { kind: "embedded", port: 0 } };
  writeFileSync(at("hub.json"), JSON.stringify(file));
  const { child, said } = await unit("hub/main.ts", "--config", at("hub.json"));
  await untilHeard(said, "STATUS=The hub of victoria listens on port ");
  await untilHeard(said, "WATCHDOG=1");
  await stopped(child, "SIGTERM");
  await untilHeard(said, "STOPPING=1");
  expect(said.slice(0, 2)).toEqual(["LISTENING", "READY=1"]);
});
