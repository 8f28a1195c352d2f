/** Builds the pages that people look at: one bundle each, the common part shared, everything served from its own origin. */
import { existsSync } from "node:fs";
import { defineConfig } from "vite";

const root = new URL(".", import.meta.url).pathname;
const pages = ["kiosk", "board", "counter", "manager", "front"];

export default defineConfig({
  root,
  // Relative addresses, so that a page works below any path and inside a frame.
  base: "./",
  cacheDir: "../.cache/vite-display",
  // Named, because a build started inside a test run (NODE_ENV=test) would otherwise ship the development build of the libraries.
  resolve: { conditions: ["production", "module", "browser"] },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "chrome120",
    modulePreload: { polyfill: false },
    // The pages' content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    rolldownOptions: {
      input: Object.fromEntries(pages.map((page) => [page, `${root}${page}/index.html`] as const).filter(([, file]) => existsSync(file))),
    },
  },
});
