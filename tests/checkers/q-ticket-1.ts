/** Q-TICKET-1: no two visits of one office date bear the same number, on paper, on screen or in any log. */
import type { Checker, Violation } from "./history.ts";
import { type Issued, onPaper, placeOf, seen, ticketKey, visitIn } from "./reading.ts";

export const numbersAreUnique: Checker = (history) => {
  const holders = new Map<string, string>();
  const found: Violation[] = [];
  const take = (number: string, visit: string, where: string) => {
    const before = holders.get(number);
    if (before === undefined) holders.set(number, visit);
    else if (before !== visit && !excused(before) && !excused(visit))
      found.push({ promise: "Q-TICKET-1", what: `${number} was given to ${before} and to ${visit} (${where})` });
  };
  const names = new Set(history.excused.keys());
  const excused = (ticket: string) =>
    names.has(ticket) || [...names].some((visit) => ticket.startsWith(`${visit.split(".")[0]}/${visit.split(".").at(-1)}/`));
  const dates = new Map<string, string | null>();
  const issued = (body: Issued, visit: string, where: string) => {
    const ticket = ticketKey(visit, onPaper(body));
    // An own series is of no date: its numbers never come again. A shared one begins anew with a date.
    dates.set(ticket, body.date);
    take(`${body.date ?? "own series"} ${onPaper(body)}`, ticket, where);
  };
  for (const row of history.hub.rows) if (row.kind === "ticket-issued") issued(row.body as Issued, placeOf(row), "the hub's log");
  for (const storage of history.devices)
    for (const row of storage.rows)
      if (row.kind === "ticket-issued") issued(row.body as Issued, visitIn(storage, row.seq), `the log of ${storage.source}`);
  for (const { visit, number } of seen(history.observations, "paper")) {
    if (visit === null) continue;
    const ticket = ticketKey(visit, number);
    take(`${dates.get(ticket) ?? "own series"} ${number}`, ticket, "paper");
  }
  for (const { answer } of seen(history.observations, "told")) {
    if ("fault" in answer) continue;
    const ticket = ticketKey(answer.visit, answer.number);
    take(`${dates.get(ticket) ?? "own series"} ${answer.number}`, ticket, "a screen");
  }
  return [...found, ...lettersGivenTwice(history), ...reservedTwice(history)];
};

/** A letter belongs to one storage for the life of an office. */
function lettersGivenTwice({ hub }: Parameters<Checker>[0]): Violation[] {
  const given = new Map<string, number>();
  return hub.rows.flatMap((row) => {
    if (row.kind !== "series-opened") return [];
    const { letter } = row.body as { letter: string };
    const before = given.get(letter);
    given.set(letter, row.seq);
    return before === undefined ? [] : [{ promise: "Q-TICKET-1", what: `letter ${letter} was given at offsets ${before} and ${row.seq}` }];
  });
}

function reservedTwice({ hub }: Parameters<Checker>[0]): Violation[] {
  const given = new Map<string, string>();
  return hub.rows.flatMap((row) => {
    if (row.kind !== "number-reserved") return [];
    const { letter, count, date, request } = row.body as { letter: string; count: number; date: string; request: string };
    const number = `${date} ${onPaper({ letter, count })}`;
    const before = given.get(number);
    given.set(number, request);
    return before === undefined || before === request
      ? []
      : [{ promise: "Q-TICKET-1", what: `${number} was reserved for ${before} and for ${request}` }];
  });
}
