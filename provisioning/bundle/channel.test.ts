/** The command that says which offices a release is for, as whoever publishes runs it. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Channel } from "#shared/update/documents.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "the-q-channel-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function bundle(...words: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "main.ts"), ...words], { cwd: folder });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (bytes) => {
      said += bytes;
    });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said })));
}

test("a channel is for all offices, or for some by name and a share of the others; what names no office or share is refused and nothing is written", {
  timeout: 120_000,
}, async () => {
  expect((await bundle("keys", "first", "--to", ".")).code).toBe(0);
  writeFileSync(path.join(folder, "payload"), "payload");
  const facts = { target: "linux-arm64", version: "1.5.0", number: 5, follows: 1, data: { format: 1, reads: 1, readBy: 1 } };
  writeFileSync(path.join(folder, "facts.json"), JSON.stringify(facts));
  expect(await bundle("release", "facts.json", "--payload", "payload", "--to", "release.json", "--sign", "first.key")).toMatchObject({
    code: 0,
  });
  const channel = (to: string, ...more: readonly string[]) =>
    bundle("channel", "--version", "1", "--least", "1", "--release", "release.json", "--to", to, "--sign", "first.key", ...more);
  const offices = (file: string) => (JSON.parse(JSON.parse(readFileSync(path.join(folder, file), "utf8")).signed) as Channel).offices;

  expect(await channel("all.json")).toEqual({ code: 0, said: "For all offices.\n" });
  expect(offices("all.json")).toBeUndefined();
  expect(await channel("some.json", "--office", "victoria", "--office", "nelson", "--office", "victoria")).toEqual({
    code: 0,
    said: "For victoria, nelson, and 0 of a hundred of the others.\n",
  });
  expect(offices("some.json")).toEqual({ first: ["victoria", "nelson"], percent: 0 });
  expect(await channel("share.json", "--percent", "2.5")).toMatchObject({ code: 0 });
  expect(offices("share.json")).toEqual({ first: [], percent: 2.5 });
  for (const wrong of [
    ["--percent", "101"],
    ["--percent", "half"],
    ["--office", "Fort St. John"],
  ]) {
    expect(await channel("wrong.json", ...wrong)).toMatchObject({ code: 1, said: expect.stringMatching(/from 0 to 100|is no office/) });
    expect(() => offices("wrong.json")).toThrow("ENOENT");
  }
});
