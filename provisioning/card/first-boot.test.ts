import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "./harness.ts";

const script = join(import.meta.dirname, "first-boot.sh");
let folder: string;
let card: string;
let root: string;

beforeEach(() => {
  folder = temporaryFolder();
  [card, root] = [join(folder, "card"), join(folder, "root")];
  for (const each of [card, root, join(folder, "bin")]) mkdirSync(each);
  for (const name of ["device", "enrolment"]) writeFileSync(join(card, `the-q-${name}.json`), `{"${name}": true}\n`);
  stands("dpkg-query", "exit 1");
  stands("apt-get", "exit 0");
  stands("systemctl", "exit 0");
  stands("getent", "exit 2");
  // Not the real disks of the machine that runs the test.
  stands("sync", "exit 0");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program of the device, as far as the script needs it; writes down how it was called. */
function stands(name: string, does: string): void {
  const path = join(folder, "bin", name);
  writeFileSync(path, `#!/bin/sh\necho "${name} $*" >>"${join(folder, "called")}"\n${does}\n`);
  chmodSync(path, 0o755);
}

function boot(role = "kiosk", ...more: readonly string[]) {
  const env = { PATH: `${join(folder, "bin")}:/usr/bin:/bin`, CARD: card, ROOT: root, DISKS: join(folder, "disks") };
  return spawnSync("sh", [script, role, ...more], { encoding: "utf8", env });
}

const called = () => (existsSync(join(folder, "called")) ? readFileSync(join(folder, "called"), "utf8") : "");
const done = () => existsSync(join(root, "var/lib/the-q/first-boot-done"));

describe("the first start", () => {
  test("takes everything off the card, the token for the program alone, installs the newest package and starts the program", () => {
    for (const version of ["0.9.0", "0.10.0"]) writeFileSync(join(card, `the-q_${version}_arm64.deb`), "");
    writeFileSync(join(card, "the-q-logo.png"), "a picture");
    expect(boot()).toMatchObject({ status: 0, stderr: "" });
    expect(readFileSync(join(root, "etc/the-q/logo.png"), "utf8")).toBe("a picture");
    expect(readdirSync(card)).toEqual(["the-q_0.10.0_arm64.deb", "the-q_0.9.0_arm64.deb"]);
    const enrolment = join(root, "var/lib/the-q/enrolment.json");
    expect(readFileSync(enrolment, "utf8")).toBe('{"enrolment": true}\n');
    expect(statSync(enrolment).mode & 0o777).toBe(0o600);
    expect(statSync(join(root, "var/lib/the-q")).mode & 0o777).toBe(0o700);
    expect(existsSync(join(root, "etc/the-q/device.json"))).toBe(true);
    expect(called()).toContain(`apt-get install -y --no-install-recommends ${card}/the-q_0.10.0_arm64.deb`);
    expect(called()).toContain("systemctl enable --now the-q-device.service");
    expect(called()).toContain("apt-get install -y --no-install-recommends chromium cage kbd libpam-systemd\n");
    // After its browser is there.
    expect(called().trim().split("\n").at(-1)).toMatch(/^(?:sync|systemctl enable --now the-q-screen.service)/);
    expect(called().indexOf("the-q-screen.service")).toBeGreaterThan(called().indexOf("chromium"));
    expect(done()).toBe(true);
    expect(existsSync(join(root, "etc/issue.d/the-q.issue"))).toBe(false);
  });

  test("of a hub starts the hub", () => {
    writeFileSync(join(card, "the-q_0.9.0_arm64.deb"), "");
    expect(boot("hub").status).toBe(0);
    expect(called()).toContain("systemctl enable --now the-q-hub.service");
    expect(called()).not.toMatch(/apt-get update|the-q-screen/);
  });

  test("of a board starts its program also where the browser and the voice cannot be had, and goes on at the next start", () => {
    writeFileSync(join(card, "the-q_0.9.0_arm64.deb"), "");
    stands("apt-get", 'case "$*" in update) exit 100;; esac');
    expect(boot("board")).toMatchObject({ status: 1 });
    expect(called()).toContain("systemctl enable --now the-q-device.service");
    expect(readFileSync(join(root, "etc/issue.d/the-q.issue"), "utf8")).toContain(
      "could not be installed: chromium cage kbd libpam-systemd espeak-ng alsa-utils. Is the network connected?",
    );
    expect(done()).toBe(false);
    stands("apt-get", "exit 0");
    expect(boot("board")).toMatchObject({ status: 0 });
    expect(called()).toContain("apt-get install -y --no-install-recommends chromium cage kbd libpam-systemd espeak-ng alsa-utils\n");
    expect(done()).toBe(true);
  });

  test("without a package says on the screen what to do, and goes on when it is there", () => {
    expect(boot()).toMatchObject({ status: 1 });
    expect(readFileSync(join(root, "etc/issue.d/the-q.issue"), "utf8")).toContain(
      "Copy the-q_<version>_arm64.deb to the card's boot partition",
    );
    expect(done()).toBe(false);
    writeFileSync(join(card, "the-q_0.9.0_arm64.deb"), "");
    expect(boot()).toMatchObject({ status: 0 });
    expect(done()).toBe(true);
  });

  test("with a package that cannot be installed, or a program that does not start, says so and is tried again", () => {
    writeFileSync(join(card, "the-q_0.9.0_arm64.deb"), "");
    stands("apt-get", "exit 100");
    expect(boot().stdout).toContain("could not be installed. It is tried again");
    stands("apt-get", "exit 0");
    stands("systemctl", "exit 1");
    expect(boot().stdout).toContain("the-q-device.service does not start");
    expect(done()).toBe(false);
  });

  test("cut off at any program it calls loses nothing: the next start ends the work", () => {
    writeFileSync(join(card, "the-q_0.9.0_arm64.deb"), "");
    const power = join(folder, "calls-left");
    const steps = ["dpkg-query", "sync", "apt-get", "getent", "systemctl"];
    const results = { "dpkg-query": 1, sync: 0, "apt-get": 0, getent: 2, systemctl: 0 } as const;
    for (const step of steps) {
      stands(
        step,
        `n=$(cat "${power}"); [ "$n" -gt 0 ] || kill -9 $PPID; echo $((n - 1)) >"${power}"; exit ${results[step as keyof typeof results]}`,
      );
    }
    let cuts = 0;
    for (; cuts < 30 && !done(); cuts++) {
      writeFileSync(power, String(cuts));
      boot();
      for (const at of ["etc/the-q", "var/lib/the-q"])
        for (const name of existsSync(join(root, at)) ? readdirSync(join(root, at)) : [])
          if (name.endsWith(".json")) expect(readFileSync(join(root, at, name), "utf8")).toMatch(/^\{"[a-z]+": true\}\n$/);
    }
    expect(cuts).toBeGreaterThan(3);
    expect(readFileSync(join(root, "var/lib/the-q/enrolment.json"), "utf8")).toBe('{"enrolment": true}\n');
    expect(readdirSync(card)).toEqual(["the-q_0.9.0_arm64.deb"]);
  });

  describe("with a system that is written to no more", () => {
    /** What the kernel says of the system's own partition, which lies below memory once the command line says so. */
    const mounts = (kind: string) =>
      `case "$*" in *SOURCE*) echo /dev/mmcblk0p2;; *FSTYPE*) grep -q overlayroot "${join(card, "cmdline.txt")}" && echo ${kind};; *) exit 1;; esac`;
    const commandLine = () => readFileSync(join(card, "cmdline.txt"), "utf8");

    beforeEach(() => {
      writeFileSync(join(card, "the-q_0.9.0_arm64.deb"), "");
      writeFileSync(join(card, "cmdline.txt"), "root=LABEL=rootfs rootwait\n");
      mkdirSync(join(root, "etc"));
      writeFileSync(join(root, "etc/fstab"), "LABEL=rootfs / ext4 noatime 0 1\n");
      mkdirSync(join(folder, "disks"));
      // The card's two partitions, a third once it was made, which has its file system once that was made.
      stands("findmnt", mounts("overlay"));
      const parts = join(folder, "parts");
      writeFileSync(parts, "");
      stands(
        "lsblk",
        `case "$*" in
          *PKNAME*) echo mmcblk0;;
          *NAME,TYPE*) printf '/dev/mmcblk0 disk\n/dev/mmcblk0p1 part\n/dev/mmcblk0p2 part\n'; cat "${parts}";;
          *TYPE*) printf 'disk\npart\npart\n'; sed 's/.* //' "${parts}";;
        esac`,
      );
      stands("sfdisk", `cat >/dev/null; case "$*" in *append*) echo '/dev/mmcblk0p3 part' >"${parts}";; esac`);
      for (const name of ["partx", "udevadm", "resize2fs", "mount", "blkid"]) stands(name, "exit 0");
      stands("mkfs.ext4", `touch "${join(folder, "disks/the-q-data")}"`);
    });

    test("what is kept gets a partition of its own before anything is taken off the card, and the system is protected at the end", () => {
      expect(boot("hub", "read-only")).toMatchObject({ status: 0, stderr: "" });
      const order = [
        "sfdisk -q --no-reread --force -N 2 /dev/mmcblk0",
        "sfdisk -q --no-reread --force --wipe-partitions always --append",
        "resize2fs /dev/mmcblk0p2",
      ];
      const then = [
        "mkfs.ext4 -q -L the-q-data /dev/mmcblk0p3",
        `mount ${root}/var/lib/the-q`,
        "the-q-hub.service",
        "overlayroot",
        "reboot",
      ];
      const places = [...order, ...then].map((words) => called().indexOf(words));
      expect(places).toEqual(places.toSorted((one, other) => one - other));
      expect(places[0]).toBeGreaterThanOrEqual(0);
      expect(readFileSync(join(root, "etc/fstab"), "utf8")).toContain("LABEL=the-q-data /var/lib/the-q ext4 noatime,nofail 0 2\n");
      expect(commandLine()).toBe("overlayroot=tmpfs:recurse=0 root=LABEL=rootfs rootwait\n");
      expect([done(), existsSync(join(root, "etc/issue.d/the-q.issue"))]).toEqual([false, false]);
      expect(boot("hub", "read-only")).toMatchObject({ status: 0 });
      expect(done()).toBe(true);
      expect(called().match(/systemctl reboot/g)).toHaveLength(1);
    });

    test("a system that is not protected after all says so at each start, and does not start again for it", () => {
      stands("findmnt", mounts("ext4"));
      expect(boot("hub", "read-only")).toMatchObject({ status: 0 });
      for (const _start of [1, 2])
        expect(boot("hub", "read-only")).toMatchObject({ status: 1, stdout: expect.stringContaining("the system is not protected") });
      expect(done()).toBe(false);
      expect(called().match(/systemctl reboot/g)).toHaveLength(1);
    });

    test("cut off at any program it calls, the next start goes on: one partition is made, its file system once, and each word is written once", () => {
      const power = join(folder, "calls-left");
      const bin = join(folder, "bin");
      // Each of them may be the last one that ran.
      for (const name of readdirSync(bin)) {
        const does = readFileSync(join(bin, name), "utf8").split("\n").slice(1).join("\n");
        const counts = `n=$(cat "${power}"); [ "$n" -gt 0 ] || kill -9 $PPID; echo $((n - 1)) >"${power}"`;
        writeFileSync(join(bin, name), `#!/bin/sh\n${counts}\n${does}`);
      }
      let cuts = 0;
      for (; cuts < 60 && !done(); cuts++) {
        writeFileSync(power, String(cuts));
        boot("hub", "read-only");
      }
      expect(cuts).toBeGreaterThan(10);
      expect(done()).toBe(true);
      expect(called().match(/sfdisk .*--append/g)).toHaveLength(1);
      expect(called().match(/mkfs\.ext4/g)).toHaveLength(1);
      expect(readFileSync(join(root, "etc/fstab"), "utf8").match(/the-q-data/g)).toHaveLength(1);
      expect(commandLine()).toBe("overlayroot=tmpfs:recurse=0 root=LABEL=rootfs rootwait\n");
    });

    test("a partition that holds something already is left alone", () => {
      stands("blkid", "echo ntfs");
      expect(boot("hub", "read-only")).toMatchObject({ status: 1, stdout: expect.stringContaining("/dev/mmcblk0p3 holds something") });
      expect(called()).not.toMatch(/mkfs|systemctl enable/);
    });

    test("where the system has taken the whole card, says so and starts nothing that would keep its data there", () => {
      stands("sfdisk", "exit 1");
      expect(boot("hub", "read-only")).toMatchObject({ status: 1, stdout: expect.stringContaining("the system has taken all of it") });
      expect(called()).not.toMatch(/systemctl enable|apt-get install/);
      expect(readdirSync(card)).toContain("the-q-enrolment.json");
    });
  });

  test("is a script that a plain shell reads", () => {
    expect(() => execFileSync("sh", ["-n", script])).not.toThrow();
  });
});
