import { expect, test } from "vitest";
import { fault } from "#shared/faults/fault.ts";
import { sampleView, sampleVisit } from "../base/staff-sample.ts";
import { askedAbout, caughtUp, numberIn } from "./question.ts";

const waited = sampleVisit({ number: "A12", toConfirm: true });

test("Q-CALL-3: the question is about the ticket that the refusal names, as long as it waits", () => {
  const about = fault("confirm-first", { number: "A12", visit: waited.id });
  expect(askedAbout(about, sampleView(waited))?.number).toBe("A12");
  expect(askedAbout(about, sampleView())).toBeNull();
  const called = sampleVisit({
    number: "A12",
    stage: { kind: "called", since: 1, counter: "counter-2", agent: 22, call: "c", recalls: 0 },
  });
  expect(askedAbout(about, sampleView(called))).toBeNull();
  expect(askedAbout(fault("nobody-waiting"), sampleView(waited))).toBeNull();
});

test("An answer expects the visit as it was seen", () => {
  expect(caughtUp(sampleView(waited), 21, waited, "served")("key-12345")).toEqual({
    ...{ name: "catch-up", key: "key-12345", agent: 21, visit: waited.id, how: "served" },
    expected: { epoch: "e1", n: waited.version },
  });
});

test("A number is named as on the paper, typed or scanned", () => {
  expect(numberIn(" c12 ")).toBe("C12");
  expect(numberIn("theq1:victoria:C12:2026-11-23:kiosk-1.e1.7")).toBe("C12");
  expect(numberIn("https://queue.example/t/#AAAAAAAAAAAAAAAAAAAAAA;theq1:victoria:C12:2026-11-23:kiosk-1.e1.7")).toBe("C12");
});
