/** Any bouncing and any noise: what counts as a press has held, and the board has said it again when asked. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Contact, confirmMs, confirmsMax, holdMs } from "./contact.ts";

test("a closing or opening has held for 20 ms without a break, was said again when the board was asked, and is never the same twice", () => {
  const word = fc.record({ afterMs: fc.integer({ min: 0, max: 60 }), isClosed: fc.boolean() });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), (words) => {
      const contact = new Contact();
      let nowMs = 0;
      let last: boolean | null = null;
      let lastAsked: boolean | null = null;
      let heldSinceMs = 0;
      let happened: string | null = null;
      for (const { afterMs, isClosed } of words) {
        const untilMs = nowMs + afterMs;
        for (; nowMs < untilMs; nowMs += 1) if (contact.due(nowMs).ask) lastAsked = last;
        if (isClosed !== last) {
          heldSinceMs = nowMs;
          lastAsked = null;
        }
        last = isClosed;
        const step = contact.level(isClosed, nowMs);
        if (step.happened === null) continue;
        expect(step.happened).toBe(isClosed ? "closed" : "opened");
        expect(step.happened).not.toBe(happened);
        expect(nowMs - heldSinceMs).toBeGreaterThanOrEqual(holdMs);
        expect(lastAsked).toBe(isClosed);
        happened = step.happened;
      }
    }),
  );
});

test("a button that is down when the board is greeted was not pressed; released and pressed again it was", () => {
  const contact = new Contact();
  const settle = (isClosed: boolean, atMs: number) => {
    contact.level(isClosed, atMs);
    expect(contact.due(atMs + holdMs).ask).toBe(true);
    return contact.level(isClosed, atMs + holdMs + 2).happened;
  };
  expect([settle(true, 0), settle(false, 100), settle(true, 200)]).toEqual([null, "opened", "closed"]);
  contact.forget();
  expect(settle(true, 300)).toBeNull();
});

test("a level that the board does not say again, however often it is asked, was none", () => {
  const contact = new Contact();
  contact.level(false, 0);
  contact.due(holdMs);
  contact.level(false, holdMs + 1);
  contact.level(true, 100);
  let asked = 0;
  for (let nowMs = 100; nowMs < 100 + holdMs + (confirmsMax + 1) * confirmMs; nowMs += 1) if (contact.due(nowMs).ask) asked += 1;
  expect([asked, contact.isClosed]).toEqual([confirmsMax, false]);
});
