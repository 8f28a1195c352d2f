/** Builds the pages as `npm run build` does, once for a run of these tests and apart from `display/dist`, so that none meets an old bundle. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Where the bundle under test lies. */
export const bundleFolder = fileURLToPath(new URL("../../.cache/pages", import.meta.url));

const house = fileURLToPath(new URL("../..", import.meta.url));

/** Vitest calls it before the first of these tests. */
export default function buildBundle(): Promise<void> {
  // Vitest's NODE_ENV would make it another bundle than the one that ships.
  const { NODE_ENV: _ofVitest, ...env } = process.env;
  const parts = ["build", "--config", "display/vite.config.ts", "--outDir", bundleFolder, "--emptyOutDir", "--logLevel", "warn"];
  const vite = spawn(process.execPath, ["node_modules/vite/bin/vite.js", ...parts], { cwd: house, env, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    vite.once("error", reject);
    vite.once("close", (code) => (code === 0 ? resolve() : reject(new Error("The pages could not be built; see above."))));
  });
}
