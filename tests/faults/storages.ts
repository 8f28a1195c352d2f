/** What lies on the disks at the end, read as any program of ours would read it. */
import Database from "better-sqlite3";
import { EventLog } from "#shared/log/event-log.ts";
import { foldVersion } from "#shared/queue/state.ts";
import { sha256 } from "../../hub/storage.ts";
import type { StorageAtEnd } from "../checkers/history.ts";

export function storageAtEnd(file: string, source: string): StorageAtEnd {
  return withLog(file, source, (log) => {
    const broken = log.firstBrokenRow();
    if (broken !== undefined) throw new Error(`the chain of ${source} breaks at row ${broken}`);
    const epochs = log.stretches().map(({ epoch, first }) => ({ epoch, first }));
    return { source, epochs, rows: [...log.readAll()] };
  });
}

/** The live state that a hub left when it was stopped in good order; null when its log went on after it. */
export function stateAtEnd(file: string, source: string): string | null {
  return withLog(file, source, (log) => {
    const snapshot = log.snapshot(foldVersion);
    return snapshot?.seq === log.last ? snapshot.state : null;
  });
}

/** How far a hub, which may be running, has the log of each device. */
export function heldOfDevices(file: string): Map<string, number> {
  const database = new Database(file, { readonly: true, timeout: 2_000 });
  try {
    const found = database.prepare("select source, max(origin_seq) as seq from log where source is not null group by source").all();
    return new Map((found as { source: string; seq: number }[]).map(({ source, seq }) => [source, seq]));
  } finally {
    database.close();
  }
}

/** Tickets of a kiosk at a hub, which may be running, without a word of how their print ended. */
export function printsUnderWay(file: string, kiosk: string): number {
  const database = new Database(file, { readonly: true, timeout: 2_000 });
  try {
    const found = database.prepare("select origin_seq as seq, bytes from log where source = ?").all(kiosk) as {
      seq: number;
      bytes: string;
    }[];
    const open = new Set<number>();
    for (const { seq, bytes } of found) {
      const { kind, body } = JSON.parse(bytes) as { kind: string; body: { visit: string } };
      if (kind === "ticket-issued") open.add(seq);
      if (kind === "ticket-printed") open.delete(Number(body.visit.slice(body.visit.lastIndexOf(".") + 1)));
    }
    return open.size;
  } finally {
    database.close();
  }
}

function withLog<T>(file: string, source: string, read: (log: EventLog) => T): T {
  const database = new Database(file, { timeout: 2_000 });
  try {
    return read(new EventLog(database, sha256, { source, epoch: "" }));
  } finally {
    database.close();
  }
}
