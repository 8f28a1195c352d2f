/** Q-TICKET-3: whatever a kiosk issued alone is merged, in its order. */
import type { Checker, Violation } from "./history.ts";
import { LineReading } from "./line-reading.ts";
import { type Issued, onPaper, seconds, seen } from "./reading.ts";

const recoversMs = 25_000;

export const everythingMerges: Checker = (history) => {
  const found: Violation[] = [];
  const fail = (what: string) => void found.push({ promise: "Q-TICKET-3", what });
  const merged = new Map<string, Merged>();
  let clock = 0;
  let isEvidence = false;
  for (const row of history.hub.rows) {
    // What a hub that took over has from others was told by a clock that is no longer there.
    if (row.kind === "clock-set" || row.kind === "hub-started") clock = row.seq;
    if (row.kind === "restored") isEvidence = true;
    if (row.kind === "hub-started") isEvidence = false;
    if (row.kind !== "ticket-issued") continue;
    const number = onPaper(row.body as Issued);
    merged.set(row.origin?.hash ?? "", {
      number,
      arrivedAt: row.arrivedAt ?? row.at,
      seq: row.seq,
      clock: isEvidence ? row.seq : clock,
    });
  }
  for (const storage of history.devices) {
    let before: Merged | null = null;
    for (const row of storage.rows) {
      if (row.kind !== "ticket-issued") continue;
      const number = onPaper(row.body as Issued);
      const here = merged.get(row.hash);
      if (!here) {
        if (history.converged) fail(`${number} of ${storage.source} (row ${row.seq}) is not at the hub`);
        continue;
      }
      // Times told by two settings of the hub's clock are not compared here: who is called first is.
      if (before && (here.seq < before.seq || (here.clock === before.clock && here.arrivedAt < before.arrivedAt)))
        fail(`${number} of ${storage.source} came after ${before.number} at the kiosk and before it at the hub`);
      before = here;
    }
  }
  for (const what of passed(history)) fail(what);
  for (const what of notServed(history)) fail(what);
  return found;
};

interface Merged {
  readonly number: string;
  readonly arrivedAt: number;
  readonly seq: number;
  /** The offset since which the hub's clock told one time. */
  readonly clock: number;
}

/** Nobody is called before somebody who tapped earlier at the same kiosk, waits for the same counter and may be called. */
function passed({ hub }: Parameters<Checker>[0]): string[] {
  const found: string[] = [];
  const reading = new LineReading();
  for (const row of hub.rows) {
    const { visit, counter, because } = (row.body ?? {}) as { visit?: string; counter?: string; because?: { rule: string } };
    const called = row.kind === "visit-called" && because?.rule === "plain-order" ? reading.visits.get(visit ?? "") : undefined;
    const takes = reading.takes.get(counter ?? "") ?? [];
    for (const other of called?.isInOrder ? reading.visits.values() : []) {
      if (!other.isInOrder || other.source !== called?.source || other.originSeq >= called.originSeq) continue;
      if (reading.mayBeCalled(other) && takes.includes(other.queue))
        found.push(`${called.number} was called at offset ${row.seq} before ${other.number} of the same kiosk`);
    }
    reading.step(row);
  }
  return found;
}

/** Once everything is healed, whoever taps gets a ticket. */
function notServed({ observations, healedAt }: Parameters<Checker>[0]): string[] {
  if (healedAt === undefined || healedAt === null) return [];
  return seen(observations, "told").flatMap(({ at, device, answer }) =>
    at > healedAt + recoversMs && "fault" in answer && answer.fault !== "day-not-open"
      ? [`${device} refused a tap at ${seconds(at)} with "${answer.fault}", long after all was well`]
      : [],
  );
}
