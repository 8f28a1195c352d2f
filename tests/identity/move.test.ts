/** A kiosk that goes from one office to another: two real hubs, each with its own authority, and the command of office IT at both. */
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IdentityListOn } from "#shared/identity/registry.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { type Running, until } from "../../device/testing/process.ts";
import { FleetScene, isReady, kiosk, networkDevices, tap } from "./fleet-scene.ts";

let scene: FleetScene;
beforeEach(() => {
  scene = new FleetScene();
});
afterEach(() => scene.end());

const top = join(import.meta.dirname, "../..");

/** `npm run provision -- devices ...` at this hub: what it says. */
function devices(hub: Running, ...words: readonly string[]): Promise<string> {
  const args = ["provisioning/main.ts", "devices", ...words, "--hub", `http://127.0.0.1:${hub.ready.httpPort}`, "--by", "pat"];
  return new Promise((resolve) => execFile(process.execPath, args, { cwd: top }, (_error, out, wrong) => resolve(out + wrong)));
}

// Most of it is waiting for programs to start.
describe("a move", { timeout: 240_000 }, () => {
  it("Q-SAFE-1: a kiosk goes to another office by a pass of that one: all that it wrote is at the hub it leaves, which lets it in no more", async () => {
    await scene.startHub();
    const office = exampleOffice();
    const other = { ...office, office: { ...office.office, id: "other" } };
    const file = {
      ...{ office: "other", data: join(scene.folder, "other"), httpPort: 0, broker: { kind: "embedded", port: 0 } },
      ...{ seed: scene.write("other.json", other), openByItself: true, devices: networkDevices },
    };
    const there = await scene.start("hub/main.ts", "--config", scene.write("other-hub.json", file));
    const list = async (hub: Running) =>
      ((await (await fetch(`http://127.0.0.1:${hub.ready.httpPort}/api/v1/identity`)).json()) as IdentityListOn).devices;
    const box = await scene.box("kiosk-1", kiosk, "kiosk");
    await isReady(box, "kiosk-1");
    const { visit } = await tap(box, "canary-tap-key-0001");
    const data = join(scene.folder, "kiosk-1");
    const kept = () =>
      readdirSync(data, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map((each) => readFileSync(join(each.parentPath, each.name), "latin1"))
        .join("\n");
    expect(kept()).toContain("canary-tap-key-0001");

    const pass = join(scene.folder, "pass.json");
    expect(await devices(there, "--token", "kiosk-1", "--role", "board", "--pass", `${pass}.board`, "--at", "localhost")).toContain(
      "leads a device here",
    );
    expect(await devices(scene.hub, "--move", "kiosk-1", "--pass", `${pass}.board`)).toContain(
      "This pass is not for this device: kiosk-1.",
    );
    await devices(there, "--token", "kiosk-1", "--role", "kiosk", "--pass", pass, "--at", "localhost");
    expect(statSync(pass).mode & 0o077).toBe(0);
    // Asked for once more by mistake, the pass that is there stays good: the move below is by it.
    expect(await devices(there, "--token", "kiosk-1", "--role", "kiosk", "--pass", pass, "--at", "localhost")).toContain(
      "is there already",
    );
    expect(await devices(scene.hub, "--move", "kiosk-1", "--pass", pass)).toContain("enrols as kiosk-1 at other");

    await until(
      () => list(there),
      (all) => all.some(({ name, state }) => name === "kiosk-1" && state === "enrolled"),
    );
    await until(
      () => box.ready.length,
      (starts) => starts === 2,
    );
    await isReady(box, "kiosk-1");
    expect(kept()).not.toContain("canary-tap-key-0001");
    // What it gave before is at the hub that it left, and what it gives now at the other.
    const tickets = async (hub: Running) =>
      ((await (await fetch(`http://127.0.0.1:${hub.ready.httpPort}/api/v1/counts`)).json()) as { tickets: number }).tickets;
    expect([await tickets(scene.hub), await tickets(there)]).toEqual([1, 0]);
    expect((await tap(box, "canary-tap-key-0002")).visit).not.toBe(visit);
    await until(
      () => tickets(there),
      (count) => count === 1,
    );
    expect(await tickets(scene.hub)).toBe(1);
    expect(await list(scene.hub)).toMatchObject([{ name: "kiosk-1", state: "revoked" }]);
    expect((await scene.audited()).slice(-4)).toEqual([
      "pat order-given kiosk-1 move",
      "pat order-done kiosk-1 move",
      "pat device-moved kiosk-1",
      "pat device-revoked kiosk-1",
    ]);
  });
});
