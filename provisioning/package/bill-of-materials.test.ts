import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { billOfMaterials } from "./bill-of-materials.ts";
import { buildOnly } from "./release-tree.ts";
import { type Lock, runtimePackages } from "./runtime-packages.ts";

const top = path.join(import.meta.dirname, "../..");

interface Listed {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, Listed>>;
}

/** `name version` of everything below, by npm's own reading of the lock file. TypeScript is there as somebody's optional peer, and checks only. */
function namesIn({ dependencies = {} }: Listed, found = new Set<string>()): Set<string> {
  for (const [name, listed] of Object.entries(dependencies)) {
    if (name === "typescript") continue;
    if (listed.version !== undefined) found.add(`${name} ${listed.version}`);
    namesIn(listed, found);
  }
  return found;
}

test("Q-SAFE-1: the bill names every package of the lock file's runtime tree with its version, as npm reads it, and nothing else", () => {
  const listed = JSON.parse(
    execFileSync("npm", ["ls", "--all", "--json", "--omit=dev", "--package-lock-only"], {
      cwd: top,
      encoding: "utf8",
      maxBuffer: 50_000_000,
    }),
  ) as Listed;
  const dependencies = Object.fromEntries(Object.entries(listed.dependencies ?? {}).filter(([name]) => !buildOnly.includes(name)));
  const lock = JSON.parse(readFileSync(path.join(top, "package-lock.json"), "utf8")) as Lock & AliasedLock;
  // Some are installed under another name: the bill has their own.
  const aliases = new Map(Object.entries(lock.packages).map(([folder, { name }]) => [nameOf(folder), name]));
  const asNpm = new Set(
    [...namesIn({ dependencies })].map((each) => {
      const [, name = "", version] = /^(.+) (\S+)$/.exec(each) ?? [];
      return `${aliases.get(name) ?? name} ${version}`;
    }),
  );
  const folders = runtimePackages(lock, buildOnly, { os: "linux", cpu: process.arch, libc: "glibc" });
  const bill = billOfMaterials({ packages: top, lock, folders, nodeVersion: "24.0.0", version: "0.0.0" });
  const { components } = JSON.parse(bill) as { components: { type: string; name: string; version: string; hashes?: object[] }[] };
  const libraries = components.filter(({ type }) => type === "library");
  const named = new Set(libraries.map(({ name, version }) => `${name} ${version}`));
  // npm lists packages for other machines as well: none of them may be in the bill, and nothing else may be missing from it.
  const forOthers = new Set(
    Object.entries(lock.packages)
      .filter(([, { os, cpu, libc }]) => !suits(os, "linux") || !suits(cpu, process.arch) || !suits(libc, "glibc"))
      .map(([folder, { version }]) => `${nameOf(folder)} ${version}`),
  );
  expect([...named].filter((each) => !asNpm.has(each))).toEqual([]);
  // Node itself comes as a package of npm's, and is in the bill as what it is.
  const missing = [...asNpm].filter((each) => !named.has(each) && !forOthers.has(each) && !each.startsWith("node-linux-"));
  expect(missing).toEqual([]);
  expect([...named].filter((each) => forOthers.has(each))).toEqual([]);
  expect(libraries.filter(({ hashes }) => hashes?.length !== 1).map(({ name }) => name)).toEqual([]);
  expect(components.filter(({ type }) => type === "platform")).toMatchObject([{ name: "node", version: "24.0.0" }]);
});

interface AliasedLock {
  readonly packages: Readonly<Record<string, { readonly name?: string }>>;
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
}

function suits(allowed: readonly string[] | undefined, here: string): boolean {
  return allowed === undefined || allowed.includes(here);
}
