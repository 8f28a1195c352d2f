/** Q-TICKET-4: numbers of a shared series go up in the order of reservation, and what is missing among them is a recorded lapse. */
import type { Checker, Violation } from "./history.ts";
import { hubRows, type Issued, placeOf, seconds, seen } from "./reading.ts";

const recoversMs = 40_000;

export const sharedNumbersGoUp: Checker = (history) => {
  const { hub, observations } = history;
  const found: Violation[] = [];
  const fail = (what: string) => void found.push({ promise: "Q-TICKET-4", what });
  const last = new Map<string, number>();
  const open = new Map<string, { letter: string; count: number; at: number }>();
  const use = new Map<string, "open" | "issued" | "lapsed">();
  // A hub that took over from a lost one knows not all that was reserved there.
  const isHeir = hub.rows.some((row) => row.kind === "restored");
  for (const row of hub.rows) {
    if (row.kind === "number-reserved") {
      const { letter, count, date, request } = row.body as { letter: string; count: number; date: string; request: string };
      const before = last.get(`${date} ${letter}`);
      if (before !== undefined && count !== before + 1) fail(`${letter}${count} of ${date} was reserved after ${letter}${before}`);
      last.set(`${date} ${letter}`, count);
      use.set(request, "open");
      open.set(request, { letter, count, at: row.seq });
    }
    if (row.kind === "reservation-lapsed") {
      const { request, letter, count } = row.body as { request: string; letter: string; count: number };
      if (use.get(request) === "issued") fail(`${letter}${count} lapsed and is on paper`);
      if (use.get(request) === "lapsed") fail(`${letter}${count} lapsed twice`);
      use.set(request, "lapsed");
    }
    if (row.kind === "ticket-issued") {
      const { request, letter, count } = row.body as Issued;
      if (request === null) continue;
      if (use.get(request) === "issued") fail(`the reservation of ${letter}${count} was used twice`);
      if (use.get(request) === undefined && !isHeir) fail(`${letter}${count} bears a reservation that the hub never gave`);
      use.set(request, "issued");
    }
  }
  for (const { row, body } of hubRows(hub, "day-closed"))
    for (const request of body.lapsed)
      if (use.get(request) === undefined) fail(`offset ${row.seq} lets a reservation lapse that was never made`);
  // A disk that could not take the ticket leaves its reservation open until the date is closed.
  const wasFull = seen(observations, "fault").some(({ what, who }) => what === "disk-full" && who.startsWith("kiosk"));
  const excused = history.excused.size > 0;
  if (history.converged && !wasFull && !excused)
    for (const [request, { letter, count, at }] of open)
      if (use.get(request) === "open") fail(`${letter}${count}, reserved at offset ${at}, is on no paper and did not lapse`);
  for (const what of notReserved(history)) fail(what);
  return found;
};

/** Once everything is healed, numbers are the shared series' again. */
function notReserved({ hub, hubCommittedAt, issuedAt, healedAt }: Parameters<Checker>[0]): string[] {
  if (healedAt === undefined || healedAt === null) return [];
  return hub.rows.flatMap((row) => {
    if (row.kind !== "ticket-issued" || !hubCommittedAt.has(row.seq)) return [];
    const at = issuedAt.get(placeOf(row));
    const { request, letter, count } = row.body as Issued;
    return at !== undefined && at > healedAt + recoversMs && request === null
      ? [`${letter}${count} was not asked of the hub at ${seconds(at)}, long after all was well`]
      : [];
  });
}
