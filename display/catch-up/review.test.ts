import { expect, test } from "vitest";
import type { Gap } from "../base/staff-gap.ts";
import { minuteMs, sampleNow, sampleVisit } from "../base/staff-sample.ts";
import { countsSaid, currentRow, moved, openRows, type Review, reviewed, say } from "./review.ts";

const waited = (number: string, minutesAgo: number) =>
  sampleVisit({ number, toConfirm: true, arrivedAt: sampleNow - minutesAgo * minuteMs });
const a1 = waited("A1", 30);
const a2 = waited("A2", 20);
const a3 = waited("A3", 10);
const gap = (change: Partial<Gap>): Gap => ({ absence: null, toConfirm: [a1, a2, a3], late: [], samePerson: [], ...change });
const numbers = (review: Review) => openRows(review).map((row) => row.visit.number);

test("Rows stand in order of arrival, those of a closed day after them", () => {
  const late = sampleVisit({ number: "C4", late: true, arrivedAt: 0 });
  expect(numbers(reviewed([], gap({ toConfirm: [a3, a1, a2], late: [late] })))).toEqual(["A1", "A2", "A3", "C4"]);
});

test("What was said stays said and is said once; what the hub refused is open again", () => {
  const review = say(say(reviewed([], gap({})), a1.id, "served"), a1.id, "left");
  expect(review[0]?.said).toBe("served");
  expect(numbers(reviewed(review, gap({ toConfirm: [a2, a3] })))).toEqual(["A2", "A3"]);
  expect(reviewed(review, gap({ toConfirm: [a2, a3] }))[0]?.said).toBe("served");
  expect(numbers(say(review, a1.id, null))).toEqual(["A1", "A2", "A3"]);
});

test("A ticket settled at a counter is open here no more", () => {
  const review = reviewed(reviewed([], gap({})), gap({ toConfirm: [a1, a3] }));
  expect(review.find((row) => row.visit.id === a2.id)?.said).toBe("elsewhere");
  expect(countsSaid(review)).toMatchObject({ elsewhere: 1, served: 0 });
});

test("The keys act on the next open row; arrows stop at the ends", () => {
  const review = reviewed([], gap({}));
  expect(currentRow(review, null)?.visit.number).toBe("A1");
  expect(currentRow(say(review, a1.id, "waiting"), a1.id)?.visit.number).toBe("A2");
  expect(currentRow(say(review, a3.id, "left"), a3.id)?.visit.number).toBe("A2");
  expect(moved(review, a1.id, 1)?.visit.number).toBe("A2");
  expect(moved(review, a1.id, -1)?.visit.number).toBe("A1");
  expect(moved(review, a3.id, 1)?.visit.number).toBe("A3");
});
