/** The kiosk's roll: what is said of it and when, over a restart, and the words that the office's staff read. */
import { expect, test } from "vitest";
import { faultText } from "#shared/faults/text.ts";
import { printerProfiles } from "../printer/profiles.ts";
import { digest } from "../testing/bench.ts";
import { faultsForHub, kioskLive } from "./live.ts";
import { type PaperOutlook, PaperRoll } from "./paper-roll.ts";
import { newSession } from "./session.ts";
import { emptyState } from "./state.ts";

const identity = { source: "kiosk-1", epoch: "e1", epochOf: () => "e1", knowsEpoch: () => true };
const kind = { ...printerProfiles["epson-tm-t20iii"].roll, lengthMm: 10_000 };

class Scene {
  kept: string | undefined;
  readonly said: PaperOutlook[] = [];

  run(): PaperRoll {
    const roll = new PaperRoll(kind, {
      kept: this.kept,
      keep: (text) => {
        this.kept = text();
      },
      told: (outlook) => this.said.push(outlook),
    });
    roll.start();
    return roll;
  }
}

const print = (roll: PaperRoll, count: number) => {
  for (let n = 0; n < count; n += 1) roll.take({ kind: "printed", lengthMm: 110 });
};

test("the count of a roll goes on after a restart, and is said only when it changes for people", () => {
  const scene = new Scene();
  const first = scene.run();
  first.take({ kind: "condition", condition: "ready" });
  first.take({ kind: "new-roll" });
  print(first, 20);
  expect(scene.said.map(({ tickets }) => tickets)).toEqual([null, 90, 80, 70]);
  const second = scene.run();
  print(second, 3);
  expect(scene.said.slice(4).map(({ tickets }) => tickets)).toEqual([70, 60]);
});

test("near-end says to staff how many tickets are left, in both languages, and to the page of citizens only that paper is low", () => {
  const scene = new Scene();
  const roll = scene.run();
  roll.take({ kind: "condition", condition: "paper-low" });
  const session = newSession();
  session.printer = "paper-low";
  session.paper = scene.said.at(-1) ?? session.paper;
  const [low] = faultsForHub(identity, { ...emptyState(), letter: "A" }, session).filter((each) => each.fault === "printer-paper-low");
  expect(low?.facts).toEqual({ device: "kiosk-1", tickets: 20 });
  if (!low) throw new Error("no fault");
  expect(faultText(low, "en").what).toBe("kiosk-1: The printer's paper is almost used up: about 20 tickets left.");
  expect(faultText(low, "fr").what).toMatch(/Il reste peu de papier dans l'imprimante, pour environ 20 billets\.$/);
  session.office = { version: 1, office: {} as never, staffPin: null, citizenPage: null, today: null };
  expect(kioskLive(identity, { ...emptyState(), letter: "A" }, session, { realMs: 0, at: 0, digest }).fault).toBe("printer-paper-low");
});

test("a printer without a near-end sensor is low by reckoning", () => {
  const scene = new Scene();
  const roll = scene.run();
  roll.take({ kind: "condition", condition: "ready" });
  roll.take({ kind: "new-roll" });
  print(roll, 90);
  roll.take({ kind: "condition", condition: "paper-out" });
  roll.take({ kind: "condition", condition: "ready" });
  expect(scene.said.at(-1)).toEqual({ tickets: 90, isLow: false });
  print(roll, 70);
  expect(scene.said.at(-1)).toEqual({ tickets: 20, isLow: true });
  const session = newSession();
  session.printer = "ready";
  session.paper = { tickets: 20, isLow: true };
  expect(faultsForHub(identity, { ...emptyState(), letter: "A" }, session).map(({ fault }) => fault)).toContain("printer-paper-low");
});
