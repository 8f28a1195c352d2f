/** Q-TICKET-2: no paper and no answer without a durable record, and no record lost. */
import type { Checker, Violation } from "./history.ts";
import { type Issued, onPaper, placeOf, seen, ticketKey, visitIn } from "./reading.ts";

export const paperHasARecord: Checker = (history) => {
  const found: Violation[] = [];
  const fail = (what: string) => void found.push({ promise: "Q-TICKET-2", what });
  const records = new Set<string>();
  const atHub = new Set<string>();
  for (const storage of history.devices)
    for (const row of storage.rows)
      if (row.kind === "ticket-issued") records.add(ticketKey(visitIn(storage, row.seq), onPaper(row.body as Issued)));
  for (const row of history.hub.rows) {
    if (row.kind !== "ticket-issued") continue;
    atHub.add(ticketKey(placeOf(row), onPaper(row.body as Issued)));
  }
  for (const each of seen(history.observations, "printing"))
    if (each.durable === false) fail(`${each.number} went to the printer of ${each.device} before its record was on the disk`);
  const told = seen(history.observations, "told").flatMap(({ answer, device }) =>
    "fault" in answer ? [] : [{ visit: answer.visit, number: answer.number, where: `shown by ${device}` }],
  );
  const papers = seen(history.observations, "paper").flatMap(({ visit, number, device }) =>
    visit === null ? [] : [{ visit, number, where: `printed by ${device}` }],
  );
  for (const { visit, number, where } of [...told, ...papers]) {
    if (history.excused.has(visit)) continue;
    const ticket = ticketKey(visit, number);
    if (!records.has(ticket) && !atHub.has(ticket)) fail(`${number} (${visit}), ${where}, is in no log`);
    else if (history.converged && !atHub.has(ticket)) fail(`${number} (${visit}), ${where}, never reached the hub`);
  }
  return found;
};
