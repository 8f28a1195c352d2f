/** What the host takes from Debian: the emulator, the makers of disks and systems, and the leave to run programs for ARM while a system is made. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

const packages = [
  { name: "qemu-system-arm", file: "/usr/bin/qemu-system-aarch64" },
  { name: "qemu-user-static", file: "/usr/bin/qemu-aarch64-static" },
  { name: "binfmt-support", file: "/usr/sbin/update-binfmts" },
  { name: "arch-test", file: "/usr/bin/arch-test" },
  { name: "mmdebstrap", file: "/usr/bin/mmdebstrap" },
  { name: "debian-archive-keyring", file: "/usr/share/keyrings/debian-archive-keyring.gpg" },
  { name: "e2fsprogs", file: "/usr/sbin/mke2fs" },
  { name: "dosfstools", file: "/usr/sbin/mkfs.fat" },
  { name: "mtools", file: "/usr/bin/mcopy" },
  { name: "fdisk", file: "/usr/sbin/sfdisk" },
  { name: "openssh-client", file: "/usr/bin/ssh" },
] as const;

export const emulator = packages[0].file;

/** What a person types to get what is missing; empty when all is there. `install`: gets it now, as root. */
export function missingParts(install: boolean): readonly string[] {
  if (process.getuid?.() !== 0) return ["run this as root: a system for another kind of machine is made by its own programs"];
  const absent = packages.filter(({ file }) => !existsSync(file)).map(({ name }) => name);
  if (absent.length > 0 && !install) return [`apt-get install --no-install-recommends ${absent.join(" ")}`, "or add --install"];
  if (absent.length > 0) {
    run("apt-get", "update", "-qq");
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", ...absent);
  }
  return [];
}

/** The kernel hands programs for ARM to the emulator from now on. Throws when it cannot. */
export function runForeignPrograms(): void {
  const registered = "/proc/sys/fs/binfmt_misc";
  if (!existsSync(`${registered}/register`)) run("mount", "-t", "binfmt_misc", "binfmt_misc", registered);
  run("update-binfmts", "--enable", "qemu-aarch64");
  run("arch-test", "arm64");
}

/** Runs a program to its end; its words go to standard error only when it fails. */
export function run(command: string, ...parts: readonly string[]): string {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return execFileSync(command, parts, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 64 << 20, env });
}
