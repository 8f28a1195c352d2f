import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { paperFile } from "./paper-file.ts";
import { Papers } from "./papers.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "the-q-papers-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A printer that keeps only its newest four pictures. */
class FourKept {
  readonly printed: { n: number; lines: string[] }[] = [];
  readonly asked: number[] = [];

  print(number: string): void {
    this.printed.push({ n: this.printed.length + 1, lines: [number, "November 23, 2026 at 9:05 a.m."] });
  }

  ticketsAfter(n: number) {
    this.asked.push(n);
    return Promise.resolve(this.printed.filter((each) => each.n > n).slice(-4));
  }
}

it("papers are counted once each over starts, copies and a printer that forgets; the latest are shown again", async () => {
  const printer = new FourKept();
  const file = join(folder, "papers.jsonl");
  const first = new Papers(printer, paperFile(file));
  for (const number of ["A1", "A2", "A2", "A3"]) printer.print(number);
  await Promise.all([first.read(), first.read()]);
  expect(first.count).toBe(3);
  for (const number of ["A4", "A5", "A6"]) printer.print(number);
  await first.read();
  expect(first.count).toBe(6);

  const second = new Papers(printer, paperFile(file));
  expect(second.count).toBe(6);
  await second.read();
  expect(second.count).toBe(6);
  expect(second.latest.map(({ lines }) => lines[0])).toEqual(["A6", "A5", "A4", "A3"]);
  printer.print("A7");
  await second.read();
  expect(second.count).toBe(7);
  expect(second.latest[0]?.n).toBe(8);
});
