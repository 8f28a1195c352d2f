/** The package as it is installed: what is in it, how its programs are bounded, and that the same sources give the same bytes. */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { safeParse } from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { screenFile } from "#shared/wire/screen.ts";
import { shippedFlags } from "../shipping/flags.ts";
import { releaseFolder, writeDeb } from "./deb.ts";
import { type Architecture, architectures, billName, writeFacts, writeReleaseTree } from "./release-tree.ts";
import { runtimePackages } from "./runtime-packages.ts";

const top = path.join(import.meta.dirname, "../..");
const architecture = Object.entries(architectures).find(([, cpu]) => cpu === process.arch)?.[0] as Architecture;
const madeAt = 1_795_737_600;

let folder: string;
const at = (name: string) => path.join(folder, name);

/** A package of the project's own tree. In place of Node, 100 MB and more, it holds the smallest of programs. */
function build(name: string): string {
  const tree = at(`${name}-tree`);
  const release = path.join(tree, releaseFolder);
  writeReleaseTree({ top, packages: top, to: release, architecture, node: "/bin/true", version: "1.3.0" });
  writeFacts(release, { number: 3, version: "1.3.0", madeAt: madeAt * 1_000, data: { format: 1, reads: 1, readBy: 1 } });
  writeDeb({ tree, version: "1.3.0", architecture, madeAt, to: at(`${name}.deb`) });
  return at(`${name}.deb`);
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "the-q-package-test-"));
  execFileSync("dpkg-deb", ["--raw-extract", build("one"), at("installed")]);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe("the package", () => {
  it("is built of the same bytes from the same sources", { timeout: 120_000 }, () => {
    const sum = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");
    expect(sum(build("two"))).toBe(sum(at("one.deb")));
  });

  it("Q-SAFE-1: belongs to root, has no program that runs as another, no key, no password", () => {
    const lines = execFileSync("dpkg-deb", ["--contents", at("one.deb")], { encoding: "utf8", maxBuffer: 20_000_000 })
      .trim()
      .split("\n");
    for (const line of lines) {
      const [mode = "", owner] = line.split(/\s+/);
      expect(owner, line).toBe("root/root");
      expect(mode, line).not.toMatch(/s|t/i);
      expect(mode.slice(5, 10), line).not.toContain("w");
    }
    for (const file of filesIn(at("installed"))) {
      if (file.endsWith("/bin/node") || file.includes("/node_modules/")) continue;
      const text = readFileSync(file, "latin1");
      expect(/-----BEGIN [A-Z ]*PRIVATE KEY-----|passw(?:or)?d\s*[:=]\s*["'][^"']/i.test(text), file).toBe(false);
    }
  });

  it("has programs that start as they are in it, with nothing from the sources beside them", () => {
    const release = path.join(at("installed"), releaseFolder);
    const node = process.execPath;
    expect(statSync(path.join(release, "bin/node")).mode & 0o777).toBe(0o755);
    const run = (...words: string[]) => execFileSync(node, words, { cwd: at("installed"), env: {}, encoding: "utf8" });
    expect(run(path.join(release, "device/main.js"), "--help")).toContain("Runs one device");
    expect(run(path.join(release, "hub/main.js"), "--help")).toContain("hub");
    expect(run(path.join(release, "device/update/main.js"), "--help")).toContain("two slots");
    expect(run(path.join(release, "device/screen/main.js"), "--help")).toContain("on its screen");
    // Native parts, and what is loaded only by some devices, loaded for real.
    const natives = `const D = (await import("better-sqlite3")).default; new D(":memory:"); await import("serialport"); await import("johnny-five"); await import("firmata-io"); console.log("loaded");`;
    expect(execFileSync(node, ["--input-type=module", "-e", natives], { cwd: release, env: {}, encoding: "utf8" })).toBe("loaded\n");
    expect(filesIn(release).filter((file) => /\.test\.|(?<!\/node_modules\/.*)\.ts$/.test(file))).toEqual([]);
    expect(existsSync(path.join(release, "display/dist/kiosk/index.html"))).toBe(true);
  });

  it("says what it is made of: Node and each npm package that is in it, and nothing that is not", () => {
    const release = path.join(at("installed"), releaseFolder);
    const bill = JSON.parse(readFileSync(path.join(release, billName), "utf8")) as { components: { name: string; version: string }[] };
    const said = bill.components.map(({ name, version }) => `${name} ${version}`).filter((each) => !each.startsWith("node "));
    const manifests = filesIn(path.join(release, "node_modules")).filter((file) =>
      /node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/.test(file),
    );
    const there = manifests.map((file) => JSON.parse(readFileSync(file, "utf8")) as { name: string; version: string });
    expect(said.sort()).toEqual(there.map(({ name, version }) => `${name} ${version}`).sort());
    expect(said.some((each) => each.startsWith("better-sqlite3 "))).toBe(true);
    expect(bill.components.find(({ name }) => name === "mqtt")).toMatchObject({
      hashes: [{ alg: "SHA-512" }],
      licenses: [{ expression: "MIT" }],
    });
  });

  it.each(["the-q-device.service", "the-q-hub.service", "the-q-screen.service"])(
    "Q-SAFE-1: %s is exposed at most 2.5 by systemd's own count",
    (unit) => {
      const file = path.join(at("installed"), "usr/lib/systemd/system", unit);
      const said = execFileSync("systemd-analyze", ["security", "--offline=true", "--threshold=25", "--no-pager", file], {
        encoding: "utf8",
      });
      expect(said).toContain("Overall exposure level");
    },
  );

  it.each(["the-q-device.service", "the-q-hub.service"])(
    "%s may copy a file: libuv ends that with fchown, of the calls that are denied",
    (unit) => {
      const text = readFileSync(path.join(at("installed"), "usr/lib/systemd/system", unit), "utf8");
      // A later line adds to what an earlier one took out (systemd.exec(5), SystemCallFilter=).
      expect(text).toMatch(/^SystemCallFilter=~@privileged [^\n]*\n(?:#[^\n]*\n)*SystemCallFilter=fchown$/m);
      expect(text).toMatch(/^SystemCallErrorNumber=EPERM$/m);
    },
  );

  it("runs the hub's commands as its user and with its file, for root alone, and says which there are", () => {
    const [stubs, script] = [at("stubs"), path.join(at("installed"), "usr/sbin/the-q")];
    mkdirSync(stubs);
    const stub = (name: string, body: string) => writeFileSync(path.join(stubs, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    stub("runuser", 'echo "$@"');
    const run = (user: number, ...words: string[]) => {
      stub("id", `echo ${user}`);
      return spawnSync("sh", [script, ...words], { encoding: "utf8", env: { PATH: `${stubs}:/usr/bin:/bin` } });
    };
    const program = (main: string) => `-u the-q -- /${releaseFolder}/bin/node /${releaseFolder}/${main} --config /etc/the-q/hub.json`;
    expect(run(0, "hub", "--restore", "a file.age").stdout).toBe(`${program("hub/main.js")} --restore a file.age\n`);
    expect(run(0, "doctor").stdout).toBe(`${program("hub/doctor/main.js")}\n`);
    for (const main of ["hub/main.js", "hub/doctor/main.js"])
      expect(existsSync(path.join(at("installed"), releaseFolder, main))).toBe(true);
    expect(run(1000, "hub")).toMatchObject({ status: 1, stdout: "", stderr: expect.stringContaining("Say sudo") });
    expect(run(0, "hup")).toMatchObject({ status: 2, stderr: expect.stringContaining("sudo the-q doctor") });
  });

  it("has units, rules and scripts that their readers take without a word", () => {
    const root = at("installed");
    for (const name of ["the-q-hub.service", "the-q-device.service", "the-q-screen.service"]) {
      // Its program is looked for as well, and is not installed on this machine.
      const unit = readFileSync(path.join(root, "usr/lib/systemd/system", name), "utf8");
      for (const line of [/^Type=notify$/m, /^NotifyAccess=all$/m, /^WatchdogSec=\d+$/m]) expect(unit).toMatch(line);
      writeFileSync(at(name), unit.replaceAll("/usr/lib/the-q", path.join(root, "usr/lib/the-q")));
      const { status, stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", at(name)], { encoding: "utf8" });
      expect({ status, about: stderr.split("\n").filter((line) => line.includes(name)) }).toEqual({ status: 0, about: [] });
    }
    const hub = readFileSync(path.join(root, "usr/lib/systemd/system/the-q-hub.service"), "utf8");
    expect(hub).toContain(`/bin/node ${shippedFlags.hub.join(" ")} /usr/lib/the-q/`);
    for (const script of ["DEBIAN/postinst", "DEBIAN/prerm", "usr/sbin/the-q"]) execFileSync("sh", ["-n", path.join(root, script)]);
    // What starts the browser is what the program reads.
    const screen = safeParse(screenFile, JSON.parse(readFileSync(path.join(root, "etc/the-q/screen.json"), "utf8")));
    expect(screen.issues).toBe(undefined);
    expect(screen.success && screen.output.browser).toContain("--kiosk");
    const policy = JSON.parse(readFileSync(path.join(root, "etc/chromium/policies/managed/the-q.json"), "utf8"));
    expect(policy).toMatchObject({ URLBlocklist: ["*"], DeveloperToolsAvailability: 2 });
  });
});

it("follows dependencies as Node does: the nearest first, optional ones too, each once, those of other machines not", () => {
  const packages = {
    "": { dependencies: { a: "1", build: "1" } },
    "node_modules/a": { dependencies: { b: "1" }, optionalDependencies: { c: "1", absent: "1" } },
    "node_modules/a/node_modules/b": { dependencies: { c: "1" } },
    "node_modules/b": {},
    "node_modules/c": { dependencies: { a: "1" }, optionalDependencies: { "c-arm": "1", "c-intel": "1", "c-musl": "1" } },
    "node_modules/c-arm": { os: ["linux"], cpu: ["arm64"], libc: ["glibc"] },
    "node_modules/c-intel": { os: ["linux"], cpu: ["x64"] },
    "node_modules/c-musl": { os: ["linux"], cpu: ["arm64"], libc: ["musl"] },
    "node_modules/build": {},
    "node_modules/other": {},
  };
  const pi = { os: "linux", cpu: "arm64", libc: "glibc" } as const;
  expect(runtimePackages({ packages }, ["build"], pi)).toEqual([
    "node_modules/a",
    "node_modules/a/node_modules/b",
    "node_modules/c",
    "node_modules/c-arm",
  ]);
});

function filesIn(at: string): string[] {
  return readdirSync(at).flatMap((name) => {
    const place = path.join(at, name);
    return statSync(place).isDirectory() ? filesIn(place) : [place];
  });
}
