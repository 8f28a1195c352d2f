/** The virtual sign as a program of its own, with a board's signs at the other end of its serial device. */
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as v from "valibot";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type SignLineSettings, signLines } from "#shared/wire/signs.ts";
import { realTimers } from "../../runtime/timers.ts";
import { Signs } from "../../sign/signs.ts";
import { type Running, startProgram, until } from "../../testing/process.ts";
import { sampleView } from "../../testing/sample-view.ts";

let folder: string;
const running: Running[] = [];
const boards: Signs[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "the-q-sign-"));
});

afterEach(async () => {
  for (const signs of boards.splice(0)) signs.stop();
  for (const program of running.splice(0)) if (program.child.exitCode === null) await program.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function started(...options: readonly string[]): Promise<{ program: Running; said: () => string[] }> {
  const program = await startProgram("device/virtual/sign/main.ts", ["--path", path.join(folder, "sign"), ...options]);
  running.push(program);
  let out = "";
  program.child.stdout?.on("data", (bytes) => {
    out += bytes;
  });
  return { program, said: () => out.trim().split("\n") };
}

function board(line: Record<string, unknown>): Signs {
  const settings: SignLineSettings[] = v.parse(signLines, [{ path: path.join(folder, "sign"), ...line }]);
  const signs = new Signs(settings, { realMs: () => performance.now(), timers: realTimers, stand: () => {} });
  boards.push(signs);
  signs.start();
  return signs;
}

test.each([
  ["alpha", { id: "hall", address: "01" }, '{"rows":["A12 3"],"flashing":false}'],
  ["escpos-display", { id: "hall" }, '{"rows":["A12","3"],"flashing":false}'],
  ["modbus", { id: "hall", address: 1, registers: ["letter", "count", "counter"] }, '{"registers":"0041 000c 0003"}'],
])("a sign of the protocol %s says what it shows, and takes its serial device with it when it ends", async (protocol, sign, shown) => {
  const options = protocol === "modbus" ? ["--registers", "3"] : [];
  const { program, said } = await started("--protocol", protocol, ...options);
  board({ protocol, signs: [sign] }).show(sampleView("A12 3"));
  await until(said, (lines) => lines.includes(shown));
  await program.stop();
  expect([program.child.exitCode, existsSync(path.join(folder, "sign"))]).toEqual([0, false]);
});

test("over HTTP it says what it shows, its cable is pulled and put back, and it shows what it was told last meanwhile", async () => {
  const { program, said } = await started("--protocol", "alpha", "--control-port", "0");
  const at = `http://127.0.0.1:${program.ready.controlPort}`;
  const state = async () => (await fetch(`${at}/state`)).json();
  const turn = (body: unknown) =>
    fetch(`${at}/switches`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  expect(await state()).toEqual({ plugged: true, rows: [null], flashing: false });
  const signs = board({ protocol: "alpha", signs: [{ id: "hall", address: "01" }] });
  signs.show(sampleView("A12 3"));
  await until(said, (lines) => lines.includes('{"rows":["A12 3"],"flashing":false}'));
  expect(await (await turn({ plugged: false })).json()).toEqual({ plugged: false, rows: ["A12 3"], flashing: false });
  expect(existsSync(path.join(folder, "sign"))).toBe(false);
  signs.show(sampleView("A13 2"));
  expect(await state()).toEqual({ plugged: false, rows: ["A12 3"], flashing: false });
  expect((await turn({ plugged: true })).status).toBe(200);
  await until(said, (lines) => lines.some((each) => each.includes("A13 2")));
  expect((await turn({ plugged: "out" })).status).toBe(400);
  expect((await turn({ power: false })).status).toBe(400);
  await program.stop();
  expect([program.child.exitCode, existsSync(path.join(folder, "sign"))]).toEqual([0, false]);
});

test("a link that an earlier run left is replaced where it is asked over HTTP", async () => {
  symlinkSync("/dev/pts/gone", path.join(folder, "sign"));
  const { program } = await started("--protocol", "alpha", "--control-port", "0");
  expect(program.ready.controlPort).toBeGreaterThan(0);
});

test("what it cannot do it says, and touches no file that is there", async () => {
  writeFileSync(path.join(folder, "sign"), "a file");
  await expect(started("--protocol", "alpha")).rejects.toThrow("is there already");
  rmSync(path.join(folder, "sign"));
  await expect(started("--protocol", "alfa")).rejects.toThrow('There is no protocol "alfa"');
  await expect(started("--protocol", "alpha", "--address", "1")).rejects.toThrow('"1" is not written as it must be');
});
