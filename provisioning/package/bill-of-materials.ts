/**
 * What a package is made of, as CycloneDX 1.5 (ECMA-424): Node and the npm packages that were truly copied. `npm sbom` would list what the
 * lock file has, which is more than what is in the package, and another number and time at every run.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Lock } from "./runtime-packages.ts";

interface Component {
  readonly type: "library" | "platform";
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses?: readonly { readonly expression: string }[];
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
}

export interface BillPlan {
  /** Where the npm packages are installed. */
  readonly packages: string;
  readonly lock: Lock;
  /** The folders that were copied, such as `node_modules/mqtt`. */
  readonly folders: readonly string[];
  readonly nodeVersion: string;
  readonly version: string;
}

/** The document's text: the same for the same content. */
export function billOfMaterials({ packages, lock, folders, nodeVersion, version }: BillPlan): string {
  const node: Component = { type: "platform", name: "node", version: nodeVersion, purl: `pkg:generic/node@${nodeVersion}` };
  const component = { type: "application", name: "the-q", version, licenses: [{ expression: "Apache-2.0" }] };
  const components = [node, ...folders.map((folder) => componentOf(packages, lock, folder))];
  return `${JSON.stringify({ bomFormat: "CycloneDX", specVersion: "1.5", version: 1, metadata: { component }, components }, null, 2)}\n`;
}

function componentOf(packages: string, lock: Lock, folder: string): Component {
  const manifest = JSON.parse(readFileSync(path.join(packages, folder, "package.json"), "utf8")) as {
    name: string;
    version: string;
    license?: string;
  };
  const { name, version, license } = manifest;
  const [algorithm, hash] = lock.packages[folder]?.integrity?.split("-") ?? [];
  return {
    ...{ type: "library", name, version, purl: `pkg:npm/${name.replace("@", "%40")}@${version}` },
    ...(typeof license === "string" ? { licenses: [{ expression: license }] } : {}),
    ...(algorithm === "sha512" && hash ? { hashes: [{ alg: "SHA-512", content: Buffer.from(hash, "base64").toString("hex") }] } : {}),
  };
}
