import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { LogFile } from "./log-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "the-q-log-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("a log keeps its newest lines and never more than twice its bound, also over starts", () => {
  for (let start = 0; start < 5; start += 1) {
    const log = new LogFile(join(folder, "hub.log"), 100);
    for (let line = 0; line < 5; line += 1) log.append(Buffer.from(`start ${start} line ${line}\n`));
  }
  expect(readdirSync(folder).sort()).toEqual(["hub.log", "hub.log.1"]);
  const [newest, older] = ["hub.log", "hub.log.1"].map((name) => readFileSync(join(folder, name), "utf8"));
  expect(newest?.length).toBeLessThanOrEqual(100);
  expect(older?.length).toBeLessThanOrEqual(100);
  expect(`${older}${newest}`.endsWith("start 4 line 3\nstart 4 line 4\n")).toBe(true);
});
