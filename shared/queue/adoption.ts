/** A quarantined row that was read after all: every fold takes it as the row of the device that it is. */
import type { LogRow, Origin } from "../log/record.ts";
import type { HubEventBody } from "./events.ts";

/** The device's row of a `row-adopted`, at the place of the adoption and with the time at which it arrived. */
export function adoptedRow(row: LogRow): LogRow & { readonly origin: Origin } {
  const { kind, version, body, origin, arrivedAt, timeUncertain } = row.body as HubEventBody<"row-adopted">;
  const { seq, at, boot, mono } = row;
  return { seq, kind, version, at, boot, mono, body, origin, arrivedAt, ...(timeUncertain ? { timeUncertain } : {}) };
}
