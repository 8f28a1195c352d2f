/** An office is changed while it works, as real processes: kiosks and boards follow, those that were away when they are back. */
import { describe, expect } from "vitest";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { PublicOffice } from "#shared/office/public.ts";
import type { BoardLive } from "#shared/wire/board-page.ts";
import type { ConfigurationAnswer } from "#shared/wire/configuration.ts";
import type { KioskLive } from "#shared/wire/kiosk-page.ts";
import { it } from "./scene/it.ts";
import type { Scene } from "./scene/scene.ts";
import { until } from "./scene/until.ts";

async function change(scene: Scene, how: (office: OfficeConfiguration) => void): Promise<void> {
  const { epoch, version, configuration } = (await scene.ask("hub", "/api/v1/configuration")).body as ConfigurationAnswer;
  how(configuration);
  const body = { key: scene.key("change"), agent: 21, expected: { epoch, n: version }, configuration };
  const { status, body: answer } = await scene.ask("hub", "/api/v1/configuration", body);
  expect(status, JSON.stringify(answer)).toBe(200);
}

const namesAt = async (scene: Scene) => {
  const office = (await scene.ask("kiosk-1", "/api/kiosk/catalogue")).body as PublicOffice;
  return office.services.map(({ name }) => name.en);
};
const rename = (en: string) => (office: OfficeConfiguration) => void Object.assign(office.services[0] as object, { name: { en, fr: en } });

describe.concurrent("the office is changed while it works", { timeout: 120_000 }, () => {
  it("a kiosk shows what was changed without a new start, and what was changed while it was off when it is back", async ({ scene }) => {
    await scene.start("printer", "hub", "kiosk-1");
    const page = scene.kioskPage();
    const before = await page.until<KioskLive>("the kiosk to be ready", "kiosk", ({ state }) => state === "ready");
    await change(scene, (office) => {
      rename("Driving licence")(office);
      Object.assign(office.services[1] as object, { active: false });
    });
    await page.until<KioskLive>("another catalogue", "kiosk", ({ catalogue }) => catalogue > before.catalogue);
    expect(await namesAt(scene)).toEqual(["Driving licence", "Another question"]);
    expect((await scene.ticket()).service).toBe("licence");

    await scene.kill("kiosk-1");
    await change(scene, rename("Licence to drive"));
    await scene.start("kiosk-1");
    await until("the name that it missed", async () => (await namesAt(scene))[0] === "Licence to drive");
  });

  it("a board that is moved shows its new room, calls of that room alone, and stays there over a start without the hub", async ({
    scene,
  }) => {
    await scene.start("printer", "hub", "kiosk-1", "board-1");
    await scene.kioskPage().until<KioskLive>("the kiosk to be ready", "kiosk", ({ state }) => state === "ready");
    const page = scene.boardPage();
    await page.until<BoardLive>("the room it began in", "board", ({ zoneName }) => zoneName?.en === "Waiting room");
    await change(scene, (office) => {
      office.zones.push({ id: "upstairs", name: { en: "Upstairs", fr: "À l'étage" } });
      for (const each of [...office.devices, ...office.counters]) if (["board-1", "counter-2"].includes(each.id)) each.zone = "upstairs";
    });
    await page.until<BoardLive>(
      "its new room",
      "board",
      ({ zoneName, hubAwaySince }) => zoneName?.en === "Upstairs" && hubAwaySince === null,
    );
    const { number } = await scene.ticket();
    await scene.untilHubCount(1);
    const command = async (name: string, counter: string) => {
      const { epoch, offset: n } = (await scene.ask("hub", "/api/v1/counts")).body as { epoch: string; offset: number };
      return scene.ask("hub", `/api/v1/commands/${name}`, { key: scene.key(name), agent: 22, counter, expected: { epoch, n } });
    };
    expect((await command("sign-in", "counter-2")).status).toBe(200);
    expect((await command("call-next", "counter-2")).status).toBe(200);
    await page.until<BoardLive>("the call", "board", ({ view }) =>
      (view?.now ?? []).some((each) => `${each.letter}${each.count}` === number && each.label === "2"),
    );

    await scene.kill("hub");
    await scene.kill("board-1");
    await scene.start("board-1");
    await page.until<BoardLive>(
      "the room without the hub",
      "board",
      ({ zoneName, hubAwaySince }) => zoneName?.en === "Upstairs" && hubAwaySince !== null,
    );
    await scene.start("hub");
    await page.until<BoardLive>("the hub again", "board", ({ hubAwaySince }) => hubAwaySince === null);
  });
});
