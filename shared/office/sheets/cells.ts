/** A value of the configuration in one cell, and back. What a person may type instead is understood where it can be meant. Pure. */
import type { CellKind } from "./columns.ts";

/** As spreadsheets hold it; a day or time that a person typed comes as a date or a part of a day. */
export type Cell = string | number | boolean | Date | null;

const separator = "; ";

/** Null: nothing stands there. */
export function cellOf(value: unknown, kind: CellKind): Cell {
  if (value === undefined || value === null) return null;
  if (kind === "json") return JSON.stringify(value);
  if (Array.isArray(value)) return listCell(value);
  return typeof value === "number" || typeof value === "boolean" ? value : String(value);
}

/** Undefined for an empty cell. A cell that cannot be meant is given as it is: the check says what is wrong with it. */
export function readCell(cell: Cell | undefined, kind: CellKind): unknown {
  if (cell === null || cell === undefined || (typeof cell === "string" && cell.trim() === "")) return undefined;
  switch (kind) {
    case "text":
      return cell instanceof Date ? dayOf(cell) : String(cell).trim();
    case "number":
      return numberOf(cell);
    case "yes-no":
      return yesOrNo(cell);
    case "list":
    case "list-of-both":
      return listOf(String(cell));
    case "numbers":
      return listOf(String(cell)).map(numberOf);
    case "day":
      return cell instanceof Date ? dayOf(cell) : String(cell).trim();
    case "time":
      return timeOf(cell);
    case "json":
      return parsed(String(cell));
  }
}

/** With semicolons, or as JSON where an item holds one itself, or where there is none. */
function listCell(list: readonly unknown[]): string {
  const texts = list.map(String);
  const isPlain = texts.length > 0 && texts.every((text) => text !== "" && text === text.trim() && !/[;\n]/.test(text));
  const joined = texts.join(separator);
  return isPlain && !joined.startsWith("[") ? joined : JSON.stringify(list);
}

function listOf(text: string): unknown[] {
  if (text.trimStart().startsWith("[")) {
    const list = parsed(text);
    if (Array.isArray(list)) return list;
  }
  return text
    .split(/[;\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

function numberOf(cell: unknown): unknown {
  if (typeof cell !== "string") return cell;
  const number = Number(cell.trim().replace(",", "."));
  return Number.isFinite(number) ? number : cell;
}

function yesOrNo(cell: Cell): unknown {
  if (typeof cell === "boolean") return cell;
  const text = String(cell).trim().toLowerCase();
  if (["yes", "oui", "true", "vrai", "1", "x"].includes(text)) return true;
  return ["no", "non", "false", "faux", "0"].includes(text) ? false : cell;
}

function dayOf(date: Date): string {
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}

/** A time typed into a spreadsheet is a part of a day. */
function timeOf(cell: Cell): string {
  if (cell instanceof Date) return cell.toISOString().slice(11, 16);
  if (typeof cell !== "number") return String(cell).trim();
  const minutes = Math.round((cell % 1) * 24 * 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
