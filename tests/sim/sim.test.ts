/** A sample of the simulation: `npm test` plays 2,000 seeds, and more are played on demand (`npm run sim`). */
import { expect, it } from "vitest";
import { plants } from "./plants.ts";
import { plantNamed, Simulation } from "./run.ts";

it("Q-EVENT-1: seeds of a whole office keep every promise", { timeout: 120_000 }, async () => {
  const simulation = new Simulation();
  for (let seed = 1; seed <= 60; seed += 1) {
    const { violations } = await simulation.run(seed);
    expect(violations, `npm run sim -- --seed ${seed}`).toEqual([]);
  }
});

it("the same seed gives the same digest twice, whether or not somebody reads along", { timeout: 60_000 }, async () => {
  for (const seed of [3, 11, 29]) {
    const { digest, transcript } = await new Simulation().run(seed, true);
    const again = await new Simulation().run(seed);
    expect([again.digest, again.transcript]).toEqual([digest, []]);
    expect(transcript.length).toBeGreaterThan(20);
  }
});

it.each([
  ["kiosk-commit-not-on-disk", "Q-TICKET-2"],
  ["counter-reset-by-start", "Q-TICKET-1"],
  ["hub-acknowledges-before-disk", "Q-EVENT-1"],
  ["two-counters-one-ticket", "Q-CALL-1"],
  ["every-board-speaks", "Q-CALL-2"],
  ["arrival-by-the-kiosks-clock", "Q-TIME-1"],
])("a planted bug is caught: %s", { timeout: 120_000 }, async (name, promise) => {
  const simulation = new Simulation(plantNamed(name));
  const caught = new Set<string>();
  for (let seed = 1; seed <= 60 && !caught.has(promise); seed += 1) {
    const { violations } = await simulation.run(seed);
    for (const violation of violations) caught.add(violation.promise);
  }
  expect([...caught]).toContain(promise);
});

it("every planted bug has a name of its own and says what it is", () => {
  expect(plants.length).toBeGreaterThanOrEqual(20);
  expect(new Set(plants.map(({ name }) => name)).size).toBe(plants.length);
  for (const { name, about } of plants) expect([name, about.length > 20]).toEqual([expect.stringMatching(/^[a-z0-9-]+$/), true]);
});
