/** Builds the pages as they ship, once per test file and apart from `display/dist`, so that a test never meets an old bundle. */
import { build } from "vite";

const house = new URL("../..", import.meta.url).pathname;

/** The folder of the production bundle. */
export async function buildPages(name: string): Promise<string> {
  const outDir = `${house}.cache/pages-${name}`;
  await build({ configFile: `${house}display/vite.config.ts`, logLevel: "error", build: { outDir, emptyOutDir: true } });
  return outDir;
}
