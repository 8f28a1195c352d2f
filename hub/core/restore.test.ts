import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import type { LogRow } from "#shared/log/record.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import { DeviceHarness, HubHarness } from "./harness.ts";
import { restoring } from "./restore.ts";

const day = 86_400_000;

/** The hub's storage as it is now, as a backup or a follower has it. */
function copyOf(hub: HubHarness): Database.Database {
  return new Database((hub.database as Database.Database).serialize());
}

/** Another hub on such a copy. `evidence`: what others had of the hub before it. */
function restored(copy: Database.Database, at: number, evidence: readonly LogRow[] = []): HubHarness {
  const hub = new HubHarness(copy);
  hub.at = at;
  const from = { epoch: hub.epoch, offset: hub.log.last, hash: hub.log.lastHash };
  const epoch = `epoch-${hub.log.stretches().length + 1}`;
  const generation = hub.state.generation + 1;
  const drafts = restoring(hub.state, { from, epoch, generation, why: "restored", at, evidence });
  hub.log.beginEpoch(
    epoch,
    drafts.map((draft) => ({ ...draft, at, boot: "promotion", mono: 0 })),
  );
  hub.restart("boot-2");
  return hub;
}

/** A ticket by reservation, shipped; returns its number and visit. */
function issue(hub: HubHarness, kiosk: DeviceHarness, ship = true): { number: string; visit: string } {
  const { letter, count, date, request } = hub.reserve(kiosk.device, `request-${kiosk.rows.length}-${hub.epoch}`);
  const { seq } = kiosk.write(kiosk.ticket({ letter, count, date, request }));
  if (ship) hub.send(kiosk.message(seq));
  return { number: `${date} ${paperNumber({ letter, count })}`, visit: `${kiosk.device}.${kiosk.epoch}.${seq}` };
}

/** What a witness has of a hub's log after a point. */
function rowsAfter(hub: HubHarness, point: number): LogRow[] {
  return [...hub.log.readAll(point + 1)].map(({ hash: _hash, ...row }) => row);
}

function turnDay(hub: HubHarness, date: string): void {
  const open = hub.state.day?.date;
  if (open !== undefined) hub.command("close-day", { date: open, agent: 21 });
  hub.command("open-day", { date, agent: 21 });
}

describe("a hub that takes over", () => {
  test("Q-TICKET-1: gives no number that the one before may have given, though nobody knows what it gave; single letters return later", () => {
    const old = HubHarness.opened();
    const kiosk = new DeviceHarness("kiosk-1");
    const given = [issue(old, kiosk), issue(old, kiosk)].map((each) => each.number);
    const copy = copyOf(old);
    for (let more = 0; more < 5; more += 1) given.push(issue(old, kiosk).number);
    const another = old.ask("kiosk-1", { id: "e", kind: "enrol", epoch: "e9" });

    const hub = restored(copy, old.at + 60_000);
    expect(hub.state.generation).toBe(2);
    for (let more = 0; more < 8; more += 1) given.push(issue(hub, kiosk).number);
    expect(new Set(given).size).toBe(given.length);
    expect(given.slice(7).every((number) => /[A-Y]{2}\d+$/.test(number))).toBe(true);
    // Nor a letter: the one before gave it after the restore point.
    const letter = hub.ask("kiosk-1", { id: "f", kind: "enrol", epoch: "e7" });
    expect(letter).toMatchObject({ kind: "enrolled" });
    expect(letter.kind === "enrolled" && another.kind === "enrolled" && letter.letter !== another.letter).toBe(true);

    hub.at += day;
    hub.send({ kind: "open-day-by-hours", date: "2026-11-24", key: "open-2026-11-24" });
    expect(issue(hub, kiosk).number).toBe("2026-11-24 A1");
  });

  test("Q-TICKET-1: taken over twice on one day, and by a clock that is behind", () => {
    const old = HubHarness.opened();
    const kiosk = new DeviceHarness("kiosk-1");
    const given = [issue(old, kiosk).number];
    const copy = copyOf(old);
    given.push(issue(old, kiosk).number);
    const second = restored(copy, 1_000);
    second.at = old.at;
    const again = copyOf(second);
    const lost = second.ask("kiosk-1", { id: "e", kind: "enrol", epoch: "e8" });
    given.push(issue(second, kiosk).number, issue(second, kiosk).number);
    const third = restored(again, old.at);
    given.push(issue(third, kiosk).number, issue(third, kiosk).number);
    expect(new Set(given).size).toBe(given.length);
    expect(third.state.generation).toBe(3);
    const letters = [lost, third.ask("kiosk-1", { id: "f", kind: "enrol", epoch: "e9" })].map(
      (each) => (each as { letter: string }).letter,
    );
    expect(letters.map((letter) => letter.length)).toEqual([2, 2]);
    expect(third.state.series.has(letters[0] as string)).toBe(false);
  });

  test("Q-TICKET-1: the one before was ahead of the calendar: no date that is opened on this day has its numbers from the single letters", () => {
    const old = HubHarness.opened();
    const kiosk = new DeviceHarness("kiosk-1");
    const given = [issue(old, kiosk).number];
    const copy = copyOf(old);
    for (const date of ["2026-11-24", "2026-11-25"]) {
      turnDay(old, date);
      given.push(issue(old, kiosk, false).number);
    }
    // Nobody tells it of that: the kiosk is cut off.
    const hub = restored(copy, old.at + 60_000);
    const other = new DeviceHarness("kiosk-1", "e2");
    for (const date of ["2026-11-24", "2026-11-25", "2026-11-26"]) {
      turnDay(hub, date);
      given.push(issue(hub, other).number);
    }
    expect(new Set(given).size).toBe(given.length);
    hub.at += 4 * day;
    turnDay(hub, "2026-11-27");
    expect(issue(hub, other).number).toBe("2026-11-27 A1");
  });

  test("Q-TICKET-1: a kiosk tells of a date that this hub had not heard of", () => {
    const old = HubHarness.opened();
    const kiosk = new DeviceHarness("kiosk-1");
    const copy = copyOf(old);
    turnDay(old, "2026-11-25");
    const given = [issue(old, kiosk, false).number];
    const hub = restored(copy, old.at + 60_000);
    hub.send(kiosk.message(1));
    const other = new DeviceHarness("kiosk-1", "e2");
    for (const date of ["2026-11-24", "2026-11-25", "2026-11-26"]) {
      hub.at += day;
      turnDay(hub, date);
      given.push(issue(hub, other).number);
    }
    expect(given.map((number) => number.replace(/[A-Y]{2}\d+/, "XX"))).toEqual([
      "2026-11-25 A1",
      "2026-11-24 XX",
      "2026-11-25 XX",
      "2026-11-26 A1",
    ]);
  });

  test("Q-TICKET-1: its clock was a day behind when it took over, and is set right before the date is opened", () => {
    const old = HubHarness.opened();
    const kiosk = new DeviceHarness("kiosk-1");
    const copy = copyOf(old);
    old.at += day;
    turnDay(old, "2026-11-24");
    const given = [issue(old, kiosk, false).number];
    const hub = restored(copy, old.at - day + 60_000);
    hub.send({ kind: "clock-drift", driftMs: day });
    hub.at += day;
    turnDay(hub, "2026-11-24");
    given.push(issue(hub, new DeviceHarness("kiosk-1", "e2")).number);
    expect(given.map((number) => number.length)).toEqual(["2026-11-24 A1".length, "2026-11-24 AA1".length]);
  });

  test("Q-EVENT-1: takes what kiosks and boards ship again, once, and asks before calling whoever waited", () => {
    const old = HubHarness.opened();
    const kiosk = new DeviceHarness("kiosk-1");
    const before = issue(old, kiosk);
    const copy = copyOf(old);
    const beyond = issue(old, kiosk);
    const hub = restored(copy, old.at + 60_000);
    kiosk.mono += 60_001;
    hub.send(kiosk.message(1));
    hub.send(kiosk.message(1));
    expect([...hub.state.visits.keys()]).toEqual([before.visit, beyond.visit]);
    expect(hub.state.tickets).toBe(2);
    expect([...hub.state.visits.values()].map((visit) => visit.toConfirm)).toEqual([true, true]);
    hub.command("sign-in", { counter: "counter-1", agent: 21 });
    expect(hub.command("call-next", { counter: "counter-1", agent: 21 })).toMatchObject({ fault: "confirm-first" });
  });

  test("Q-EVENT-1 Q-CALL-1: what others had of it counts: devices' rows as they were, moves only for visits that would be asked about", () => {
    const old = HubHarness.opened();
    const kiosk = new DeviceHarness("kiosk-1");
    const [served, waiting] = [issue(old, kiosk), issue(old, kiosk)];
    const copy = copyOf(old);
    const point = old.log.last;
    old.command("sign-in", { counter: "counter-1", agent: 21 });
    old.command("call-next", { counter: "counter-1", agent: 21 });
    old.command("begin", { counter: "counter-1", agent: 21, visit: served.visit });
    old.command("finish", { counter: "counter-1", agent: 21, visit: served.visit, timeNotAccurate: false, quantity: 1 });
    const late = issue(old, kiosk);
    const evidence = rowsAfter(old, point);

    const hub = restored(copy, old.at + 60_000, evidence);
    expect(hub.state.visits.get(served.visit)?.stage).toMatchObject({ kind: "ended", how: "finished" });
    expect(hub.state.visits.get(waiting.visit)).toMatchObject({ stage: { kind: "waiting" }, toConfirm: true });
    expect(hub.state.visits.get(late.visit)).toMatchObject({ stage: { kind: "waiting" }, toConfirm: true });
    expect(hub.state.visits.get(late.visit)?.arrivedAt).toBe(old.state.visits.get(late.visit)?.arrivedAt);
    expect(hub.state.counters.get("counter-1")?.holding).toBeNull();
    const { last } = hub.log;
    hub.send(kiosk.message(1));
    expect(hub.log.last).toBe(last);
    expect(hub.state.sources.get("kiosk-1/e1")?.next).toBe(kiosk.rows.length + 1);
  });

  test("Q-CALL-1: asks about tickets of the one before also when that one's clock was ahead", () => {
    const old = HubHarness.opened();
    const kiosk = new DeviceHarness("kiosk-1");
    const copy = copyOf(old);
    const point = old.log.last;
    old.at += 600_000;
    const { visit } = issue(old, kiosk);
    const evidence = rowsAfter(old, point);
    const hub = restored(copy, old.at - 500_000, evidence);
    expect(hub.state.visits.get(visit)).toMatchObject({ stage: { kind: "waiting" }, toConfirm: true });
    // Whoever comes now is called as ever.
    const { visit: later } = issue(hub, new DeviceHarness("kiosk-1", "e2"));
    expect(hub.state.visits.get(later)?.toConfirm).toBe(false);
  });

  test("Q-TICKET-3: the one before set its clock back meanwhile; the order of one kiosk is kept, and the time that it cost is uncertain", () => {
    const old = HubHarness.opened();
    const kiosk = new DeviceHarness("kiosk-1");
    const first = issue(old, kiosk);
    const copy = copyOf(old);
    const point = old.log.last;
    old.send({ kind: "clock-drift", driftMs: -500_000 });
    old.at -= 500_000;
    const [second, third] = [issue(old, kiosk), issue(old, kiosk)];
    const hub = restored(copy, old.at + 60_000, rowsAfter(old, point));
    expect(hub.state.line).toEqual([first.visit, second.visit, third.visit]);
    const uncertain = [first, second, third].map(({ visit }) => hub.state.visits.get(visit)?.timeUncertain);
    expect(uncertain).toEqual([false, true, true]);
  });

  test("Q-TICKET-3: also where the hub had heard of a log's new epoch, and not yet of its first ticket", () => {
    const old = HubHarness.opened();
    const kiosk = new DeviceHarness("kiosk-1");
    const first = issue(old, kiosk);
    const rows = kiosk.rows.length;
    const forked = new DeviceHarness("kiosk-1", "e2");
    forked.rows.push(...kiosk.rows);
    forked.hashes.push(...kiosk.hashes.slice(1));
    const ship = (from: number) => {
      const sent = forked.message(from);
      const place = { seq: rows + 1, hash: forked.hashes[rows] as string };
      old.send({ ...sent, message: { ...sent.message, first: place, from: { epoch: "e1", seq: rows } } });
    };
    forked.write({ kind: "device-started", version: 1, body: { boot: "k1", software: "s" } });
    ship(rows + 1);
    const copy = copyOf(old);
    const point = old.log.last;
    old.send({ kind: "clock-drift", driftMs: -500_000 });
    old.at -= 500_000;
    const { letter, count, date, request } = old.reserve("kiosk-1", "request-late");
    forked.write(forked.ticket({ letter, count, date, request }));
    ship(rows + 2);
    const hub = restored(copy, old.at + 60_000, rowsAfter(old, point));
    expect(hub.state.line).toEqual([first.visit, `kiosk-1.e2.${rows + 2}`]);
    expect(hub.state.visits.get(`kiosk-1.e2.${rows + 2}`)?.timeUncertain).toBe(true);
  });

  test("Q-TICKET-4: what the kiosk's log gave up beyond the restore point lapses here too, and once: the other hub's lapse is evidence only", () => {
    const old = HubHarness.opened();
    const kiosk = new DeviceHarness("kiosk-1");
    const requests = ["taken", "instead", "before-restart"] as const;
    const [{ letter, count, date }] = requests.map((request) => old.reserve("kiosk-1", request)) as [ReturnType<HubHarness["reserve"]>];
    const copy = copyOf(old);
    const point = old.log.last;
    const enrolled = old.ask("kiosk-1", { id: "e", kind: "enrol", epoch: "e1" }) as { letter: string };
    kiosk.write(kiosk.ticket({ letter, count, date, request: "taken" }));
    const own = kiosk.ticket({ letter: enrolled.letter, count: 1, date: null, request: null });
    kiosk.write({ ...own, body: { ...own.body, insteadOf: "instead" } } as typeof own);
    kiosk.write({ kind: "device-started", version: 1, body: { boot: "k2", software: "s" } });
    old.send(kiosk.message());

    const hub = restored(copy, old.at + 60_000, rowsAfter(old, point));
    expect(requests.map((request) => hub.state.reservations.get(request)?.use)).toEqual(["issued", "lapsed", "lapsed"]);
    // The kiosk says it all again, and the date is closed.
    hub.send(kiosk.message());
    hub.command("close-day", { date: "2026-11-23", agent: 21 });
    const lapses = rowsAfter(hub, point).filter(({ kind }) => kind === "reservation-lapsed");
    expect(lapses.map(({ body }) => (body as { request: string }).request)).toEqual(["instead", "before-restart"]);
  });
});
