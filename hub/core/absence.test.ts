import { describe, expect, it } from "vitest";
import { emptyTimings, figuresOf, foldTimings } from "#shared/statistics/timings.ts";
import { StaffView } from "../views/staff.ts";
import { DeviceHarness, HubHarness } from "./harness.ts";
import { absenceMs } from "./starting.ts";

const minute = 60_000;
const at = { agent: 21, counter: "counter-1" };

/** A hub with a kiosk whose first tickets it has, and an agent at counter 1. */
function office(tickets: number): { hub: HubHarness; kiosk: DeviceHarness; ticket: () => string } {
  const hub = HubHarness.opened();
  const kiosk = new DeviceHarness("kiosk-1");
  const ticket = () => {
    kiosk.write(kiosk.ticket({ letter: "C", count: kiosk.rows.length + 1, request: null, date: null }));
    return `kiosk-1.e1.${kiosk.rows.length}`;
  };
  hub.ask("kiosk-1", { id: "enrol", kind: "enrol", epoch: "e1" });
  for (let count = 0; count < tickets; count += 1) ticket();
  if (tickets > 0) hub.send(kiosk.message());
  pass(hub, kiosk, minute);
  hub.command("sign-in", at);
  return { hub, kiosk, ticket };
}

function pass(hub: HubHarness, kiosk: DeviceHarness, ms: number): void {
  hub.at += ms;
  kiosk.mono += ms;
}

/** The hub dies, the kiosk goes on, and the hub is back after so long. */
function away(hub: HubHarness, kiosk: DeviceHarness, ms: number): void {
  const aliveAt = hub.at;
  pass(hub, kiosk, ms);
  hub.restart(`boot-${hub.at}`, { aliveAt });
}

function ship(hub: HubHarness, kiosk: DeviceHarness): void {
  hub.send(kiosk.message(hub.state.sources.get("kiosk-1/e1")?.next ?? 1));
}

const asked = (hub: HubHarness) => [...hub.state.visits.values()].filter((visit) => visit.toConfirm).map((visit) => visit.id);

describe("an absence of the hub", () => {
  it("of a restart is none: the next is called unasked", () => {
    const { hub, kiosk } = office(1);
    away(hub, kiosk, absenceMs);
    expect(asked(hub)).toEqual([]);
    expect(hub.command("call-next", at)).toMatchObject({ done: true });
  });

  it("is asked about once for each who waited through it, those included whose record comes later, and nobody who came after", () => {
    const { hub, kiosk, ticket } = office(2);
    pass(hub, kiosk, minute);
    const aliveAt = hub.at;
    const inGap = ticket();
    away(hub, kiosk, 30 * minute);
    pass(hub, kiosk, minute);
    const after = ticket();
    ship(hub, kiosk);
    expect(asked(hub)).toEqual(["kiosk-1.e1.1", "kiosk-1.e1.2", inGap]);
    expect(hub.state.toConfirm).toBe(3);
    expect(hub.state.absence).toEqual({ from: aliveAt, to: aliveAt + 30 * minute });

    const visit = hub.state.visits.get("kiosk-1.e1.1");
    const question = { number: "C1", visit: visit?.id, arrivedAt: visit?.arrivedAt };
    expect(hub.command("call-next", at)).toEqual({ fault: "confirm-first", facts: question });
    expect(hub.command("call-next", { ...at, confirmed: "kiosk-1.e1.2" })).toMatchObject({ fault: "confirm-first", facts: question });
    expect(hub.command("call-next", { ...at, confirmed: "kiosk-1.e1.1" })).toMatchObject({ done: true, visit: "kiosk-1.e1.1" });
    hub.command("no-show", { ...at, visit: "kiosk-1.e1.1" });
    expect(hub.state.toConfirm).toBe(2);
    const free = (id: string) => ({ agent: 22, visit: id, expected: { epoch: hub.epoch, n: hub.state.n } });
    expect(hub.command("catch-up", { ...free("kiosk-1.e1.2"), how: "left" })).toMatchObject({ done: true, visit: "kiosk-1.e1.2" });
    expect(hub.command("catch-up", { ...free(inGap), how: "waiting" })).toMatchObject({ done: true });
    expect(hub.command("catch-up", { ...free(inGap), how: "served" })).toMatchObject({ fault: "nothing-to-confirm" });
    expect(hub.state.toConfirm).toBe(0);
    expect(hub.command("call-next", at)).toMatchObject({ done: true, visit: inGap });
    hub.command("no-show", { ...at, visit: inGap });
    expect(hub.command("call-next", at)).toMatchObject({ done: true, visit: after });
  });

  it("leaves who was served meanwhile ended, as finished, in no wait and no service time", () => {
    const { hub, kiosk } = office(1);
    away(hub, kiosk, 30 * minute);
    const free = { agent: 22, visit: "kiosk-1.e1.1", expected: { epoch: hub.epoch, n: hub.state.n } };
    expect(hub.command("catch-up", { ...free, how: "served" })).toMatchObject({ done: true });
    expect(hub.state.visits.get("kiosk-1.e1.1")?.stage).toMatchObject({ kind: "ended", how: "finished" });
    expect(hub.command("call-next", at)).toMatchObject({ fault: "nobody-waiting" });
    const timings = emptyTimings();
    for (const row of hub.log.readAll()) foldTimings(timings, row);
    const day = figuresOf(timings.cells.values());
    expect(day).toMatchObject({ joined: 1, called: 0, finished: 1, waitP50: null, serviceP50: null });
    expect(timings.open.size).toBe(0);
  });

  it("does not stop an agent who chooses a ticket from the list", () => {
    const { hub, kiosk } = office(2);
    away(hub, kiosk, 30 * minute);
    expect(hub.command("call-from-list", { ...at, visit: "kiosk-1.e1.2" })).toMatchObject({ done: true });
    expect(asked(hub)).toEqual(["kiosk-1.e1.1"]);
    expect(hub.state.toConfirm).toBe(1);
  });

  it("refuses an answer that another agent gave meanwhile, and one about a ticket that nobody knows", () => {
    const { hub, kiosk } = office(1);
    away(hub, kiosk, 30 * minute);
    const free = { agent: 22, visit: "kiosk-1.e1.1", expected: { epoch: hub.epoch, n: 1 } };
    expect(hub.command("catch-up", { ...free, how: "served" })).toMatchObject({ fault: "changed-meanwhile" });
    expect(hub.command("catch-up", { ...free, visit: "kiosk-1.e1.9", how: "served" })).toMatchObject({ fault: "unknown-visit" });
    expect(hub.command("catch-up", { ...free, expected: { epoch: "other", n: 9 }, how: "served" })).toMatchObject({ fault: "other-epoch" });
    expect(hub.command("catch-up", { ...free, agent: 999, how: "served" })).toMatchObject({ fault: "unknown-agent" });
  });

  it("shows staff when it was, until nobody is left to ask about; a second one belongs to the first while any is", () => {
    const { hub, kiosk } = office(1);
    const shown = () => {
      const view = new StaffView();
      view.update(hub.state, "everything", new Map(), hub.at);
      const entry = view.entries.office;
      return entry?.kind === "office" ? { toConfirm: entry.toConfirm, absence: entry.absence } : null;
    };
    const from = hub.at;
    away(hub, kiosk, 10 * minute);
    expect(shown()).toEqual({ toConfirm: 1, absence: { from, to: hub.at } });
    away(hub, kiosk, 10 * minute);
    expect(shown()).toEqual({ toConfirm: 1, absence: { from, to: hub.at } });
    hub.command("call-next", { ...at, confirmed: "kiosk-1.e1.1" });
    expect(shown()).toEqual({ toConfirm: 0, absence: null });
  });

  it("is also one in which a kiosk's staff page was opened, however short; told once, whatever kiosks tell of it", () => {
    const { hub, kiosk, ticket } = office(1);
    kiosk.write({ kind: "staff-page-opened", version: 1, body: { hub: "present" } });
    ship(hub, kiosk);
    expect(asked(hub)).toEqual([]);
    pass(hub, kiosk, minute);
    const opened = hub.at;
    kiosk.write({ kind: "staff-page-opened", version: 1, body: { hub: "away" } });
    pass(hub, kiosk, minute / 2);
    ticket();
    kiosk.write({ kind: "staff-page-opened", version: 1, body: { hub: "away" } });
    pass(hub, kiosk, minute / 2);
    ship(hub, kiosk);
    ticket();
    ship(hub, kiosk);
    const told = () => hub.rows.filter((row) => row.kind === "absence-ended");
    expect(told().map((row) => row.body)).toEqual([{ from: opened, to: opened + minute, because: "staff-page" }]);
    expect(asked(hub)).toEqual(["kiosk-1.e1.1", "kiosk-1.e1.4"]);
    hub.ask("kiosk-1", { id: "enrol-2", kind: "enrol", epoch: "e2" });
    const other = new DeviceHarness("kiosk-1", "e2");
    other.write({ kind: "staff-page-opened", version: 1, body: { hub: "away" } });
    other.mono = minute / 2;
    hub.send(other.message());
    expect(told()).toHaveLength(1);
  });

  it("asks about a ticket called by voice, whoever's it was, and says that it was", () => {
    const { hub, kiosk } = office(3);
    kiosk.write({ kind: "called-by-voice", version: 1, body: { letter: "C", count: 2, visit: null } });
    kiosk.write({ kind: "called-by-voice", version: 1, body: { letter: "C", count: 3, visit: "kiosk-1.e1.3" } });
    ship(hub, kiosk);
    expect(asked(hub)).toEqual(["kiosk-1.e1.2", "kiosk-1.e1.3"]);
    expect(hub.state.visits.get("kiosk-1.e1.2")).toMatchObject({ calledByVoice: true });
    expect(hub.command("call-next", at)).toMatchObject({ done: true, visit: "kiosk-1.e1.1" });
  });

  it("asks when the arrival of a kiosk's own ticket is uncertain: it may be from any time", () => {
    const { hub, kiosk } = office(0);
    const old = kiosk.ticket({ letter: "C", count: 1, request: null, date: null });
    kiosk.writeRaw({ seq: 1, kind: old.kind, version: 1, at: 0, boot: "k0", mono: 5, body: old.body });
    ship(hub, kiosk);
    expect(hub.state.visits.get("kiosk-1.e1.1")).toMatchObject({ date: "2026-11-23", toConfirm: true, timeUncertain: true });
  });
});
