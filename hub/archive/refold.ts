/**
 * After an update that reads the state another way, a hub that has deleted rows must fold its archive once. Afterwards a snapshot stands
 * for them again.
 */
import { fault } from "#shared/faults/fault.ts";
import type { EventLog } from "#shared/log/event-log.ts";
import type { Digest } from "#shared/log/record.ts";
import { evolve } from "#shared/queue/evolve.ts";
import { emptyState, foldVersion, stateText } from "#shared/queue/state.ts";
import { Refusal } from "../refusal.ts";
import { causeOf } from "../storage.ts";
import { archivedRows } from "./archived-rows.ts";

/** True when it had to. Throws a `Refusal` when the archive is not there, or does not lead to the log's first row. */
export function refoldFromArchive(log: EventLog, folder: string | undefined, digest: Digest): boolean {
  if (log.heldFrom === 1 || log.snapshot(foldVersion)) return false;
  if (folder === undefined) throw new Refusal(fault("archive-missing", { cause: 'no "archive" in its file' }));
  const state = emptyState();
  try {
    for (const row of archivedRows(log, folder, digest)) evolve(state, row);
  } catch (error) {
    throw new Refusal(fault("archive-missing", { cause: causeOf(error) }), error);
  }
  log.saveSnapshot(log.last, foldVersion, stateText(state));
  return true;
}
