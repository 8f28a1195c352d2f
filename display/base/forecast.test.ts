import { expect, test } from "vitest";
import { asWaiting, staffedCounters } from "./forecast.ts";
import { minuteMs, sampleCounter, sampleNow, sampleOffice, sampleView, sampleVisit } from "./staff-sample.ts";

test("Who waits with two errands takes the usual time of both; what is done or dropped takes none", () => {
  const plain = sampleVisit({ number: "A1" });
  const [first] = plain.segments;
  const minutesWith = (state: "waiting" | "done" | "dropped") =>
    asWaiting(sampleOffice, { ...plain, segments: [...plain.segments, { ...first, n: 2, state } as (typeof plain.segments)[number]] })
      .minutes;
  const one = asWaiting(sampleOffice, plain).minutes;
  expect([minutesWith("waiting"), minutesWith("done"), minutesWith("dropped")]).toEqual([2 * one, one, one]);
});

test("A counter that rests, practises or has nobody is not reckoned with; one that has called is busy from the call on", () => {
  const stage = { kind: "called" as const, since: sampleNow - 4 * minuteMs, counter: "counter-1", agent: 21, recalls: 0 };
  const visit = sampleVisit({ number: "A1" });
  const called = { ...visit, stage: { ...visit.stage, ...stage } } as typeof visit;
  const resting = sampleCounter("counter-2", { agent: 22, break: { since: sampleNow } });
  const view = sampleView(sampleCounter("counter-1", { agent: 21, holding: visit.id }), resting, called);
  const usual = asWaiting(sampleOffice, called).minutes;
  expect(staffedCounters(view, sampleOffice, sampleNow).map(({ busyMinutes }) => busyMinutes)).toEqual([usual - 4]);
});
