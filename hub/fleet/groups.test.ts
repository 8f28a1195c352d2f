import { expect, test } from "vitest";
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { GroupDevice } from "#shared/fleet/groups.ts";
import type { OrderDone } from "#shared/fleet/orders.ts";
import { type GroupOrder, lookEveryMs, orderGroup } from "./groups.ts";

const kiosks: GroupDevice[] = ["kiosk-1", "kiosk-2", "kiosk-3"].map((id) => ({ id, role: "kiosk", zone: "main" }));
const board: GroupDevice = { id: "board-1", role: "board", zone: "main" };

/** Devices that answer as told, and come back as a new run when they are let. */
function office(devices: readonly GroupDevice[], answers: Readonly<Record<string, Fault>> = {}) {
  const asked: string[] = [];
  const runs = new Map<string, string | undefined>(devices.map(({ id }) => [id, "1"]));
  const looks: (() => void)[] = [];
  const stopped: number[] = [];
  const give = (kind: GroupOrder, group = "all") =>
    orderGroup(kind, group, {
      devices,
      order: async (device): Promise<OrderDone | Fault> => {
        asked.push(device);
        return answers[device] ?? { kind: "done", text: `${device} says` };
      },
      runOf: (device) => runs.get(device),
      every: (ms, run) => {
        expect(ms).toBe(lookEveryMs);
        looks.push(run);
        return () => stopped.push(1);
      },
    });
  /** Until the wish waits for devices to come back. */
  const waits = async () => {
    while (looks.length === 0) await Promise.resolve();
  };
  return { asked, runs, looks, stopped, give, waits };
}

test("each device of the group is asked and has its own result; others are not asked", async () => {
  const { asked, give } = office([...kiosks, board], { "kiosk-2": fault("device-not-heard", { device: "kiosk-2" }) });
  expect(await give("logs", "kiosks")).toEqual({
    kind: "done",
    results: [
      { device: "kiosk-1", fault: null, text: "kiosk-1 says" },
      { device: "kiosk-2", fault: { fault: "device-not-heard", facts: { device: "kiosk-2" } }, text: "" },
      { device: "kiosk-3", fault: null, text: "kiosk-3 says" },
    ],
  });
  expect(asked).toEqual(["kiosk-1", "kiosk-2", "kiosk-3"]);
});

test("a group without devices, and one of more than an office has, is refused and nobody is asked", async () => {
  const many = Array.from({ length: 41 }, (_each, n): GroupDevice => ({ id: `kiosk-${n}`, role: "kiosk", zone: "main" }));
  const { asked, give } = office(many);
  expect(await give("identify", "boards")).toMatchObject({ fault: "group-empty" });
  expect(await give("identify", "kiosks")).toMatchObject({ fault: "group-too-large" });
  expect(asked).toEqual([]);
});

test("of what stands in for each other half restarts, and the rest only when that is back as another run", async () => {
  const { asked, runs, looks, stopped, give, waits } = office([...kiosks, board]);
  const done = give("restart");
  await waits();
  expect(asked).toEqual(["kiosk-1", "board-1"]);
  runs.set("kiosk-1", undefined);
  looks[0]?.();
  runs.set("kiosk-1", "2");
  looks[0]?.();
  // The board still is the run that was asked.
  expect(asked).toHaveLength(2);
  runs.set("board-1", "2");
  looks[0]?.();
  expect(await done).toMatchObject({ results: [{}, {}, { device: "kiosk-2", fault: null }, { device: "kiosk-3", fault: null }] });
  expect([asked, stopped]).toEqual([["kiosk-1", "board-1", "kiosk-2", "kiosk-3"], [1]]);
});

test("who does not come back holds back its like, not others; who was not there to be asked holds back nobody", async () => {
  const second: GroupDevice = { ...board, id: "board-2" };
  const { asked, runs, looks, give, waits } = office([...kiosks, board, second]);
  const done = give("restart");
  await waits();
  runs.set("kiosk-1", undefined);
  runs.set("board-1", "2");
  for (let n = 0; n < 100; n += 1) looks[0]?.();
  const held = { fault: "group-held-back", facts: { other: "kiosk-1" } };
  expect(await done).toMatchObject({
    results: [{}, {}, { device: "kiosk-2", fault: held }, { device: "kiosk-3", fault: held }, { device: "board-2", fault: null }],
  });
  expect(asked).toEqual(["kiosk-1", "board-1", "board-2"]);

  const dark = office(kiosks, { "kiosk-1": fault("device-not-heard", { device: "kiosk-1" }) });
  dark.runs.delete("kiosk-1");
  expect(await dark.give("restart")).toMatchObject({
    results: [{ fault: { fault: "device-not-heard" } }, { fault: null }, { fault: null }],
  });
});
