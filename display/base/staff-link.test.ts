import { expect, test } from "vitest";
import { hearing, linkStep, silentAfterMs, snapshotOf, startLink } from "./staff-link.ts";
import { sampleNow, sampleSnapshot, sampleVisit } from "./staff-sample.ts";

const snapshot = { kind: "snapshot", snapshot: sampleSnapshot([sampleVisit({ number: "A1" })]) } as const;

test("Silence or a broken stream means away, since the hub's last word; a message means live again", () => {
  let link = linkStep(startLink(0), snapshot, 100);
  expect(hearing(link, 200)).toEqual({ kind: "live" });
  expect(hearing(link, 101 + silentAfterMs)).toEqual({ kind: "away", since: sampleNow });
  link = linkStep(link, { kind: "lost" }, 1_000);
  expect(hearing(link, 2_000)).toEqual({ kind: "live" });
  expect(hearing(link, 4_000)).toEqual({ kind: "away", since: sampleNow });
  link = linkStep(link, { kind: "beat", now: sampleNow + 5_000 }, 5_000);
  expect(hearing(link, 5_001)).toEqual({ kind: "live" });
});

test("A page that never heard the hub says so after a while", () => {
  expect(hearing(startLink(0), 100)).toEqual({ kind: "connecting" });
  expect(hearing(startLink(0), silentAfterMs + 1)).toEqual({ kind: "away", since: null });
});

test("A replaced hub that still speaks changes nothing until the right one is back", () => {
  let link = linkStep(startLink(0), { kind: "snapshot", snapshot: { ...snapshot.snapshot, generation: 2 } }, 0);
  link = linkStep(link, snapshot, 10);
  link = linkStep(link, { kind: "patch", patch: { n: 500, now: 0, set: {}, remove: ["visit/visit-A1"] } }, 20);
  link = linkStep(link, { kind: "beat", now: 0 }, silentAfterMs);
  expect(link.view?.n).toBe(100);
  expect(hearing(link, silentAfterMs + 1).kind).toBe("away");
  link = linkStep(link, { kind: "snapshot", snapshot: { ...snapshot.snapshot, generation: 2 } }, silentAfterMs + 2);
  expect(hearing(link, silentAfterMs + 3).kind).toBe("live");
});

test("What one tab gives another is the same view, at the hub's time of now", () => {
  const link = linkStep(startLink(0), snapshot, 0);
  const given = snapshotOf(link, 3_000);
  expect(given?.now).toBe(sampleNow + 3_000);
  expect(given?.entries).toEqual(snapshot.snapshot.entries);
  expect(snapshotOf(startLink(0), 0)).toBeNull();
});
