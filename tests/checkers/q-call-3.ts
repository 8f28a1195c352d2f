/** Q-CALL-3: call-next takes whoever arrived first of those the counter takes, and says who was passed over. */
import type { HubEventBody } from "#shared/queue/events.ts";
import type { Checker, Violation } from "./history.ts";
import { LineReading } from "./line-reading.ts";

export const firstComeFirstCalled: Checker = ({ hub }) => {
  const found: Violation[] = [];
  const fail = (what: string) => void found.push({ promise: "Q-CALL-3", what });
  const reading = new LineReading();
  for (const row of hub.rows) {
    if (row.kind === "visit-called") {
      const { visit, counter, because, practice } = row.body as HubEventBody<"visit-called">;
      const called = reading.visits.get(visit);
      if (!called && !practice) fail(`${visit} was called at offset ${row.seq} and is of no ticket in the log`);
      const takes = reading.takes.get(counter) ?? [];
      // Who was put aside is called back from the list.
      if (called && called.stage !== "parked" && !reading.mayBeCalled(called))
        fail(
          `${called.number} was called at offset ${row.seq} and could not be: ${called.stage}, date ${called.date}, backlog to ${reading.backlogs.get(called.source)?.until ?? "none"}`,
        );
      if (called?.isInOrder && because.rule === "plain-order") {
        const inOrder = [...reading.visits.values()].filter((other) => other !== called && other.isInOrder && reading.mayBeCalled(other));
        for (const other of inOrder) {
          if (!takes.includes(other.queue)) continue;
          // Times told by two settings of the hub's clock are not compared.
          if (other.arrivedAt < called.arrivedAt && Math.min(other.seq, called.seq) > reading.clockSetAt)
            fail(
              `${called.number} was called at offset ${row.seq} before ${other.number}, who arrived ${called.arrivedAt - other.arrivedAt} ms earlier`,
            );
        }
        if (!takes.includes(called.queue)) fail(`${called.number} was called by ${counter}, which does not take its queue`);
        const passed = inOrder.filter((other) => other.arrivedAt < called.arrivedAt && other.seq > reading.clockSetAt);
        if (passed.length > because.passedOverTotal)
          fail(`the call of ${called.number} passed over ${passed.length} and says ${because.passedOverTotal}`);
      }
    }
    reading.step(row);
  }
  return found;
};
