/** From keys to a running release, by the commands that people use: real processes, real files. */
import { execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { until } from "../../device/testing/process.ts";

const top = join(import.meta.dirname, "../..");
const run = promisify(execFile);

let folder: string;
const children: ReturnType<typeof spawn>[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "the-q-releases-"));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGTERM");
    await ended;
  }
  rmSync(folder, { recursive: true });
});

const at = (name: string) => join(folder, name);

/** What a command says, and its exit code. */
async function command(script: string, ...words: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  try {
    const { stdout, stderr } = await run(process.execPath, [join(top, script), ...words], { cwd: folder });
    return { code: 0, said: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: stdout + stderr };
  }
}
const bundle = (...words: readonly string[]) => command("provisioning/bundle/main.ts", ...words);
const keeper = (...words: readonly string[]) => command("device/update/main.ts", ...words, "--config", at("keeper.json"));

/** A release whose program says its number, and is well. */
async function release(number: number, ...keys: readonly string[]): Promise<string> {
  mkdirSync(at(`${number}/lib`), { recursive: true });
  writeFileSync(at(`${number}/main.cjs`), `require("node:fs").writeFileSync(process.argv[2], "${number}"); setInterval(() => {}, 1000);\n`);
  writeFileSync(at(`${number}/lib/part.txt`), "part\n");
  const facts = { target: `linux-${process.arch}`, version: `1.${number}.0`, number, follows: 1, data: { format: 1, reads: 1, readBy: 1 } };
  writeFileSync(at(`${number}.json`), JSON.stringify(facts));
  const payload = await bundle("payload", at(String(number)), "--to", at(`${number}.zst`));
  expect(payload).toEqual({ code: 0, said: "" });
  const signers = keys.flatMap((key) => ["--sign", at(`keys/${key}.key`)]);
  expect(
    await bundle("release", at(`${number}.json`), "--payload", at(`${number}.zst`), "--to", at(`${number}.release`), ...signers),
  ).toEqual({
    code: 0,
    said: "",
  });
  const to = at(`${number}.bundle`);
  expect(await bundle("pack", "--release", at(`${number}.release`), "--payload", at(`${number}.zst`), "--to", to)).toEqual({
    code: 0,
    said: "",
  });
  return to;
}

it("Q-SAFE-1: three people's keys, a bundle that two have signed, a device that takes it and refuses one that one has signed", {
  timeout: 90_000,
}, async () => {
  expect(await bundle("keys", "first", "second", "third", "--to", at("keys"))).toEqual({ code: 0, said: "" });
  expect(statSync(at("keys/first.key")).mode & 0o777).toBe(0o600);
  expect(readFileSync(at("keys/keys.json"), "utf8")).not.toContain("PRIVATE");
  expect((await bundle("keys", "first", "--to", at("keys"))).said).toContain("EEXIST");

  const running = at("running");
  const config = { root: at("root"), run: [process.execPath, "main.cjs", running], health: "http://127.0.0.1:9/health" };
  writeFileSync(at("keeper.json"), JSON.stringify(config));
  expect(await keeper("trust", at("keys/keys.json"))).toEqual({ code: 0, said: "" });
  expect((await keeper("trust", at("keys/keys.json"))).said).toContain("already knows");

  const child = spawn(process.execPath, [join(top, "device/update/main.ts"), "keep", "--config", at("keeper.json")], { stdio: "ignore" });
  children.push(child);
  const installed = await keeper("install", await release(1, "first", "third"), "--now");
  expect(installed).toMatchObject({ code: 0, said: expect.stringContaining("Release 1.1.0 is ready") });
  await until(
    () => existsSync(running) && readFileSync(running, "utf8"),
    (number) => number === "1",
  );

  const alone = await release(2, "second");
  const refused = await keeper("install", alone, "--now");
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining("was not signed by those who may") });
  // The second one signs where they sit, and it is packed again.
  expect(await bundle("sign", at("2.release"), at("keys/first.key"))).toEqual({ code: 0, said: "" });
  expect(await bundle("pack", "--release", at("2.release"), "--payload", at("2.zst"), "--to", alone)).toEqual({ code: 0, said: "" });
  expect(await keeper("install", alone, "--now")).toMatchObject({ code: 0 });
  await until(
    () => readFileSync(running, "utf8"),
    (number) => number === "2",
  );
  const status = await keeper("status");
  expect(status.said).toMatch(/^a {2}1\.1\.0 \(number 1\) {2}kept\nb {2}1\.2\.0 \(number 2\) {2}on trial, started 1 times\n$/);
});

it("the same folder gives the same payload, whatever the times and the order of its files", async () => {
  for (const name of ["one", "two"]) {
    mkdirSync(at(name));
    const files = name === "one" ? ["a", "b", "c"] : ["c", "b", "a"];
    for (const file of files) writeFileSync(at(`${name}/${file}`), file.repeat(1_000));
    await bundle("payload", at(name), "--to", at(`${name}.zst`));
  }
  expect(readFileSync(at("one.zst")).equals(readFileSync(at("two.zst")))).toBe(true);
});

it("Q-FAULT-1: what is missing or wrong is said with what to do, and no file is written", async () => {
  expect((await bundle("pack", "--to", at("x"))).said).toContain("--release is missing");
  writeFileSync(at("facts.json"), JSON.stringify({ target: "windows", version: "one" }));
  writeFileSync(at("payload"), "x");
  const { code, said } = await bundle("release", at("facts.json"), "--payload", at("payload"), "--to", at("x"));
  expect(code).toBe(1);
  for (const where of ["target", "version", "number", "follows", "data"]) expect(said).toContain(where);
  expect(existsSync(at("x"))).toBe(false);
  writeFileSync(at("keeper.json"), JSON.stringify({ root: "here" }));
  expect((await keeper("status")).said).toContain("a folder from the top");
});
