/** Orders to one device: real programs, with a network and without one. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OrderDone } from "#shared/fleet/orders.ts";
import { until } from "../../device/testing/process.ts";
import { FleetScene, kiosk, overlayOf } from "./fleet-scene.ts";

let scene: FleetScene;
beforeEach(() => {
  scene = new FleetScene();
});
afterEach(() => scene.end());

const order = <T>(what: string, device: string) => scene.ask<T>(`/api/v1/fleet/${what}`, { device, by: "pat" });

// Most of it is waiting for programs to start.
describe("orders", { timeout: 240_000 }, () => {
  it("a device shows who it is, tells its log as plain facts, and starts again; each is in the audit, also on a hub without a network", async () => {
    await scene.startHub(undefined, {});
    expect(await order("identify", "kiosk-7")).toMatchObject({ fault: "device-unknown", facts: { device: "kiosk-7" } });
    expect(await order("identify", "kiosk-1")).toMatchObject({ fault: "device-not-heard" });
    const box = scene.plain("kiosk-1", kiosk, `mqtt://127.0.0.1:${scene.hub.ready.mqttPort}`);
    await scene.isOnline("kiosk-1");
    const port = () => box.ready.at(-1)?.httpPort as number;
    expect(await overlayOf(port(), "kiosk")).toBeNull();
    expect(await order("identify", "kiosk-1")).toEqual({ kind: "done", text: "" });
    expect(await overlayOf(port(), "kiosk")).toEqual({ kind: "identify", name: "kiosk-1" });

    const { text } = await order<OrderDone>("logs", "kiosk-1");
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { msg: string; device: string; time: number });
    expect(lines).toContainEqual(expect.objectContaining({ msg: "hub.connected", device: "kiosk-1", time: expect.any(Number) }));

    expect(await scene.ask("/api/v1/fleet/group/identify", { group: "zone:main", by: "pat" })).toEqual({
      kind: "done",
      results: [
        { device: "kiosk-1", fault: null, text: "" },
        { device: "board-1", fault: { fault: "device-not-heard", facts: { device: "board-1" } }, text: "" },
      ],
    });
    expect(await order("restart", "kiosk-1")).toEqual({ kind: "done", text: "" });
    await until(
      () => box.ready.length,
      (starts) => starts === 2,
    );
    expect(box.codes).toEqual([75]);
    expect(await scene.audited()).toEqual([
      "pat order-given kiosk-1 identify",
      "pat order-not-heard kiosk-1 identify",
      "pat order-given kiosk-1 identify",
      "pat order-done kiosk-1 identify",
      "pat order-given kiosk-1 logs",
      "pat order-done kiosk-1 logs",
      "pat order-given kiosk-1 identify",
      "pat order-given board-1 identify",
      "pat order-not-heard board-1 identify",
      "pat order-done kiosk-1 identify",
      "pat order-given kiosk-1 restart",
      "pat order-done kiosk-1 restart",
    ]);
  });
});
