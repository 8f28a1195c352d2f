/** What keys know, in time that is counted. */
import { expect, test } from "vitest";
import { heldMs, Keys, pressWithinMs, refusedMs } from "./keys.ts";

const run = "boot-1";
const now = { boot: "hub-boot", mono: 50_000 };

function known(): Keys {
  const keys = new Keys(run);
  keys.heard({ kind: "can", can: ["call"], now }, 1_000);
  return keys;
}

test("a press bears the hub's time as it was at least, and a key of its own", () => {
  const keys = known();
  expect(keys.pressed("call", 1_700)).toEqual({
    kind: "sent",
    press: { does: "call", key: "key-boot-1-1", at: { boot: "hub-boot", mono: 50_700 } },
  });
  expect(keys.heard({ kind: "done", key: "key-boot-1-1" }, 1_750)).toBe("done");
  expect(keys.pressed("recall", 1_800)).toMatchObject({ kind: "sent", press: { key: "key-boot-1-2" } });
});

test("one press at a time: a second waits for nothing and is none, and an answer to another one ends none", () => {
  const keys = known();
  keys.pressed("call", 1_000);
  expect(keys.pressed("call", 1_050)).toEqual({ kind: "waits" });
  expect(keys.heard({ kind: "done", key: "key-boot-1-2" }, 1_060)).toBeNull();
  expect(keys.lamp("call", true, 1_060)).toBe("fast");
  expect([keys.due(1_000 + pressWithinMs - 1), keys.due(1_000 + pressWithinMs)]).toEqual([null, "refused"]);
  // The answer that comes after all changes nothing.
  expect(keys.heard({ kind: "done", key: "key-boot-1-1" }, 6_000)).toBeNull();
});

test("a lamp is on while the hub's word holds, the key is known to be open, and nothing is on its way", () => {
  const keys = known();
  expect([keys.lamp("call", false, 1_000), keys.lamp("recall", false, 1_000)]).toEqual(["on", "off"]);
  expect([keys.lamp("call", null, 1_000), keys.lamp("call", true, 1_000)]).toEqual(["off", "off"]);
  expect([keys.lamp("call", false, 1_000 + heldMs), keys.lamp("call", false, 1_001 + heldMs)]).toEqual(["on", "off"]);
  keys.heard({ kind: "can", can: ["call"], now }, 10_000);
  keys.pressed("recall", 10_000);
  expect(keys.lamp("call", false, 10_000)).toBe("off");
  keys.heard({ kind: "refused", key: "key-boot-1-1" }, 10_100);
  expect([keys.lamp("recall", false, 10_100), keys.lamp("recall", false, 10_100 + refusedMs)]).toEqual(["slow", "off"]);
  // What may be done after a press is known when the hub has said it.
  expect(keys.lamp("call", false, 10_200)).toBe("off");
});

test("without the hub's word a press is refused here, and goes nowhere", () => {
  const keys = new Keys(run);
  expect(keys.pressed("call", 0)).toEqual({ kind: "refused", fault: "hub-away" });
  const lost = known();
  lost.forget();
  expect(lost.pressed("call", 1_001)).toEqual({ kind: "refused", fault: "hub-away" });
});
