import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Destination, destinationOf } from "./destination.ts";
import { emptyImage, faultsOfImage, temporaryFolder } from "./harness.ts";
import { bootPartition } from "./partition.ts";
import { leaveRoom } from "./read-only.ts";
import { writeCard } from "./write-card.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Text that is long enough for many clusters, and different at every place. */
const long = Array.from({ length: 9_000 }, (_, line) => `line ${line}\n`).join("");
const files = [
  { name: "the-q-enrolment.json", text: '{"é": 1}\n' },
  { name: "user-data", text: `#cloud-config\n# Written for The Q: x\n${long}` },
  { name: "network-config", text: "# Written for The Q: x\n" },
  { name: "meta-data", text: "# Written for The Q: x\n" },
];

const destinations: readonly { readonly what: string; readonly make: () => Destination }[] = [
  { what: "a folder", make: () => destinationOf(join(folder, "not yet there")) },
  { what: "an image with FAT32", make: () => image(32) },
  { what: "an image with FAT16", make: () => image(16) },
];

function image(fat: 16 | 32): Destination {
  const path = join(folder, "card.img");
  emptyImage(path, { fat, megabytes: fat === 32 ? 40 : 16 });
  return destinationOf(path);
}

describe.each(destinations)("$what", ({ make }) => {
  test("takes the files, knows them again, and is written again without a change", () => {
    const destination = make();
    expect(writeCard(files, destination, false).map(({ how }) => how)).toEqual(["new", "new", "new", "new"]);
    for (const { name, text } of files) expect(destination.read(name)).toBe(text);
    expect(writeCard(files, destination, false).map(({ how }) => how)).toEqual(["same", "same", "same", "same"]);
  });

  test("leaves room behind the system where the kernel's command line is, else says what a person does", () => {
    const destination = make();
    expect(leaveRoom(destination)).toContain('take the word "resize" out');
    destination.write("cmdline.txt", "console=tty1 root=PARTUUID=resize-01 rootwait resize\n");
    expect(leaveRoom(destination)).toBeNull();
    expect(destination.read("cmdline.txt")).toBe("console=tty1 root=PARTUUID=resize-01 rootwait\n");
  });

  test("replaces what we wrote before and what a fresh image brings, and nothing else without being told", () => {
    const destination = make();
    destination.write("user-data", "#cloud-config\n\n# comments only\nssh_pwauth: false\n");
    destination.write("meta-data", "dsmode: local\ninstance_id: rpios-image\n");
    destination.write("network-config", "network:\n  version: 2\n  ethernets:\n    eth0:\n      dhcp4: true\n      optional: true\n");
    destination.write("the-q-enrolment.json", "older\n");
    expect(writeCard(files, destination, false).map(({ how }) => how)).toEqual(Array(4).fill("replaced"));

    destination.write("user-data", "#cloud-config\nusers: [{name: somebody}]\n");
    destination.write("network-config", "network: {version: 2, wifis: {}}\n");
    destination.write("meta-data", "# Written for The Q: an older one\n");
    expect(() => writeCard(files, destination, false)).toThrow(/has user-data, network-config of somebody else.*--replace/);
    expect(destination.read("user-data")).toContain("somebody");
    expect(destination.read("meta-data")).toContain("an older one");
    writeCard(files, destination, true);
    expect(destination.read("user-data")).toBe(files[1]?.text);
  });

  test("knows whether the package lies beside", () => {
    const destination = make();
    expect(destination.hasPackage()).toBe(false);
    const deb = join(folder, "the-q_1.2.3_arm64.deb");
    writeFileSync(deb, Buffer.alloc(300_000, 7));
    destination.write("user-data", "x");
    destination.copy("the-q_1.2.3_arm64.deb", deb);
    expect(destination.hasPackage()).toBe(true);
  });
});

describe("an image", () => {
  test.each([16, 32] as const)("with FAT%i is whole afterwards, and holds each byte", (fat) => {
    const destination = image(fat);
    writeCard(files, destination, false);
    writeCard(
      files.map((file) => ({ ...file, text: `${file.text}and more` })),
      destination,
      true,
    );
    const path = join(folder, "card.img");
    expect(faultsOfImage(path)).toBe("");
    const bytes = readFileSync(path);
    for (const { text } of files) expect(bytes.includes(`${text}and more`)).toBe(true);
    expect(bytes.subarray(0, 446).every((byte) => byte === 0)).toBe(true);
  });

  test("that is full says so, and names the image", () => {
    const path = join(folder, "card.img");
    emptyImage(path, { fat: 16, megabytes: 16 });
    const destination = destinationOf(path);
    expect(() => destination.write("user-data", "x".repeat(17 << 20))).toThrow(/cannot be used: [\s\S]*No space left/);
  });

  test("that is packed, cut off, or none says what to do", () => {
    const path = join(folder, "card.img");
    writeFileSync(path, "");
    expect(() => destinationOf(path)).toThrow(/no partition table/);
    writeFileSync(path, Buffer.alloc(100_000, 1));
    expect(() => destinationOf(path)).toThrow(/no partition table/);
    emptyImage(path, { fat: 16, megabytes: 16 });
    execFileSync("truncate", ["-s", "1M", path]);
    expect(() => destinationOf(path)).toThrow(/cut off/);
    expect(() => destinationOf(join(folder, "other.img"))).toThrow(/no such image/);
  });

  test("whatever its first bytes are, is a place or a sentence", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 512 }), fc.boolean(), (bytes, signed) => {
        const mbr = Uint8Array.from(bytes);
        if (signed && mbr.length === 512) mbr.set([0x55, 0xaa], 510);
        const found = bootPartition(mbr, 1 << 30);
        expect(typeof found === "number" ? found > 0 && found < 1 << 30 : found.wrong.length > 0).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

test("a folder's files are for their owner only, and nothing half-written stays", () => {
  const path = join(folder, "card");
  mkdirSync(path);
  writeCard(files, destinationOf(path), false);
  expect(readdirSync(path).sort()).toEqual(files.map(({ name }) => name).sort());
  expect(statSync(join(path, "the-q-enrolment.json")).mode & 0o077).toBe(0);
});
