/** From an office's folder to its devices: what is on the cards starts real programs, which get their certificates by it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { exampleOffice } from "#shared/office/example.ts";
import { type Running, startProgram } from "../../device/testing/process.ts";
import type { Desk } from "../../provisioning/card/make-card.ts";
import { readDevicesArguments, runDevices } from "../../provisioning/devices/command.ts";
import { readOfficeArguments } from "../../provisioning/set-up/arguments.ts";
import { makeOffice } from "../../provisioning/set-up/make-office.ts";
import { until } from "./scene/until.ts";

let folder: string;
let said: string[];
const running: Running[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "the-q-cards-"));
  said = [];
  const plan = {
    ...{ format: "theq-plan/1", hub: { name: "hub-1", address: "127.0.0.1" } },
    devices: [
      { role: "kiosk", name: "kiosk-1", printer: "none" },
      { role: "board", name: "board-1" },
    ],
  };
  writeFileSync(join(folder, "office.json"), JSON.stringify(exampleOffice()));
  writeFileSync(join(folder, "plan.json"), JSON.stringify(plan));
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((program) => program.stop("SIGKILL")));
  rmSync(folder, { recursive: true, force: true });
});

async function office(...more: readonly string[]): Promise<void> {
  const [file, plan, to] = ["office.json", "plan.json", "out"].map((name) => join(folder, name)) as [string, string, string];
  const asked = readOfficeArguments(["--office", file, "--plan", plan, "--to", to, ...more]);
  if ("wrong" in asked || asked.kind === "help") throw new Error("wrong" in asked ? asked.wrong : "help");
  const desk: Desk = { say: (line) => said.push(line), askHidden: async () => "", now: () => new Date(), user: "kim" };
  await makeOffice(asked, desk);
}

async function devices(...args: readonly string[]): Promise<string> {
  const asked = readDevicesArguments(args);
  if ("wrong" in asked || asked.kind === "help") throw new Error("wrong" in asked ? asked.wrong : "help");
  const lines: string[] = [];
  await runDevices(asked, "kim", (line) => lines.push(line));
  return lines.join("\n");
}

const onCard = (name: string, file: string) => JSON.parse(readFileSync(join(folder, "out", "cards", name, `the-q-${file}.json`), "utf8"));

/** Starts a program by the file on its card; only folders and ports are this machine's. */
async function start(script: string, name: string, file: object): Promise<Running> {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(file));
  const program = await startProgram(script, ["--config", path]);
  running.push(program);
  return program;
}

test("Q-SAFE-1: cards alone make a hub and its devices know each other; a revoked one needs a new card", { timeout: 120_000 }, async () => {
  await office();
  const hubCard = onCard("hub-1", "hub");
  const { ready } = await start("hub/main.ts", "hub", {
    ...hubCard,
    ...{
      data: join(folder, "hub"),
      httpPort: 0,
      broker: { kind: "embedded", port: 0 },
      seed: join(folder, "out", "cards", "hub-1", "the-q-office.json"),
    },
    devices: { ...hubCard.devices, host: "127.0.0.1", mqttsPort: 0, enrolPort: 0 },
  });
  const hub = `http://127.0.0.1:${ready.httpPort}`;
  expect(await devices("--hub", hub)).toContain("no device yet");

  await office("--at-hub", "--hub", hub);
  expect(await devices("--hub", hub)).toMatch(/kiosk-1 +kiosk +token/);
  const before = onCard("kiosk-1", "enrolment");
  said = [];
  await office("--at-hub", "--hub", hub);
  expect(said).toContain("  cards/kiosk-1 is as it was: its token still waits.");
  expect(onCard("kiosk-1", "enrolment")).toEqual(before);

  for (const name of ["kiosk-1", "board-1"]) {
    const [device, enrolment] = [onCard(name, "device"), onCard(name, "enrolment")];
    expect([device.hub.mqtt, enrolment.hub]).toEqual(["mqtts://127.0.0.1:8883", "https://127.0.0.1:8443"]);
    const at = join(folder, `${name}-state`);
    mkdirSync(at);
    writeFileSync(join(at, "enrolment.json"), JSON.stringify({ ...enrolment, hub: `https://127.0.0.1:${ready.enrolPort}` }));
    const mqtt = `mqtts://127.0.0.1:${ready.mqttsPort}`;
    await start("device/main.ts", name, { ...device, data: join(at, "device"), hub: { mqtt }, role: { ...device.role, httpPort: 0 } });
  }
  for (const name of ["kiosk-1", "board-1"])
    await until(`${name} to have its certificate`, async () =>
      new RegExp(`${name} +\\w+ +enrolled +until [-\\d]+, connected`).test(await devices("--hub", hub)),
    );
  said = [];
  await office("--at-hub", "--hub", hub);
  expect(said).toContain("  kiosk-1 has its certificate already: no new card.");

  await devices("--hub", hub, "--revoke", "kiosk-1", "--why", "stolen");
  expect(await devices("--hub", hub)).toMatch(/kiosk-1 +kiosk +revoked +until [-\d]+$/m);
  await office("--at-hub", "--hub", hub);
  expect(onCard("kiosk-1", "enrolment").token).not.toBe(before.token);
  expect(await devices("--hub", hub, "--token", "spare-1", "--role", "kiosk")).toMatch(/^spare-1 [0-9A-Z]{4}(-[0-9A-Z]{4}){6}\nGood once/);
});
