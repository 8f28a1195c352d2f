import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt from "mqtt";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { exampleOffice } from "#shared/office/example.ts";
import type { ReadyLine } from "#shared/wire/process.ts";
import { topicOf } from "#shared/wire/topics.ts";
import { checkHubFile } from "./settings.ts";

const program = new URL("./main.ts", import.meta.url).pathname;
const withinMs = { timeout: 20_000, interval: 20 };

/** One run of the hub as office IT starts it. */
class Run {
  readonly process: ChildProcess;
  out = "";
  err = "";
  readonly ended: Promise<number | string>;

  constructor(...args: string[]) {
    this.process = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    this.process.stdout?.on("data", (chunk: Buffer) => {
      this.out += chunk.toString();
    });
    this.process.stderr?.on("data", (chunk: Buffer) => {
      this.err += chunk.toString();
    });
    this.ended = new Promise((resolve) => {
      this.process.once("close", (code, signal) => resolve(code ?? signal ?? ""));
    });
  }

  async ready(): Promise<Required<Pick<ReadyLine, "httpPort" | "mqttPort">>> {
    await vi.waitFor(() => expect(this.out, this.err).toContain("\n"), withinMs);
    return JSON.parse(this.out);
  }
}

let folder: string;
let runs: Run[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "theq-hub-main-"));
  runs = [];
});
afterEach(async () => {
  for (const run of runs) run.process.kill("SIGKILL");
  for (const run of runs) await run.ended;
  rmSync(folder, { recursive: true, force: true });
});

function run(...args: string[]): Run {
  const started = new Run(...args);
  runs.push(started);
  return started;
}

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const settings = (rest: object = {}) => ({
  office: "example",
  data: join(folder, "data"),
  httpPort: 0,
  broker: { kind: "embedded", port: 0 },
  seed: write("office.json", exampleOffice()),
  openByItself: true,
  ...rest,
});

async function post(port: number, name: string, body: object): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/commands/${name}`, { method: "POST", headers, body: JSON.stringify(body) });
  return answer.json();
}

const counts = async (port: number) =>
  (await (await fetch(`http://127.0.0.1:${port}/api/v1/counts`)).json()) as { epoch: string; offset: number };

describe("node hub/main.ts", () => {
  it("--help names every setting", async () => {
    const help = run("--help");
    expect(await help.ended).toBe(0);
    for (const name of [
      "office",
      "data",
      "host",
      "httpPort",
      "broker",
      "seed",
      "openByItself",
      "collector",
      "central",
      "framedBy",
      "time",
    ]) {
      expect(help.out).toMatch(new RegExp(`^  ${name} `, "m"));
    }
  });

  it("says what is wrong with its arguments, its file and its office's file, all of it at once, and exits 1", async () => {
    const broken = exampleOffice();
    const [first, ...others] = broken.counters;
    const office = write("broken.json", { ...broken, counters: [{ ...first, takes: ["nowhere"] }, ...others], extra: 1 });
    const cases: [Run, RegExp[]][] = [
      [run(), [/--config FILE is missing/]],
      [run("--colour"), [/colour/]],
      [run("--config", join(folder, "none.json")), [/none\.json \(ENOENT\): the file cannot be read/, /^The configuration/m]],
      [run("--config", write("bad.json", "{,}")), [/the file is not JSON/]],
      [
        run("--config", write("wrong.json", { office: "A b", httpPort: 99_999, broker: { kind: "pigeon" }, colour: 1 })),
        [/: office \("A b"\)/, /: httpPort \(99999\)/, /: data \(nothing\): is missing/, /: broker/, /: colour .*no such setting/],
      ],
      [run("--config", write("seeded.json", settings({ seed: office }))), [/nowhere/, /extra/]],
      [
        run("--config", write("open.json", settings({ host: "0.0.0.0" }))),
        [/open to this machine only, not to 0\.0\.0\.0\. Write "host": "127\.0\.0\.1"/],
      ],
      [
        run("--config", write("other.json", settings({ office: "another" }))),
        [/office\.id \("example"\): this hub is the one of "another"/],
      ],
    ];
    for (const [each, patterns] of cases) {
      expect(await each.ended, each.err).toBe(1);
      for (const pattern of patterns) expect(each.err).toMatch(pattern);
      expect(each.err).not.toMatch(/^\s+at /m);
      expect(each.out).toBe("");
    }
  });

  it("runs, is found by its ready line, and survives kill -9: the same command gets the same answer", async () => {
    const config = write("hub.json", settings());
    const first = run("--config", config);
    const { httpPort } = await first.ready();
    const before = await counts(httpPort);
    const body = { key: "pressed-once-1", agent: 21, counter: "counter-1", expected: { epoch: before.epoch, n: before.offset } };
    const answer = await post(httpPort, "sign-in", body);
    expect(answer).toMatchObject({ done: true, repeated: false });
    first.process.kill("SIGKILL");
    expect(await first.ended).toBe("SIGKILL");
    const second = run("--config", config);
    const again = await second.ready();
    expect((await counts(again.httpPort)).epoch).toBe(before.epoch);
    expect(await post(again.httpPort, "sign-in", body)).toEqual({ ...(answer as object), repeated: true });
  });

  it("refuses the data of a running hub and a port that is taken, in words", async () => {
    const first = run("--config", write("hub.json", settings()));
    const { httpPort } = await first.ready();
    const second = run("--config", write("hub.json", settings()));
    const third = run("--config", write("third.json", settings({ data: join(folder, "third"), httpPort })));
    expect(await second.ended).toBe(1);
    expect(second.err).toMatch(/Another hub already uses this data folder: .*Stop the other hub/);
    expect(await third.ended).toBe(1);
    expect(third.err).toMatch(new RegExp(`Another program uses port ${httpPort} of this machine\\. Stop that program`));
  });

  it("says goodbye on SIGTERM: devices hear it, and it exits 0 with a line of JSON for each fact", async () => {
    const hub = run("--config", write("hub.json", settings()));
    const { mqttPort } = await hub.ready();
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${mqttPort}`, { clientId: "board-1", protocolVersion: 4, reconnectPeriod: 0 });
    const alive: boolean[] = [];
    client.on("message", (_topic, payload) => alive.push(JSON.parse(payload.toString()).alive));
    await client.subscribeAsync(topicOf("example", "hubState"), { qos: 1 });
    await vi.waitFor(() => expect(alive).toEqual([true]), withinMs);
    hub.process.kill("SIGTERM");
    expect(await hub.ended).toBe(0);
    expect(alive).toEqual([true, false]);
    await client.endAsync(true);
    const lines = hub.err.trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(["hub.started", "hub.stopped"]);
  });

  it("--import shows what a file changes and takes it, once", async () => {
    const config = write("hub.json", settings());
    const first = run("--config", config);
    await first.ready();
    const changed = exampleOffice();
    const file = write("changed.json", { ...changed, agents: changed.agents.map((each) => ({ ...each, role: "GA" })) });
    const refused = run("--config", config, "--import", file);
    expect(await refused.ended).toBe(1);
    first.process.kill("SIGTERM");
    await first.ended;
    const taken = run("--config", config, "--import", file);
    expect(await taken.ended, taken.err).toBe(0);
    expect(taken.out).toMatch(/^~ agents\[agent-21\]\.role: "CSR" -> "GA"\n.*\nTaken\./);
    const repeated = run("--config", config, "--import", file);
    expect(await repeated.ended).toBe(0);
    expect(repeated.out).toMatch(/Nothing differs/);
  });
});

describe("the hub's file", () => {
  it("is taken with its defaults", () => {
    const { seed: _seed, openByItself: _open, ...least } = settings();
    expect(checkHubFile(least)).toMatchObject({
      ok: true,
      file: { host: "127.0.0.1", openByItself: false, collector: null, framedBy: [] },
    });
  });

  it("has advice for every problem, whatever it is", () => {
    for (const input of [null, 5, "x", [], {}, { broker: 7 }, { ...settings(), time: { speed: 0 } }, { ...settings(), framedBy: ["x"] }]) {
      const checked = checkHubFile(input);
      if (checked.ok) throw new Error("it should not pass");
      expect(checked.problems.length).toBeGreaterThan(0);
      for (const { what, advice, seen } of checked.problems) for (const text of [what, advice, seen]) expect(text).not.toBe("");
    }
  });
});
