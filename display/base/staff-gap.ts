/** What staff still have to say of the time without the hub: who waited through it, what came too late, what was typed in. Pure. */
import type { OfficeEntry, VisitEntry } from "#shared/wire/staff.ts";
import { officeIn, type StaffView, visitsIn } from "./staff-view.ts";

export interface Gap {
  /** When the hub was away; null when there is nothing to go through. */
  readonly absence: OfficeEntry["absence"];
  /** Tickets that waited through it, in order of arrival. */
  readonly toConfirm: readonly VisitEntry[];
  /** Tickets whose date was closed before their record came. */
  readonly late: readonly VisitEntry[];
  /** Tickets that were typed in and called before their record came. */
  readonly samePerson: readonly VisitEntry[];
}

export function gapIn(view: StaffView): Gap {
  const visits = visitsIn(view).sort((a, b) => a.arrivedAt - b.arrivedAt || a.id.localeCompare(b.id));
  return {
    absence: officeIn(view)?.absence ?? null,
    toConfirm: visits.filter((visit) => visit.toConfirm && visit.stage.kind === "waiting"),
    late: visits.filter((visit) => visit.late),
    samePerson: visits.filter((visit) => visit.samePerson === "asked"),
  };
}
