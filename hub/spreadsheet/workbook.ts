/**
 * A workbook's bytes (xlsx) as tables, and back, in a thread of its own with bounds on memory and time: the queue does not wait for it, and a
 * workbook is a packed archive, of which a small one can unpack to more than this machine has.
 */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import readXlsx from "read-excel-file/node";
import writeXlsx from "write-excel-file/node";
import { type Fault, fault } from "#shared/faults/fault.ts";
import { headRows } from "#shared/office/sheets/columns.ts";
import type { Table } from "#shared/office/sheets/tables.ts";

export const readWithinMs = 15_000;
const memoryMb = 192;
/** A column is no wider than this, in characters. */
const widthMax = 44;

/** What is unpacked of a workbook at the most. */
export const unpackedBytesMax = 48 * 1024 * 1024;

type Task = { readonly kind: "read"; readonly bytes: Uint8Array } | { readonly kind: "write"; readonly tables: readonly Table[] };

export async function writeWorkbook(tables: readonly Table[]): Promise<Uint8Array | Fault> {
  return inAThread<Uint8Array>({ kind: "write", tables }, readWithinMs);
}

/** `withinMs`: how long it may take. */
export async function readWorkbook(bytes: Uint8Array, withinMs = readWithinMs): Promise<readonly Table[] | Fault> {
  const unpacked = unpackedBytes(bytes);
  if (unpacked === undefined) return unreadable("it is no xlsx workbook");
  if (unpacked > unpackedBytesMax) return unreadable("it is too large");
  return inAThread<readonly Table[]>({ kind: "read", bytes }, withinMs);
}

async function written(tables: readonly Table[]): Promise<Uint8Array> {
  const sheets = tables.map(({ title, rows }) => ({
    sheet: title,
    data: rows.map((row, place) => row.map((value) => (place === 0 ? heading(value) : place < headRows ? key(value) : plain(value)))),
    stickyRowsCount: headRows,
    columns: widthsOf(rows),
  }));
  return writeXlsx(sheets as never).toBuffer();
}

function heading(value: unknown) {
  return { value: String(value ?? ""), fontWeight: "bold", backgroundColor: "#EAF1FA", wrap: true };
}

function key(value: unknown) {
  return { value: String(value ?? ""), textColor: "#6F7A88", fontStyle: "italic" };
}

/** Text is marked as text, so that no spreadsheet takes 08:30 for a number or 3-4 for a day. */
function plain(value: unknown) {
  if (value === null || value === undefined) return null;
  return typeof value === "string"
    ? { value, type: String, format: "@", wrap: true, alignVertical: "top" }
    : { value, alignVertical: "top" };
}

function widthsOf(rows: Table["rows"]) {
  const count = Math.max(1, ...rows.slice(0, headRows).map((row) => row.length));
  return Array.from({ length: count }, (_each, place) => {
    const longest = Math.max(...rows.map((row) => String(row[place] ?? "").length));
    return { width: Math.min(widthMax, Math.max(10, longest + 2)) };
  });
}

function inAThread<T>(task: Task, withinMs: number): Promise<T | Fault> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: task, resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
    const tooLong = setTimeout(() => end(unreadable("it takes too long")), withinMs);
    const end = (result: T | Fault) => {
      clearTimeout(tooLong);
      void worker.terminate();
      resolve(result);
    };
    worker.once("message", end);
    worker.once("error", () => end(unreadable("it is too large, or damaged")));
    worker.once("exit", () => end(unreadable("it is too large, or damaged")));
  });
}

function unreadable(what: string): Fault {
  return fault("spreadsheet-unreadable", { what });
}

async function readHere(bytes: Uint8Array): Promise<readonly Table[] | Fault> {
  try {
    const sheets = await readXlsx(Buffer.from(bytes));
    return sheets.map(({ sheet, data }) => ({ title: sheet, rows: data as Table["rows"] }));
  } catch {
    return unreadable("it is no xlsx workbook");
  }
}

/** What the archive's own list says that its parts unpack to (PKWARE APPNOTE 4.3.12 and 4.3.16); undefined when there is no such list. */
function unpackedBytes(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - endBytes;
  while (end >= 0 && view.getUint32(end, true) !== endSignature) end -= 1;
  if (end < 0) return undefined;
  let total = 0;
  let at = view.getUint32(end + 16, true);
  for (let part = view.getUint16(end + 10, true); part > 0; part -= 1) {
    if (at + partBytes > bytes.length || view.getUint32(at, true) !== partSignature) return undefined;
    total += view.getUint32(at + 24, true);
    at += partBytes + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return total;
}

const endSignature = 0x0605_4b50;
const endBytes = 22;
const partSignature = 0x0201_4b50;
const partBytes = 46;

if (!isMainThread && typeof workerData === "object" && workerData !== null && "kind" in workerData) {
  const task = workerData as Task;
  const done = task.kind === "read" ? readHere(task.bytes) : written(task.tables);
  void done.then((result) => parentPort?.postMessage(result));
}
