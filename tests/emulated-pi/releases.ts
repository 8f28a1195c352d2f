/** What is installed and what it is updated to: our package for ARM, and bundles of the next releases, made by IT's own commands. */
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./debian.ts";

export const top = join(import.meta.dirname, "../..");

export interface Releases {
  /** The package with release 1. */
  readonly package: string;
  /** Whose signatures count. */
  readonly keys: string;
  /** Release 2, as well as release 1 is. */
  readonly next: string;
  /** Release 3, whose program ends at once. */
  readonly bad: string;
}

export const versions = { first: "1.0.0", next: "1.0.1", bad: "1.0.2" } as const;
/** Of those who sign, two must. */
const signers = ["first", "second", "third"] as const;

/** Made anew whenever the sources are others. */
export function makeReleases(cache: string, tell: (line: string) => void): Releases {
  const folder = join(cache, `releases-${sourcesDigest()}`);
  const made = (name: string) => join(folder, name);
  const found: Releases = {
    package: made(`the-q_${versions.first}_arm64.deb`),
    ...{ keys: made("keys/keys.json"), next: made("next.bundle"), bad: made("bad.bundle") },
  };
  if (existsSync(found.bad)) return found;
  tell("making the package and two bundles: a few minutes");
  const packages = armPackages(cache);
  npm("build");
  rmSync(folder, { recursive: true, force: true });
  npm("package", "--arch", "arm64", "--number", "1", "--version", versions.first, "--packages", packages, "--to", folder);
  npm("package", "--arch", "arm64", "--number", "2", "--version", versions.next, "--packages", packages, "--to", folder, "--tree");
  const tree = made(`the-q_${versions.next}_arm64`);
  npm("bundle", "keys", ...signers, "--to", made("keys"));
  makeBundle(folder, tree, 2, versions.next, found.next);
  writeFileSync(join(tree, "device/main.js"), 'console.error("this release was made to fall");\nprocess.exit(3);\n');
  makeBundle(folder, tree, 3, versions.bad, `${found.bad}.part`);
  renameSync(`${found.bad}.part`, found.bad);
  rmSync(tree, { recursive: true });
  return found;
}

function makeBundle(folder: string, tree: string, number: number, version: string, to: string): void {
  const [payload, facts, release] = ["payload.tar.zst", "facts.json", "release.json"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  npm("bundle", "payload", tree, "--to", payload);
  const data = { format: 1, reads: 1, readBy: 1 };
  writeFileSync(facts, JSON.stringify({ target: "linux-arm64", version, number, follows: 1, data }));
  rmSync(release, { force: true });
  const [one, two] = signers.map((name) => join(folder, "keys", `${name}.key`)) as [string, string];
  npm("bundle", "release", facts, "--payload", payload, "--to", release, "--sign", one);
  npm("bundle", "sign", release, two);
  npm("bundle", "pack", "--release", release, "--payload", payload, "--to", to);
  rmSync(payload);
}

/** The npm packages as a machine of that kind has them. */
function armPackages(cache: string): string {
  const lock = readFileSync(join(top, "package-lock.json"));
  const folder = join(cache, `packages-${createHash("sha256").update(lock).digest("hex").slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  const part = `${folder}.part`;
  mkdirSync(part, { recursive: true });
  for (const name of ["package.json", "package-lock.json"]) copyFileSync(join(top, name), join(part, name));
  run("npm", "ci", "--prefix", part, "--ignore-scripts", "--omit=dev", "--os=linux", "--cpu=arm64", "--libc=glibc");
  renameSync(part, folder);
  return folder;
}

function npm(script: string, ...words: readonly string[]): void {
  run("npm", "--prefix", top, "run", "-s", script, "--", ...words);
}

/** Of all that a release is made of. */
function sourcesDigest(): string {
  const hash = createHash("sha256");
  for (const room of ["device", "display", "hub", "provisioning", "shared"])
    for (const name of readdirSync(join(top, room), { recursive: true, encoding: "utf8" }).sort())
      if (/\.(ts|mjs|css|html|json|sh|service|conf)$/.test(name) && !/\.test\.ts$|(?:^|\/)dist\//.test(name))
        hash.update(name).update(readFileSync(join(top, room, name)));
  return hash.digest("hex").slice(0, 12);
}
