/**
 * How a hub begins that took over from another, from a backup or as its follower: the rows it writes first, under its new epoch. What the
 * other one did after the point from which this one knows is unknown, unless somebody had its rows; then they are taken as evidence.
 */
import type { Draft } from "#shared/log/program.ts";
import type { LogRow, Origin } from "#shared/log/record.ts";
import { type HubEvent, type hubEvents, readDeviceEvent } from "#shared/queue/events.ts";
import { type OfficeState, sourceKey } from "#shared/queue/state.ts";
import { letterAt, seriesLetters } from "#shared/ticket/number.ts";
import { localDate } from "#shared/time/zone.ts";
import { draftOf } from "./draft.ts";
import { Lapses } from "./lapses.ts";
import { lettersGiven } from "./series.ts";

/** Letters that the other hub may have given, unknown to this one, and that are never given therefore. */
export const lettersLeftOut = 10;

export interface Restoring {
  /** The last row that this hub has of the other one. */
  readonly from: { readonly epoch: string; readonly offset: number; readonly hash: string };
  readonly epoch: string;
  readonly generation: number;
  readonly why: "restored" | "promoted";
  /** UTC milliseconds by this hub's clock. */
  readonly at: number;
  /** The other hub's rows after that, as far as anybody had them. */
  readonly evidence: readonly LogRow[];
}

export function restoring(state: OfficeState, { from, epoch, generation, why, at, evidence }: Restoring): Draft[] {
  const actor = { kind: "system", part: "promotion" } as const;
  const restored: HubEvent = { kind: "restored", version: 1, body: { from, epoch, generation, why, key: `restored-${epoch}`, actor } };
  return [restored, ...newSeries(state, at, evidence)].map(draftOf).concat(evidenceKept(state, from.epoch, evidence));
}

/**
 * Two-letter series at once, because the other hub may have given numbers of the single letters today; those return on the first date
 * after this calendar day. Nothing before there is a configuration: it opens the first series.
 */
function newSeries(state: OfficeState, at: number, evidence: readonly LogRow[]): HubEvent[] {
  if (!state.configuration) return [];
  const opened = evidence.filter((row) => row.kind === "series-opened" || row.kind === "series-received");
  const letters = [...state.series.keys(), ...opened.map((row) => (row.body as { letter: string }).letter)];
  const first = Math.max(seriesLetters.length, lettersGiven(letters) + lettersLeftOut);
  const dates = evidence.filter((row) => row.kind === "day-opened").map((row) => (row.body as { date: string }).date);
  const today = localDate(at, state.configuration.office.timeZone);
  // A clock that is behind must not make it end too early.
  const until = [today, state.day?.date ?? today, state.lastDate ?? today, ...dates].sort().at(-1) ?? today;
  return (["shared", "practice"] as const).flatMap((use, place): HubEvent[] => {
    const letter = letterAt(first + place);
    if (letter === undefined) return [];
    return [{ kind: "series-opened", version: 1, body: { letter, use, device: null, epoch: null, until } }];
  });
}

/** What is no move of an agent stands as it was: what devices wrote, where their logs stand, and what the office is configured to be. */
const factsKept = new Set<string>(["configuration-changed", "source-forked", "rows-missing"] satisfies (keyof typeof hubEvents)[]);

function evidenceKept(state: OfficeState, epoch: string, evidence: readonly LogRow[]): Draft[] {
  const places = new Map<string, number>([...state.sources].map(([key, { next }]) => [key, next]));
  const order = new KioskOrder(state);
  const lapses = new Lapses(state);
  return evidence.flatMap(({ seq: offset, kind, version, body, origin, arrivedAt, timeUncertain }): Draft[] => {
    if (!origin)
      return [
        factsKept.has(kind) ? { kind, version, body } : { kind: "evidence-kept", version: 1, body: { epoch, offset, kind, version, body } },
      ];
    if (!comesNext(places, origin)) return [];
    const arrival = arrivedAt === undefined ? {} : order.keep(origin, arrivedAt);
    const draft = { kind, version, body, origin, ...(timeUncertain ? { timeUncertain } : {}), ...arrival };
    // The other hub's lapse is evidence only, and the kiosk will not send this row again: what it says of a reservation is said here.
    const read = readDeviceEvent(kind, version, body);
    return [draft, ...(read.ok ? lapses.by(origin.source, read.event).map(draftOf) : [])];
  });
}

/**
 * The other hub may have set its clock after the point from which this one knows: its times from before and after that do not compare, and
 * the order of one kiosk is always kept.
 */
class KioskOrder {
  readonly #last: Map<string, number>;

  constructor(state: OfficeState) {
    // An epoch of which only other rows are known has no last arrival of its own yet.
    const known = [...state.sources].filter(([, { lastArrivedAt }]) => lastArrivedAt > 0);
    this.#last = new Map(known.map(([key, { lastArrivedAt }]) => [key, lastArrivedAt]));
  }

  keep({ source, epoch, seq }: Origin, arrivedAt: number): Pick<Draft, "arrivedAt" | "timeUncertain"> {
    const key = sourceKey(source, epoch);
    const last = this.#last.get(key) ?? (seq === 1 ? 0 : this.#lastOf(source));
    this.#last.set(key, Math.max(last, arrivedAt));
    return arrivedAt < last ? { arrivedAt: last, timeUncertain: true } : { arrivedAt };
  }

  /** An epoch that begins in the middle goes on from another of the same storage. */
  #lastOf(source: string): number {
    const mine = [...this.#last].filter(([key]) => key.startsWith(`${source}/`));
    return Math.max(0, ...mine.map(([, at]) => at));
  }
}

/** A row out of turn is left to its device, which is asked for it. */
function comesNext(places: Map<string, number>, { source, epoch, seq }: Origin): boolean {
  const key = sourceKey(source, epoch);
  if ((places.get(key) ?? seq) !== seq) return false;
  places.set(key, seq + 1);
  return true;
}
