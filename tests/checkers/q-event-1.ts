/** Q-EVENT-1: every row of a device is once at the hub, every row of the hub once at central, as it was written. */
import type { AppendedRow } from "#shared/log/event-log.ts";
import type { Checker, History, StorageAtEnd, Violation } from "./history.ts";
import { epochAt, placeOf } from "./reading.ts";

export const rowsArriveOnce: Checker = (history) => [
  ...history.devices.flatMap((device) => arrive(history, device, history.hub)),
  ...(history.central ? arrive(history, { ...history.hub, source: history.office }, history.central) : []),
  ...tapsOnce(history),
  ...once(history.hub, "the hub"),
  ...(history.central ? once(history.central, "central") : []),
];

function arrive({ converged }: History, sender: StorageAtEnd, receiver: StorageAtEnd): Violation[] {
  const found: Violation[] = [];
  const fail = (what: string) => void found.push({ promise: "Q-EVENT-1", what });
  const held = new Map<string, AppendedRow>();
  let last = 0;
  for (const row of receiver.rows) {
    if (row.origin?.source !== sender.source) continue;
    held.set(`${row.origin.epoch}.${row.origin.seq}`, row);
  }
  let isGone = false;
  for (const row of sender.rows) {
    const there = held.get(`${epochAt(sender, row.seq)}.${row.seq}`);
    if (!there) {
      if (converged && !isGone) fail(`row ${row.seq} of ${sender.source} (${row.kind}) is not at ${receiver.source}`);
      isGone = true;
      continue;
    }
    if (there.origin?.hash !== row.hash) fail(`row ${row.seq} of ${sender.source} differs at ${receiver.source}`);
    if (there.seq < last) fail(`row ${row.seq} of ${sender.source} came before an earlier one at ${receiver.source}`);
    last = there.seq;
    if (JSON.stringify(there.body) !== JSON.stringify(row.body) && !["quarantined", "unread", "repeated"].includes(there.kind))
      fail(`row ${row.seq} of ${sender.source} says something else at ${receiver.source}`);
  }
  return found;
}

/** A tap is one ticket, however often it comes, as long as its kiosk keeps its storage. */
function tapsOnce({ observations, excused }: History): Violation[] {
  // A card that was set back has forgotten its taps.
  if (excused.size > 0) return [];
  const tickets = new Map<string, string>();
  return observations.flatMap((each) => {
    if (each.kind !== "told" || "fault" in each.answer) return [];
    const key = `${each.device}/${each.answer.visit.split(".")[1]}/${each.tap}`;
    const before = tickets.get(key);
    tickets.set(key, each.answer.number);
    return before === undefined || before === each.answer.number
      ? []
      : [{ promise: "Q-EVENT-1", what: `the tap ${each.tap} at ${each.device} became ${before} and ${each.answer.number}` }];
  });
}

function once(storage: StorageAtEnd, name: string): Violation[] {
  const places = new Map<string, number>();
  const found: Violation[] = [];
  for (const row of storage.rows) {
    if (!row.origin) continue;
    const place = placeOf(row);
    const before = places.get(place);
    if (before !== undefined) found.push({ promise: "Q-EVENT-1", what: `${place} is at ${name} twice: ${before} and ${row.seq}` });
    places.set(place, row.seq);
  }
  for (const [at, row] of storage.rows.entries()) {
    const expected = (storage.rows[0]?.seq ?? 1) + at;
    if (row.seq !== expected) found.push({ promise: "Q-EVENT-1", what: `${name} has row ${row.seq} where ${expected} should be` });
  }
  return found;
}
