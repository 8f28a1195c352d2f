/**
 * The system on the machine's disk: Debian's next release for ARM, cut to what Raspberry Pi OS Lite brings and the package relies on. Made once
 * and kept; two partitions as on a card, FAT with what starts the machine, ext4 with the system.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, runForeignPrograms } from "./debian.ts";

const packages = [
  ...["systemd", "systemd-sysv", "systemd-timesyncd", "systemd-resolved", "udev", "dbus", "kmod", "libpam-systemd"],
  ...["cloud-init", "netplan.io", "iproute2", "openssh-server", "sudo", "locales", "ca-certificates", "openssl"],
  ...["libstdc++6", "e2fsprogs", "dosfstools", "fdisk", "cloud-guest-utils", "alsa-utils", "kbd"],
  ...["initramfs-tools", "linux-image-arm64", "overlayroot", "busybox"],
];
/** No machine needs them, and they are half of the files. */
const leftOut = ["/usr/share/doc/*", "/usr/share/man/*"];

const mebi = 1 << 20;
const boot = { atMebi: 1, mebi: 512 } as const;
const root = { atMebi: boot.atMebi + boot.mebi, mebi: 2_560 } as const;
/** The card is larger than the system on it, as a card is; what was never written takes no room. */
const cardMebi = 15_000;
/** Where the FAT partition begins in the image, in bytes. */
export const bootOffset = boot.atMebi * mebi;

/** What differs from Debian as it is, by its path. */
const files: Readonly<Record<string, string>> = {
  "etc/fstab": "LABEL=rootfs / ext4 noatime 0 1\nLABEL=bootfs /boot/firmware vfat defaults 0 2\n",
  // As Raspberry Pi OS has it (RPi-Distro/pi-gen, stage2/04-cloud-init).
  "etc/cloud/cloud.cfg.d/99_raspberry-pi.cfg":
    "datasource_list: [NoCloud, None]\ndatasource:\n  NoCloud:\n    seedfrom: file:///boot/firmware\n",
  // An office's network leads nowhere: whatever is not on the card cannot be installed.
  "etc/apt/sources.list": "",
  "etc/hostname": "raspberrypi\n",
  "etc/machine-id": "uninitialized\n",
  // What the firmware of a Raspberry Pi starts lies in the boot partition: a new first root goes there too.
  "etc/initramfs/post-update.d/boot-partition":
    '#!/bin/sh\nset -e\ncp "$2" /boot/firmware/initramfs8.new\nmv /boot/firmware/initramfs8.new /boot/firmware/initramfs8\n',
};

/** What the machine's firmware reads from the boot partition, by the names of Raspberry Pi OS. */
export const startFiles = { kernel: "kernel8.img", firstRoot: "initramfs8", commandLine: "cmdline.txt" } as const;
const commandLine = "console=ttyAMA0 root=LABEL=rootfs rootfstype=ext4 fsck.repair=yes rootwait resize\n";

/** The image's file; makes it when it is not there, which takes the better part of half an hour on two cores. */
export function systemImage(cache: string, tell: (line: string) => void): string {
  const recipe = createHash("sha256")
    .update(JSON.stringify([packages, leftOut, files, startFiles, commandLine, boot, root, cardMebi]))
    .digest("hex")
    .slice(0, 12);
  const image = join(cache, `system-${recipe}.img`);
  if (existsSync(image)) return image;
  mkdirSync(cache, { recursive: true });
  const tar = join(
    cache,
    `debian-${createHash("sha256")
      .update(JSON.stringify([packages, leftOut]))
      .digest("hex")
      .slice(0, 12)}.tar`,
  );
  if (!existsSync(tar)) {
    tell("making a Debian for ARM: about a quarter of an hour");
    makeDebian(tar);
  }
  const folder = mkdtempSync(join(cache, "root-"));
  try {
    run("tar", "-xpf", tar, "-C", folder, "--numeric-owner", "--exclude=./dev/*");
    prepare(folder);
    writeImage(folder, `${image}.part`);
    renameSync(`${image}.part`, image);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return image;
}

function makeDebian(tar: string): void {
  runForeignPrograms();
  run(
    "mmdebstrap",
    ...["--mode=root", "--architectures=arm64", "--variant=apt", "--format=tar", `--include=${packages.join(",")}`],
    ...['--aptopt=Apt::Install-Recommends "false"', ...leftOut.map((path) => `--dpkgopt=path-exclude=${path}`)],
    ...["trixie", `${tar}.part`, "deb http://deb.debian.org/debian trixie main"],
  );
  renameSync(`${tar}.part`, tar);
}

function prepare(folder: string): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: text.startsWith("#!") ? 0o755 : 0o644 });
  }
  mkdirSync(join(folder, "boot/firmware"), { recursive: true });
  for (const name of readdirSync(join(folder, "etc/apt/sources.list.d"))) rmSync(join(folder, "etc/apt/sources.list.d", name));
  // Off until somebody asks, as in Raspberry Pi OS; its keys are made at the first start.
  for (const name of readdirSync(join(folder, "etc/ssh"))) if (name.startsWith("ssh_host_")) rmSync(join(folder, "etc/ssh", name));
  rmSync(join(folder, "etc/systemd/system/multi-user.target.wants/ssh.service"), { force: true });
}

function writeImage(folder: string, image: string): void {
  rmSync(image, { force: true });
  run("truncate", "-s", `${cardMebi}M`, image);
  // First, because it empties the whole file.
  run("mke2fs", "-q", "-t", "ext4", "-L", "rootfs", "-d", folder, "-E", `offset=${root.atMebi * mebi}`, image, `${root.mebi}M`);
  const table = join(folder, "..", "table");
  const line = ({ atMebi, mebi: size }: { atMebi: number; mebi: number }, type: string) =>
    `start=${atMebi * 2_048}, size=${size * 2_048}, type=${type}\n`;
  writeFileSync(table, `label: dos\n${line(boot, "c")}${line(root, "83")}`);
  run("sh", "-c", `sfdisk -q '${image}' < '${table}'`);
  rmSync(table);
  // Clusters by the size of the partition, where it would go by that of the file.
  run("mkfs.fat", "-F", "32", "-s", "8", "-n", "bootfs", "--offset", String(boot.atMebi * 2_048), image, String(boot.mebi * 1_024));
  const [kernel = "", firstRoot = ""] = ["vmlinuz-", "initrd.img-"].map((start) =>
    join(folder, "boot", readdirSync(join(folder, "boot")).find((name) => name.startsWith(start)) ?? start),
  );
  const at = `${image}@@${bootOffset}`;
  run("mcopy", "-i", at, kernel, `::${startFiles.kernel}`);
  run("mcopy", "-i", at, firstRoot, `::${startFiles.firstRoot}`);
  writeFileSync(join(folder, startFiles.commandLine), commandLine);
  run("mcopy", "-i", at, join(folder, startFiles.commandLine), `::${startFiles.commandLine}`);
}
