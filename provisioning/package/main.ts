/** `npm run package`: a Debian package of The Q for one kind of machine, with Node inside. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { releaseFolder, writeDeb } from "./deb.ts";
import { type Architecture, architectures, writeFacts, writeReleaseTree } from "./release-tree.ts";

const help = `Makes a Debian package with Node inside: the same sources give the same bytes.

  npm run package -- --number N --to FOLDER [--arch amd64|arm64] [--version 1.4.0] [--packages FOLDER] [--node FILE] [--tree]

  --number N    rises with every release: what devices compare
  --to FOLDER   where the-q_VERSION_ARCH.deb is put
  --arch        for which machine (default: this one's)
  --version     for people (default: the one in package.json)
  --packages FOLDER   where the npm packages for that machine are installed (default: here)
  --node FILE   Node's program for that machine (default: the one among those packages)
  --tree        put the release itself there, a folder, for npm run bundle -- payload

Needs dpkg-deb, the pages (npm run build) and git, which says when the sources were last changed.
`;

const top = path.join(import.meta.dirname, "../..");

const { values } = parseArgs({
  options: {
    number: { type: "string" },
    to: { type: "string" },
    arch: { type: "string" },
    version: { type: "string" },
    packages: { type: "string" },
    node: { type: "string" },
    tree: { type: "boolean" },
    help: { type: "boolean" },
  },
});

if (values.help) process.stdout.write(help);
else {
  try {
    make();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

function make(): void {
  const number = Number(values.number);
  if (!Number.isInteger(number) || number < 1) throw new Error("--number takes a whole number from 1 on.");
  if (values.to === undefined) throw new Error("--to is missing: say in which folder the package shall be.");
  const architecture = architectureOf(values.arch);
  const version = values.version ?? (JSON.parse(readFileSync(path.join(top, "package.json"), "utf8")) as { version: string }).version;
  if (!/^\d{1,4}\.\d{1,4}\.\d{1,4}$/.test(version)) throw new Error(`"${version}" is no version such as 1.4.0.`);
  const packages = values.packages ?? top;
  const node = values.node ?? path.join(packages, `node_modules/node-linux-${architectures[architecture]}/bin/node`);
  const madeAt = Number(execFileSync("git", ["log", "-1", "--format=%ct"], { cwd: top, encoding: "utf8" }));
  mkdirSync(values.to, { recursive: true });
  const tree = mkdtempSync(path.join(tmpdir(), "the-q-package-"));
  try {
    const release = values.tree ? path.join(values.to, `the-q_${version}_${architecture}`) : path.join(tree, releaseFolder);
    writeReleaseTree({ top, packages, to: release, architecture, node, version });
    writeFacts(release, { number, version, madeAt: madeAt * 1_000, data: { format: 1, reads: 1, readBy: 1 } });
    if (values.tree) return;
    const to = path.join(values.to, `the-q_${version}_${architecture}.deb`);
    writeDeb({ tree, version, architecture, madeAt, to });
    process.stdout.write(`${to}\n`);
  } finally {
    rmSync(tree, { recursive: true });
  }
}

function architectureOf(text: string | undefined): Architecture {
  const here = Object.entries(architectures).find(([, node]) => node === process.arch)?.[0];
  const wanted = text ?? here;
  if (wanted === "amd64" || wanted === "arm64") return wanted;
  throw new Error(`There are packages for amd64 and arm64, not for ${wanted ?? process.arch}.`);
}
