/** Found by the simulation: a hub's clock that lay ahead over a restart, and was set back, let later tickets pass earlier ones. */
import { expect, it } from "vitest";
import { clockAtStart } from "../clock-judgement.ts";
import { DeviceHarness, HubHarness } from "./harness.ts";

const minute = 60_000;

it("Q-TICKET-3: tickets of a run whose clock lay ahead keep their place when a later run sets it back", () => {
  const hub = HubHarness.opened();
  const kiosk = new DeviceHarness("kiosk-1");
  hub.ask("kiosk-1", { id: "enrol", kind: "enrol", epoch: "e1" });
  const ticket = () => {
    kiosk.write(kiosk.ticket({ letter: "C", count: kiosk.rows.length + 1, request: null, date: null }));
    hub.send(kiosk.message(kiosk.rows.length));
    return `kiosk-1.e1.${kiosk.rows.length}`;
  };
  hub.at += 13 * minute;
  const first = ticket();
  hub.restart("boot-2");
  hub.send({ kind: "clock-drift", driftMs: -13 * minute });
  hub.at += minute - 13 * minute;
  kiosk.mono += minute;
  const second = ticket();
  expect(hub.state.line).toEqual([first, second]);
  const [one, other] = [first, second].map((id) => hub.state.visits.get(id)?.arrivedAt ?? 0);
  expect((other ?? 0) - (one ?? 0)).toBe(minute);
});

it("Q-TICKET-3: tickets of uncertain times keep their kiosk's order when the clock is set back twice", () => {
  const hub = HubHarness.opened();
  const kiosk = new DeviceHarness("kiosk-1");
  hub.ask("kiosk-1", { id: "enrol", kind: "enrol", epoch: "e1" });
  const ticket = () => void kiosk.write(kiosk.ticket({ letter: "C", count: kiosk.rows.length + 1, request: null, date: null }));
  // The hub's clock is not believed: all its times are uncertain.
  hub.send({ kind: "clock-doubt", wall: hub.at - 5 * minute, why: "stepped" });
  ticket();
  hub.send(kiosk.message(1));
  // The next one is issued while the hub is down, and comes after its start.
  kiosk.mono += minute;
  hub.at += 2 * minute;
  ticket();
  kiosk.mono += minute;
  hub.restart("boot-2", { clock: { kind: "doubted", wall: hub.at - 5 * minute, why: "stepped" } });
  hub.send(kiosk.message(2));
  hub.send({ kind: "clock-drift", driftMs: -3 * minute });
  hub.at -= 3 * minute;
  hub.send({ kind: "clock-drift", driftMs: -3 * minute });
  expect(hub.state.line).toEqual(["kiosk-1.e1.1", "kiosk-1.e1.2"]);
});

it("Q-TICKET-3: a ticket of a kiosk's new epoch arrives when it does, though one that had ended was told by a clock that has been set back since", () => {
  const hub = HubHarness.opened();
  const kiosk = new DeviceHarness("kiosk-1");
  hub.ask("kiosk-1", { id: "enrol", kind: "enrol", epoch: "e1" });
  const ticket = () => void kiosk.write(kiosk.ticket({ letter: "C", count: kiosk.rows.length + 1, request: null, date: null }));
  const at = { agent: 21, counter: "counter-1" };
  const left = (visit: string) => hub.command("left", { ...at, visit });
  hub.command("sign-in", at);
  ticket();
  hub.send(kiosk.message(1));
  left("kiosk-1.e1.1");
  hub.at += 40 * minute;
  kiosk.mono += 40 * minute;
  // With the next move the end of the first can no longer be undone.
  ticket();
  hub.send(kiosk.message(2));
  left("kiosk-1.e1.2");
  expect(hub.state.undos.has("kiosk-1.e1.1")).toBe(false);
  hub.send({ kind: "clock-drift", driftMs: -60 * minute });
  hub.at -= 60 * minute;
  kiosk.mono += minute;
  hub.at += minute;
  ticket();
  const { message, ...to } = kiosk.message(3);
  hub.send({ ...to, message: { ...message, epoch: "e2", first: { seq: 3, hash: kiosk.hashes[2] as string } } });
  expect(hub.state.visits.get("kiosk-1.e2.3")?.arrivedAt).toBe(hub.at);
});

it("Q-TICKET-3: a kiosk's new card is not held back by tickets of its old one, and its next ticket comes after those it gave already", () => {
  const hub = HubHarness.opened();
  const [old, fresh] = [new DeviceHarness("kiosk-1"), new DeviceHarness("kiosk-1", "e2")];
  hub.ask("kiosk-1", { id: "enrol", kind: "enrol", epoch: "e1" });
  const ticket = (card: DeviceHarness) => {
    card.write(card.ticket({ letter: "C", count: card.rows.length + 1, request: null, date: null }));
    hub.send(card.message(card.rows.length));
  };
  hub.at += 10 * minute;
  ticket(old);
  // The hub that takes over stands a little behind the one that told the old card's ticket its time.
  hub.at -= minute;
  hub.restart("boot-2", { clock: { kind: "doubted", wall: hub.at - 9 * minute, why: "before-last-row" } });
  ticket(fresh);
  hub.send({ kind: "clock-drift", driftMs: -9 * minute });
  hub.at -= 9 * minute;
  hub.at += 10_000;
  fresh.mono += 10_000;
  ticket(fresh);
  expect(hub.state.line).toEqual(["kiosk-1.e2.1", "kiosk-1.e2.2", "kiosk-1.e1.1"]);
});

it("Q-TIME-1: a clock that was set back a little while the hub was stopped begins where the hub had ended", () => {
  const aliveAt = Date.UTC(2026, 10, 23, 17);
  const start = (wall: number) => clockAtStart({ wall, aliveAt, doubt: null, synchronised: null });
  expect(start(aliveAt - 4 * minute)).toEqual({ at: aliveAt, clock: { kind: "trusted" } });
  expect(start(aliveAt + 4 * minute)).toEqual({ at: aliveAt + 4 * minute, clock: { kind: "trusted" } });
});
