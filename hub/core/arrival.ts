/**
 * When a device's row arrived, by the hub's clock: computed once. Within the sender's boot by the row's age; in an earlier boot by what
 * was measured while it was heard in it, if by the clock that the hub still has; else it is uncertain, and known only to lie before the
 * sender's present boot.
 */
import type { Draft } from "#shared/log/program.ts";
import type { Moment } from "#shared/log/record.ts";
import type { HubEvent } from "#shared/queue/events.ts";
import { isOfThisRun, measuredBoot } from "#shared/queue/sources.ts";
import type { OfficeState, Reservation } from "#shared/queue/state.ts";
import type { LogMessage, WireRow } from "#shared/wire/payloads.ts";

/** Times are told apart by no less. A measurement that says so much less is the better one: its message was less long on its way. */
const apartMs = 1_000;
/** The clocks of two machines go apart by seconds a day: what was measured this long ago is measured anew, whatever comes out. */
const staleAfterMs = 3_600_000;

export class Arrivals {
  readonly #state: OfficeState;
  readonly #device: string;
  readonly #sent: LogMessage["sent"];
  readonly #now: Moment;
  /** The hub's time less the device's monotonic time, in the sender's boot. */
  readonly #offsetMs: number;
  #last: number;

  /** `last`: the arrival of the same log's earlier ticket. A kiosk's own order is kept, whatever is measured. */
  constructor(state: OfficeState, device: string, sent: LogMessage["sent"], now: Moment, last: number) {
    this.#state = state;
    this.#device = device;
    this.#sent = sent;
    this.#now = now;
    this.#last = last;
    const measured = measuredBoot(state, device, sent.boot);
    const best = measured && isOfThisRun(state, measured) ? measured.offsetMs : Number.POSITIVE_INFINITY;
    this.#offsetMs = Math.min(now.at - sent.mono, best);
  }

  of(reservation: Reservation | undefined, row: Pick<WireRow, "boot" | "mono">): Pick<Draft, "arrivedAt" | "timeUncertain"> {
    const measured = reservation ? { at: reservation.at, isCertain: true } : this.#measured(row);
    // What the device wrote before it started anew was there before it did.
    const latest = row.boot === this.#sent.boot ? this.#now.at : Math.min(this.#now.at, this.#offsetMs);
    const at = Math.round(Math.min(measured?.at ?? latest, latest));
    this.#last = Math.max(this.#last, at);
    // An earlier ticket of this kiosk was told a later time, as by a clock that the hub had before it started again.
    const isPutBack = this.#last - at > apartMs;
    return { arrivedAt: this.#last, ...(measured?.isCertain && !isPutBack ? {} : { timeUncertain: true as const }) };
  }

  #measured(row: Pick<WireRow, "boot" | "mono">): { readonly at: number; readonly isCertain: boolean } | undefined {
    if (row.boot === "") return undefined;
    if (row.boot === this.#sent.boot) return { at: this.#offsetMs + Math.min(row.mono, this.#sent.mono), isCertain: true };
    const measured = measuredBoot(this.#state, this.#device, row.boot);
    return measured && { at: measured.offsetMs + row.mono, isCertain: isOfThisRun(this.#state, measured) };
  }
}

/** What this message says of the device's clock, when that is worth keeping. */
export function measurement(state: OfficeState, device: string, { epoch, sent }: LogMessage, now: Moment): HubEvent[] {
  if (sent.boot === "") return [];
  const offsetMs = now.at - sent.mono;
  const before = measuredBoot(state, device, sent.boot);
  if (before && isOfThisRun(state, before)) {
    const differsByMs = offsetMs - before.offsetMs;
    const isBetter = differsByMs <= -apartMs;
    const isStale = Math.abs(differsByMs) >= apartMs && now.at - before.at >= staleAfterMs;
    if (!isBetter && !isStale) return [];
  }
  return [{ kind: "boot-measured", version: 1, body: { source: device, epoch, boot: sent.boot, offsetMs } }];
}
