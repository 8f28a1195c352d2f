/** The security checklist in this folder's README: each point is named, and each test that a row names is there by its file and its title. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const top = join(import.meta.dirname, "../..");
const pointsCount = 20;
/** What a device's maker has to have, by NIST IR 8259A's own headings. */
const capabilities = [
  "Device Identification",
  "Device Configuration",
  "Data Protection",
  "Logical Access to Interfaces",
  "Software Update",
  "Cybersecurity State Awareness",
];

interface Row {
  readonly point: number;
  readonly file: string;
  readonly title: string;
}

/** Rows such as "| 4 | `device/update/attacks.test.ts` | Q-SAFE-1 rollback |". */
function rowsIn(text: string): Row[] {
  return [...text.matchAll(/^\| (\d+) \| `([^`]+)` \| (.+?) \|$/gm)].map(([, point, file = "", title = ""]) => ({
    point: Number(point),
    file,
    title,
  }));
}

/** What is wrong with a row: its file is not there, or has no test whose title begins so. */
function wrongIn({ point, file, title }: Row, read: (file: string) => string | undefined): string | undefined {
  const text = read(file);
  if (text === undefined) return `${point}: there is no ${file}`;
  const titles = [...text.matchAll(/\b(?:it|test)(?:\.each\([\s\S]{0,400}?\))?\(\s*(["'`])([\s\S]*?)\1\s*,/g)].map(
    ([, , each = ""]) => each,
  );
  return titles.some((each) => each.startsWith(title)) ? undefined : `${point}: ${file} has no test "${title}..."`;
}

const readme = readFileSync(join(import.meta.dirname, "README.md"), "utf8");
const read = (file: string) => (existsSync(join(top, file)) ? readFileSync(join(top, file), "utf8") : undefined);

describe("the checklist", () => {
  it("Q-SAFE-1: has its twenty points, and every test that proves one is where it says, under that title", () => {
    const rows = rowsIn(readme);
    expect(rows.map((row) => wrongIn(row, read)).filter((each) => each !== undefined)).toEqual([]);
    const points = Array.from({ length: pointsCount }, (_, at) => at + 1);
    const without = points.filter((point) => !rows.some((row) => row.point === point));
    // A point that nothing proves yet is admitted, in words, and nowhere else.
    const admitted = [...readme.matchAll(/^\| (\d+) \| not yet \| .{20,} \|$/gm)].map(([, point]) => Number(point));
    expect(without).toEqual(admitted);
    for (const point of points) expect([point, new RegExp(`^${point}\\. \\S`, "m").test(readme)]).toEqual([point, true]);
  });

  it("would see a test that was renamed, and a file that is gone", () => {
    const row = { point: 1, file: "a.test.ts", title: "Q-SAFE-1: stands" };
    expect(wrongIn(row, () => 'it("Q-SAFE-1: stands firm", () => {});')).toBeUndefined();
    expect(wrongIn(row, () => 'it("Q-SAFE-1: fell", () => {}); // Q-SAFE-1: stands')).toContain("has no test");
    expect(wrongIn(row, () => undefined)).toContain("there is no a.test.ts");
  });

  it("Q-SAFE-1: tells under each of the six capabilities of NIST IR 8259A which points stand for it, and leaves none of the points out", () => {
    const rows = capabilities.map((name) => ({
      name,
      points: new RegExp(`^- \\*\\*${name}\\*\\*: points ([\\d, ]+)`, "m").exec(readme)?.[1]?.split(", ") ?? [],
    }));
    expect(rows.filter(({ points }) => points.length === 0).map(({ name }) => name)).toEqual([]);
    const mapped = new Set(rows.flatMap(({ points }) => points.map(Number)));
    // 19 is this very map.
    expect(Array.from({ length: pointsCount }, (_, at) => at + 1).filter((point) => point !== 19 && !mapped.has(point))).toEqual([]);
  });
});
