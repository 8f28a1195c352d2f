/** Whether a hub's log is whole, and whether everything kept beside it says the same as the log. Reads only; a running hub is not disturbed. */
import { EventLog, type SqlDatabase } from "#shared/log/event-log.ts";
import type { Digest, LogRow } from "#shared/log/record.ts";
import { evolve } from "#shared/queue/evolve.ts";
import { emptyState, foldVersion, stateFromText, stateText } from "#shared/queue/state.ts";
import { archivedRows } from "../archive/archived-rows.ts";
import { TimingsFold } from "../timings/timings.ts";

export interface Finding {
  readonly ok: boolean;
  /** Well today, and somebody should see to it before long. */
  readonly isSoon?: true;
  readonly what: string;
}

/** Looks at the log of the office `source`; throws when the storage belongs to another. `archive`: the folder of the rows that it deleted. */
export function examine(database: SqlDatabase, digest: Digest, source: string, archive?: string): Finding[] {
  const log = new EventLog(database, digest, { source, epoch: "" });
  // A running hub goes on writing: everything below speaks of the rows up to here.
  const { last } = log;
  const broken = log.firstBrokenRow();
  if (broken !== undefined && broken <= last)
    return [{ ok: false, what: `Row ${broken} is not the row that was written, or is missing: the chain breaks there.` }];
  const { heldFrom } = log;
  const whole = { ok: true, what: `The chain of ${last} rows holds; the log's epoch is ${log.identity.epoch}.` };
  if (heldFrom === 1) return [whole, snapshotFinding(log, last, log.readAll()), timingsFinding(log, database)];
  const part = { ok: true, what: `The chain holds from row ${heldFrom} to ${last}; the log's epoch is ${log.identity.epoch}.` };
  if (archive === undefined)
    return [part, { ok: true, what: `Rows 1 to ${heldFrom - 1} were archived: --archive FOLDER checks them, and the state with them.` }];
  try {
    const state = snapshotFinding(log, last, archivedRows(log, archive, digest));
    return [part, { ok: true, what: `The archive leads from row 1 to ${heldFrom - 1}, each row as it was written.` }, state];
  } catch (error) {
    return [part, { ok: false, what: `The archive is not whole: ${error instanceof Error ? error.message : String(error)}.` }];
  }
}

/** A full fold against the newest snapshot and the rows after it, byte for byte. */
function snapshotFinding(log: EventLog, last: number, all: Iterable<LogRow>): Finding {
  const snapshot = log.snapshot(foldVersion);
  const full = emptyState();
  let agrees = true;
  for (const row of all) {
    if (row.seq > last) break;
    evolve(full, row);
    if (row.seq === snapshot?.seq) agrees = stateText(full) === snapshot.state;
  }
  if (!snapshot)
    return { ok: true, what: `All rows fold; there is no snapshot of this version to compare with. Tickets: ${full.tickets}.` };
  const quick = stateFromText(snapshot.state);
  for (const row of log.readAll(snapshot.seq + 1)) if (row.seq <= last) evolve(quick, row);
  agrees &&= stateText(quick) === stateText(full);
  if (agrees)
    return {
      ok: true,
      what: `The state folded from all rows equals the snapshot at ${snapshot.seq} and the rows after it. Tickets: ${full.tickets}.`,
    };
  return {
    ok: false,
    what: `The snapshot at ${snapshot.seq} says something else than the log. The log counts: stop the hub, delete the table "snapshots", start it again.`,
  };
}

function timingsFinding(log: EventLog, database: SqlDatabase): Finding {
  // A follower's storage, which folds none.
  if (!database.prepare("select name from sqlite_master where name = 'timings'").get())
    return { ok: true, what: "No timings are kept here; whoever runs it as a hub folds them from the log." };
  const kept = new TimingsFold(log, database);
  const before = kept.text();
  kept.rebuild();
  if (kept.text() === before) return { ok: true, what: "The timings folded anew equal those that were kept." };
  return {
    ok: false,
    what: 'The kept timings differ from those of the log. The log counts: stop the hub, delete the table "timings", start it again.',
  };
}
