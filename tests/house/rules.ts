/**
 * The rules of the house as a pure function over its files: who may import whom, no cycles, no forbidden means, the agreed top level.
 * Each finding names the place, what is wrong and what to do.
 */

export interface SourceFile {
  /** From the top of the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Finding {
  readonly where: string;
  readonly what: string;
}

const rooms = ["device", "display", "hub", "shared", "provisioning", "tests"] as const;

/** What may stand at the top of the project. */
export const topLevel: ReadonlySet<string> = new Set([
  ...rooms,
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "biome.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
]);

/** Files without clock, randomness or I/O: they import nothing but their own room and shared. */
const pure = [/^shared\//, /^hub\/(core|views)\//, /^device\/(kiosk|board)\/core[^/]*\.ts$/];
const isTest = (path: string) => /\.test\.ts$/.test(path) || path.startsWith("tests/") || /\/(harness|contract)\.ts$/.test(path);

export function houseFindings(files: readonly SourceFile[]): Finding[] {
  const code = files.filter((file) => /\.(ts|mjs)$/.test(file.path));
  return [...files.flatMap(topLevelFindings), ...code.flatMap(importFindings), ...code.flatMap(meansFindings), ...cycleFindings(code)];
}

function topLevelFindings({ path }: SourceFile): Finding[] {
  const top = path.split("/")[0] as string;
  if (topLevel.has(top) || top.startsWith(".")) return [];
  return [{ where: path, what: `"${top}" is not in the agreed top level: move it into one of ${rooms.join(", ")}` }];
}

/** The specifiers a file imports, exports from, or loads at run time. */
export function importsOf(text: string): string[] {
  const withoutComments = codeOf(text);
  const found = withoutComments.matchAll(
    /(?:^|[\n;])\s*(?:import|export)\s[^"';]*?from\s*"([^"]+)"|(?:^|[\n;])\s*import\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/g,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? "").filter((specifier) => specifier !== "");
}

/** The text without its comments. */
function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

/** The project's own file that a specifier names; undefined for packages. */
export function resolved(path: string, specifier: string): string | undefined {
  if (specifier.startsWith("#shared/")) return specifier.slice(1);
  if (!specifier.startsWith(".")) return undefined;
  const parts = path.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

function importFindings({ path, text }: SourceFile): Finding[] {
  const room = path.split("/")[0] as string;
  return importsOf(text).flatMap((specifier) => {
    const target = resolved(path, specifier);
    const wrong = target === undefined ? packageWrong(path, room, specifier) : roomWrong(path, room, target, specifier);
    return wrong ? [{ where: path, what: `imports "${specifier}": ${wrong}` }] : [];
  });
}

function packageWrong(path: string, room: string, specifier: string): string | undefined {
  if (isTest(path)) return undefined;
  if (room === "shared" && specifier !== "valibot") return "shared imports nothing but valibot; take it as a port";
  if (room === "display" && specifier.startsWith("node:") && !path.endsWith("vite.config.ts")) return "pages run in a browser";
  if (specifier !== "valibot" && pure.some((each) => each.test(path))) return "a pure file imports no adapter; take it as a port";
  return undefined;
}

function roomWrong(path: string, room: string, target: string, specifier: string): string | undefined {
  const other = target.split("/")[0] as string;
  if (room === "tests" || other === room) return room !== "shared" && specifier.includes("../shared/") ? 'write "#shared/..."' : undefined;
  if (room === "shared") return "shared imports nothing outside itself";
  if (other === "tests") return isTest(path) ? undefined : "only tests import tests";
  if (other !== "shared") return `${room} and ${other} meet on the wire or as processes, never by import`;
  return specifier.startsWith("#shared/") ? undefined : 'write "#shared/..."';
}

const means: readonly {
  readonly found: RegExp;
  readonly where: (path: string) => boolean;
  readonly what: string;
  readonly inComments?: true;
}[] = [
  { found: /\bvi\.mock\(/, where: () => true, what: "mocks a module: write a fake that passes the port's contract suite" },
  { found: /\b(?:it|test|describe)\.(?:skip|only|todo)\b/, where: () => true, what: "skips or singles out a test" },
  { found: /directives\/repeat/, where: () => true, what: "uses lit's repeat, which leaks a node per removed row: use map with keyed()" },
  { found: /\bas any\b/, where: () => true, what: "casts to any" },
  { found: /\b(?:TODO|FIXME|XXX)\b/, where: () => true, what: "leaves work in a comment: do it, or open an issue", inComments: true },
  {
    found: /\b(?:Date\.now\(|Math\.random\(|new Date\(\)|performance\.now\(|process\.|setTimeout\(|setInterval\()/,
    where: (path) => !isTest(path) && pure.some((each) => each.test(path)),
    what: "reads a clock, randomness or the process in a pure file: take it as a port",
  },
  {
    found: /\bprocess\.(?:env|argv)\b/,
    where: (path) => !isTest(path) && !/(?:^|\/)(?:main|[a-z-]+\.config)\.(?:ts|mjs)$/.test(path) && !path.endsWith("/start.mjs"),
    what: "reads the environment: only a main.ts does",
  },
];

/** The longest a file may be before it should be two. */
export const linesMax = 450;

function meansFindings({ path, text }: SourceFile): Finding[] {
  if (path.startsWith("tests/house/")) return [];
  const code = codeOf(text);
  const found = means
    .filter((each) => each.where(path) && each.found.test(each.inComments ? text : code))
    .map((each) => ({ where: path, what: each.what }));
  const lines = text.split("\n").length;
  if (lines > linesMax) found.push({ where: path, what: `has ${lines} lines: would it be two clearer files?` });
  return found;
}

function cycleFindings(files: readonly SourceFile[]): Finding[] {
  const known = new Set(files.map((file) => file.path));
  const edges = new Map(
    files.map(({ path, text }) => [
      path,
      importsOf(text)
        .flatMap((specifier) => resolved(path, specifier) ?? [])
        .filter((target) => known.has(target)),
    ]),
  );
  const state = new Map<string, "open" | "closed">();
  const findings: Finding[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === "closed") return;
    if (state.get(path) === "open") {
      const cycle = [...trail.slice(trail.indexOf(path)), path];
      findings.push({ where: path, what: `imports itself in a circle: ${cycle.join(" -> ")}` });
      return;
    }
    state.set(path, "open");
    for (const target of edges.get(path) ?? []) visit(target, [...trail, path]);
    state.set(path, "closed");
  };
  for (const path of known) visit(path, []);
  return findings;
}
