/** A dead kiosk, a spare in its place, and a device that gives up all that it keeps: real programs, mutual TLS in between. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FleetList } from "#shared/fleet/orders.ts";
import { until } from "../../device/testing/process.ts";
import { type Box, FleetScene, isReady, kiosk, overlayOf, portOf, tap } from "./fleet-scene.ts";

let scene: FleetScene;
beforeEach(() => {
  scene = new FleetScene();
});
afterEach(() => scene.end());

/** Of a ticket that a kiosk gives alone: its own series. */
async function tapAlone(box: Box, key: string): Promise<string> {
  scene.hub.child.kill("SIGSTOP");
  try {
    return (await tap(box, key)).number;
  } finally {
    scene.hub.child.kill("SIGCONT");
  }
}

const letterOf = (number: string) => number.replace(/\d+$/, "");

// Most of it is waiting for programs to start.
describe("spares", { timeout: 240_000 }, () => {
  it("Q-SAFE-1: a spare takes a dead kiosk's place, prints with a letter of its own, and the dead one is shut out", async () => {
    await scene.startHub();
    const dead = await scene.box("kiosk-1", kiosk, "kiosk");
    await isReady(dead, "kiosk-1");
    const before = await tapAlone(dead, "alone-before-death");
    const papers = ["--port", "0", "--control-port", "0", "--mm-per-second", "0", "--data", join(scene.folder, "papers")];
    const printer = await scene.start("device/virtual/printer/main.ts", ...papers);
    const spare = await scene.box("spare-1", { ...kiosk, printer: { kind: "tcp", host: "127.0.0.1", port: printer.ready.port } }, "spare");
    const [listed] = await until(
      async () => (await scene.ask<FleetList>("/api/v1/fleet")).spares,
      (spares) => spares.length === 1,
    );
    expect(listed).toMatchObject({ id: "spare-1", role: "kiosk", online: true });
    await until(
      () => overlayOf(portOf(spare), "kiosk"),
      (overlay) => overlay !== null,
    );
    expect(await overlayOf(portOf(spare), "kiosk")).toMatchObject({ kind: "spare", name: "spare-1", isConnected: true });
    expect((await tap(spare, "no-ticket-here")).fault).toBe("not-enrolled");

    const replace = { device: "kiosk-1", with: "spare-1", by: "pat" };
    expect(await scene.ask("/api/v1/fleet/replace", replace)).toMatchObject({ fault: "device-still-there" });
    // Who has a place, and answers, is no spare; whom nobody knows is not said to be silent.
    for (const [spare, why] of [
      ["kiosk-1", "spare-not-fit"],
      ["spare-9", "device-unknown"],
    ])
      expect(await scene.ask("/api/v1/fleet/replace", { device: "board-1", with: spare, by: "pat" })).toMatchObject({ fault: why });
    await dead.switchOff();
    const answer = await until(
      () => scene.ask<{ fault?: string }>("/api/v1/fleet/replace", replace),
      ({ fault }) => fault !== "device-still-there",
    );
    expect(answer).toEqual({ kind: "done", text: "" });
    await isReady(spare, "kiosk-1");
    const number = await tapAlone(spare, "alone-in-its-place");
    expect(letterOf(number)).not.toBe(letterOf(before));
    const [paper] = await until(
      async () => (await (await fetch(`http://127.0.0.1:${printer.ready.controlPort}/tickets?after=0`)).json()) as { lines: string[] }[],
      (all) => all.length === 1,
    );
    expect(paper?.lines.join("\n")).toContain(number);
    expect((await scene.ask<FleetList>("/api/v1/fleet")).spares).toEqual([]);
    expect(await scene.audited()).toEqual([
      "pat token-made kiosk-1",
      "device kiosk-1 device-enrolled kiosk-1",
      "pat token-made spare-1",
      "device spare-1 device-enrolled spare-1",
      "pat token-made kiosk-1",
      "pat order-given spare-1 become",
      "pat order-done spare-1 become",
      "device kiosk-1 certificate-replaced kiosk-1",
      "device kiosk-1 device-enrolled kiosk-1",
      "device kiosk-1 spare-promoted spare-1",
    ]);

    // The dead one comes back.
    const connections = dead.lines.filter(({ msg }) => msg === "hub.connected").length;
    const refused = () =>
      scene.hub
        .log()
        .split("\n")
        .filter((line) => line.includes('"broker.refused"')).length;
    const refusedBefore = refused();
    dead.switchOn();
    await until(refused, (count) => count > refusedBefore);
    expect(dead.lines.filter(({ msg }) => msg === "hub.connected")).toHaveLength(connections);
  });

  it("a device that is retired keeps nothing, shows the page of a new one, and its certificate has ended", async () => {
    await scene.startHub();
    const box = await scene.box("kiosk-1", kiosk, "kiosk");
    await isReady(box, "kiosk-1");
    await tap(box, "canary-tap-key-0001");
    await until(
      () => scene.ask<{ tickets: number }>("/api/v1/counts"),
      ({ tickets }) => tickets === 1,
    );
    const data = join(scene.folder, "kiosk-1");
    const { key } = JSON.parse(readFileSync(join(data, "identity/credentials.json"), "utf8")) as { key: string };
    const canaries = ["canary-tap-key-0001", key.split("\n")[1] as string];
    const kept = () =>
      readdirSync(data, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map((each) => readFileSync(join(each.parentPath, each.name), "latin1"))
        .join("\n");
    expect(canaries.map((canary) => kept().includes(canary))).toEqual([true, true]);

    expect(await scene.ask("/api/v1/fleet/erase", { device: "kiosk-1", by: "pat" })).toEqual({ kind: "done", text: "" });
    const page = await until(
      () => box.log.match(/"httpPort":(\d+),"msg":"identity.page"/g)?.length,
      (count) => count === 2,
    );
    expect(page).toBe(2);
    const port = [...box.log.matchAll(/"httpPort":(\d+),"msg":"identity.page"/g)].at(-1)?.[1];
    await until(
      async () => (await fetch(`http://127.0.0.1:${port}/kiosk/`)).text(),
      (text) => text.includes("no certificate of this device"),
    );
    expect(canaries.map((canary) => kept().includes(canary))).toEqual([false, false]);
    expect((await scene.audited()).slice(-3)).toEqual([
      "pat order-given kiosk-1 erase",
      "pat order-done kiosk-1 erase",
      "pat device-revoked kiosk-1",
    ]);
  });
});
