/** The order of calling on the page's side: by the very functions that the hub calls by, over what the page has been told. */
import { isArriving } from "#shared/queue/backlog.ts";
import { type Found, nextOf, orderOf } from "#shared/routing/next.ts";
import { Floor } from "#shared/routing/takes.ts";
import type { CounterEntry, StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import { counterIn, lineIn, officeIn, type StaffView } from "./staff-view.ts";

/** Whom a counter calls, one after another; without a counter the whole line. Only those who may be called now. */
export function callingOrder(view: StaffView, office: StaffOffice, counter: string | null, now: number): VisitEntry[] {
  const floor = floorOf(view, office, now);
  if (counter === null) return orderOf(floor, null, callableIn(view));
  const state = counterIn(view, counter);
  const desk = state && floor.desk(state);
  return desk ? orderOf(floor, desk, callableIn(view)) : [];
}

/** Whom `call-next` would call at this counter now, and why; null when nobody waits for it. The hub decides. */
export function nextAt(view: StaffView, office: StaffOffice, counter: string, now: number): Found<VisitEntry> | null {
  const floor = floorOf(view, office, now);
  const state = counterIn(view, counter);
  const desk = state && floor.desk(state);
  return (desk && nextOf(floor, desk, callableIn(view))) ?? null;
}

/** Waiting, and of no backlog that is still on its way to the hub. */
function callableIn(view: StaffView): VisitEntry[] {
  const backlogs = officeIn(view)?.backlogs ?? [];
  return lineIn(view).filter((visit) => backlogs.length === 0 || !isArriving(backlogs, visit.id));
}

function floorOf(view: StaffView, office: StaffOffice, now: number): Floor {
  return new Floor(office, () => countersIn(view), now);
}

function countersIn(view: StaffView): CounterEntry[] {
  return [...view.entries.values()].filter((entry) => entry.kind === "counter");
}
