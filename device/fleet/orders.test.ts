import { expect, it } from "vitest";
import { fault } from "#shared/faults/fault.ts";
import { logBytesMax, type Order, type OutcomeMessage, outcomePartsMax, outcomeTextMax } from "#shared/fleet/orders.ts";
import { LogRing, redacted } from "./log-ring.ts";
import { type Done, Orders } from "./orders.ts";

function bench(restart: () => Done | Promise<Done> = () => ({})) {
  const said: OutcomeMessage[] = [];
  const done: string[] = [];
  const clock = { ms: 1_000 };
  const orders = new Orders({
    realMs: () => clock.ms,
    speed: 1,
    isSpare: (isSpare) => done.push(isSpare ? "spare" : "named"),
    note: () => {},
    does: {
      identify: () => {
        done.push("identify");
        return {};
      },
      logs: () => ({ text: ["one\n", "two\n"] }),
      restart,
      become: () => ({}),
      erase: () => ({}),
      move: () => ({}),
    },
  });
  const take = (id: string, at: number, order: Order) =>
    orders.take({ generation: 1, id, at, expiresAt: at + 10_000, order }, (outcome) => said.push(outcome));
  return { orders, take, said, done, clock };
}

it("an order is carried out once, and answered with its id; a long text in parts", async () => {
  const { take, said, done } = bench();
  take("a", 500_000, { kind: "identify" });
  take("a", 500_000, { kind: "identify" });
  take("b", 500_000, { kind: "logs" });
  await Promise.resolve();
  expect(done).toEqual(["identify"]);
  expect(said).toEqual([
    { id: "a", part: 1, parts: 1, fault: null, text: "" },
    { id: "b", part: 1, parts: 2, fault: null, text: "one\n" },
    { id: "b", part: 2, parts: 2, fault: null, text: "two\n" },
  ]);
});

it("an order that was long on its way does nothing, whatever this device's own clock says", async () => {
  const { orders, take, said, done, clock } = bench();
  orders.hubSaid(500_000);
  clock.ms += 30_000;
  // A heartbeat that comes as late as the order proves nothing.
  orders.hubSaid(515_000);
  take("a", 515_000, { kind: "identify" });
  take("b", 525_000, { kind: "identify" });
  await Promise.resolve();
  expect(done).toEqual(["identify"]);
  expect(said.map(({ id }) => id)).toEqual(["b"]);
});

it("a hub whose clock was set back gives orders all the same", () => {
  const { orders, take, done } = bench();
  orders.hubSaid(5_000_000);
  orders.hubSaid(500_000);
  take("a", 500_000, { kind: "identify" });
  expect(done).toEqual(["identify"]);
});

it("clocks that drift apart for weeks make no order late", () => {
  const { orders, take, done, clock } = bench();
  for (let minute = 0; minute < 30_000; minute += 1) {
    clock.ms += 60_006;
    orders.hubSaid(500_000 + minute * 60_000);
  }
  take("a", 500_000 + 30_000 * 60_000, { kind: "identify" });
  expect(done).toEqual(["identify"]);
});

it("what the device cannot do is answered with why", async () => {
  const { take, said } = bench(() => fault("device-busy", { device: "kiosk-1" }));
  take("a", 500_000, { kind: "restart" });
  await Promise.resolve();
  expect(said).toEqual([{ id: "a", part: 1, parts: 1, fault: fault("device-busy", { device: "kiosk-1" }), text: "" }]);
});

it("Q-PRIV-1: of a log line only plain facts leave the device, and of an error its code", () => {
  const canary = "Jordan Canary 250-555-0199";
  const line = {
    level: 30,
    time: 1,
    device: "kiosk-1",
    msg: "hub.connected",
    session: 4,
    visit: canary,
    text: canary,
    fault: canary,
    name: canary,
  };
  expect(redacted(JSON.stringify(line))).toBe('{"level":30,"time":1,"device":"kiosk-1","msg":"hub.connected","session":4}');
  const failed = { msg: "storage.failed", error: `SqliteError: SQLITE_FULL ${canary}`, count: canary };
  expect(redacted(JSON.stringify(failed))).toBe('{"msg":"storage.failed","error":"SQLITE_FULL"}');
  expect(redacted(`${canary}\n`)).toBeUndefined();
});

it("the log is kept and told within bounds, the newest lines of it", () => {
  const out: string[] = [];
  const ring = new LogRing((line) => out.push(line));
  for (let session = 1; session <= 5_000; session += 1) ring.write(`${JSON.stringify({ msg: "hub.connected", session })}\n`);
  const { told } = ring;
  expect(out).toHaveLength(5_000);
  expect(told.length).toBeLessThanOrEqual(outcomePartsMax);
  for (const part of told) expect(part.length).toBeLessThanOrEqual(outcomeTextMax);
  const text = told.join("");
  expect(text.length).toBeLessThanOrEqual(logBytesMax);
  expect(text.length).toBeGreaterThan(logBytesMax / 2);
  expect(text).toContain('"session":5000}');
});
