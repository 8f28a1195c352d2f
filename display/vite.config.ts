/** Builds the pages that people look at: one bundle each, the common part shared, everything served from its own origin. */
import { existsSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";

const root = new URL(".", import.meta.url).pathname;
const pages = [
  "kiosk",
  "kiosk-staff",
  "board",
  "counter",
  "reception",
  "catch-up",
  "manager",
  "visit-life",
  "admin",
  "sign-in",
  "citizen",
  "front",
];

/** Style sheets inside scripts are text to the minifier: without this a kiosk loads two kilobytes of indentation. */
const packStyles: Plugin = {
  name: "pack-styles",
  enforce: "pre",
  transform(code, id) {
    if (!id.startsWith(root) || !id.endsWith(".ts")) return null;
    return { code: code.replace(/(?<= |^)css`([^`$]*)`/gm, (_all, text: string) => `css\`${packed(text)}\``), map: null };
  },
};

function packed(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,]) ?/g, "$1")
    .replace(/: /g, ":")
    .trim();
}

export default defineConfig({
  root,
  plugins: [packStyles],
  // Relative addresses, so that a page works below any path and inside a frame.
  base: "./",
  cacheDir: "../.cache/vite-display",
  // Named, because a build started inside a test run (NODE_ENV=test) would otherwise ship the development build of the libraries.
  resolve: { conditions: ["production", "module", "browser"] },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "chrome120",
    // Every page comes from its own machine or a near one: lists of what to fetch ahead would cost the kiosk more than they save.
    modulePreload: false,
    // The pages' content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    rolldownOptions: {
      input: Object.fromEntries(pages.map((page) => [page, `${root}${page}/index.html`] as const).filter(([, file]) => existsSync(file))),
    },
  },
});
