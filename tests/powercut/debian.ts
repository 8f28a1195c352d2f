/** What the rig takes from Debian: the emulator, busybox, mkfs, and a kernel that is unpacked into the cache and never installed. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

export interface Kernel {
  readonly version: string;
  readonly image: string;
  /** The folder of its modules, as in `/lib/modules/VERSION/kernel`. */
  readonly modules: string;
}

const packages = [
  { name: "qemu-system-x86", file: "/usr/bin/qemu-system-x86_64" },
  { name: "busybox-static", file: "/bin/busybox" },
  { name: "e2fsprogs", file: "/usr/sbin/mke2fs" },
] as const;

export const emulator = packages[0].file;
export const busybox = packages[1].file;
export const makeFileSystem = packages[2].file;
/** Of the same package. */
export const checkFileSystem = "/usr/sbin/e2fsck";

/** Small, and quick to boot in a virtual machine. The name is of the package that depends on the present kernel. */
const kernelPackage = "linux-image-cloud-amd64";

/** The kernel, when everything is in place; or the lines a person may type to get what is missing. */
export function debianParts(cache: string, install: boolean): Kernel | { readonly missing: readonly string[] } {
  const unpacked = join(cache, "kernel");
  if (install) fetchParts(unpacked);
  const absent = absentPackages();
  const kernel = kernelIn(unpacked);
  if (kernel && absent.length === 0) return kernel;
  const named = `$(apt-cache depends ${kernelPackage} | sed -n 's/.*Depends: //p')`;
  return {
    missing: [
      ...(absent.length > 0 ? [`sudo apt-get install --no-install-recommends ${absent.join(" ")}`] : []),
      ...(kernel ? [] : [`mkdir -p ${unpacked} && cd ${unpacked} && apt-get download ${named} && dpkg -x linux-image-*.deb .`]),
    ],
  };
}

function absentPackages(): string[] {
  return packages.filter(({ file }) => !existsSync(file)).map(({ name }) => name);
}

/** Programs are installed by root only; the kernel is unpacked by anyone. */
function fetchParts(unpacked: string): void {
  const absent = absentPackages();
  const isRoot = process.getuid?.() === 0;
  const needsKernel = kernelIn(unpacked) === undefined;
  if (isRoot && (absent.length > 0 || needsKernel)) run("apt-get", ["update", "-qq"]);
  if (isRoot && absent.length > 0) run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...absent]);
  if (needsKernel) fetchKernel(unpacked);
}

function kernelIn(unpacked: string): Kernel | undefined {
  const found = join(unpacked, "lib/modules");
  const version = existsSync(found) ? readdirSync(found)[0] : undefined;
  if (version === undefined) return undefined;
  return { version, image: join(unpacked, `boot/vmlinuz-${version}`), modules: join(found, version, "kernel") };
}

function fetchKernel(unpacked: string): void {
  mkdirSync(unpacked, { recursive: true });
  const depends = execFileSync("apt-cache", ["depends", kernelPackage], { encoding: "utf8" });
  const name = /Depends: (linux-image-\S+)/.exec(depends)?.[1];
  if (name === undefined) throw new Error(`apt knows no ${kernelPackage}: run apt-get update`);
  run("apt-get", ["download", "-qq", name], unpacked);
  for (const file of readdirSync(unpacked).filter((each) => each.endsWith(".deb"))) run("dpkg", ["-x", file, "."], unpacked);
}

function run(command: string, parts: readonly string[], cwd?: string): void {
  execFileSync(command, parts, { stdio: "inherit", ...(cwd ? { cwd } : {}), env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
}
