/** `--promote`: makes a follower's copy, or a backup put in its folder, the hub of its office. The hub before it must be off. */
import { fault } from "#shared/faults/fault.ts";
import { EventLog } from "#shared/log/event-log.ts";
import type { Digest, Moment } from "#shared/log/record.ts";
import { evolve } from "#shared/queue/evolve.ts";
import { emptyState, foldVersion, type OfficeState, stateFromText } from "#shared/queue/state.ts";
import { markStorage, storageKind } from "../copy-mark.ts";
import { restoring } from "../core/restore.ts";
import { generationHeard } from "../fence.ts";
import { partedCursor } from "../forward/central-shipper.ts";
import { Refusal } from "../refusal.ts";
import type { Storage } from "../storage.ts";
import { type Evidence, gatherEvidence, type Witness } from "./evidence.ts";

export interface PromotionPorts {
  readonly storage: Storage;
  readonly digest: Digest;
  readonly now: () => Moment;
  /** Draws an epoch. */
  readonly newEpoch: () => string;
  readonly witnesses: readonly Witness[];
}

export interface Promotion {
  readonly from: { readonly epoch: string; readonly offset: number };
  readonly epoch: string;
  readonly generation: number;
  readonly evidence: Evidence;
}

/** Throws a `Refusal` when there is nothing to promote, or its log is damaged. All it writes is one commit: a second try begins anew. */
export async function promote(office: string, { storage, digest, now, newEpoch, witnesses }: PromotionPorts): Promise<Promotion> {
  const { database } = storage;
  if (!database.prepare("select name from sqlite_master where name = 'identity'").get()) throw refuse("this folder holds no hub's log");
  const log = openOwn(storage, digest, office);
  const broken = log.firstBrokenRow();
  if (broken !== undefined) throw new Refusal(fault("storage-failed", { cause: `row ${broken} is not the row that was written` }));
  const state = stateOf(log);
  separate(log, newEpoch);
  const evidence = await gatherEvidence(log, witnesses, digest);
  const from = { epoch: log.identity.epoch, offset: log.last, hash: log.lastHash };
  const generation = Math.max(1, state.generation, generationHeard(log), evidence.generation) + 1;
  const epoch = newEpoch();
  // A clock that is behind the last row would put the new beginning before it.
  const moment = { ...now(), at: Math.max(now().at, log.read(log.last, 1)[0]?.at ?? 0) };
  const why = storageKind(log) === "follower" ? "promoted" : "restored";
  const drafts = restoring(state, { from, epoch, generation, why, at: moment.at, evidence: evidence.rows });
  log.beginEpoch(
    epoch,
    drafts.map((draft) => ({ ...draft, ...moment })),
  );
  markStorage(log, "hub");
  return { from, epoch, generation, evidence };
}

/** A hub that was set back without a word wrote rows that differ from what central has: they get an epoch of their own first. */
function separate(log: EventLog, newEpoch: () => string): void {
  const after = log.cursor(partedCursor);
  if (after > 0 && after < log.last && after >= log.heldFrom - 1) log.relabel(after + 1, newEpoch());
  if (after > 0) log.setCursor(partedCursor, 0);
}

function openOwn({ database }: Storage, digest: Digest, office: string): EventLog {
  const owner = database.prepare("select source from identity").get() as { source: string } | undefined;
  if (owner?.source !== office) throw refuse(`this folder belongs to "${owner?.source ?? ""}"`);
  return new EventLog(database, digest, { source: office, epoch: "" });
}

function stateOf(log: EventLog): OfficeState {
  const snapshot = log.snapshot(foldVersion);
  if (!snapshot && log.heldFrom > 1) throw refuse("its first copy was not finished, or was made by another version");
  const state = snapshot ? stateFromText(snapshot.state) : emptyState();
  for (const row of log.readAll((snapshot?.seq ?? 0) + 1)) evolve(state, row);
  return state;
}

function refuse(what: string): Refusal {
  return new Refusal(fault("bad-configuration", { path: "data", what }));
}
