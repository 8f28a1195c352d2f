/** What the hub's log says of the devices' logs beyond what its state remembers: their chain hashes, row by row. */
import type { EventLog } from "#shared/log/event-log.ts";

export interface History {
  /** The device's chain hash after one of its rows; null when that row is not here, or no more. */
  hashOf(source: string, epoch: string, seq: number): string | null;
}

export function historyOf(log: EventLog): History {
  return { hashOf: (source, epoch, seq) => log.originRow(source, epoch, seq)?.origin?.hash ?? null };
}
