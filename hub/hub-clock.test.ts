import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DeviceState } from "#shared/wire/payloads.ts";
import { topicOf } from "#shared/wire/topics.ts";
import type { Hub, HubPorts } from "./hub.ts";
import { HubBench, withinMs } from "./hub-harness.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let bench: HubBench;
beforeEach(() => {
  bench = new HubBench();
});
afterEach(async () => {
  await bench.end();
});

/** Real time passes, and the machine's clock with it. */
function pass(ms: number): void {
  bench.at += ms;
  bench.mono += ms;
}

/** The hub looks at its clock, and what it makes of it is in the log. */
async function look(hub: Hub, rows: number): Promise<readonly unknown[]> {
  const { n } = hub.state;
  bench.tick(10_000);
  await vi.waitFor(() => expect(hub.state.n).toBe(n + rows), withinMs);
  return hub.log.read(n + 1, 10).map((row) => ({ kind: row.kind, ...(row.body as object) }));
}

/** As after a kill: everything but the disk is gone, and the mark of the last heartbeat stands. */
async function restart(hub: Hub, ports: Partial<HubPorts> = {}): Promise<Hub> {
  bench.tick(5_000);
  await hub.stop();
  bench.mono = 0;
  return bench.start({}, ports);
}

const kinds = (hub: Hub) => hub.log.read(1, 1_000).map((row) => row.kind);
const fault = (hub: Hub) => hub.faults.entries.get("clock")?.fault;

function hear(hub: Hub, device: string, rest: Partial<DeviceState>): void {
  const common = { epoch: "e1", session: 1, alive: true, zone: "main", software: "1", faults: [] };
  const state: DeviceState = { ...common, at: bench.at, role: "kiosk", ...rest };
  hub.message(topicOf("example", "deviceState", device), Buffer.from(JSON.stringify(state)));
}

describe("Q-TIME-1: the hub's own clock", () => {
  it.each([
    ["1970", -56 * 365 * day],
    ["a day and an hour back", -25 * hour],
    ["a day and an hour ahead", 25 * hour],
    ["years ahead", 9 * 365 * day],
  ])("that steps to %s while the hub runs bends no wait, opens no date, and is believed when it is back", async (_name, stepMs) => {
    const hub = await bench.start();
    await bench.tickets(hub, 2);
    const arrived = hub.state.visits.get("kiosk-1.e1.1")?.arrivedAt ?? 0;
    pass(10 * minute);
    bench.at += stepMs;
    expect(await look(hub, 1)).toMatchObject([{ kind: "clock-doubted", why: "stepped", wall: bench.at }]);
    expect(fault(hub)).toBe("clock-doubted");
    pass(10 * minute);
    await bench.command(hub, "sign-in", {});
    await bench.command(hub, "call-next", {});
    const called = hub.state.visits.get("kiosk-1.e1.1");
    expect(called?.because?.waitedMs).toBe(20 * minute);
    expect((called?.firstCalledAt ?? 0) - arrived).toBe(20 * minute);
    await bench.command(hub, "close-day", { counter: undefined, expected: undefined, date: "2026-11-23" });
    pass(day);
    bench.tick(10_000);
    await look(hub, 0);
    expect(hub.state.day).toBeNull();
    expect(kinds(hub).filter((kind) => kind === "day-opened")).toHaveLength(1);
    bench.at -= stepMs;
    expect(await look(hub, 1)).toMatchObject([{ kind: "clock-set" }]);
    expect(await look(hub, 1)).toMatchObject([{ kind: "day-opened", date: "2026-11-24" }]);
    expect(fault(hub)).toBeUndefined();
  });

  it("that is set by an hour moves everything the hub remembers with it: waits, the order in line, the date's opening", async () => {
    const hub = await bench.start();
    await bench.tickets(hub, 2);
    pass(10 * minute);
    bench.at -= hour;
    expect(await look(hub, 1)).toMatchObject([{ kind: "clock-set", from: bench.at + hour, to: bench.at, why: "synchronised" }]);
    pass(10 * minute);
    await bench.command(hub, "sign-in", {});
    const before = hub.state.visits.get("kiosk-1.e1.1")?.arrivedAt ?? 0;
    expect(before).toBe(bench.at - 20 * minute);
    await bench.command(hub, "call-next", {});
    expect(hub.state.visits.get("kiosk-1.e1.1")?.because?.waitedMs).toBe(20 * minute);
    expect(hub.state.day?.since).toBe(bench.at - 20 * minute);
    expect(hub.state.calendar.dates[0]?.since).toBe(bench.at - 20 * minute);
  });

  it("that stands before the last row at a start runs on from there: nothing is before what was, and no date opens", async () => {
    const first = await bench.start();
    await bench.tickets(first, 1);
    pass(hour);
    const lastAt = bench.at;
    bench.tick(5_000);
    bench.at = Date.UTC(2026, 10, 20, 3, 0);
    const hub = await restart(first);
    expect(fault(hub)).toBe("clock-doubted");
    expect(hub.log.read(1, 1_000).filter((row) => row.kind === "clock-doubted")).toMatchObject([
      { at: lastAt, body: { why: "before-last-row", wall: bench.at } },
    ]);
    pass(5 * minute);
    await bench.command(hub, "sign-in", {});
    await bench.command(hub, "call-next", { confirmed: "kiosk-1.e1.1" });
    expect(hub.state.visits.get("kiosk-1.e1.1")?.because?.waitedMs).toBe(hour + 5 * minute);
    // The time server is found: the night that had passed is known now.
    bench.at = lastAt + 14 * hour;
    expect(await look(hub, 1)).toMatchObject([{ kind: "clock-set", to: lastAt + 14 * hour }]);
  });

  it("that stands in 1970 at the first start of all opens no date until it is right", async () => {
    const right = bench.at;
    bench.at = 3 * hour;
    const hub = await bench.start();
    expect(hub.state).toMatchObject({ day: null, calendar: { doubt: "before-release" } });
    bench.tick(10_000);
    expect(await look(hub, 0)).toEqual([]);
    bench.at = right;
    expect(await look(hub, 1)).toMatchObject([{ kind: "clock-set", to: right }]);
    expect(await look(hub, 1)).toMatchObject([{ kind: "day-opened", date: "2026-11-23" }]);
  });

  it("that is a day ahead at a start without a time server waits for one before it opens a date", async () => {
    const hub = await bench.start();
    let synchronised = false;
    bench.at += day;
    const second = await restart(hub, { synchronised: () => synchronised });
    expect(second.state.day?.date).toBe("2026-11-23");
    bench.at -= day;
    synchronised = true;
    await look(second, 1);
    expect(second.state).toMatchObject({ day: { date: "2026-11-23" }, calendar: { doubt: null } });
    expect(kinds(second).filter((kind) => kind === "day-opened")).toHaveLength(1);
  });

  it("stays doubted over restarts, until a time server or a person says otherwise", async () => {
    const hub = await bench.start();
    bench.at += 3 * day;
    await look(hub, 1);
    const second = await restart(hub);
    expect(second.state.calendar.doubt).toBe("stepped");
    expect(second.state.day?.date).toBe("2026-11-23");
    const before = second.state.n;
    const trusted = await bench.command(second, "trust-clock", { counter: undefined, expected: undefined });
    expect(trusted).toMatchObject({ status: 200, body: { offset: before + 1 } });
    const [row] = second.log.read(before + 1, 1);
    expect(row?.body).toMatchObject({ to: bench.at, why: "operator", actor: { kind: "agent", agent: 21, counter: null } });
    expect(fault(second)).toBeUndefined();
    bench.at += 3 * day;
    await look(second, 1);
    const third = await restart(second, { synchronised: () => true });
    expect(third.state.calendar.doubt).toBeNull();
    expect(kinds(third).slice(-4)).toContain("clock-set");
  });

  it("is doubted when most synchronised devices contradict it, whatever the others and what the broker had kept say", async () => {
    const hub = await bench.start();
    hear(hub, "kiosk-1", { at: bench.at + 2 * hour });
    expect(await look(hub, 0)).toEqual([]);
    hear(hub, "board-1", { role: "board", synchronised: true });
    hear(hub, "kiosk-1", { session: 2, at: bench.at + 2 * hour, synchronised: true });
    expect(await look(hub, 0)).toEqual([]);
    const kept = {
      ...{ epoch: "e1", session: 3, alive: true, zone: "main", software: "1", faults: [] },
      role: "board",
      synchronised: true,
    };
    hub.message(topicOf("example", "deviceState", "board-1"), Buffer.from(JSON.stringify({ ...kept, at: bench.at - day })), true);
    expect(await look(hub, 0)).toEqual([]);
    hear(hub, "board-1", { session: 4, role: "board", synchronised: true, at: bench.at + 2 * hour });
    expect(await look(hub, 1)).toMatchObject([{ kind: "clock-doubted", why: "devices-differ" }]);
    expect(await look(hub, 0)).toEqual([]);
    bench.at += 2 * hour;
    expect(await look(hub, 1)).toMatchObject([{ kind: "clock-set", to: bench.at }]);
    expect(fault(hub)).toBeUndefined();
  });

  it("leaves those who join while it is doubted out of waits, and asks nobody about them", async () => {
    const hub = await bench.start();
    bench.at += 3 * day;
    await look(hub, 1);
    await bench.tickets(hub, 1);
    expect(hub.state.visits.get("kiosk-1.e1.1")).toMatchObject({ timeUncertain: true, toConfirm: false });
  });
});

describe("how long the hub was away", () => {
  it("is told by its mark, not by its last row: a hub that stood idle for an hour and is back in 2 s was not away", async () => {
    const first = await bench.start();
    await bench.tickets(first, 1);
    pass(hour);
    bench.tick(5_000);
    pass(2_000);
    const second = await restart(first);
    expect(kinds(second)).not.toContain("absence-ended");
    await second.stop();
    const from = bench.at;
    pass(30 * minute);
    const third = await bench.start();
    const told = third.log.read(1, 1_000).filter((row) => row.kind === "absence-ended");
    expect(told.map((row) => row.body)).toEqual([{ from, to: bench.at, because: "away" }]);
    expect(third.state.visits.get("kiosk-1.e1.1")?.toConfirm).toBe(true);
  });
});
