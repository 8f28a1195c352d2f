import { expect, test } from "vitest";
import { exampleOffice } from "#shared/office/example.ts";
import { tablesOf } from "#shared/office/sheets/tables.ts";
import { readWorkbook, writeWorkbook } from "./workbook.ts";

async function written(tables: Parameters<typeof writeWorkbook>[0]): Promise<Uint8Array> {
  const bytes = await writeWorkbook(tables);
  if ("fault" in bytes) throw new Error(JSON.stringify(bytes));
  return bytes;
}

test("An office's tables come back from a workbook's bytes, cell by cell", async () => {
  const tables = tablesOf(exampleOffice(), "fr");
  const read = await readWorkbook(await written(tables));
  if ("fault" in read) throw new Error(JSON.stringify(read));
  const trimmed = (rows: (typeof tables)[number]["rows"]) =>
    rows.map((row) => JSON.stringify(row.map((cell) => cell ?? null)).replace(/(?:,null)+\]$/, "]"));
  for (const [place, { title, rows }] of tables.entries()) {
    expect(read[place]?.title).toBe(title);
    expect(trimmed(read[place]?.rows ?? [])).toEqual(trimmed(rows));
  }
});

test("Q-FAULT-1: what is no workbook, half a one, or takes too long is told, and nothing else happens", async () => {
  const bytes = await written(tablesOf(exampleOffice(), "en"));
  const nothing = { fault: "spreadsheet-unreadable", facts: { what: "it is no xlsx workbook" } };
  for (const bad of [
    new Uint8Array(),
    Buffer.from("name;value"),
    Buffer.from("PK\u0003\u0004 but no more"),
    bytes.subarray(0, bytes.length >> 1),
  ]) {
    expect(await readWorkbook(bad)).toEqual(nothing);
  }
  // A part that says it unpacks to four gigabytes.
  const bomb = Uint8Array.from(bytes);
  const list = bomb.findIndex((_byte, at) => bomb[at] === 0x50 && bomb[at + 1] === 0x4b && bomb[at + 2] === 1 && bomb[at + 3] === 2);
  bomb.fill(0xff, list + 24, list + 28);
  expect(await readWorkbook(bomb)).toMatchObject({ facts: { what: "it is too large" } });
  expect(await readWorkbook(bytes, 0)).toMatchObject({ facts: { what: "it takes too long" } });
});
