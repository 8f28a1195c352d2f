/**
 * The Q's own scenarios, through the real hub core: the eight worked flows of its analytics model, and its test suite's QT1 to QT7. Each
 * golden is a text that a person can follow: what was asked, the rows of it, what The Q hears, and what its reports say.
 */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { exampleOffice } from "#shared/office/example.ts";
import { Telling } from "./telling.ts";

const example = exampleOffice();
const withoutLine = { ...example, office: { ...example.office, type: "non-reception" as const } };

function golden(name: string): string {
  return join(import.meta.dirname, "golden", `${name}.txt`);
}

describe("the worked flows of The Q's analytics model", () => {
  test("1", async () => {
    const story = new Telling("Flow 1: a citizen is returned to the line from service once");
    const visit = story.intake(["licence"]);
    story.callNext();
    story.do("begins", "begin", visit);
    story.do("returns them to the line", "return-to-line", visit);
    story.callNext();
    story.do("begins", "begin", visit);
    story.do("finishes", "finish", visit);
    await expect(String(story)).toMatchFileSnapshot(golden("flow-1"));
  });

  test("2", async () => {
    const story = new Telling("Flow 2: a citizen is returned to the line from a call once");
    const visit = story.intake(["licence"]);
    story.callNext();
    story.do("returns them to the line", "return-to-line", visit);
    story.callNext();
    story.do("begins", "begin", visit);
    story.do("finishes", "finish", visit);
    await expect(String(story)).toMatchFileSnapshot(golden("flow-2"));
  });

  test("3", async () => {
    const story = new Telling("Flow 3: a citizen leaves after service began");
    const visit = story.intake(["licence"]);
    story.callNext();
    story.do("begins", "begin", visit);
    story.do("sees them leave", "left", visit);
    await expect(String(story)).toMatchFileSnapshot(golden("flow-3"));
  });

  test("4", async () => {
    const story = new Telling("Flow 4: two services, in an office without a line", withoutLine);
    const visit = story.intake(["licence"], { serve: true });
    story.do("adds abstract", "add-service", visit, { service: "abstract" });
    story.do("finishes", "finish", visit);
    await expect(String(story)).toMatchFileSnapshot(golden("flow-4"));
  });

  test("5", async () => {
    const story = new Telling("Flow 5: parked, in an office without a line", withoutLine);
    const visit = story.intake(["licence"], { serve: true });
    story.do("parks them for a form", "park", visit, { reason: "form" });
    story.do("goes on", "resume", visit);
    story.do("finishes", "finish", visit);
    await expect(String(story)).toMatchFileSnapshot(golden("flow-5"));
  });

  test("6", async () => {
    const story = new Telling("Flow 6: a second service, then back to the first, in an office without a line", withoutLine);
    const visit = story.intake(["licence"], { serve: true });
    story.do("adds abstract", "add-service", visit, { service: "abstract" });
    story.do("switches back to the first", "switch-service", visit, { segment: 1 });
    story.do("finishes", "finish", visit);
    await expect(String(story)).toMatchFileSnapshot(golden("flow-6"));
  });

  test("7", async () => {
    const story = new Telling("Flow 7: one service");
    const visit = story.intake(["licence"]);
    story.callNext();
    story.do("begins", "begin", visit);
    story.do("finishes", "finish", visit);
    await expect(String(story)).toMatchFileSnapshot(golden("flow-7"));
  });

  test("8", async () => {
    const story = new Telling("Flow 8: two services, and the citizen leaves the second, in an office without a line", withoutLine);
    const visit = story.intake(["licence"], { serve: true });
    story.do("adds abstract", "add-service", visit, { service: "abstract" });
    story.do("sees them leave", "left", visit);
    await expect(String(story)).toMatchFileSnapshot(golden("flow-8"));
  });
});

describe("the scenarios of The Q's test suite", () => {
  test("QT1", async () => {
    const story = new Telling(
      "QT1: taken in by phone for one service, put right, picked from the list; a second is added, and the first finished",
    );
    const visit = story.intake(["licence"], { channel: "phone" });
    story.do("puts right what it is about: unsure", "correct-service", visit, { service: "unsure" });
    story.do("calls them from the list", "call-from-list", visit);
    story.do("begins", "begin", visit);
    story.do("adds abstract", "add-service", visit, { service: "abstract" });
    story.do("switches back to the first", "switch-service", visit, { segment: 1 });
    story.do("finishes", "finish", visit);
    await expect(String(story)).toMatchFileSnapshot(golden("qt-1"));
  });

  test("QT2", async () => {
    const story = new Telling("QT2: served at once, parked, gone on with, finished");
    const visit = story.intake(["licence"], { serve: true });
    story.do("parks them for a payment, 15 minutes", "park", visit, { reason: "payment", untilMinutes: 15 });
    story.do("goes on", "resume", visit);
    story.do("finishes", "finish", visit);
    await expect(String(story)).toMatchFileSnapshot(golden("qt-2"));
  });

  test("QT3", async () => {
    const story = new Telling("QT3: left right after being taken in. Here nobody is taken in without a service, so they leave the line");
    const visit = story.intake(["licence"]);
    story.after(0).do("sees them leave at once", "left", visit);
    await expect(String(story)).toMatchFileSnapshot(golden("qt-3"));
  });

  test("QT4", async () => {
    const story = new Telling(
      "QT4: left while waiting; the line is empty. The Q's reports have no word for it and show them waiting for ever",
    );
    const visit = story.intake(["licence"]);
    story.do("sees them leave", "left", visit);
    story.refused("calls the next", "call-next");
    await expect(String(story)).toMatchFileSnapshot(golden("qt-4"));
  });

  test("QT5", async () => {
    const story = new Telling("QT5: the quantity is 3, then 5, then it is another service");
    const visit = story.intake(["licence"], { serve: true });
    story.do("sets the quantity to 3", "set-quantity", visit, { segment: 1, quantity: 3 });
    story.do("sets the quantity to 5", "set-quantity", visit, { segment: 1, quantity: 5 });
    story.do("changes it to abstract", "change-service", visit, { segment: 1, service: "abstract" });
    story.do("finishes", "finish", visit);
    await expect(String(story)).toMatchFileSnapshot(golden("qt-5"));
  });

  /** The counter's own kind first; when there is none, it helps the others. */
  const twoKinds = { ...example, routing: { preset: "quick-counters" as const, types: ["Quick Trans"] } };

  test("QT6", async () => {
    const story = new Telling(
      "QT6: an agent at a counter for quick transactions calls the second, which is one, then falls back to the first",
      twoKinds,
    );
    const first = story.intake(["licence"], { counterType: "Counter" });
    const second = story.after(1).intake(["licence"], { counterType: "Quick Trans" });
    story.after(1).by(22);
    expect(story.callNext()).toBe(second);
    story.do("begins", "begin", second);
    story.do("finishes", "finish", second);
    expect(story.callNext()).toBe(first);
    story.do("begins", "begin", first);
    story.do("finishes", "finish", first);
    await expect(String(story)).toMatchFileSnapshot(golden("qt-6"));
  });

  test("QT7", async () => {
    const story = new Telling(
      "QT7: the mirror: an agent at a full counter calls the second, which is not quick, then helps with the quick one",
      twoKinds,
    );
    const first = story.intake(["licence"], { counterType: "Quick Trans" });
    const second = story.after(1).intake(["licence"], { counterType: "Counter" });
    story.after(1);
    expect(story.callNext()).toBe(second);
    story.do("begins", "begin", second);
    story.do("finishes", "finish", second);
    expect(story.callNext()).toBe(first);
    story.do("begins", "begin", first);
    story.do("finishes", "finish", first);
    await expect(String(story)).toMatchFileSnapshot(golden("qt-7"));
  });
});
