/** The hub's newest state as a post, for a follower that begins after the hub has deleted rows. */
import type { EventLog, SqlDatabase } from "#shared/log/event-log.ts";
import { foldVersion } from "#shared/queue/state.ts";
import { keptFolds } from "../follower/kept-folds.ts";
import type { SnapshotPost } from "../shipping/log-post.ts";

/** Undefined while there is no snapshot of this version. */
export function snapshotText(log: EventLog, database: SqlDatabase, generation: number): string | undefined {
  const snapshot = log.snapshot(foldVersion);
  const hash = snapshot && log.hashAfter(snapshot.seq);
  const before = log.hashAfter(log.heldFrom - 1);
  if (!snapshot || hash === undefined || before === undefined) return undefined;
  const stretches = log
    .stretches()
    .filter((each) => each.first <= log.heldFrom)
    .map(({ last: _last, ...stretch }) => stretch);
  const post: SnapshotPost = {
    generation,
    source: "hub",
    held: { seq: log.heldFrom, hash: before },
    snapshot: { ...snapshot, hash },
    folds: keptFolds(database),
    stretches,
  };
  return JSON.stringify(post);
}
