import { describe, expect, test } from "vitest";
import type { LogRow } from "#shared/log/record.ts";
import { measure } from "#shared/snowplow/measures.ts";
import { absentVisit as absent, eventsOf, hastyOffice, incumbentFindings, LogWriter, minute, nine } from "./harness.ts";

/** `minutes name data/service`, of each event after the visit joined. */
function told(rows: Iterable<LogRow>): string[] {
  return eventsOf(rows)
    .slice(3)
    .map(({ event, happenedAtMs, contexts: { citizen } }) => {
      return `${(happenedAtMs - nine) / minute} ${[event.name, ...Object.values(event.data)].join(" ")}/${citizen.service_count}`;
    });
}

function office(noShowReturn?: { minutes: number; times: number }): LogWriter {
  const example = hastyOffice();
  return LogWriter.opened(noShowReturn ? { ...example, rules: { noShowReturn: { ...noShowReturn, place: "next" } } } : example);
}

describe("a citizen who did not come when called", () => {
  test("is told of only when the time to return is over, as of when nobody came", () => {
    const log = office();
    absent(log);
    log.at += 44 * minute;
    log.join();
    expect(told(log.log.readAll()).slice(0, 1)).toEqual(["5 invitecitizen/1"]);
    log.at += 2 * minute;
    log.recall("nobody");
    expect(told(log.log.readAll())).toContain("10 customerleft at-prep/1");
    expect(measure(eventsOf(log.log.readAll()))[0]?.services[0]?.durations.prep).toBe(5 * minute);
  });

  test("and returns, was in line since then: prep is over when nobody came, and the wait goes on", () => {
    const log = office();
    const visit = absent(log);
    log.at += 20 * minute;
    log.returnNoShow(visit);
    log.at += 10 * minute;
    log.call(visit);
    log.begin(visit);
    log.finish(visit);
    expect(told(log.log.readAll())).toEqual([
      "5 invitecitizen/1",
      "10 queuefromprep/1",
      "40 returninvite/1",
      "40 beginservice/1",
      "40 finish false 1/1",
    ]);
    const [visitMeasured] = measure(eventsOf(log.log.readAll()));
    expect([visitMeasured?.totals.prep, visitMeasured?.totals.waiting]).toEqual([5 * minute, 35 * minute]);
  });

  test("may not return twice where the office lets them once: then it is told at once", () => {
    const log = office();
    const visit = absent(log);
    log.returnNoShow(visit);
    log.call(visit);
    log.noShow(visit);
    expect(told(log.log.readAll()).at(-1)).toBe("10 customerleft at-prep/1");
  });

  test("may return as often as the office says", () => {
    const log = office({ minutes: 45, times: 2 });
    const visit = absent(log);
    for (const _again of [1, 2]) {
      log.returnNoShow(visit);
      log.call(visit);
      log.noShow(visit);
    }
    const names = told(log.log.readAll()).map((line) => line.split(" ")[1]);
    expect(names).toEqual(["invitecitizen/1", "queuefromprep/1", "returninvite/1", "queuefromprep/1", "returninvite/1", "customerleft"]);
  });

  test("where nobody may return, has left at once", () => {
    const log = office({ minutes: 45, times: 0 });
    absent(log);
    expect(told(log.log.readAll()).at(-1)).toBe("10 customerleft at-prep/1");
  });

  test("has left at the latest when the day is closed, and with them the services they put aside", () => {
    const log = office();
    const visit = log.intake(["licence"], { stage: "serving" });
    log.add(visit, 2, "abstract");
    log.returnToLine(visit, "serving");
    log.call(visit);
    log.noShow(visit);
    log.close([]);
    const events = eventsOf(log.log.readAll());
    expect(told(log.log.readAll()).slice(-2)).toEqual(["0 customerleft at-prep/2", "0 finishstopped 1/1"]);
    expect(incumbentFindings(events)).toEqual([]);
  });

  test("and whose record says after all, when it was told that they had left, begins anew under another count", () => {
    const log = office();
    const visit = absent(log);
    log.at += 60 * minute;
    log.join();
    log.returnNoShow(visit);
    log.call(visit);
    log.begin(visit);
    log.finish(visit);
    const events = eventsOf(log.log.readAll());
    const mine = events.filter(({ contexts }) => contexts.citizen.client_id === events[0]?.contexts.citizen.client_id);
    expect(mine.slice(4).map(({ event, contexts }) => `${event.name}/${contexts.citizen.service_count}`)).toEqual([
      "customerleft/1",
      "addcitizen/2",
      "chooseservice/2",
      "addtoqueue/2",
      "returninvite/2",
      "beginservice/2",
      "finish/2",
    ]);
    expect(incumbentFindings(mine)).toEqual([]);
  });

  test("Q-EVENT-1: is told under the identity of the row that said that nobody came, whichever way it goes", () => {
    const ends: ((log: LogWriter, visit: string) => void)[] = [
      (log, visit) => log.returnNoShow(visit),
      (log) => log.close([]),
      (log) => {
        log.at += 50 * minute;
        log.recall("nobody");
      },
    ];
    const ids = ends.map((tell) => {
      const log = office();
      const visit = absent(log);
      tell(log, visit);
      return eventsOf(log.log.readAll())[4]?.id;
    });
    expect([new Set(ids).size, ids[0]?.length]).toEqual([1, 36]);
  });
});
