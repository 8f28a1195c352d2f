/** IT's walk through a whole new office of real programs: hub, two kiosks with printers, two boards, a sign; by the command itself. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { exampleOffice } from "#shared/office/example.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import type { BoardLive } from "#shared/wire/board-page.ts";
import type { KioskLive } from "#shared/wire/kiosk-page.ts";
import { type Running, startProgram } from "../../device/testing/process.ts";
import { VirtualAlphaSign } from "../../device/virtual/sign/alpha.ts";
import { VirtualSerial } from "../../device/virtual/sign/serial.ts";
import { askJson } from "../../provisioning/office/wire/ask.ts";
import { takeTicket } from "../../provisioning/office/wire/kiosk.ts";
import { Live } from "../../provisioning/office/wire/live.ts";
import { freePort } from "./scene/scene.ts";
import { until } from "./scene/until.ts";

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
const sign = new VirtualAlphaSign("01");
const office = exampleOffice();
office.devices.push(
  { id: "kiosk-2", role: "kiosk", zone: "main" },
  { id: "board-2", role: "board", zone: "main", speaks: false, screenInches: 55, farthestSeatMetres: 8 },
);

let folder: string;
let line: VirtualSerial;
const running = new Map<string, Running>();
const boards = new Map<string, Live<BoardLive>>();
const startsWithinMs = 30_000;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "the-q-walk-"));
  line = new VirtualSerial(join(folder, "line"), [
    (bytes) => {
      sign.feed(bytes);
      return null;
    },
  ]);
  await line.plugIn();
});

afterEach(async () => {
  await Promise.all([...boards.values()].map((board) => board.close()));
  boards.clear();
  await Promise.all([...running.values()].map((program) => program.stop("SIGKILL")));
  running.clear();
  await line.unplug();
  rmSync(folder, { recursive: true, force: true });
});

function fileOf(name: string, content: object): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

async function start(name: string, script: string, options: readonly string[]): Promise<void> {
  running.set(name, await startProgram(script, options));
}

const address = (name: string) => `http://127.0.0.1:${running.get(name)?.ready.httpPort}`;

async function startOffice(): Promise<void> {
  const broker = await freePort();
  const common = { office: office.office.id, host: "127.0.0.1" };
  const hub = {
    ...common,
    data: join(folder, "hub"),
    httpPort: 0,
    broker: { kind: "embedded", port: broker },
    seed: fileOf("office", office),
  };
  await start("hub", "hub/main.ts", ["--config", fileOf("hub", hub)]);
  const device = (id: string, role: object) =>
    fileOf(id, {
      ...common,
      id,
      data: join(folder, id),
      hub: { mqtt: `mqtt://127.0.0.1:${broker}` },
      role: { zone: "main", httpPort: 0, ...role },
    });
  for (const id of ["kiosk-1", "kiosk-2"]) {
    const printer = ["--port", "0", "--control-port", "0", "--data", join(folder, `${id}-printer`), "--mm-per-second", "0"];
    await start(`${id}-printer`, "device/virtual/printer/main.ts", printer);
    const port = running.get(`${id}-printer`)?.ready.port;
    await start(id, "device/main.ts", ["--config", device(id, { kind: "kiosk", printer: { kind: "tcp", host: "127.0.0.1", port } })]);
  }
  const signs = [{ protocol: "alpha", path: line.path, signs: [{ id: "sign-1", address: "01" }] }];
  await start("board-1", "device/main.ts", ["--config", device("board-1", { kind: "board", signs })]);
  await start("board-2", "device/main.ts", ["--config", device("board-2", { kind: "board" })]);
  for (const id of ["board-1", "board-2"]) {
    const board = new Live<BoardLive>(`${address(id)}/api/board/live`, "board", wait);
    boards.set(id, board);
    await board.until(`${id} to hear from the hub`, startsWithinMs, ({ view }) => view !== null);
  }
  for (const id of ["kiosk-1", "kiosk-2"]) {
    const kiosk = new Live<KioskLive>(`${address(id)}/api/kiosk/live`, "kiosk", wait);
    try {
      await kiosk.until(`${id} and its printer`, startsWithinMs, ({ hub, printer }) => hub === "present" && printer === "ready");
    } finally {
      await kiosk.close();
    }
  }
}

const shows = (name: string, number: string) => boards.get(name)?.latest?.view?.now.some((shown) => paperNumber(shown) === number);

/** Looks where the question asks it to look, as whoever walks there does. */
async function answer(question: string): Promise<string> {
  const [, number = "", place = ""] = /^Did you see (\S+) on (\S+)\?/.exec(question) ?? [];
  if (place.startsWith("board")) return (await until(number, () => shows(place, number))) ? "y" : "n";
  if (place === "sign-1") return (await until(number, () => sign.face?.text.startsWith(number))) ? "y" : "n";
  if (question.includes("how high")) return "2";
  if (question.includes("farthest seat")) return question.startsWith("board-1") ? "5" : "";
  return question.includes("[y/n]") ? "y" : "";
}

interface Walked {
  readonly code: number | null;
  readonly said: string;
  /** How often the person was asked. */
  readonly answers: number;
}

/** Runs the command and stands in for the person: taps at kiosks when told to, and answers. */
function walk(...args: readonly string[]): Promise<Walked> {
  const child = spawn(process.execPath, ["provisioning/main.ts", "walk", ...args], { cwd: join(import.meta.dirname, "../..") });
  let said = "";
  let taken = 0;
  let answered = 0;
  let answers = 0;
  const failed = (error: unknown) => {
    said += String(error);
    child.kill("SIGKILL");
  };
  const look = () => {
    const places = [...said.matchAll(/> Take a ticket at (\S+)\.$/gm)].map((match) => match[1] as string);
    for (const place of places.slice(taken)) {
      taken += 1;
      const request = { key: `walk-tap-${taken}-0001`, service: "licence", language: "en" as const, needs: [] };
      takeTicket(address(place), request, { wait }).then((ticket) => "fault" in ticket && failed(ticket.fault), failed);
    }
    const question = said.slice(answered);
    if (!/\?[^\n]* $/.test(question)) return;
    answered = said.length;
    answers += 1;
    answer(question.slice(question.lastIndexOf("\n") + 1)).then((text) => child.stdin.write(`${text}\n`), failed);
  };
  child.stdin.on("error", () => {});
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (bytes) => {
      said += bytes;
      look();
    });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said, answers })));
}

test("A new office is walked through in at most 40 actions; the record is signed, and no figure counts the practice", {
  timeout: 120_000,
}, async () => {
  await startOffice();
  const plan = {
    ...{ format: "theq-plan/1", hub: { name: "hub-1", address: "hub.example" } },
    devices: [
      { role: "kiosk", name: "kiosk-1" },
      { role: "kiosk", name: "kiosk-2" },
      { role: "board", name: "board-1", signs: [{ protocol: "alpha", path: "/dev/ttyUSB0", signs: [{ id: "sign-1" }] }] },
      { role: "board", name: "board-2" },
    ],
  };
  const [key, record] = [join(folder, "it.pem"), join(folder, "record.json")];
  const { code, said, answers } = await walk(
    "--hub",
    address("hub"),
    "--by",
    "Kim",
    "--key",
    key,
    "--record",
    record,
    "--plan",
    fileOf("plan", plan),
  );
  // The configuration says 6 m to board-1's farthest seat, and 5 were measured.
  expect(said).toContain("! board-1: The configuration says 43 inches and 6 m");
  expect(code).toBe(1);

  const signed = JSON.parse(readFileSync(record, "utf8"));
  const walked = JSON.parse(signed.record);
  expect(walked.problems).toHaveLength(1);
  expect(walked.devices.map(({ name, online }: { name: string; online: boolean }) => [name, online])).toEqual(
    ["kiosk-1", "board-1", "kiosk-2", "board-2"].map((name) => [name, true]),
  );
  expect(walked.tickets).toMatchObject([
    { kiosk: "kiosk-1", printed: "printed", readable: true },
    { kiosk: "kiosk-2", printed: "printed", readable: true },
  ]);
  expect(walked.calls).toEqual([
    { zone: "main", number: walked.tickets[0].number, seen: ["board-1", "sign-1", "board-2"].map((at) => ({ at, ok: true })), heard: true },
  ]);
  expect(walked.actions).toBeLessThanOrEqual(40);
  expect(walked.actions).toBe(answers + 3 * 2);

  expect((await askJson(`${address("hub")}/api/v1/counts`, 10_000)).body).toMatchObject({ tickets: 0 });

  const fingerprint = /by the key ([0-9a-f]{64})\./.exec(said)?.[1] as string;
  expect(await walk("--verify", record, "--signed-by", fingerprint)).toMatchObject({
    code: 1,
    said: expect.stringContaining("the key that was asked for"),
  });
  writeFileSync(record, readFileSync(record, "utf8").replace('\\"by\\":\\"Kim\\"', '\\"by\\":\\"Tim\\"'));
  expect(await walk("--verify", record)).toMatchObject({ code: 1, said: expect.stringContaining("changed after it was signed") });
});
