import { defineConfig } from "vitest/config";
import { LongFirst } from "./long-first.ts";

/** What Node has compiled is kept for the next program of a test, as an installed device keeps it: programs then start in half the time. */
const env = { NODE_COMPILE_CACHE: new URL("../.cache/node", import.meta.url).pathname };

/** A level that is waited for may take its time on a busy machine; it is looked at as often as ever. */
const expect = { poll: { timeout: 10_000 } };

/** Tests stand beside what they prove; this file only says where to look. */
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    // Real programs mostly wait for each other, so two files at once cost little more than one.
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    projects: [
      {
        cacheDir: ".cache/vitest-node",
        test: {
          name: "node",
          env,
          expect,
          include: ["{shared,hub,device,display,provisioning,tests}/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/*.browser.test.ts", "tests/pages/**"],
          setupFiles: "tests/property.config.ts",
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        cacheDir: ".cache/vitest-pages",
        test: {
          name: "pages",
          env,
          expect,
          include: ["tests/pages/**/*.test.ts"],
          globalSetup: "tests/pages/page-bundle.ts",
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
