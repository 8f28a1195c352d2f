/** Q-TICKET-5: a ticket is printed once, a copy is made once and only when somebody asked, and how it ended is on record. */
import type { Checker, Violation } from "./history.ts";
import { deviceRows, seen, ticketKey } from "./reading.ts";

export const printsAreCounted: Checker = (history) => {
  const found: Violation[] = [];
  const fail = (what: string) => void found.push({ promise: "Q-TICKET-5", what });
  const papers = new Map<string, number>();
  // A row may be given another epoch between its paper and its copy, and between a paper and what is excused of its card.
  const place = (visit: string) => ticketKey(visit, "");
  const asked = new Set(seen(history.observations, "reprint-asked").map((each) => place(each.visit)));
  const excused = new Set([...history.excused.keys()].map(place));
  for (const { visit, number, copy, device } of seen(history.observations, "paper")) {
    if (visit === null) continue;
    const key = `${visit} ${number} ${copy}`;
    const count = (papers.get(key) ?? 0) + 1;
    papers.set(key, count);
    if (count > 1 && !excused.has(place(visit)))
      fail(`${copy > 1 ? "the copy" : "the ticket"} ${number} came out ${count} times at ${device}`);
    if (copy > 1 && !asked.has(place(visit))) fail(`a copy of ${number} came out at ${device} unasked`);
  }
  if (!history.converged) return found;
  for (const storage of history.devices) {
    const ended = new Map<string, number>();
    for (const { body } of deviceRows(storage, "ticket-printed")) {
      const key = `${body.visit.split(".").at(-1)}/${body.copy}`;
      ended.set(key, (ended.get(key) ?? 0) + 1);
    }
    for (const { row, body } of deviceRows(storage, "ticket-issued")) {
      if ((ended.get(`${row.seq}/1`) ?? 0) === 0)
        fail(`nobody recorded how the print of ${body.letter}${body.count} (row ${row.seq} of ${storage.source}) ended`);
    }
    for (const [key, count] of ended) {
      const [seq, copy] = key.split("/");
      if (copy === "1" && count > 1) fail(`the print of row ${seq} of ${storage.source} ended ${count} times`);
    }
  }
  return found;
};
