/** The transport against the virtual printer as a real process, in every state of its switches. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { TicketLine } from "#shared/ticket/layout.ts";
import { type Running, startProgram, until } from "../testing/process.ts";
import type { PrinterCondition } from "./condition.ts";
import { type PrinterProfileName, printerProfiles } from "./profiles.ts";
import { type PrintEnd, TcpPrinter } from "./transport.ts";

let folder: string;
let virtual: Running;
const printers: TcpPrinter[] = [];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "the-q-printer-"));
  const options = ["--port", "0", "--control-port", "0", "--mm-per-second", "0", "--data", folder];
  virtual = await startProgram("device/virtual/printer/main.ts", options);
});

afterEach(async () => {
  for (const printer of printers.splice(0)) printer.stop();
  await virtual.stop();
  rmSync(folder, { recursive: true, force: true });
});

class Desk {
  condition: PrinterCondition | null = null;
  readonly ends = new Map<string, PrintEnd>();
  readonly printer: TcpPrinter;

  constructor(profile: PrinterProfileName = "epson-tm-t20iii") {
    this.printer = new TcpPrinter({ host: "127.0.0.1", port: virtual.ready.port as number }, printerProfiles[profile], () => 0, {
      condition: (condition) => {
        this.condition = condition;
      },
      ended: (job, end) => this.ends.set(job, end),
    });
    printers.push(this.printer);
    this.printer.start();
  }

  async print(job: string, text = job): Promise<PrintEnd | undefined> {
    const line: TicketLine = { kind: "text", text, size: "normal", bold: false, language: "en" };
    this.printer.print(job, [line]);
    return until(
      () => this.ends.get(job),
      (end) => end !== undefined,
    );
  }

  is(condition: PrinterCondition): Promise<unknown> {
    return until(
      () => this.condition,
      (now) => now === condition,
    );
  }
}

const address = () => `http://127.0.0.1:${virtual.ready.controlPort}`;

async function turn(switches: Record<string, boolean>): Promise<void> {
  const body = JSON.stringify(switches);
  const answer = await fetch(`${address()}/switches`, { method: "POST", headers: { "content-type": "application/json" }, body });
  expect(answer.status).toBe(200);
}

async function papers(): Promise<string[]> {
  const answer = await fetch(`${address()}/tickets?after=0`);
  const tickets = (await answer.json()) as { lines: string[]; findings: unknown[] }[];
  for (const ticket of tickets) expect(ticket.findings).toEqual([]);
  return tickets.map((ticket) => ticket.lines.join(" ").trim());
}

test.each(["epson-tm-t20iii", "generic-80mm"] as const)("a ready printer prints, and says so (%s)", async (profile) => {
  const desk = new Desk(profile);
  await desk.is("ready");
  expect(await desk.print("0001", "Numéro A1")).toEqual({ outcome: "printed", fault: null });
  expect(await papers()).toEqual(["Numéro A1"]);
});

test("low paper prints", async () => {
  await turn({ paperLow: true });
  const desk = new Desk();
  await desk.is("paper-low");
  expect(await desk.print("0001")).toEqual({ outcome: "printed", fault: null });
});

test.each([
  ["paperOut", "paper-out", "printer-paper-out"],
  ["coverOpen", "cover-open", "printer-cover-open"],
] as const)("P2: with %s a job fails, and is not printed when the printer is well again", async (name, condition, fault) => {
  const desk = new Desk();
  await desk.is("ready");
  await turn({ [name]: true });
  await desk.is(condition);
  expect(await desk.print("0001")).toEqual({ outcome: "failed", fault });
  await turn({ [name]: false });
  await desk.is("ready");
  expect(await desk.print("0002")).toEqual({ outcome: "printed", fault: null });
  expect(await papers()).toEqual(["0002"]);
});

test("P1: a printer that reads nothing fails the job within its deadline, and prints no ghost of it afterwards", async () => {
  const desk = new Desk();
  await desk.is("ready");
  await turn({ blocked: true });
  expect(await desk.print("0001")).toEqual({ outcome: "failed", fault: "printer-silent" });
  await turn({ blocked: false });
  await desk.is("ready");
  expect(await desk.print("0002")).toEqual({ outcome: "printed", fault: null });
  expect(await papers()).toEqual(["0002"]);
});

test("P3: a printer that is off fails jobs at once, and is found again when it is on", async () => {
  const desk = new Desk();
  await desk.is("ready");
  await turn({ off: true });
  await desk.is("offline");
  expect(await desk.print("0001")).toEqual({ outcome: "failed", fault: "printer-offline" });
  await turn({ off: false });
  await desk.is("ready");
  expect(await desk.print("0002")).toEqual({ outcome: "printed", fault: null });
  expect(await papers()).toEqual(["0002"]);
});

test("a printer that answers nothing is not trusted with a ticket", async () => {
  await turn({ deaf: true });
  const desk = new Desk();
  await desk.is("unknown");
  expect((await desk.print("0001"))?.outcome).toBe("failed");
  expect(await papers()).toEqual([]);
});

test("many jobs come out once each and in order", async () => {
  const desk = new Desk();
  await desk.is("ready");
  const jobs = Array.from({ length: 12 }, (_, place) => String(place).padStart(4, "0"));
  const ends = await Promise.all(jobs.map((job) => desk.print(job)));
  expect(ends.every((end) => end?.outcome === "printed")).toBe(true);
  expect(await papers()).toEqual(jobs);
});
