/**
 * Quarantined rows: which there are, and how one is taken after all, as it came when this version can read it, or put right by a person.
 * The row itself stays as it was written; another one says what it means.
 */
import type { EventLog } from "#shared/log/event-log.ts";
import type { LogRow, Moment } from "#shared/log/record.ts";
import { type HubEventBody, readDeviceEvent } from "#shared/queue/events.ts";

export interface Quarantined {
  readonly offset: number;
  readonly device: string;
  readonly kind: string;
  readonly version: number;
  readonly reason: string;
  /** Whether this version reads it as it came. */
  readonly isReadable: boolean;
  readonly row: LogRow;
}

/** Those that nobody has adopted, oldest first. */
export function quarantinedRows(log: EventLog): Quarantined[] {
  const found = new Map<number, Quarantined>();
  for (const row of log.readAll(log.heldFrom)) {
    if (row.kind === "row-adopted") found.delete((row.body as HubEventBody<"row-adopted">).offset);
    if (row.kind !== "quarantined" || !row.origin) continue;
    const { kind, version, body } = rawOf(row);
    const isReadable = readDeviceEvent(kind, version, body).ok;
    const { reason } = row.body as HubEventBody<"quarantined">;
    found.set(row.seq, { offset: row.seq, device: row.origin.source, kind, version, reason, isReadable, row });
  }
  return [...found.values()];
}

export interface Adopting {
  readonly offset: number;
  /** The row's body put right; undefined to read it as it came. */
  readonly body?: unknown;
  readonly now: Moment;
  readonly key: string;
}

/** Appends the adoption, or says in words why not. The hub must stand still. */
export function adoptRow(log: EventLog, { offset, body, now, key }: Adopting): { readonly ok: boolean; readonly what: string } {
  const found = quarantinedRows(log).find((each) => each.offset === offset);
  if (!found?.row.origin)
    return { ok: false, what: `Row ${offset} is not quarantined, or was adopted before. --quarantined lists those that are.` };
  const { kind, version, body: written } = rawOf(found.row);
  const read = readDeviceEvent(kind, version, body === undefined ? written : body);
  if (!read.ok) {
    return {
      ok: false,
      what: `Row ${offset} ("${kind}" of ${found.device}) cannot be read: ${read.reason}. Put its body right with --as FILE, or update the hub.`,
    };
  }
  const { source, epoch, seq, at, boot, mono, hash } = found.row.origin;
  const adopted: HubEventBody<"row-adopted"> = {
    ...{ offset, kind, version, body: read.event.body, origin: { source, epoch, seq, at, boot, mono, hash } },
    ...{ arrivedAt: found.row.arrivedAt ?? found.row.at, ...(found.row.timeUncertain ? { timeUncertain: true } : {}) },
    ...{ key, actor: { kind: "system", part: "doctor" } },
  };
  log.append([{ kind: "row-adopted", version: 1, body: adopted, ...now }]);
  return { ok: true, what: `Row ${offset} ("${kind}" of ${found.device}) counts from here on. Start the hub.` };
}

function rawOf(row: LogRow): { readonly kind: string; readonly version: number; readonly body: unknown } {
  const { raw } = row.body as { raw: { kind: string; version: number; body: unknown } };
  return raw;
}
