/** What a public screen loads before it can be used, compressed: bounds that a new feature must not break unnoticed. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { bundleFolder } from "./page-bundle.ts";

const assets = join(bundleFolder, "assets");

/** The page's script and all that it imports at once; what it loads later is left out. */
function loadedAtOnce(page: string): Set<string> {
  const html = readFileSync(join(bundleFolder, page, "index.html"), "utf8");
  const wanted = [...html.matchAll(/<script[^>]*src="[^"]*assets\/([^"]+\.js)"/g)].map(([, file = ""]) => file);
  const seen = new Set<string>();
  for (let file = wanted.pop(); file !== undefined; file = wanted.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const script = readFileSync(join(assets, file), "utf8");
    wanted.push(...[...script.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)].map(([, each = ""]) => each));
  }
  return seen;
}

const compressed = (files: Iterable<string>) =>
  [...files].reduce((bytes, file) => bytes + gzipSync(readFileSync(join(assets, file)), { level: 9 }).length, 0);

test.each([
  ["kiosk", 25_000],
  ["board", 20_000],
  ["citizen", 25_000],
  ["kiosk-staff", 41_500],
  ["catch-up", 60_000],
  ["counter", 70_500],
  ["reception", 70_000],
  ["manager", 65_000],
  ["admin", 73_500],
  ["sign-in", 28_500],
] as const)("%s loads at most %i bytes of script", (page, bytesMax) => {
  const files = loadedAtOnce(page);
  expect(files.size).toBeGreaterThan(1);
  expect(compressed(files)).toBeLessThanOrEqual(bytesMax);
});

test("No citizen loads the staff's page, and no script ships a style sheet's indentation", () => {
  expect([...loadedAtOnce("kiosk")].filter((file) => file.startsWith("kiosk-staff"))).toEqual([]);
  const indented = readdirSync(assets).filter(
    (file) => file.endsWith(".js") && /\{\n\s+display:/.test(readFileSync(join(assets, file), "utf8")),
  );
  expect(indented).toEqual([]);
});
