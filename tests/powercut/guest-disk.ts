/**
 * Makes what the machine boots from: a small first root that loads the disk's driver, and a read-only disk with Node, its libraries,
 * and the writer with every file of the project that it imports. All of it is made without root and without mounting anything.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { importsOf, resolved } from "../house/rules.ts";
import { type ArchiveEntry, cpioArchive, folderMode, programMode } from "./cpio.ts";
import { busybox, checkFileSystem, type Kernel, makeFileSystem } from "./debian.ts";

const top = join(import.meta.dirname, "../..");
const writer = "tests/powercut/guest/writer.ts";

const modules = ["virtio_ring", "virtio", "virtio_pci_legacy_dev", "virtio_pci_modern_dev", "virtio_pci"].map(
  (name) => `drivers/virtio/${name}.ko`,
);
const allModules = [...modules, "drivers/block/virtio_blk.ko"];

const init = `#!/bin/busybox sh
/bin/busybox mount -t devtmpfs dev /dev
for module in ${allModules.map((path) => path.split("/").at(-1)).join(" ")}; do /bin/busybox insmod /modules/$module; done
/bin/busybox mount -t ext4 -o ro /dev/vdb /root
/bin/busybox mount -t devtmpfs dev /root/dev
/bin/busybox mount -t proc proc /root/proc
/bin/busybox mount -t tmpfs tmp /root/tmp
/bin/busybox stty -F /dev/ttyS1 115200 raw -echo
exec 3<>/dev/ttyS1
exec /bin/busybox chroot /root /bin/node --disable-warning=ExperimentalWarning /q/${writer}
`;

export function firstRoot(kernel: Kernel): Buffer {
  const folders = ["bin", "dev", "modules", "root"].map((path): ArchiveEntry => ({ path, mode: folderMode }));
  const drivers = allModules.map((path) => ({
    path: `modules/${path.split("/").at(-1)}`,
    mode: programMode,
    data: readFileSync(join(kernel.modules, path)),
  }));
  return cpioArchive([
    ...folders,
    ...drivers,
    { path: "bin/busybox", mode: programMode, data: readFileSync(busybox) },
    { path: "init", mode: programMode, data: Buffer.from(init) },
  ]);
}

/** Writes the read-only disk to `image`. */
export function makeProgramDisk(image: string, staging: string): void {
  rmSync(staging, { recursive: true, force: true });
  for (const folder of ["bin", "dev", "proc", "tmp", "storage", "q"]) mkdirSync(join(staging, folder), { recursive: true });
  cpSync(process.execPath, join(staging, "bin/node"));
  cpSync(busybox, join(staging, "bin/busybox"));
  copyTo(staging, checkFileSystem, checkFileSystem);
  const libraries = new Set([process.execPath, checkFileSystem].flatMap(librariesOf));
  for (const library of libraries) copyTo(staging, library, library);
  const { files, packages } = neededFiles();
  for (const file of ["package.json", ...files]) copyTo(join(staging, "q"), join(top, file), file);
  for (const name of packages) copyPackage(staging, name);
  rmSync(image, { force: true });
  execFileSync(makeFileSystem, ["-q", "-t", "ext4", "-O", "^has_journal", "-d", staging, image, "256M"], { stdio: "pipe" });
  rmSync(staging, { recursive: true });
}

/** An empty file system for the storage under test, as a card is formatted: 4 KiB blocks, a journal, ordered data. */
export function makeStorageImage(image: string, sizeMib: number): void {
  rmSync(image, { force: true });
  execFileSync(makeFileSystem, ["-q", "-t", "ext4", "-b", "4096", "-E", "lazy_itable_init=0,lazy_journal_init=0", image, `${sizeMib}M`]);
}

/** Every file that decides what the prepared machine is, so that another version of one makes another machine. */
export function contentsOfMachine(kernel: Kernel): string[] {
  const { files } = neededFiles();
  return [kernel.version, process.version, init, ...files.map((file) => readFileSync(join(top, file), "utf8"))];
}

function neededFiles(): { readonly files: readonly string[]; readonly packages: ReadonlySet<string> } {
  const files = [writer];
  const packages = new Set<string>();
  for (const file of files) {
    for (const specifier of importsOf(readFileSync(join(top, file), "utf8"))) {
      const own = resolved(file, specifier);
      if (own !== undefined && !files.includes(own)) files.push(own);
      if (own === undefined && !specifier.startsWith("node:")) packages.add(packageOf(specifier));
    }
  }
  return { files, packages };
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Without the sources of native code, and of its binaries only this platform's. */
function copyPackage(staging: string, name: string): void {
  const from = join(top, "node_modules", name);
  const unwanted = (path: string) => /\/(?:deps|src)$/.test(path) || (path.endsWith(".node") && !path.endsWith("/linux-x64.node"));
  cpSync(from, join(staging, "q/node_modules", name), { recursive: true, filter: (path) => !unwanted(path) });
}

function librariesOf(program: string): string[] {
  const listed = execFileSync("ldd", [program], { encoding: "utf8" });
  return [...listed.matchAll(/(\/\S+) \(0x/g)].flatMap((match) => match[1] ?? []).filter((path) => existsSync(path));
}

function copyTo(root: string, from: string, path: string): void {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(from, target);
}
