import { expect, test } from "vitest";
import { minuteMs, sampleCounter, sampleNow, sampleSnapshot, sampleView, sampleVisit } from "./staff-sample.ts";
import { applyPatch, heldAt, lineIn, presentPatch, takeSnapshot, visitIn } from "./staff-view.ts";

const at = (minutes: number) => sampleNow - minutes * minuteMs;

test("The line is in order of place, ties by the hub's order, and those at a counter are not in it", () => {
  const view = sampleView(
    sampleVisit({ number: "A3", arrivedAt: at(1) }),
    sampleVisit({ number: "A2", arrivedAt: at(5), placedRow: 12 }),
    sampleVisit({ number: "A1", arrivedAt: at(5), placedRow: 11 }),
    sampleVisit({ number: "A0", arrivedAt: at(9), stage: { kind: "serving", since: at(2), counter: "counter-1", agent: 21 } }),
  );
  expect(lineIn(view).map((visit) => visit.number)).toEqual(["A1", "A2", "A3"]);
});

test("A patch sets and removes; one from before the view is dropped", () => {
  const before = sampleView(sampleVisit({ number: "A1" }), sampleVisit({ number: "A2" }));
  const set = { "counter/counter-1": sampleCounter("counter-1", { agent: 21, holding: "visit-A2" }) };
  const after = applyPatch(before, { n: 101, now: sampleNow + 5, set, remove: ["visit/visit-A1"] });
  expect(lineIn(after).map((visit) => visit.number)).toEqual(["A2"]);
  expect(heldAt(after, "counter-1")?.number).toBe("A2");
  expect(lineIn(before)).toHaveLength(2);
  expect(applyPatch(after, { n: 100, now: 0, set: {}, remove: ["visit/visit-A2"] })).toBe(after);
});

test("Devices change without a row, so a patch of the same offset counts", () => {
  const before = sampleView();
  const device = { kind: "device", id: "kiosk-1", role: "kiosk", online: false, since: 1, faults: [] } as const;
  expect(applyPatch(before, { n: 100, now: 1, set: { "device/kiosk-1": device }, remove: [] }).entries.get("device/kiosk-1")).toEqual(
    device,
  );
});

test("A hub of a lower generation is refused, a higher one is taken", () => {
  const mine = takeSnapshot(null, sampleSnapshot([], { generation: 3 }));
  expect(takeSnapshot(mine, sampleSnapshot([], { generation: 2, epoch: "old" }))).toBe(mine);
  expect(takeSnapshot(mine, sampleSnapshot([], { generation: 4, epoch: "new" })).epoch).toBe("new");
});

test("The truth that comes with a refusal takes out a visit that has ended", () => {
  const view = sampleView(sampleVisit({ number: "A1" }), sampleVisit({ number: "A2" }));
  const present = {
    "visit/visit-A1": sampleVisit({ number: "A1", stage: { kind: "ended", at: sampleNow, how: "left" } }),
    "visit/visit-A2": sampleVisit({ number: "A2", version: 77 }),
  };
  const after = applyPatch(view, presentPatch(view, present, sampleNow));
  expect(visitIn(after, "visit-A1")).toBeUndefined();
  expect(visitIn(after, "visit-A2")?.version).toBe(77);
});
