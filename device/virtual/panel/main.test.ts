/** The twin of a panel's board as a program of its own, with a kiosk's panel at the other end of its serial device. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test, vi } from "vitest";
import type { UnoPanelSettings } from "#shared/wire/panels.ts";
import { boardOf } from "../../panel/connect.ts";
import { loadJohnnyFive } from "../../panel/libraries.ts";
import { Panel } from "../../panel/panel.ts";
import { openOffice, printed, twoButtons } from "../../panel/rig/world.ts";
import { realTimers } from "../../runtime/timers.ts";
import { startProgram, until } from "../../testing/process.ts";
import { sampleView } from "../../testing/sample-view.ts";
import type { PanelState } from "./control.ts";

vi.setConfig({ testTimeout: 120_000 });

test("its lamps are seen, its button pressed, its board frozen and its cable pulled over HTTP, and nonsense is answered in words", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "the-q-twin-"));
  const where = path.join(folder, "panel");
  const program = await startProgram("device/virtual/panel/main.ts", ["--path", where, "--control-port", "0"]);
  const address = `http://127.0.0.1:${program.ready.controlPort}`;
  const post = async (what: string, body: unknown) => {
    const answer = await fetch(`${address}${what}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as PanelState & { what?: string } };
  };
  const state = async () => (await (await fetch(`${address}/state`)).json()) as PanelState;
  const taps: string[] = [];
  let condition = "";
  const settings: UnoPanelSettings = { ...twoButtons, displays: [{ controller: "ht16k33", address: "0x70" }], path: where };
  const ports = { realMs: () => performance.now(), timers: realTimers };
  const panel = new Panel(settings, await loadJohnnyFive(), {
    ...ports,
    openBoard: await boardOf(settings, ports),
    tap: (service) => {
      taps.push(service);
      return Promise.resolve(printed());
    },
    stand: (troubles) => {
      condition = troubles.condition.kind;
    },
    note: () => {},
  });
  panel.show({ ...openOffice, view: sampleView("A12 3") });
  panel.start();
  const lampIs = (lamp: string) => until(state, ({ lamps }) => lamps["3"] === lamp);
  try {
    await lampIs("on");
    const { number } = await until(state, (now) => now.number.lit !== "off");
    expect(number).toMatchObject({ text: " A.12", segments: ["", "abcefgp", "bc", "abdeg"] });
    await until(
      // A busy machine may have taken the board for silent: whoever presses looks whether anything came of it.
      async () => {
        if ((await state()).lamps["3"] === "on") await post("/press", { pin: "2" });
        return taps;
      },
      (now) => now.length > 0,
    );
    expect(taps[0]).toBe("licence");
    expect((await post("/switches", { frozen: true })).body.frozen).toBe(true);
    await until(
      () => condition,
      (now) => now === "silent",
    );
    await post("/switches", { frozen: false });
    await until(
      () => condition,
      (now) => now === "well",
    );
    const unplugged = (await post("/switches", { plugged: false })).body;
    expect(unplugged.lamps["3"]).not.toBe("on");
    expect(unplugged.number.lit).not.toBe("on");
    await until(
      () => condition,
      (now) => now === "unreachable",
    );
    await post("/switches", { plugged: true });
    await lampIs("on");
    expect((await post("/press", { pin: "1" })).body.what).toBe("pin must be 2 to 13 or A0 to A5");
    expect((await post("/switches", { frozen: "very" })).status).toBe(400);
    expect((await fetch(`${address}/tickets`)).status).toBe(404);
  } finally {
    panel.stop();
    await program.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
