/** A storage that is a copy of a hub's says so itself: started as a hub it would give out numbers that the other one gives. */
import { fault } from "#shared/faults/fault.ts";
import type { EventLog } from "#shared/log/event-log.ts";
import { Refusal } from "./refusal.ts";

const name = "copy";
const kinds = ["hub", "follower", "backup"] as const;
export type StorageKind = (typeof kinds)[number];

export function storageKind(log: EventLog): StorageKind {
  return kinds[log.cursor(name)] ?? "hub";
}

export function markStorage(log: EventLog, kind: StorageKind): void {
  log.setCursor(name, kinds.indexOf(kind));
}

/** Throws a `Refusal` on a copy. */
export function refuseCopy(log: EventLog): void {
  const kind = storageKind(log);
  if (kind === "hub") return;
  const whose = kind === "follower" ? "a follower's copy of the hub" : "a backup";
  const what = `this folder holds ${whose}. With the old hub off, --promote --old-hub-is-off makes it the hub${
    kind === "follower" ? "; --follow goes on copying" : ""
  }`;
  throw new Refusal(fault("bad-configuration", { path: "data", what }));
}
