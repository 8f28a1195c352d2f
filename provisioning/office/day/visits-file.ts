/**
 * Reads real arrivals from CSV text: office, queue, ticket, joined_at, called_at, counters_open, with a header, in any order of columns.
 * Every row of the file is checked, and all that is wrong is said with its line.
 */

export interface RealVisit {
  readonly queue: string;
  /** Milliseconds after local midnight. */
  readonly joinedMs: number;
  /** Null: never called before closing. */
  readonly calledMs: number | null;
  /** Counters open for this queue then. */
  readonly countersOpen: number;
}

export type ReadVisits =
  | { readonly ok: true; readonly visits: readonly RealVisit[] }
  /** Sentences, each with its line where it has one. */
  | { readonly ok: false; readonly wrong: readonly string[] };

const columns = ["office", "queue", "ticket", "joined_at", "called_at", "counters_open"] as const;
type Column = (typeof columns)[number];

export const wrongMax = 20;
export const visitsMax = 20_000;

export function readVisits(text: string, office: string, date: string): ReadVisits {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const header = fields(lines[0] ?? "") ?? [];
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0)
    return { ok: false, wrong: [`Line 1: the header lacks ${missing.join(", ")}. It must name ${columns.join(", ")}.`] };

  const places = Object.fromEntries(columns.map((column) => [column, header.indexOf(column)])) as Record<Column, number>;
  const wrong: string[] = [];
  const offices = new Set<string>();
  const dates = new Set<string>();
  const visits: RealVisit[] = [];
  for (const [place, line] of lines.entries()) {
    if (place === 0 || line.trim() === "") continue;
    const read = row(line, header.length, places);
    if (typeof read === "string") {
      if (wrong.length === wrongMax) return { ok: false, wrong: [...wrong, "And more: correct these first."] };
      wrong.push(`Line ${place + 1}: ${read}`);
      continue;
    }
    offices.add(read.office);
    if (read.office === office) dates.add(read.date);
    if (read.office === office && read.date === date) visits.push(read.visit);
  }
  if (wrong.length > 0) return { ok: false, wrong };
  if (!offices.has(office)) return { ok: false, wrong: [`The file has no office ${office}. It has ${some(offices)}.`] };
  if (visits.length === 0) return { ok: false, wrong: [`The file has nobody at ${office} on ${date}. It has ${some(dates)}.`] };
  if (visits.length > visitsMax)
    return { ok: false, wrong: [`The day has ${visits.length} visits; at most ${visitsMax} can be replayed.`] };
  return { ok: true, visits: visits.sort((a, b) => a.joinedMs - b.joinedMs) };
}

/** A checked row, or what is wrong with it. */
function row(line: string, width: number, places: Record<Column, number>): { office: string; date: string; visit: RealVisit } | string {
  const cells = fields(line);
  if (!cells) return "a quotation mark is not closed.";
  if (cells.length !== width) return `it has ${cells.length} columns, the header has ${width}.`;
  const cell = (column: Column) => cells[places[column]] ?? "";
  const [office, queue] = [cell("office"), cell("queue")];
  if (office === "" || queue === "") return "office and queue must not be empty.";
  const joined = localTime(cell("joined_at"));
  if (!joined) return `joined_at is "${cell("joined_at")}"; write it as 2020-01-13 08:22:00.`;
  const called = cell("called_at") === "" ? null : localTime(cell("called_at"));
  if (called === undefined) return `called_at is "${cell("called_at")}"; write it as 2020-01-13 08:22:00, or leave it empty.`;
  if (called && (called.date !== joined.date || called.ms < joined.ms))
    return "called_at must be on the same day as joined_at, and not before it.";
  const countersOpen = cell("counters_open");
  if (!/^\d{1,3}$/.test(countersOpen)) return `counters_open is "${countersOpen}"; write a whole number from 0 to 999.`;
  const visit = { queue, joinedMs: joined.ms, calledMs: called?.ms ?? null, countersOpen: Number(countersOpen) };
  return { office, date: joined.date, visit };
}

function localTime(text: string): { date: string; ms: number } | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/.exec(text);
  if (!found) return undefined;
  const [, date = "", hour, minute, second = "0"] = found;
  const midnight = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight) || !new Date(midnight).toJSON().startsWith(date)) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return { date, ms: ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000 };
}

/** The cells of a line; quoted ones may hold commas and doubled quotation marks. Undefined when a quotation is not closed. */
function fields(line: string): string[] | undefined {
  if (!line.includes('"')) return line.split(",").map((cell) => cell.trim());
  const cells: string[] = [];
  let place = 0;
  for (;;) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*(?=,|$)/.exec(line.slice(place));
    const plain = /^[^",]*(?=,|$)/.exec(line.slice(place));
    const found = quoted ?? plain;
    if (!found) return undefined;
    cells.push(quoted ? (quoted[1] ?? "").replaceAll('""', '"') : found[0].trim());
    place += found[0].length;
    if (place >= line.length) return cells;
    place += 1;
  }
}

function some(names: ReadonlySet<string>): string {
  const shown = [...names].sort().slice(0, 20).join(", ");
  return names.size > 20 ? `${shown} and ${names.size - 20} more` : shown;
}
