import { defineConfig } from "vitest/config";

/** What Node has compiled is kept for the next program of a test, as an installed device keeps it: programs then start in half the time. */
const env = { NODE_COMPILE_CACHE: new URL("../.cache/node", import.meta.url).pathname };

/** Tests stand beside what they prove; this file only says where to look. */
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    // Real programs mostly wait for each other, so two files at once cost little more than one.
    maxWorkers: 2,
    projects: [
      {
        cacheDir: ".cache/vitest-node",
        test: {
          name: "node",
          env,
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
          include: ["tests/pages/**/*.test.ts"],
          globalSetup: "tests/pages/page-bundle.ts",
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
