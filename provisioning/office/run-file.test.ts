import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunFile } from "./run-file.ts";

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "the-q-run-file-"));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const soon = () => Promise.resolve();

describe("an office's run file", () => {
  it("is held by one office at a time", () => {
    const first = RunFile.take(data, 1);
    expect(first).toBeDefined();
    expect(RunFile.take(data, 2)).toBeUndefined();
    first?.release();
    const second = RunFile.take(data, 2);
    expect(second).toBeDefined();
    second?.release();
  });

  it("stops what an earlier holder left running, and nobody else's process that has got its number since", async () => {
    const first = RunFile.take(data, 1);
    first?.write([11, 12, 13]);
    first?.release();
    const commands = new Map([
      [11, `node hub/main.ts --config ${data}/config/hub.json`],
      [12, `node hub/main.ts --config ${data}-other/config/hub.json`],
    ]);
    const second = RunFile.take(data, 2);
    const stopped = await second?.stopLeftovers(
      data,
      { commandOf: (pid) => commands.get(pid) ?? null, kill: (pid) => commands.delete(pid) },
      soon,
    );
    expect(stopped).toBe(1);
    expect([...commands.keys()]).toEqual([12]);
    second?.release();
  });
});
