/** The tickets of an absence as rows to go through: which are open, what was said of the others, and where the next one is. Pure. */
import type { VisitEntry } from "#shared/wire/staff.ts";
import type { Gap } from "../base/staff-gap.ts";

export type How = "served" | "waiting" | "left" | "seen";
/** What a row is about; each has its own part of the page. */
export type Part = "toConfirm" | "late" | "samePerson";
export const parts = ["toConfirm", "late", "samePerson"] as const satisfies readonly Part[];

export const answersOf: Readonly<Record<Part, readonly How[]>> = {
  toConfirm: ["served", "waiting", "left"],
  late: ["seen"],
  samePerson: ["seen"],
};

export interface ReviewRow {
  readonly visit: VisitEntry;
  readonly part: Part;
  /** What was said here; `elsewhere`: somebody settled it at a counter or in another tab; null while it is open. */
  readonly said: How | "elsewhere" | null;
}

/** Every row this page has met, in the order of its parts and of arrival. */
export type Review = readonly ReviewRow[];

/** Brings the rows up to what the hub tells. What was said once stays said. */
export function reviewed(before: Review, gap: Gap): Review {
  const rows = new Map(before.map((row) => [row.visit.id, row] as const));
  const open = new Set<string>();
  for (const part of parts) {
    for (const visit of gap[part]) {
      if (open.has(visit.id)) continue;
      open.add(visit.id);
      const said = rows.get(visit.id)?.said ?? null;
      rows.set(visit.id, { visit, part, said: said === "elsewhere" ? null : said });
    }
  }
  const settled = [...rows.values()].map((row): ReviewRow => (open.has(row.visit.id) || row.said ? row : { ...row, said: "elsewhere" }));
  return settled.sort(
    (a, b) =>
      parts.indexOf(a.part) - parts.indexOf(b.part) || a.visit.arrivedAt - b.visit.arrivedAt || a.visit.id.localeCompare(b.visit.id),
  );
}

/** `null` takes the answer back: the hub refused it. Each row can be answered only once. */
export function say(review: Review, id: string, how: How | null): Review {
  return review.map((row) => (row.visit.id === id && (how === null || row.said === null) ? { ...row, said: how } : row));
}

export function openRows(review: Review): readonly ReviewRow[] {
  return review.filter((row) => row.said === null);
}

/** The row the keys act on: the one wanted while it is open, else the next open one after it, else the last before it. */
export function currentRow(review: Review, wanted: string | null): ReviewRow | undefined {
  const at = review.findIndex((row) => row.visit.id === wanted);
  const after = review.slice(Math.max(0, at)).find((row) => row.said === null);
  return after ?? openRows(review).at(-1);
}

/** One open row up or down from `wanted`; the ends are ends. */
export function moved(review: Review, wanted: string | null, by: 1 | -1): ReviewRow | undefined {
  const open = openRows(review);
  const current = currentRow(review, wanted);
  const at = current ? open.indexOf(current) : -1;
  return open[Math.min(open.length - 1, Math.max(0, at + by))] ?? current;
}

export function countsSaid(review: Review): Readonly<Record<How | "elsewhere", number>> {
  const counts = { served: 0, waiting: 0, left: 0, seen: 0, elsewhere: 0 };
  for (const { said } of review) if (said) counts[said] += 1;
  return counts;
}
