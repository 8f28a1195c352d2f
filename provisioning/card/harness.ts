/** For tests: a disk image as a card has it, read back by others than the one who wrote it; and cloud-init's own schema. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import draft04 from "ajv-draft-04";
import { parse } from "yaml";

const partitionAt = 4 << 20;

export interface ImageShape {
  readonly fat: 16 | 32;
  readonly megabytes: number;
}

/** An image with an MBR, whose first partition is FAT and holds nothing. */
export function emptyImage(path: string, { fat, megabytes }: ImageShape): void {
  const mbr = Buffer.alloc(512);
  mbr[446 + 4] = fat === 32 ? 0x0c : 0x0e;
  mbr.writeUInt32LE(partitionAt / 512, 446 + 8);
  mbr.writeUInt32LE((megabytes << 20) / 512, 446 + 12);
  mbr.writeUInt16BE(0x55aa, 510);
  const descriptor = openSync(path, "w");
  ftruncateSync(descriptor, partitionAt + (megabytes << 20));
  writeSync(descriptor, mbr, 0, 512, 0);
  closeSync(descriptor);
  const place = ["--offset", String(partitionAt / 512), path, String(megabytes << 10)];
  execFileSync("/usr/sbin/mkfs.fat", ["-F", String(fat), "-n", "BOOTFS", ...place], { stdio: "pipe" });
}

/** What fsck.fat finds wrong in the image's boot partition: nothing when it is whole. */
export function faultsOfImage(path: string): string {
  const folder = temporaryFolder();
  const partition = join(folder, "partition");
  const bytes = readFileSync(path).subarray(partitionAt);
  const descriptor = openSync(partition, "w");
  writeSync(descriptor, bytes);
  closeSync(descriptor);
  const { status, stdout, stderr } = spawnSync("/usr/sbin/fsck.fat", ["-n", partition], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  return status === 0 ? "" : `${stdout}${stderr}`;
}

/** The beginning of a PNG of this size, with nothing after it: what a card's writer looks at. */
export function pngHeader(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  bytes.write("IHDR", 12, "latin1");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "the-q-card-"));
}

const schemaIn = "usr/lib/python3/dist-packages/cloudinit/config/schemas/schema-cloud-config-v1.json";

/**
 * What cloud-init's own schema says against a `user-data`. The schema comes from Debian's package, unpacked and never installed: installed,
 * it would set up the computer that runs the tests at its next start.
 */
export function cloudInitSchema(): (userData: string) => string[] {
  const check = new draft04.default({ strict: false, allErrors: true, validateFormats: false }).compile(
    JSON.parse(readFileSync(schemaFile(), "utf8")),
  );
  return (userData) => {
    check(parse(userData, { version: "1.1" }));
    return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}

function schemaFile(): string {
  const cache = join(import.meta.dirname, "../../.cache/cloud-init");
  const file = join(cache, schemaIn);
  if (existsSync(file)) return file;
  mkdirSync(cache, { recursive: true });
  const download = spawnSync("apt-get", ["download", "cloud-init"], { cwd: cache, encoding: "utf8" });
  const package_ = readdirSync(cache).find((name) => name.endsWith(".deb"));
  if (!package_) throw new Error(`cloud-init's package cannot be had: apt-get update, then try again. ${download.stderr}`);
  execFileSync("dpkg-deb", ["-x", join(cache, package_), cache]);
  return file;
}
