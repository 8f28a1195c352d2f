/** Who is carried over to the next date: number and place stay, and the night is no waiting. */
import type { LogRow } from "../log/record.ts";
import { setAway } from "./line.ts";
import { touch } from "./moving.ts";
import type { OfficeState } from "./state.ts";
import type { Visit } from "./visit.ts";

/** With the date's end. Whoever had stepped away is expected like the others. */
export function carry(state: OfficeState, id: string, row: Pick<LogRow, "seq" | "at">): void {
  const visit = state.visits.get(id);
  if (!visit) return;
  // A return slip says its date itself.
  if (visit.promised?.arrived === null) return;
  if (visit.away) setAway(state, visit, null);
  if (visit.stage.kind === "waiting") visit.waitedMs += Math.max(0, row.at - visit.stage.since);
  visit.date = null;
  visit.carried += 1;
  touch(visit, row);
}

/** With the beginning of the date that it is of now; also of a visit that came after the last one had ended. */
export function wakeCarried(visit: Visit, date: string, row: Pick<LogRow, "seq" | "at">): void {
  visit.date = date;
  if (visit.carried === 0) return;
  if (visit.stage.kind === "waiting") visit.stage = { kind: "waiting", since: row.at };
  visit.changed = row.seq;
}
