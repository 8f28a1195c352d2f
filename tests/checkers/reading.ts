/** What the checkers read rows by: kinds and bodies as plain facts. It knows the shapes of rows and nothing of how our programs fold them. */
import type { AppendedRow } from "#shared/log/event-log.ts";
import type { DeviceEventBody, DeviceEventKind, HubEventBody, HubEventKind } from "#shared/queue/events.ts";
import type { Observation, StorageAtEnd } from "./history.ts";

export type Issued = DeviceEventBody<"ticket-issued">;

/** The rows of one kind, with their bodies. */
export function hubRows<K extends HubEventKind>(storage: StorageAtEnd, kind: K): { row: AppendedRow; body: HubEventBody<K> }[] {
  return storage.rows.flatMap((row) => (row.kind === kind && !row.origin ? [{ row, body: row.body as HubEventBody<K> }] : []));
}

export function deviceRows<K extends DeviceEventKind>(storage: StorageAtEnd, kind: K): { row: AppendedRow; body: DeviceEventBody<K> }[] {
  return storage.rows.flatMap((row) => (row.kind === kind ? [{ row, body: row.body as DeviceEventBody<K> }] : []));
}

/** Where a row was first written: at the hub that is its origin. */
export function placeOf(row: AppendedRow): string {
  return row.origin ? `${row.origin.source}.${row.origin.epoch}.${row.origin.seq}` : "";
}

/** The identity of a device's own row. */
export function visitIn(storage: StorageAtEnd, seq: number): string {
  return `${storage.source}.${epochAt(storage, seq)}.${seq}`;
}

export function epochAt(storage: StorageAtEnd, seq: number): string {
  return storage.epochs.findLast((each) => each.first <= seq)?.epoch ?? "";
}

/** The number as a person reads it. */
export function onPaper({ letter, count }: { readonly letter: string; readonly count: number }): string {
  return `${letter}${((count - 1) % 9_999) + 1}`;
}

/** The same ticket whatever its stretch of the log is called now: its device, its place, its number. */
export function ticketKey(visit: string, number: string): string {
  const parts = visit.split(".");
  return `${parts[0]}/${parts.at(-1)}/${number}`;
}

export function seen<K extends Observation["kind"]>(
  observations: readonly Observation[],
  kind: K,
): Extract<Observation, { readonly kind: K }>[] {
  return observations.filter((each): each is Extract<Observation, { readonly kind: K }> => each.kind === kind);
}

export function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
