/** A Debian package from a release's tree: the same tree gives the same bytes. Debian Policy 4.7, chapters 3, 5 and 6; built by dpkg-deb. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, lutimesSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Architecture } from "./release-tree.ts";

const files = path.join(import.meta.dirname, "files");

/** Where each of our own files goes in the package, and what it may be. */
const places = [
  { file: "the-q-device.service", to: "usr/lib/systemd/system/the-q-device.service", mode: 0o644 },
  { file: "the-q-hub.service", to: "usr/lib/systemd/system/the-q-hub.service", mode: 0o644 },
  { file: "the-q-screen.service", to: "usr/lib/systemd/system/the-q-screen.service", mode: 0o644 },
  { file: "sysusers.conf", to: "usr/lib/sysusers.d/the-q.conf", mode: 0o644 },
  { file: "journald.conf", to: "usr/lib/systemd/journald.conf.d/the-q.conf", mode: 0o644 },
  { file: "system.conf", to: "usr/lib/systemd/system.conf.d/the-q.conf", mode: 0o644 },
  { file: "udev.rules", to: "usr/lib/udev/rules.d/60-the-q.rules", mode: 0o644 },
  { file: "the-q", to: "usr/sbin/the-q", mode: 0o755 },
  { file: "chromium-policy.json", to: "etc/chromium/policies/managed/the-q.json", mode: 0o644 },
  { file: "keeper.json", to: "etc/the-q/keeper.json", mode: 0o644 },
  { file: "screen.json", to: "etc/the-q/screen.json", mode: 0o644 },
  { file: "postinst", to: "DEBIAN/postinst", mode: 0o755 },
  { file: "prerm", to: "DEBIAN/prerm", mode: 0o755 },
] as const;

/** Where the release is, in the package. */
export const releaseFolder = "usr/lib/the-q/release";

export interface DebPlan {
  /** Holds the release below `releaseFolder`; everything else is added here. */
  readonly tree: string;
  readonly version: string;
  readonly architecture: Architecture;
  /** Seconds since 1970: the time of every file in it. */
  readonly madeAt: number;
  readonly to: string;
}

/** Throws dpkg-deb's own words when it will not build. */
export function writeDeb({ tree, version, architecture, madeAt, to }: DebPlan): void {
  for (const { file, to: place, mode } of places) {
    const target = path.join(tree, place);
    mkdirSync(path.dirname(target), { recursive: true });
    copyFileSync(path.join(files, file), target);
    chmodSync(target, mode);
  }
  const paths = filesIn(tree, "").filter((name) => !name.startsWith("DEBIAN/"));
  const kilobytes = Math.ceil(paths.reduce((sum, name) => sum + statSync(path.join(tree, name)).size, 0) / 1_024);
  writeFileSync(path.join(tree, "DEBIAN/control"), control(version, architecture, kilobytes));
  writeFileSync(
    path.join(tree, "DEBIAN/conffiles"),
    places
      .filter((each) => each.to.startsWith("etc/"))
      .map((each) => `/${each.to}\n`)
      .join(""),
  );
  const sums = paths.map(
    (name) =>
      `${createHash("md5")
        .update(readFileSync(path.join(tree, name)))
        .digest("hex")}  ${name}\n`,
  );
  writeFileSync(path.join(tree, "DEBIAN/md5sums"), sums.join(""));
  sameTimes(tree, madeAt);
  const environment = { ...pathOnly(), SOURCE_DATE_EPOCH: String(madeAt) };
  execFileSync("dpkg-deb", ["--root-owner-group", "-Zzstd", "-z9", "--build", tree, to], {
    env: environment,
    stdio: ["ignore", "ignore", "pipe"],
  });
}

function control(version: string, architecture: Architecture, kilobytes: number): string {
  return `Package: the-q
Version: ${version}
Architecture: ${architecture}
Maintainer: The maintainers of The Q <maintainers@the-q.example>
Installed-Size: ${kilobytes}
Depends: libc6 (>= 2.28), libstdc++6, systemd (>= 247), coreutils
Recommends: alsa-utils, cage, chromium, espeak-ng, fonts-noto-core, fonts-wqy-microhei, kbd, libpam-systemd, systemd-timesyncd
Suggests: age, rclone
Section: misc
Priority: optional
Homepage: https://github.com/bcgov/queue-management
Description: queue system of a walk-in service centre
 Runs a kiosk, a board, signs or the hub of an office. Node is inside; the
 programs run as the user the-q and take their settings from /etc/the-q.
`;
}

/** The builder alone decides what it sees: neither language nor the person's settings. */
function pathOnly(): Record<string, string> {
  return { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C.UTF-8" };
}

function sameTimes(tree: string, madeAt: number): void {
  for (const entry of readdirSync(tree, { withFileTypes: true })) {
    const place = path.join(tree, entry.name);
    if (entry.isDirectory()) sameTimes(place, madeAt);
    lutimesSync(place, madeAt, madeAt);
  }
  chmodSync(tree, 0o755);
  lutimesSync(tree, madeAt, madeAt);
}

function filesIn(folder: string, below: string): string[] {
  return readdirSync(path.join(folder, below), { withFileTypes: true })
    .flatMap((entry) => {
      const name = path.join(below, entry.name);
      return entry.isDirectory() ? filesIn(folder, name) : [name];
    })
    .sort();
}
