import fc from "fast-check";
import { expect, it } from "vitest";
import { fault } from "../faults/fault.ts";
import { attentionOf, byUrgency, cured, type DeviceSeen, type Going, needsOf, patienceMs } from "./attention.ts";
import { needCodes } from "./needs.ts";

const entry = (since: number, going: Going | undefined, at: number) =>
  attentionOf({ device: "kiosk-1", need: "printer-paper-out", facts: {} }, since, going, at);
const going = (at: number): Going => ({ device: "kiosk-1", need: "printer-paper-out", agent: 21, at });

const seen = (change: Partial<DeviceSeen>): DeviceSeen => ({ id: "kiosk-1", online: true, since: 0, faults: [], ...change });

it("A need is asked of staff, then of the manager too when nobody goes for five minutes", () => {
  expect(entry(0, undefined, patienceMs - 1)).toMatchObject({ stage: { kind: "asked", went: null }, escalated: false });
  expect(entry(0, undefined, patienceMs)).toMatchObject({ stage: { kind: "asked", went: null }, escalated: true });
});

it("Whoever goes has five minutes, however late they went; then others are asked again, and the manager is told who went", () => {
  const late = 3 * patienceMs;
  expect(entry(0, going(late), late + patienceMs - 1)).toMatchObject({ stage: { kind: "taken", agent: 21, at: late }, escalated: false });
  expect(entry(0, going(late), late + patienceMs)).toMatchObject({
    stage: { kind: "asked", went: { agent: 21, at: late } },
    escalated: true,
  });
});

it("At every moment: taken and escalated exclude each other, and nothing stays with nobody told for five minutes", () => {
  const moment = fc.integer({ min: 0, max: 4 * patienceMs });
  fc.assert(
    fc.property(moment, fc.option(moment, { nil: null }), moment, (since, went, later) => {
      const at = Math.max(since, went ?? 0) + later;
      const { stage, escalated } = entry(since, went === null ? undefined : going(went), at);
      expect(escalated && stage.kind === "taken").toBe(false);
      // Neither the need nor the last word of anybody is older than that.
      if (!escalated) expect(at - Math.max(since, stage.kind === "taken" ? stage.at : 0)).toBeLessThan(patienceMs);
    }),
  );
});

it("A device that is away says nothing of its printer: that it is away is what is known", () => {
  const faults = [fault("printer-paper-out"), fault("storage-full"), fault("printer-unrecognised")];
  expect(needsOf(seen({ faults })).map((each) => each.fault)).toEqual(["printer-paper-out"]);
  expect(needsOf(seen({ online: false, faults })).map((each) => each.fault)).toEqual(["device-away"]);
});

it("Only the device's own word ends it: silence does not", () => {
  const paper = going(0);
  const over = (device: DeviceSeen | undefined) => cured([paper], () => device).length === 1;
  expect(over(seen({ faults: [fault("printer-paper-out")] }))).toBe(false);
  expect(over(seen({ online: false }))).toBe(false);
  expect(over(seen({ faults: [fault("printer-paper-low")] }))).toBe(true);
  // It was taken out of the configuration.
  expect(over(undefined)).toBe(true);
  expect(cured([{ ...paper, need: "device-away" }], () => seen({ faults: [] }))).toHaveLength(1);
});

it("What citizens lack comes before what they will lack; every order is the same for everybody", () => {
  const entries = needCodes.map((need, place) => attentionOf({ device: "kiosk-1", need, facts: {} }, place, undefined, 0));
  const [first, last] = [entries.toSorted(byUrgency), entries.toReversed().toSorted(byUrgency)];
  expect(first).toEqual(last);
  expect(first.at(-1)?.need).toBe("printer-paper-low");
});
