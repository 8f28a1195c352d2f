/** What happens to the machine a kiosk runs on: told to staff while it is so, once, and gone by itself. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect } from "vitest";
import { faultText } from "#shared/faults/text.ts";
import { it } from "./scene/it.ts";
import { until } from "./scene/until.ts";

describe.concurrent("a device's machine", { timeout: 120_000 }, () => {
  it("Q-FAULT-1: heat and weak power of a kiosk's machine are on the manager's page with advice, once, and end by themselves", async ({
    scene,
  }) => {
    const write = (name: string, text: string, machine: "kiosk-1" | "hub" = "kiosk-1") => {
      const file = join(scene.machineOf(machine), name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    };
    const power = "sys/devices/platform/soc/soc:firmware/get_throttled";
    const heat = "sys/class/thermal/thermal_zone0/temp";
    await scene.start("printer", "hub", "kiosk-1", "board-1");
    const page = scene.kioskPage();
    await scene.untilTogether(page);
    const staff = scene.staff();
    const faults = () => staff.device("kiosk-1")?.faults ?? [];
    // An office without a machine of its own says nothing of the one it runs on.
    await until("a kiosk that is well", () => staff.device("kiosk-1")?.online === true && faults().length === 0);

    write(heat, "86100\n");
    write(power, "1\n");
    await until("both to be told", () => faults().length === 2);
    expect(faults().map(({ fault }) => fault)).toEqual(["power-weak", "machine-hot"]);
    const [weak, hot] = faults();
    expect(faultText(hot as NonNullable<typeof hot>, "fr").what).toBe("kiosk-1 : L'appareil est trop chaud : 85 °C.");
    expect(faultText(weak as NonNullable<typeof weak>, "en").advice).toContain("power supply");
    const { since } = hot as NonNullable<typeof hot>;

    write(heat, "77000\n");
    write(power, "0\n");
    await until("the degrees to be of now", () => faults().some(({ facts }) => facts.celsius === 75));
    expect(faults().find(({ fault }) => fault === "machine-hot")?.since).toBe(since);
    write(heat, "60000\n");
    await until("only the memory of weak power", () => faults().length === 1 && faults()[0]?.fault !== "machine-hot");
    expect(faults()[0]?.fault).toMatch(/^power-(?:was-)?weak$/);

    // The keeper of its screen says how that is.
    const screen = (state: string) => scene.ask("kiosk-1", "/api/screen", { state });
    expect((await screen("dark")).body).toMatchObject({ awake: true });
    await until("a dark screen", () => faults().some(({ fault }) => fault === "screen-dark"));
    await screen("showing");
    await until("a screen that is well", () => faults().every(({ fault }) => fault !== "screen-dark"));

    // The hub's own machine is one of the hub's faults.
    const hubFaults = async () => ((await scene.ask("hub", "/health")).body as { faults: { fault: string; facts: object }[] }).faults;
    expect(await hubFaults()).toEqual([]);
    write(heat, "81000\n", "hub");
    await until("the hub to be hot", async () => (await hubFaults())[0]?.fault === "machine-hot");
    expect(await hubFaults()).toEqual([{ fault: "machine-hot", facts: { device: "hub", celsius: 80 } }]);
    write(heat, "50000\n", "hub");
    await until("the hub to have cooled", async () => (await hubFaults()).length === 0);
    // The machine next to it has nothing to do with it.
    expect(staff.device("board-1")?.faults.some(({ fault }) => fault.startsWith("machine-"))).toBe(false);
    expect((await scene.ticket()).number).toMatch(/^A/);
  });
});
