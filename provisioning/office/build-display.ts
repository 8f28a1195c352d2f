/** Builds the pages when there are none, or when a source is newer than they are. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** What the pages are made of. */
const sources = ["display", "shared", "package-lock.json"];

export function displayIsBuilt(root: string): boolean {
  const dist = join(root, "display", "dist");
  const stamp = newest(dist, () => true);
  return stamp > 0 && sources.every((source) => newest(join(root, source), isSource) <= stamp);
}

/** Resolves when the pages are built; rejects with the builder's words. */
export function buildDisplay(root: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const child = spawn(process.execPath, [vite, "build", "--config", "display/vite.config.ts", "--logLevel", "warn"], {
    cwd: root,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let words = "";
  const listen = (bytes: Buffer) => {
    words = (words + bytes.toString("utf8")).slice(-4_000);
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`The pages could not be built:\n${words.trim()}`))));
  });
}

function isSource(name: string): boolean {
  return name !== "dist" && name !== "node_modules" && !name.endsWith(".test.ts") && !name.endsWith(".md");
}

/** The newest change in a file or folder, in milliseconds; 0 when there is none. */
function newest(path: string, counts: (name: string) => boolean): number {
  if (!existsSync(path)) return 0;
  const about = statSync(path);
  if (!about.isDirectory()) return about.mtimeMs;
  let latest = 0;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (!counts(entry.name)) continue;
    const inside = join(path, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(inside, counts) : statSync(inside).mtimeMs);
  }
  return latest;
}
