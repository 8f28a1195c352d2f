/** A whole kiosk with a panel: its program, a serial port, the twin of a board, a printer; and one without, which loads nothing for it. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Running, startProgram, until } from "../testing/process.ts";
import { ScriptedHub } from "../testing/scripted-hub.ts";
import { VirtualFirmata } from "../virtual/panel/firmata.ts";
import { VirtualSerial } from "../virtual/sign/serial.ts";

vi.setConfig({ testTimeout: 120_000 });

/** As often as one looks before one lets go of a button and presses it again. */
const patience = 25;

let folder: string;
let hub: ScriptedHub;
const running: Running[] = [];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "the-q-panel-"));
  hub = await ScriptedHub.start({ id: "kiosk-1", role: "kiosk" });
});

afterEach(async () => {
  for (const each of running.splice(0)) if (each.child.exitCode === null && each.child.signalCode === null) await each.stop("SIGKILL");
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

function kioskFile(role: Record<string, unknown>): string {
  const file = path.join(folder, "kiosk.json");
  const common = { office: "victoria", id: "kiosk-1", data: path.join(folder, "data"), hub: { mqtt: hub.url } };
  writeFileSync(file, JSON.stringify({ ...common, role: { kind: "kiosk", zone: "main", httpPort: 0, printer: null, ...role } }));
  return file;
}

const panelAt = (where: string) => ({
  board: "uno",
  path: where,
  buttons: [
    { service: "licence-renewal", pin: "2", lamp: "3" },
    { service: "boats", pin: "4", lamp: "5" },
  ],
  beacon: { pin: "9" },
});

const faults = () => hub.states.at(-1)?.faults.map((each) => each.fault) ?? [];
const hubHas = (kind: string) => hub.rows.filter((row) => row.kind === kind);

test("Q-FAULT-1: a press on a panel is a ticket on record and on paper; pulled out it is told, and plugged in again it lights its lamps and works", async () => {
  const options = ["--port", "0", "--control-port", "0", "--mm-per-second", "0", "--data", path.join(folder, "papers")];
  const printer = await startProgram("device/virtual/printer/main.ts", options);
  running.push(printer);
  const board = new VirtualFirmata();
  const line = new VirtualSerial(path.join(folder, "panel"), [
    (bytes) => {
      board.hear(bytes);
      return null;
    },
  ]);
  board.said = (bytes) => line.say(bytes);
  await line.plugIn();
  try {
    const settings = { printer: { kind: "tcp", host: "127.0.0.1", port: printer.ready.port }, panel: panelAt(line.path) };
    const kiosk = await startProgram("device/main.ts", ["--config", kioskFile(settings)]);
    running.push(kiosk);
    const lampIs = (level: "high" | "low") =>
      until(
        () => board.level("3"),
        (now) => now === level,
      );
    const printedTickets = (count: number) =>
      until(
        () => hubHas("ticket-printed").length,
        (now) => now === count,
      );
    // As a person does: on a lit button, and once more where nothing came of it, since a busy machine may take the board for silent.
    const pressUntil = async (tickets: number) => {
      let looked = 0;
      await until(
        () => kiosk.log().split('"panel.ticket"').length - 1,
        (now) => {
          const isDown = looked > 0 && looked < patience;
          looked = isDown ? looked + 1 : board.level("3") === "high" ? 1 : 0;
          board.close("2", isDown || looked === 1);
          return now >= tickets;
        },
      );
      board.close("2", false);
    };
    await lampIs("high");
    // The office has no boats, and the button of that service gives nothing.
    expect(board.level("5")).toBe("low");
    await until(faults, (now) => now.includes("panel-service-unknown"));

    await pressUntil(1);
    await printedTickets(1);
    expect(hubHas("ticket-issued").map((row) => row.body)).toEqual([
      expect.objectContaining({ service: "licence-renewal", language: "en" }),
    ]);
    expect(hubHas("ticket-printed").map((row) => row.body)).toEqual([expect.objectContaining({ outcome: "printed" })]);

    await line.unplug();
    await until(faults, (now) => now.includes("panel-unreachable"));
    board.reset();
    expect(board.level("3")).toBeNull();
    await line.plugIn();
    await lampIs("high");
    await until(faults, (now) => !now.includes("panel-unreachable"));

    board.freeze(true);
    await until(faults, (now) => now.includes("panel-silent"));
    board.freeze(false);
    // Opening the port restarts a real one.
    board.reset();
    await until(faults, (now) => !now.includes("panel-silent"));
    await lampIs("high");
    await pressUntil(2);
    await printedTickets(2);
    await kiosk.stop();
    expect(board.level("3")).toBe("low");
  } finally {
    await line.unplug();
  }
});

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Says at the end what the program has loaded of the libraries, among others: `pino` is there to show that this sees anything. */
const witness = `import { Module } from "node:module";
process.on("exit", () => {
  const names = Object.keys(Module._cache).flatMap((file) => /node_modules\\/(johnny-five|firmata-io|pino)\\//.exec(file)?.[1] ?? []);
  process.stderr.write("loaded " + [...new Set(names)].sort().join(" ") + "\\n");
});`;

function loadedBy(role: Record<string, unknown>): Promise<string> {
  const file = path.join(folder, "witness.mjs");
  writeFileSync(file, witness);
  const child = spawn(process.execPath, ["--import", file, "device/main.ts", "--config", kioskFile(role)], { cwd: root });
  let log = "";
  child.stderr.on("data", (bytes) => {
    const wasConnected = log.includes("hub.connected");
    log += bytes;
    // Not at its ready line: it listens to the signal only after that, and to one only.
    if (!wasConnected && log.includes("hub.connected")) child.kill("SIGTERM");
  });
  return new Promise((resolve) => child.once("close", () => resolve(/^loaded (.*)$/m.exec(log)?.[1] ?? log)));
}

test("a device without a panel loads neither johnny-five nor firmata-io; one whose panel is not there does what it needs, and starts all the same", async () => {
  expect(await loadedBy({})).toBe("pino");
  expect(await loadedBy({ panel: { board: "pi", buttons: [{ service: "licence-renewal", pin: "GPIO4" }] } })).toBe("johnny-five pino");
  expect(await loadedBy({ panel: panelAt(path.join(folder, "nothing-there")) })).toBe("firmata-io johnny-five pino");
});
