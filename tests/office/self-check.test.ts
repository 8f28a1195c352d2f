/** `npm start -- --self-check` and a small replayed day, run as a person runs them. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");

function run(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(root, "provisioning/office/start.mjs"), ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (bytes: Buffer) => {
      said += bytes.toString("utf8");
    });
  return new Promise((done) => child.once("close", (code) => done({ code, said })));
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "the-q-day-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the virtual office", { timeout: 120_000 }, () => {
  it("passes its own check", async () => {
    const { code, said } = await run("--self-check");
    expect(said).toContain("papers 20, hub 20, central 20, collector 20");
    expect(said).toMatch(/Self-check passed in/);
    expect(code).toBe(0);
  });

  it("replays a day two hundred times as fast, and every count is right at its end", async () => {
    const rows = Array.from({ length: 12 }, (_, place) => {
      const minute = (after: number) => `2020-01-13 09:${String(place + after).padStart(2, "0")}:00`;
      return `North,${place % 3},${place},${minute(0)},${minute(6)},2`;
    });
    const file = join(folder, "visits.csv");
    writeFileSync(file, ["office,queue,ticket,joined_at,called_at,counters_open", ...rows].join("\n"));
    const { code, said } = await run(
      "--visits",
      file,
      "--office",
      "North",
      "--date",
      "2020-01-13",
      "--speed",
      "200",
      // In this one nobody stays away when called, for whom the day would wait until the end of its overtime; the busiest day has them.
      "--seed",
      "6",
      "--port",
      "0",
      "--data",
      join(folder, "day"),
    );
    expect(said).toMatch(/The day is over: 12 joined, \d+ served/);
    expect(said).toContain("The counts agree: papers 12, hub 12, central 12, collector 12");
    expect(said).toMatch(/^09:15 {2}\d+ joined/m);
    expect(code).toBe(0);
  });

  it("plays half an hour of the busiest day known, two hundred times as fast: no fault, and every count is right", {
    timeout: 300_000,
  }, async () => {
    const { code, said } = await run("--busiest", "--hours", "0.5", "--speed", "200", "--port", "0", "--data", join(folder, "day"));
    expect(said).toMatch(/The day is over: 26\d joined, \d+ served/);
    // Visits with more to them than a call and a service are among them.
    expect(said).toMatch(/Beside plain visits: .*moves-on \d+, parks \d+, second \d+/);
    expect(said).toContain("No fault.");
    expect(said).toMatch(/The counts agree: papers (26\d), hub \1, central \1, collector \1/);
    expect(code).toBe(0);
  });

  it("says where a file of visits is wrong", async () => {
    const file = join(folder, "visits.csv");
    writeFileSync(file, "office,queue,ticket,joined_at,called_at,counters_open\nNorth,1,1,today,,2\n");
    const { code, said } = await run("--visits", file, "--office", "North", "--date", "2020-01-13", "--data", join(folder, "day"));
    expect(said).toContain('Line 2: joined_at is "today"');
    expect(code).toBe(1);
  });
});
