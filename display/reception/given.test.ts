import { expect, test } from "vitest";
import { readTicketCode } from "#shared/ticket/code.ts";
import { sampleSnapshot, sampleVisit } from "../base/staff-sample.ts";
import { takeSnapshot } from "../base/staff-view.ts";
import { codeOf, type Given, givenBy, givenFrom, givenMax, named, standingOf, withGiven } from "./given.ts";
import type { Request } from "./request.ts";

const request: Request = {
  ...{ key: "k1", at: 1_000, n: 1, agent: 22, epoch: "e1", date: "2026-11-23", services: ["licence"], language: "en", people: 1 },
  ...{ needs: [], handOver: "code", kiosk: null, state: { kind: "in-doubt" } },
};
const done = { done: true, epoch: "e1", offset: 12, visit: "visit-A7", repeated: false } as const;
const given = givenBy(request, done, false) as Given;

test("A ticket that the hub gave has its number from the live view, and keeps it when the visit is over", () => {
  const view = takeSnapshot(null, sampleSnapshot([sampleVisit({ number: "A7" })]));
  expect(standingOf(given, undefined)).toBe("unnamed");
  const list = named([given], view);
  expect(list).toMatchObject([{ number: "A7", date: "2026-11-23" }]);
  expect(named(list, view)).toBe(list);
  expect(standingOf(list[0] as Given, sampleVisit({ number: "A7" }))).toBe("waiting");
  expect(standingOf(list[0] as Given, undefined)).toBe("over");
});

test("The same visit stands there once, the newest first, and no more than a few", () => {
  const twice = withGiven([given], { ...given, waited: true });
  expect(twice).toHaveLength(1);
  const many = Array.from({ length: 12 }, (_, n) => ({ ...given, visit: `v${n}` })).reduce<readonly Given[]>(withGiven, []);
  expect(many).toHaveLength(givenMax);
  expect(many[0]?.visit).toBe("v11");
});

test("Its code is one that every scanner of the office reads; without a number there is none", () => {
  const code = codeOf({ number: "A7", date: "2026-11-23", visit: "victoria.e1.12" }, "victoria");
  expect(readTicketCode(code ?? "")).toEqual({
    office: "victoria",
    number: { letter: "A", count: 7 },
    date: "2026-11-23",
    visit: "victoria.e1.12",
  });
  expect(codeOf({ number: "", date: null, visit: "victoria.e1.12" }, "victoria")).toBeNull();
});

test("The list is read back as it was, without what is none", () => {
  expect(givenFrom(JSON.stringify({ list: [given, { visit: 1 }, null] }))).toEqual([given]);
  expect(givenFrom("{}")).toEqual([]);
});
