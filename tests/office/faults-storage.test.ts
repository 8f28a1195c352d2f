/** A kiosk's card is put back to an older image while the office runs: two histories of one log, over either broker. */
import { cpSync, rmSync } from "node:fs";
import { describe, expect } from "vitest";
import type { KioskLive } from "#shared/wire/kiosk-page.ts";
import { it } from "./scene/it.ts";
import type { Scene } from "./scene/scene.ts";
import { until } from "./scene/until.ts";

async function olderImage(scene: Scene): Promise<void> {
  await scene.start("printer", "hub", "kiosk-1");
  await scene.untilTogether(scene.kioskPage());
  const numbers = [(await scene.ticket()).number];
  await scene.untilHubCount(1);
  await scene.untilPapers(1);
  await scene.kill("kiosk-1");
  const image = `${scene.dataOf("kiosk-1")}-image`;
  cpSync(scene.dataOf("kiosk-1"), image, { recursive: true });
  await scene.start("kiosk-1");
  await scene.untilTogether(scene.kioskPage());
  for (let count = 0; count < 2; count += 1) numbers.push((await scene.ticket()).number);
  await scene.untilHubCount(3);
  await scene.untilPapers(3);
  await scene.kill("kiosk-1");
  rmSync(scene.dataOf("kiosk-1"), { recursive: true });
  cpSync(image, scene.dataOf("kiosk-1"), { recursive: true });
  await scene.start("kiosk-1");
  const page = scene.kioskPage();
  await scene.untilTogether(page);
  await until("the hub to say that two records exist", async () => {
    const { body } = await scene.ask("hub", "/health");
    return (body as { faults: { fault: string }[] }).faults.some(({ fault }) => fault === "log-forked");
  });
  await page.until<KioskLive>("the kiosk to have a letter again", "kiosk", ({ fault }) => fault === null);
  numbers.push((await scene.ticket()).number);
  await scene.untilHubCount(4);
  expect(new Set(numbers).size).toBe(4);
  expect(await scene.untilPapers(4)).toEqual(numbers);
  const rows = scene.rows("hub");
  const issued = rows.filter(({ kind }) => kind === "ticket-issued");
  expect(issued.map(({ body }) => `${body.letter}${body.count}`)).toEqual(numbers);
  expect(rows.filter(({ kind, body }) => kind === "series-opened" && body.use === "own")).toHaveLength(2);
  expect(rows.filter(({ kind, body }) => kind === "epoch-begun" && body.why === "fork")).toHaveLength(1);
  expect(scene.log("kiosk-1")).toContain("log.forked");
}

describe.concurrent("an older image of a card", { timeout: 120_000 }, () => {
  it("Q-TICKET-1 Q-EVENT-1: is found out, and the kiosk goes on under another letter: nothing lost, nothing twice", async ({ scene }) => {
    await olderImage(scene);
  });

  it("Q-TICKET-1 Q-EVENT-1: is found out over Mosquitto as well", async ({ scene, mosquitto }) => {
    expect(scene.externalBroker).toContain(`:${mosquitto.port}`);
    await olderImage(scene);
  });
});
