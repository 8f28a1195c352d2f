/** The project as it ships to devices: JavaScript with the types stripped, line for line, so that nothing is compiled at a start. */
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { dirname, join, relative } from "node:path";

/** What runs in an office for years. */
const shipped = ["device", "hub", "shared"];

/** Writes the stripped tree into a folder; `node_modules` and the built pages are linked. */
export function stripInto(top: string, folder: string): void {
  stripProject(top, folder, [...shipped, "provisioning"]);
  mkdirSync(join(folder, "display"), { recursive: true });
  symlinkSync(join(top, "node_modules"), join(folder, "node_modules"));
  symlinkSync(join(top, "display/dist"), join(folder, "display/dist"));
}

/** Our own programs alone, with the manifest by which they find each other. */
export function stripProject(top: string, folder: string, rooms: readonly string[] = shipped): void {
  for (const room of rooms) strip(top, join(top, room), folder);
  const manifest = JSON.parse(readFileSync(join(top, "package.json"), "utf8"));
  const { name, version, type, imports } = manifest;
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, version, type, imports }));
}

function strip(top: string, from: string, folder: string): void {
  for (const entry of readdirSync(from)) {
    const path = join(from, entry);
    if (statSync(path).isDirectory()) {
      strip(top, path, folder);
      continue;
    }
    if (entry.endsWith(".test.ts")) continue;
    const to = join(folder, relative(top, path));
    mkdirSync(dirname(to), { recursive: true });
    if (entry.endsWith(".ts")) writeFileSync(to.replace(/\.ts$/, ".js"), javascript(readFileSync(path, "utf8")));
    else if (/\.(json|mjs|svg)$/.test(entry)) cpSync(path, to);
  }
}

/** Types blanked out, so that lines and columns stay; specifiers of our own files end in `.js`. */
export function javascript(typescript: string): string {
  const stripped = stripTypeScriptTypes(typescript, { mode: "strip" });
  return stripped.replace(/((?:from|import)\s*\(?\s*"(?:\.|#shared\/)[^"]*)\.ts"/g, '$1.js"');
}
