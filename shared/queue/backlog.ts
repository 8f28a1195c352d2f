/** Tickets of a kiosk that has more to say: they are not called before everything is here that it had when it began to say it. */
import type { OfficeState } from "./state.ts";
import type { Visit, VisitId } from "./visit.ts";

/** Rows that are still on their way: the visits whose id begins so, and whose row lies between. */
export interface Arriving {
  readonly prefix: string;
  readonly from: number;
  readonly until: number;
}

export function openBacklogs(state: OfficeState): Arriving[] {
  return [...state.sources].flatMap(([key, { backlog }]) =>
    backlog === null ? [] : [{ prefix: `${key.replace("/", ".")}.`, from: backlog.from, until: backlog.until }],
  );
}

export function isArriving(backlogs: readonly Arriving[], id: VisitId): boolean {
  return backlogs.some(({ prefix, from, until }) => {
    if (!id.startsWith(prefix)) return false;
    const seq = Number(id.slice(prefix.length));
    return seq >= from && seq <= until;
  });
}

/** Says of a visit whether it is part of a backlog that is still arriving. Asked anew when anything has changed. */
export function arriving(state: OfficeState): (visit: Visit) => boolean {
  const open = openBacklogs(state);
  return open.length === 0 ? () => false : ({ id }) => isArriving(open, id);
}
