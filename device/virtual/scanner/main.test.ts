/** The twin of a scanner as a program of its own, with a kiosk's scanner at the other end of its serial device. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { realTimers } from "../../runtime/timers.ts";
import { scannerOf } from "../../scanner/connect.ts";
import type { ScannerTroubles } from "../../scanner/scanner.ts";
import { startProgram, until } from "../../testing/process.ts";
import type { ScannerState } from "./control.ts";

vi.setConfig({ testTimeout: 120_000 });

test("what is held under it arrives once; it garbles, is pulled out and put back over HTTP, and nonsense is answered in words", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "the-q-twin-"));
  const where = path.join(folder, "scanner");
  const program = await startProgram("device/virtual/scanner/main.ts", ["--path", where, "--control-port", "0"]);
  const post = async (what: string, body: unknown) => {
    const answer = await fetch(`http://127.0.0.1:${program.ready.controlPort}${what}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as ScannerState & { what?: string } };
  };
  const codes: string[] = [];
  let stands: ScannerTroubles | null = null;
  const scanner = scannerOf(
    { kind: "serial", path: where, baud: 9_600 },
    {
      ...{ realMs: () => performance.now(), timers: realTimers, code: (text) => codes.push(text) },
      stands: (troubles) => {
        stands = troubles;
      },
    },
  );
  const standsSo = (wanted: Partial<ScannerTroubles>) =>
    until(
      () => stands,
      (now) => now !== null && Object.entries(wanted).every(([name, value]) => now?.[name as keyof ScannerTroubles] === value),
    );
  scanner.start();
  try {
    await standsSo({ unreachable: null });
    const code = "theq1:victoria:A12:2026-11-23:kiosk-1.3Jk9_a-Qw2zX.17";
    await post("/scan", { text: code });
    await until(
      () => codes,
      (now) => now.length > 0,
    );
    await post("/switches", { garbled: true });
    for (const text of ["KR7XH3", "M4TPLW"]) await post("/scan", { text });
    await standsSo({ isGarbled: true });
    await post("/switches", { garbled: false });
    await post("/scan", { text: "KR7XH3" });
    await standsSo({ isGarbled: false });
    expect((await post("/switches", { plugged: false })).body).toEqual({ plugged: false, garbled: false });
    await standsSo({ unreachable: "unplugged" });
    expect(await post("/scan", { text: "A1" })).toMatchObject({ status: 409, body: { what: expect.stringContaining("not plugged in") } });
    await post("/switches", { plugged: true });
    await standsSo({ unreachable: null });
    await post("/scan", { text: "M4TPLW" });
    await until(
      () => codes,
      (now) => now.length > 2,
    );
    expect(codes).toEqual([code, "KR7XH3", "M4TPLW"]);
    expect((await post("/scan", { text: "é" })).body.what).toBe("text must be 1 to 320 printable ASCII characters");
    expect((await post("/switches", { garbled: "very" })).status).toBe(400);
  } finally {
    scanner.stop();
    await program.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
