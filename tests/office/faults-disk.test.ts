/** A real disk without room, under the hub and under the kiosk: nothing that cannot be recorded is done, and all goes on once there is room. */
import { describe, expect } from "vitest";
import { fault } from "#shared/faults/fault.ts";
import { citizenFaultText, faultText } from "#shared/faults/text.ts";
import type { KioskLive } from "#shared/wire/kiosk-page.ts";
import type { CounterEntry } from "#shared/wire/staff.ts";
import { it } from "./scene/it.ts";
import { refusalOf } from "./scene/scene.ts";
import { until } from "./scene/until.ts";

const agent = 21;
const counter = "counter-1";

describe.concurrent("a full disk", { timeout: 120_000 }, () => {
  it("Q-TICKET-3: at the hub: commands are answered with what to do, the kiosk goes on alone, and with room again nothing is missing", async ({
    scene,
    disk,
  }) => {
    scene.keepDataOf("hub", disk.folder);
    await scene.start("printer", "hub", "kiosk-1");
    const page = scene.kioskPage();
    await scene.untilTogether(page);
    const staff = scene.staff();
    await until("the staff's view", () => staff.office);
    await staff.must("sign-in", { agent, counter }, 10_000);
    const numbers = [(await scene.ticket()).number];
    await scene.untilHubCount(1);
    await until("the print's end at the hub", () => [...staff.visits()].every(({ printed }) => printed === "printed"));

    disk.fill();
    const called = await staff.command("call-next", { agent, counter });
    expect(called).toMatchObject({ kind: "refused", fault: { fault: "storage-full" } });
    expect(faultText(fault("storage-full"), "en").advice).toContain("Free space on the disk");
    const health = await scene.ask("hub", "/health");
    expect(health).toMatchObject({ status: 503, body: { ok: false, faults: [{ fault: "storage-full" }] } });
    const expected = { epoch: (health.body as { epoch: string }).epoch, n: 999_999_999 };
    const asked = await scene.ask("hub", "/api/v1/commands/call-next", { key: scene.key("full"), agent, counter, expected });
    expect(asked).toMatchObject({ status: 503, body: { fault: "storage-full", present: { [`counter/${counter}`]: { holding: null } } } });

    for (let count = 1; count <= 3; count += 1) numbers.push((await scene.ticket()).number);
    // Its own series, in its order.
    expect(numbers.slice(1).map((number) => number[0])).toEqual(["C", "C", "C"]);
    expect(new Set(numbers).size).toBe(4);
    expect(await scene.untilPapers(4)).toEqual(numbers);
    expect(await scene.hubCount()).toBe(1);
    expect([scene.isRunning("hub"), scene.isRunning("kiosk-1")]).toEqual([true, true]);

    disk.makeRoom();
    await scene.untilHubCount(4);
    await until("the hub to be well", async () => (await scene.ask("hub", "/health")).status === 200);
    await until("all four in line", () => [...staff.visits()].length === 4);
    expect([...staff.visits()].map(({ number }) => number).sort()).toEqual([...numbers].sort());
    const visit = await staff.must("call-next", { agent, counter }, 10_000);
    expect(staff.visit(visit ?? "")?.number).toBe(numbers[0]);
    expect((staff.counter(counter) as CounterEntry).holding).toBe(visit);
    expect(await scene.hubCount()).toBe(4);
  });

  it("Q-TICKET-2: at the kiosk: it says that it is out of service, no paper comes out without a record, and it goes on once there is room", async ({
    scene,
    disk,
  }) => {
    scene.keepDataOf("kiosk-1", disk.folder);
    await scene.start("printer", "hub", "kiosk-1");
    const page = scene.kioskPage();
    await scene.untilTogether(page);
    const staff = scene.staff();
    const first = await scene.ticket();
    await scene.untilPapers(1);
    await page.until<KioskLive>("the print's end", "kiosk", ({ tickets }) => tickets[0]?.printed === "printed");

    disk.fill();
    expect(await scene.tap()).toMatchObject({ status: 503, body: { fault: "storage-full" } });
    const out = await page.until<KioskLive>("the kiosk to be out of service", "kiosk", ({ state }) => state === "out-of-service");
    expect(out.fault).toBe("storage-full");
    expect(citizenFaultText(fault("storage-full"), "en").advice).toMatch(/staff/);
    const told = await until("staff to be told", () => staff.device("kiosk-1")?.faults.find((each) => each.fault === "storage-full"));
    expect(faultText(told, "en").what).toContain("kiosk-1");
    expect(await scene.tap()).toMatchObject({ status: 503, body: { fault: "storage-full" } });

    disk.makeRoom();
    await page.until<KioskLive>("the kiosk to be back", "kiosk", ({ state, fault }) => state === "ready" && fault === null);
    const second = await scene.ticket();
    expect(await scene.untilPapers(2)).toEqual([first.number, second.number]);
    await scene.untilHubCount(2);
    await until("staff to see that it is cured", () => staff.device("kiosk-1")?.faults.length === 0);
    expect(await scene.hubCount()).toBe(2);
  });

  it("at the start: hub, kiosk, central and collector say so in a sentence and do not run", async ({ scene, disk }) => {
    disk.fill();
    scene.keepDataOf("hub", disk.folder);
    expect(await refusalOf("hub/main.ts", "--config", scene.fileOf("hub"))).toMatch(/ended with 1: The disk is full\..*Free space/);
    scene.keepDataOf("kiosk-1", disk.folder);
    expect(await refusalOf("device/main.ts", "--config", scene.fileOf("kiosk-1"))).toMatch(
      /ended with 1: storage-full: .*disk is full.*Free space/,
    );
    for (const script of ["hub/central/main.ts", "hub/central/collector/main.ts"])
      expect(await refusalOf(script, "--port", "0", "--data", disk.folder)).toMatch(
        /ended with 1: .*cannot keep its data in .*\(.*full\)\. Give/,
      );
  });
});
