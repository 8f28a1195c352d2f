/** Q-TIME-1: arrivals are told by the hub's clock, and are right unless they are marked as uncertain; office dates only go forward. */
import { localDate } from "#shared/time/zone.ts";
import type { Checker, FaultDone, Violation } from "./history.ts";
import { hubRows, type Issued, onPaper, placeOf, seconds, seen } from "./reading.ts";

/** Rows travel while their age is measured: a clogged network shows as much. */
const toleranceMs = 20_000;
/** The hub looks at its machine's clock every ten seconds, and bears a second. */
const clockFollowsMs = 25_000;
const clockOffMaxMs = 2_500;
/** Steps of a clock that nobody doubts. */
const offMaxMs = 700_000;
const tapsAgainMs = 60_000;

export const arrivalsAreRight: Checker = (history) => {
  const found: Violation[] = [];
  const fail = (what: string) => void found.push({ promise: "Q-TIME-1", what });
  const stops = seen(history.observations, "fault").filter(({ what }) => what === "stop" || what === "slow");
  let isEvidence = false;
  for (const row of history.hub.rows) {
    // What a hub that took over has from others was told by a clock that is no longer there.
    if (row.kind === "restored") isEvidence = true;
    if (row.kind === "hub-started") isEvidence = false;
    if (isEvidence || row.kind !== "ticket-issued" || row.timeUncertain || row.arrivedAt === undefined) continue;
    const committed = history.hubCommittedAt.get(row.seq);
    const issued = history.issuedAt.get(placeOf(row));
    if (committed === undefined || issued === undefined) continue;
    // True time of the arrival, by how long ago it was when the hub took the row.
    const arrived = committed - (row.at - row.arrivedAt);
    // A hub that is stopped reads late what came in time, and a kiosk that is stopped issues late what was reserved in time.
    // A reservation is of the first tap: whoever tapped again after a refusal came then.
    const early = (row.body as Issued).request === null ? toleranceMs : toleranceMs + tapsAgainMs;
    const wasStopped = stops.some(({ at }) => at > issued - 60_000 && at < committed) || steppedAway(history, issued, committed);
    if ((arrived > issued + toleranceMs || arrived < issued - early) && !wasStopped)
      fail(
        `${onPaper(row.body as Issued)} was issued at ${seconds(issued)} and counts as arrived at ${seconds(arrived)} (offset ${row.seq})`,
      );
  }
  found.push(...clockAndDates(history));
  let last: string | null = null;
  for (const { row, body } of hubRows(history.hub, "day-opened")) {
    if (last !== null && body.date <= last) fail(`${body.date} was opened after ${last} (offset ${row.seq})`);
    last = body.date;
  }
  return found;
};

/** Whether the hub's clock was stepped, or set right by healing, while the hub was down: nothing tells by how much. */
function steppedAway({ observations, healedAt }: Parameters<Checker>[0], from: number, to: number): boolean {
  const isNear = (at: number) => at > from - 60_000 && at < to;
  const happened = (what: FaultDone) =>
    seen(observations, "fault").some((each) => each.what === what && each.who === "hub" && isNear(each.at));
  const wasSet = happened("clock-stepped") || (typeof healedAt === "number" && isNear(healedAt));
  return wasSet && happened("kill");
}

/** The hub's clock is right again once its machine's is, and a date opened by the hours is the one on the wall. */
function clockAndDates({ hub, hubCommittedAt, healedAt, startedAtUtc, timeZone }: Parameters<Checker>[0]): Violation[] {
  if (startedAtUtc === undefined || startedAtUtc === null) return [];
  const found: Violation[] = [];
  const fail = (what: string) => void found.push({ promise: "Q-TIME-1", what });
  for (const row of hub.rows) {
    const at = hubCommittedAt.get(row.seq);
    if (at === undefined) continue;
    const off = row.at - (startedAtUtc + at);
    if (healedAt !== undefined && healedAt !== null && at > healedAt + clockFollowsMs && Math.abs(off) > clockOffMaxMs) {
      fail(`the hub's clock was ${seconds(off)} off at offset ${row.seq}, long after its machine's was right`);
      break;
    }
    if (row.kind !== "day-opened") continue;
    const { date, actor } = row.body as { date: string; actor: { kind: string } };
    const near = [startedAtUtc + at - offMaxMs, startedAtUtc + at + offMaxMs].map((utc) => localDate(utc, timeZone));
    if (actor.kind === "system" && !near.includes(date)) fail(`the hours opened ${date} when it was ${near.at(0)} (offset ${row.seq})`);
  }
  return found;
}
