/** A release as it stands in a device's slot: Node, the programs without their types, the built pages, the packages that they need. */
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stripProject } from "../shipping/strip.ts";
import { billOfMaterials } from "./bill-of-materials.ts";
import { type Lock, runtimePackages } from "./runtime-packages.ts";

/** What Debian calls the machines that there are packages for, and what Node does. */
export const architectures = { amd64: "x64", arm64: "arm64" } as const;
export type Architecture = keyof typeof architectures;

/** Node comes as a file of its own; the others are in the built pages. */
export const buildOnly: readonly string[] = ["node", "lit", "@bcgov/bc-sans"];
/** Of a package, what nothing reads at run time. */
const needless =
  /(?:^|\/)(?:test|tests|__tests__|docs|doc|examples?|benchmarks?|\.github)$|\.(?:md|markdown|map|ts|mts|cts|flow|c|cc|cpp|h|hpp|gyp|gypi)$/i;

export interface TreePlan {
  /** The project's folder, with its pages built. */
  readonly top: string;
  /** Where the npm packages for that machine are installed: has a `node_modules`. */
  readonly packages: string;
  readonly to: string;
  readonly architecture: Architecture;
  /** Node's program for that machine, of the version that the project depends on. */
  readonly node: string;
  readonly version: string;
}

/** Where the list of what it is made of stands in a release. */
export const billName = "bill-of-materials.cdx.json";

/** Throws, in words, when a part is missing. */
export function writeReleaseTree({ top, packages, to, architecture, node, version }: TreePlan): void {
  const pages = path.join(top, "display/dist");
  if (!existsSync(path.join(pages, "kiosk/index.html"))) throw new Error("The pages are not built. Run: npm run build");
  if (!existsSync(node)) throw new Error(`There is no Node at ${node}. ${forOthers(architectures[architecture])}`);
  stripProject(top, to);
  cpSync(pages, path.join(to, "display/dist"), { recursive: true });
  mkdirSync(path.join(to, "bin"), { recursive: true });
  copyFileSync(node, path.join(to, "bin/node"));
  chmodSync(path.join(to, "bin/node"), 0o755);
  const lock = JSON.parse(readFileSync(path.join(top, "package-lock.json"), "utf8")) as Lock;
  const cpu = architectures[architecture];
  const wanted = runtimePackages(lock, buildOnly, { os: "linux", cpu, libc: "glibc" });
  const folders = wanted.filter((folder) => existsSync(path.join(packages, folder)));
  const missing = wanted.filter((folder) => lock.packages[folder]?.cpu !== undefined && !folders.includes(folder));
  if (missing.length > 0) throw new Error(`Not installed here: ${missing.join(", ")}. ${forOthers(cpu)}`);
  for (const folder of folders) copyPackage(path.join(packages, folder), path.join(to, folder), cpu);
  const nodeVersion = lock.packages[`node_modules/node-linux-${cpu}`]?.version ?? "unknown";
  writeFileSync(path.join(to, billName), billOfMaterials({ packages, lock, folders, nodeVersion, version }));
}

function forOthers(cpu: string): string {
  const install = `npm ci --ignore-scripts --omit=dev --os=linux --cpu=${cpu} --libc=glibc`;
  return `Copy package.json and package-lock.json into a folder, run there: ${install}, and name the folder with --packages.`;
}

/** Without what is a package of its own below it, and without what other machines need. */
function copyPackage(from: string, to: string, cpu: string): void {
  const foreign = (name: string) => /^(?:linuxmusl|darwin|win32|android|linux)-/.test(name) && name !== `linux-${cpu}`;
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const { name } = entry;
    const place = path.join(from, name);
    if (name === "node_modules" || needless.test(name)) continue;
    if (entry.isDirectory()) {
      const isForeign = path.basename(from) === "prebuilds" && foreign(name);
      const isSource = path.basename(from) === "better-sqlite3" && (name === "deps" || name === "src");
      if (!isForeign && !isSource) copyPackage(place, path.join(to, name), cpu);
      continue;
    }
    if (!entry.isFile()) continue;
    copyFileSync(place, path.join(to, name));
    chmodSync(path.join(to, name), statSync(place).mode & 0o100 ? 0o755 : 0o644);
  }
}

/** The release's own facts, beside it: what the keeper of a new device needs to know of the first one. */
export function writeFacts(folder: string, facts: object): void {
  writeFileSync(path.join(folder, "release.json"), `${JSON.stringify(facts, null, 2)}\n`);
}
