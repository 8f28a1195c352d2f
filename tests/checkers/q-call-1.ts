/** Q-CALL-1: a ticket is at one counter at most, and a counter has one citizen at most. */
import type { AppendedRow } from "#shared/log/event-log.ts";
import type { CommandDone } from "#shared/queue/commands.ts";
import type { Checker, Observation, StorageAtEnd, Violation } from "./history.ts";
import { epochAt, hubRows, seen } from "./reading.ts";

/** After these a visit is at no counter. */
const leaves = new Set(["visit-finished", "visit-no-show", "visit-left", "visit-parked", "visit-returned", "visit-transferred"]);

export const oneAtACounter: Checker = ({ hub, observations }) => {
  const found: Violation[] = [];
  const at = new Map<string, string>();
  const holds = new Map<string, string>();
  const fail = (row: AppendedRow, what: string) => void found.push({ promise: "Q-CALL-1", what: `${what} (offset ${row.seq})` });
  const free = (visit: string) => {
    const counter = at.get(visit);
    at.delete(visit);
    if (counter !== undefined && holds.get(counter) === visit) holds.delete(counter);
  };
  const take = (row: AppendedRow, visit: string, counter: string) => {
    if (at.has(visit)) fail(row, `${visit} came to ${counter} by ${row.kind} while it was at ${at.get(visit)}`);
    if (holds.has(counter)) fail(row, `${counter} got ${visit} by ${row.kind} while it had ${holds.get(counter)}`);
    at.set(visit, counter);
    holds.set(counter, visit);
  };
  /** The counter that a visit was at before a row of it, by offset. */
  const before = new Map<number, string | undefined>();
  for (const row of hub.rows) {
    const body = row.body as { visit?: string; counter?: string; ended?: string[]; how?: string };
    const { visit, counter } = body ?? {};
    const was = visit && at.get(visit);
    if ((row.kind === "visit-called" || row.kind === "visit-resumed") && visit && counter) take(row, visit, counter);
    else if (visit && row.kind === "move-undone") {
      const back = before.get((row.body as { undone: number }).undone);
      if (back !== was) free(visit);
      if (back !== undefined && back !== was) take(row, visit, back);
    } else if (["service-begun", "visit-recalled", "visit-finished", "visit-no-show"].includes(row.kind) && visit) {
      if (at.get(visit) !== counter) fail(row, `${row.kind} of ${visit} at ${counter}, which is at ${at.get(visit) ?? "no counter"}`);
    }
    if (visit) before.set(row.seq, was);
    if (visit && (leaves.has(row.kind) || (row.kind === "visit-caught-up" && (body.how === "served" || body.how === "left")))) free(visit);
    if (row.kind === "day-closed") for (const each of body.ended ?? []) free(each);
  }
  const done = new Map<string, number>();
  for (const { row } of [...hubRows(hub, "visit-called"), ...hubRows(hub, "visit-finished"), ...hubRows(hub, "agent-signed-in")]) {
    const { key } = row.body as { key: string };
    if (done.has(key)) fail(row, `the command ${key} was carried out twice`);
    done.set(key, row.seq);
  }
  return [...found, ...answeredAndLost({ hub, observations } as Parameters<Checker>[0]), ...ofAnotherHistory(hub, observations)];
};

/** A command counts only where the page that sent it knew this history of the office. */
function ofAnotherHistory(hub: StorageAtEnd, observations: readonly Observation[]): Violation[] {
  const expected = new Map<string, string>();
  for (const { command } of seen(observations, "commanded")) {
    const { epoch } = (command.expected ?? {}) as { epoch?: string };
    if (epoch !== undefined) expected.set(command.key, epoch);
  }
  return hub.rows.flatMap((row) => {
    const { key } = (row.body ?? {}) as { key?: string };
    const epoch = row.origin || key === undefined ? undefined : expected.get(key);
    return epoch === undefined || epoch === epochAt(hub, row.seq)
      ? []
      : [{ promise: "Q-CALL-1", what: `the command ${key}, of a page that knew another history, was carried out (offset ${row.seq})` }];
  });
}

/** What staff were told is done stands in the log. */
function answeredAndLost({ hub, observations }: Parameters<Checker>[0]): Violation[] {
  const keys = new Set(
    hub.rows.flatMap((row) => ((row.body as { key?: string } | null)?.key === undefined ? [] : [(row.body as { key: string }).key])),
  );
  // What a hub that was lost had answered after its last backup may be asked again.
  const restored = Math.max(
    -1,
    ...seen(observations, "fault").flatMap(({ what, at }) => (what === "restored" || what === "promoted" ? [at] : [])),
  );
  // Its last answers may also reach a page when another hub has taken over ("agents' last moves may be asked again"): they lie beyond the
  // point of its log from which the other one began.
  const beyond = (answer: CommandDone) =>
    hubRows(hub, "restored").some(({ body: { from } }) => answer.epoch === from.epoch && answer.offset > from.offset);
  return observations.flatMap((each) =>
    each.kind === "replied" && each.at > restored && "done" in each.answer && !keys.has(each.key) && !beyond(each.answer)
      ? [{ promise: "Q-EVENT-1", what: `the command ${each.key} was answered as done and is not in the hub's log` }]
      : [],
  );
}
