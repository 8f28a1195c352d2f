import { describe, expect, it } from "vitest";
import { fault } from "#shared/faults/fault.ts";
import {
  answerFrom,
  askedAgain,
  dropped,
  inOrderOfAsking,
  isGiven,
  isOld,
  nextToSend,
  oldAfterMs,
  type Request,
  requestFrom,
  toAskWhetherGiven,
  toIntake,
  toTakeBack,
} from "./request.ts";

const request: Request = {
  ...{ key: "k1-0000000", at: 1_000, n: 1, agent: 22, epoch: "e1", date: "2026-11-23" },
  ...{ services: ["licence", "birth"], language: "fr", people: 2, needs: ["step-free"], handOver: "paper", kiosk: "kiosk-1" },
  state: { kind: "kept" },
};
const done = { done: true, epoch: "e1", offset: 12, visit: "hub.e1.12", repeated: false } as const;

describe("a request", () => {
  it("becomes the same intake however often it is sent", () => {
    expect(toIntake(request)).toEqual(toIntake({ ...request, state: { kind: "in-doubt" } }));
    expect(toIntake(request)).toMatchObject({ name: "intake", key: request.key, counter: null, printAt: "kiosk-1", serve: false });
    expect(toIntake({ ...request, handOver: "code" })).toMatchObject({ printAt: null });
  });

  it("is read back from storage as it was, in every state", () => {
    const states = [
      { kind: "kept" },
      { kind: "in-doubt" },
      { kind: "old" },
      { kind: "withdrawn" },
      { kind: "refused", fault: fault("service-stopped") },
    ] as const;
    for (const state of states) expect(requestFrom(JSON.stringify({ ...request, state }))).toEqual({ ...request, state });
  });

  it.each([
    "",
    "null",
    "[]",
    '{"key":"x"}',
    JSON.stringify({ ...request, services: [] }),
    JSON.stringify({ ...request, state: { kind: "x" } }),
  ])("is none when the stored text is %s", (text) => expect(requestFrom(text)).toBeNull());

  it("goes out in the order of asking; what waits for a person's word is passed over", () => {
    const late = { ...request, key: "late", at: 2_000 };
    const twin = { ...request, key: "twin", n: 2 };
    const old = { ...request, key: "old", at: 1, state: { kind: "old" } } as const;
    expect(inOrderOfAsking([late, twin, request, old]).map(({ key }) => key)).toEqual(["old", request.key, "twin", "late"]);
    expect(nextToSend(inOrderOfAsking([late, twin, request, old]))?.key).toBe(request.key);
    expect(nextToSend([old])).toBeUndefined();
  });

  it("is not sent by itself after two hours, or on another office date", () => {
    expect(isOld(request, request.at + oldAfterMs, "2026-11-23")).toBe(false);
    expect(isOld(request, request.at + oldAfterMs + 1, "2026-11-23")).toBe(true);
    expect(isOld(request, request.at, "2026-11-24")).toBe(true);
    expect(isOld(request, request.at, null)).toBe(true);
    expect(isOld({ ...request, date: null }, request.at, "2026-11-24")).toBe(false);
  });

  it("is gone when it is dropped before it was sent; in doubt it is withdrawn instead", () => {
    expect(dropped(request)).toBeNull();
    expect(dropped({ ...request, state: { kind: "refused", fault: fault("service-stopped") } })).toBeNull();
    expect(dropped({ ...request, state: { kind: "in-doubt" } })?.state).toEqual({ kind: "withdrawn" });
  });

  it("has a new key when a person asks again", () => {
    const again = askedAgain(
      { ...request, state: { kind: "old" } },
      { key: "k2", at: 9_000, n: 4, epoch: "e2", date: "2026-11-24", agent: 23 },
    );
    expect(again).toMatchObject({ key: "k2", agent: 23, epoch: "e2", services: request.services, state: { kind: "kept" } });
  });
});

describe("a request that was dropped while in doubt", () => {
  it("is asked about by its key, with a move of no visit", () => {
    expect(toAskWhetherGiven(request)).toMatchObject({ name: "left", key: request.key, visit: "none" });
    expect(isGiven(answerFrom({ status: 409, body: fault("key-reused", { command: "left" }) }))).toBe(true);
    expect(isGiven(answerFrom({ status: 409, body: fault("unknown-visit", { visit: "none" }) }))).toBe(false);
    expect(isGiven(answerFrom(null))).toBe(false);
  });

  it("is taken back with one key of its own", () => {
    expect(toTakeBack(request, done)).toMatchObject({ name: "left", key: `${request.key}-back`, visit: done.visit, expected: { n: 12 } });
    expect(toTakeBack(request, { ...done, visit: null })).toBeUndefined();
  });
});

describe("an answer", () => {
  it("is done, a refusal, or none at all", () => {
    expect(answerFrom({ status: 200, body: done })).toEqual({ kind: "done", done });
    expect(answerFrom({ status: 409, body: fault("day-not-open", { date: "" }) })).toMatchObject({ kind: "refused" });
    for (const lost of [null, { status: 502, body: null }, { status: 200, body: "<html>" }, { status: 500, body: {} }])
      expect(answerFrom(lost)).toEqual({ kind: "lost" });
  });
});
