/** The log of a hub's own storage: of its office, and of no copy. */
import { fault } from "#shared/faults/fault.ts";
import { EventLog } from "#shared/log/event-log.ts";
import { refuseCopy } from "./copy-mark.ts";
import { Refusal } from "./refusal.ts";
import type { Surroundings } from "./surroundings.ts";

/** Throws a `Refusal`. */
export function openLog({ storage, digest, newEpoch }: Pick<Surroundings, "storage" | "digest" | "newEpoch">, office: string): EventLog {
  const { database } = storage;
  const found = database.prepare("select name from sqlite_master where name = 'identity'").get();
  const owner = found ? (database.prepare("select source from identity").get() as { source: string } | undefined) : undefined;
  if (owner && owner.source !== office) {
    throw new Refusal(fault("bad-configuration", { path: "office", what: `this data folder belongs to "${owner.source}"` }));
  }
  const log = new EventLog(database, digest, { source: office, epoch: newEpoch });
  refuseCopy(log);
  return log;
}
