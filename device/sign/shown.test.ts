/** What a sign shows of a board view. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { signColumnsMin } from "#shared/wire/signs.ts";
import { sampleView } from "../testing/sample-view.ts";
import { flashMs, plain, rowText, SignFace, shownCall } from "./shown.ts";

const row = (view: Parameters<typeof shownCall>[0], counter?: string, columns = 20) => rowText(shownCall(view, counter), columns);

test("a zone's sign shows the newest call that holds, a counter's its own without the counter, and nothing is blank", () => {
  const view = sampleView("B7 2", "A12 3", "A9 1");
  expect([row(view), row(view, "3"), row(view, "4"), row(sampleView()), row(null)]).toEqual(["B7 2", "A12", "", "", ""]);
});

test("a number is as on paper, where the count after 9,999 is 1 again", () => {
  expect(row(sampleView("A10000 3"))).toBe("A1 3");
});

test("a label that does not fit is left out whole, and a number always fits", () => {
  const label = fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" });
  const letter = fc.constantFrom("A", "YY");
  fc.assert(
    fc.property(
      label,
      letter,
      fc.integer({ min: 1, max: 20_000 }),
      fc.integer({ min: signColumnsMin, max: 20 }),
      (name, series, count, columns) => {
        const [entry] = sampleView(`${series}${count} x`).now;
        const view = { ...sampleView(), now: entry ? [{ ...entry, label: name }] : [] };
        const number = row(view, name);
        const text = row(view, undefined, columns);
        expect(number).toMatch(/^[A-Y]{1,2}\d{1,4}$/);
        expect(text.length).toBeLessThanOrEqual(columns);
        expect([number, `${number} ${plain(name)}`]).toContain(text);
        expect(text).toMatch(/^[\x20-\x7d]+$/);
      },
    ),
  );
});

test("letters lose their marks, and what no sign has becomes a question mark", () => {
  expect(plain("Comptoir à côté ~ 右")).toBe("Comptoir a cote ? ?");
});

test("a call flashes for its time when it comes, and again when it is recalled; what stood there at the start does not", () => {
  const face = new SignFace(undefined);
  const flashing = (view: Parameters<SignFace["want"]>[0], nowMs: number) => face.want(view, nowMs).flashing;
  const [entry] = sampleView("A12 3").now;
  if (!entry) throw new Error("no call");
  const recalled = { ...sampleView(), now: [{ ...entry, call: "recall", calledAt: entry.calledAt - 3_600_000 }] };
  expect(flashing(sampleView("A12 3"), 0)).toBe(false);
  expect(flashing(sampleView("A13 4", "A12 3"), 1_000)).toBe(true);
  expect(flashing(sampleView("A13 4", "A12 3"), 1_000 + flashMs - 1)).toBe(true);
  expect(flashing(sampleView("A13 4", "A12 3"), 1_000 + flashMs)).toBe(false);
  // The newer one was finished: an old call that shows again is no news.
  expect(flashing(sampleView("A12 3"), 20_000)).toBe(false);
  // Though the hub's clock was set back meanwhile.
  expect(flashing(recalled, 30_000)).toBe(true);
  const [calledAgain] = recalled.now;
  const served = { ...recalled, now: calledAgain ? [{ ...calledAgain, call: "visit.serving", stage: "serving" as const }] : [] };
  expect(flashing(served, 30_001)).toBe(false);
  expect(flashing(null, 30_002)).toBe(false);
});

test("the first call after an empty view is news", () => {
  const face = new SignFace("3");
  expect(face.want(null, 0)).toEqual({ shown: null, flashing: false });
  expect(face.want(sampleView("B1 2"), 1)).toEqual({ shown: null, flashing: false });
  expect(face.want(sampleView("A12 3", "B1 2"), 2).flashing).toBe(true);
});
