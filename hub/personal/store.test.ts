import { afterEach, beforeEach, expect, it } from "vitest";
import { type PersonalStorage, passingPersonal } from "./storage.ts";
import { PersonalStore } from "./store.ts";

let storage: PersonalStorage;
let store: PersonalStore;
beforeEach(() => {
  storage = passingPersonal();
  store = new PersonalStore(storage.database);
});
afterEach(() => storage.close());

const guest = { appointment: "ap-1", date: "2026-11-23", name: "A. Person", digits: "4567", code: "KQ74MX", codeDigest: "digest-1" };

it("keeps what was said of a visit, says what was new, and forgets what is taken away", () => {
  expect(store.note("v1")).toEqual({ visit: "v1", comment: null, contact: null, name: null });
  expect(store.setNote("v1", "2026-11-23", { comment: "speaks softly", contact: "a@example.org" })).toEqual([
    { what: "comment", kept: true },
    { what: "contact", kept: true },
  ]);
  expect(store.setNote("v1", "2026-11-23", { comment: "speaks very softly" })).toEqual([]);
  expect(store.note("v1")).toEqual({ visit: "v1", comment: "speaks very softly", contact: "a@example.org", name: null });
  expect(store.setNote("v1", "2026-11-23", { comment: null })).toEqual([{ what: "comment", kept: false }]);
  store.setNote("v1", "2026-11-23", { contact: null });
  expect(storage.database.prepare("select count(*) as n from notes").get()).toEqual({ n: 0 });
});

it("finds who comes by code, and by the last digits on their date only", () => {
  store.setGuests([
    guest,
    { ...guest, appointment: "ap-2", date: "2026-11-24" },
    { ...guest, appointment: "ap-3", digits: "04567", code: null },
  ]);
  expect(store.withCode("KQ74MX")).toEqual(["ap-1", "ap-2"]);
  expect(store.withCodeDigest("digest-1")).toBe("ap-1");
  expect(store.withCodeDigest("other")).toBeUndefined();
  expect(store.withDigits("4567", "2026-11-23")).toEqual(["ap-1", "ap-3"]);
  expect(store.withDigits("567", "2026-11-24")).toEqual(["ap-2"]);
  expect(store.withDigits("456", "2026-11-23")).toEqual([]);
  store.setGuests([{ ...guest, name: "B. Person" }]);
  expect(store.guestsOn("2026-11-23").map(({ appointment, name }) => [appointment, name])).toEqual([
    ["ap-1", "B. Person"],
    ["ap-3", "A. Person"],
  ]);
});

it("deletes what is older, but not of whoever is still here", () => {
  for (const [visit, date] of [
    ["old", "2026-11-21"],
    ["old-and-here", "2026-11-21"],
    ["new", "2026-11-22"],
  ] as const)
    store.setNote(visit, date, { comment: visit });
  store.setGuests([guest, { ...guest, appointment: "ap-0", date: "2026-11-22" }]);
  const gone = store.deleteBefore({ notes: "2026-11-22", guests: "2026-11-23" }, (visit) => visit === "old-and-here");
  expect(gone).toEqual({ notes: 1, guests: 1 });
  expect(["old", "old-and-here", "new"].map((visit) => store.note(visit).comment)).toEqual([null, "old-and-here", "new"]);
  expect([store.guestsOn("2026-11-22"), store.guestsOn("2026-11-23").length]).toEqual([[], 1]);
});
