/** Which calls stand in which row of the board at a moment. The number of rows is fixed: nothing is added to the page, ever. Pure. */
import type { BoardView } from "#shared/wire/payloads.ts";

export type Call = BoardView["now"][number];

/** A page of older calls stands at least this long. */
export const pageMs = 6_000;
/** A call is marked new, and never turned away, for this long. */
export const newMs = 15_000;

/** When this board first saw each call, by the page's clock. */
export type FirstSeen = ReadonlyMap<string, number>;

/**
 * Remembers new calls and forgets those that are gone. With `fresh`, this is the first view after a break: its calls may be
 * old, and only those younger than `newMs` count as new.
 */
export function seen(before: FirstSeen, view: BoardView, pageNow: number, fresh: boolean, officeNow: number): FirstSeen {
  const entries = view.now.map(({ call, calledAt }) => {
    const known = before.get(call);
    if (known !== undefined) return [call, known] as const;
    return [call, fresh && officeNow - calledAt > newMs ? pageNow - newMs : pageNow] as const;
  });
  return new Map(entries);
}

export interface Slot {
  readonly call: Call | null;
  readonly isNew: boolean;
}

export interface Slots {
  readonly slots: readonly Slot[];
  readonly page: number;
  readonly pages: number;
}

/**
 * Who still has to walk stands above who has arrived, newest first. What does not fit takes turns in the rows below those that must
 * stay: new calls always, and all that are called as long as they fit.
 */
export function slotsAt(view: BoardView, rows: number, firstSeen: FirstSeen, pageNow: number): Slots {
  const isNew = (call: Call) => call.stage === "called" && pageNow - (firstSeen.get(call.call) ?? pageNow) < newMs;
  const called = view.now.filter((call) => call.stage === "called");
  const serving = view.now.filter((call) => call.stage === "serving");
  const everyone = [...called, ...serving];
  const stay = everyone.length <= rows ? everyone : staying(called, rows, isNew);
  const turning = everyone.filter((call) => !stay.includes(call));
  const perPage = Math.max(1, rows - stay.length);
  const pages = Math.max(1, Math.ceil(turning.length / perPage));
  const page = stay.length < rows ? Math.floor(pageNow / pageMs) % pages : 0;
  const shown = stay.length < rows ? [...stay, ...turning.slice(page * perPage, (page + 1) * perPage)] : stay;
  const slots = Array.from({ length: rows }, (_, place) => {
    const call = shown[place] ?? null;
    return { call, isNew: call !== null && isNew(call) };
  });
  return { slots, page, pages: stay.length < rows ? pages : 1 };
}

function staying(called: readonly Call[], rows: number, isNew: (call: Call) => boolean): readonly Call[] {
  if (called.length < rows) return called;
  // More are called than fit: the newest stays, the others take turns, unless as many are new as there are rows.
  const fresh = called.filter(isNew);
  if (fresh.length >= rows) return fresh.slice(0, rows);
  return fresh.length > 0 ? fresh : called.slice(0, rows > 1 ? 1 : 0);
}
