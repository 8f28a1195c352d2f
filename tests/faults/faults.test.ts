import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { until } from "../office/scene/until.ts";
import type { Office } from "./office.ts";
import { askUntilAnswered } from "./people.ts";
import { playReplugs } from "./replug/round.ts";
import { playRound } from "./round.ts";

const made: string[] = [];
const folder = () => {
  made.push(mkdtempSync(join(tmpdir(), "the-q-fire-")));
  return made.at(-1) as string;
};
afterAll(() => {
  for (const each of made) rmSync(each, { recursive: true, force: true });
});

/** Longer than a slow machine takes; most of it is waiting for programs to start. */
const timeout = 240_000;

/** `npm run faults -- --kills N` goes on as long as you like; this is a sample of it. */
describe.concurrent("an office of real processes under fire", { timeout }, () => {
  for (const broker of ["embedded", "mosquitto"] as const) {
    test(`Q-EVENT-1, Q-TICKET-1, Q-TICKET-2: 20 kills over the ${broker} broker lose nothing, double nothing, repeat no number and leave no paper without record`, async ({
      onTestFinished: opened,
    }) => {
      const { kills, tickets, violations } = await playRound({ seed: 20, kills: 20, broker, folder: folder(), opened });
      expect(violations).toEqual([]);
      expect(kills).toBeGreaterThanOrEqual(20);
      expect(tickets).toBeGreaterThan(0);
    });
  }

  test("Q-EVENT-1: with the way to central cut twenty times under rows or under their acknowledgement, every row of the hub is there once", async ({
    onTestFinished: opened,
  }) => {
    let cuts = 0;
    const instead = async (office: Office) => {
      const wire = office.wires.get("central");
      if (!wire) throw new Error("there is no way to central");
      for (; cuts < 20; cuts += 1) {
        // A hub that fails again and again waits longer and longer: between two cuts it gets something through.
        const before = await rowsAtCentral(office);
        await until("more rows at central", async () => (await rowsAtCentral(office)) > before);
        const { swallowedBytes } = wire;
        wire.set({ swallows: cuts % 2 === 0 ? "to-client" : "to-server" });
        await until("something to go nowhere", () => wire.swallowedBytes > swallowedBytes);
        wire.set({ state: "cut", swallows: null });
        wire.set({ state: "open" });
      }
    };
    const { violations, hubRows } = await playRound({ seed: 21, kills: 0, broker: "embedded", folder: folder(), opened, instead });
    expect(violations).toEqual([]);
    expect(cuts).toBe(20);
    expect(hubRows).toBeGreaterThan(20);
  });
});

/** `npm run faults -- --replugs N` goes on as long as you like. */
test("Q-TICKET-5, Q-FAULT-1: printer, panel, scanner and sign are pulled in the middle of their work and plugged in again: no ghost, no double, no lost ticket", {
  timeout,
}, async () => {
  const { violations, tickets, slowestMs } = await playReplugs({ seed: 5, replugs: 9, folder: folder() });
  // How soon they are found again is judged where the machine has nothing else to do.
  expect(violations.filter((what) => !what.includes("found again after"))).toEqual([]);
  expect(tickets).toBeGreaterThan(0);
  expect(Object.keys(slowestMs).sort()).toEqual(["panel", "printer", "scanner", "sign"]);
});

async function rowsAtCentral(office: Office): Promise<number> {
  const { offices } = (await askUntilAnswered(`${office.address("central")}/counts`)) as { offices: { example?: { next: number } } };
  return offices.example?.next ?? 0;
}
