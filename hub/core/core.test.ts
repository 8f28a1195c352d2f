import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { isFault } from "#shared/faults/fault.ts";
import { stateText } from "#shared/queue/state.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import { answerMessage } from "#shared/wire/payloads.ts";
import { openingOf } from "../office-hours.ts";
import { DeviceHarness, HubHarness } from "./harness.ts";

/** A hub with one kiosk that has issued tickets, all shipped. */
function officeWith(services: readonly (string | null)[]): { hub: HubHarness; kiosk: DeviceHarness } {
  const hub = HubHarness.opened();
  const kiosk = new DeviceHarness("kiosk-1");
  services.forEach((service, place) => {
    hub.at += 60_000;
    const { letter, count, date } = hub.reserve("kiosk-1", `request-${place}`);
    kiosk.write(kiosk.ticket({ letter, count, request: `request-${place}`, date }, service));
  });
  hub.send(kiosk.message());
  hub.command("sign-in", { agent: 21, counter: "counter-1" });
  hub.command("sign-in", { agent: 22, counter: "counter-2" });
  return { hub, kiosk };
}

function visitCalled(hub: HubHarness, counter: string): string {
  return hub.state.counters.get(counter)?.holding ?? "";
}

describe("a visit from join to finish", () => {
  it("is called in order of arrival, with the reason and who was passed over", () => {
    const { hub } = officeWith([null, "licence", "abstract"]);
    hub.at += 600_000;
    const answer = hub.command("call-next", { agent: 22, counter: "counter-2" });
    expect(answer).toMatchObject({ done: true, visit: "kiosk-1.e1.2", repeated: false });
    const called = hub.rows.findLast((row) => row.kind === "visit-called");
    expect(called?.body).toMatchObject({
      counter: "counter-2",
      because: {
        ...{ rule: "plain-order", ruleVersion: 2, waitedMs: 660_000, passedOver: ["kiosk-1.e1.1"], passedOverTotal: 1 },
        ...{ ruleSet: hub.state.configurationVersion, class: "everybody", why: "first" },
        ...{ passedWhy: ["other-service"], passedCounts: { "other-service": 1 } },
      },
      announcement: { zone: "main", device: "board-1" },
      actor: { kind: "agent", agent: 22, counter: "counter-2" },
    });
  });

  it("goes through begin and finish, and leaves the counter free", () => {
    const { hub } = officeWith(["licence"]);
    hub.command("call-next", { agent: 21, counter: "counter-1" });
    const visit = visitCalled(hub, "counter-1");
    hub.command("begin", { agent: 21, counter: "counter-1", visit });
    expect(hub.command("finish", { agent: 21, counter: "counter-1", visit, timeNotAccurate: false, quantity: 2 })).toMatchObject({
      done: true,
    });
    expect(hub.state.visits.get(visit)?.stage).toMatchObject({ kind: "ended", how: "finished" });
    expect(visitCalled(hub, "counter-1")).toBe("");
    expect(hub.state.before[0]).toEqual({ counter: "counter-1", letter: "A", count: 1 });
  });

  it("refuses each move that its stage does not allow, and says why", () => {
    const { hub } = officeWith(["licence", "licence"]);
    const waiting = "kiosk-1.e1.2";
    const at = { agent: 21, counter: "counter-1" };
    for (const [name, code] of [
      ["recall", "not-called"],
      ["begin", "not-called"],
      ["no-show", "not-called"],
    ] as const) {
      expect(hub.command(name, { ...at, visit: waiting })).toMatchObject({ fault: code });
    }
    expect(hub.command("finish", { ...at, visit: waiting, timeNotAccurate: false, quantity: 1 })).toMatchObject({ fault: "not-serving" });
    hub.command("call-next", at);
    expect(hub.command("call-next", at)).toMatchObject({ fault: "counter-busy", facts: { number: "A1" } });
    expect(hub.command("begin", { agent: 22, counter: "counter-2", visit: visitCalled(hub, "counter-1") })).toMatchObject({
      fault: "wrong-counter",
    });
    expect(hub.command("sign-out", at)).toMatchObject({ fault: "counter-busy" });
    expect(hub.command("assign-service", { ...at, visit: waiting, service: "abstract" })).toMatchObject({
      fault: "service-already-assigned",
    });
  });

  it("gives a not-sure ticket its service, and its queue with it", () => {
    const { hub } = officeWith([null]);
    expect(hub.command("call-next", { agent: 22, counter: "counter-2" })).toMatchObject({ fault: "nobody-waiting" });
    hub.command("assign-service", { agent: 21, counter: "counter-1", visit: "kiosk-1.e1.1", service: "abstract" });
    expect(hub.command("call-next", { agent: 22, counter: "counter-2" })).toMatchObject({ done: true, visit: "kiosk-1.e1.1" });
    expect(hub.command("assign-service", { agent: 22, counter: "counter-2", visit: "kiosk-1.e1.1", service: "nonsense" })).toMatchObject({
      fault: "service-already-assigned",
    });
  });

  it("is ended with its date, and cannot be called after", () => {
    const { hub } = officeWith(["licence"]);
    hub.reserve("kiosk-1", "unused");
    expect(hub.command("close-day", { agent: 21, date: "2026-11-23" })).toMatchObject({ done: true });
    expect(hub.command("call-next", { agent: 21, counter: "counter-1" })).toMatchObject({ fault: "day-not-open" });
    expect(hub.rows.filter((row) => row.kind === "reservation-lapsed").map((row) => row.body)).toMatchObject([
      { request: "unused", why: "day-closed" },
    ]);
    expect(hub.command("open-day", { agent: 21, date: "2026-11-23" })).toMatchObject({ fault: "day-not-after-last" });
    expect(hub.command("open-day", { agent: 21, date: "2026-11-24" })).toMatchObject({ done: true });
    expect(hub.reserve("kiosk-1", "tomorrow").count).toBe(1);
  });
});

describe("an office that opens by itself", () => {
  it("closes the date before when it opens a later one, and never goes back", () => {
    const { hub } = officeWith(["licence"]);
    hub.send({ kind: "open-day-by-hours", date: "2026-11-22", key: "open-2026-11-22" });
    expect(hub.state.day?.date).toBe("2026-11-23");
    hub.send({ kind: "open-day-by-hours", date: "2026-11-24", key: "open-2026-11-24" });
    expect(hub.state.day?.date).toBe("2026-11-24");
    expect([hub.state.waiting, hub.state.visits.size]).toEqual([0, 0]);
    expect(hub.rows.slice(-2)).toMatchObject([
      { kind: "day-closed", body: { date: "2026-11-23", ended: ["kiosk-1.e1.1"] } },
      { kind: "day-opened" },
    ]);
  });

  it("asks for it only at a start while a date is open", () => {
    const { hub } = officeWith([]);
    const tomorrow = hub.at + 24 * 3_600_000;
    expect(openingOf(hub.state, "America/Vancouver", tomorrow, "running")).toBeUndefined();
    expect(openingOf(hub.state, "America/Vancouver", tomorrow, "start")).toMatchObject({ date: "2026-11-24" });
    expect(openingOf(hub.state, "America/Vancouver", hub.at, "start")).toBeUndefined();
  });
});

describe("commands", () => {
  it("are carried out once for a key, before and after a restart, and a key cannot change its meaning", () => {
    const { hub } = officeWith(["licence", "licence"]);
    const expected = { epoch: hub.epoch, n: hub.state.n };
    const first = hub.command("call-next", { agent: 21, counter: "counter-1", key: "same-key-1", expected });
    hub.restart("boot-2");
    const second = hub.command("call-next", { agent: 21, counter: "counter-1", key: "same-key-1", expected });
    expect(second).toEqual({ ...first, repeated: true });
    expect(hub.rows.filter((row) => row.kind === "visit-called")).toHaveLength(1);
    expect(
      hub.command("begin", { agent: 21, counter: "counter-1", visit: visitCalled(hub, "counter-1"), key: "same-key-1" }),
    ).toMatchObject({ fault: "key-reused" });
  });

  it("tell by their key whether an earlier one was carried out: asked with a move of no visit, which changes nothing", () => {
    const { hub } = officeWith([]);
    const ask = (key: string, epoch = hub.epoch) =>
      hub.command("left", { agent: 22, counter: null, key, visit: "none", expected: { epoch, n: 0 } });
    expect(ask("reception-1")).toMatchObject({ fault: "unknown-visit" });
    const given = hub.command("intake", { agent: 22, counter: null, key: "reception-1", services: ["licence"] });
    hub.restart("boot-2");
    const rows = hub.rows.length;
    expect(ask("reception-1")).toMatchObject({ fault: "key-reused" });
    expect(ask("reception-1", "another")).toMatchObject({ fault: "key-reused" });
    expect(ask("reception-2", "another")).toMatchObject({ fault: "other-epoch" });
    expect(hub.rows).toHaveLength(rows);
    expect(hub.command("intake", { agent: 22, counter: null, key: "reception-1", services: ["licence"] })).toEqual({
      ...given,
      repeated: true,
    });
  });

  it("expect what they have seen: another epoch or an older version is refused", () => {
    const { hub } = officeWith(["licence"]);
    const seen = hub.state.counters.get("counter-1")?.version ?? 0;
    expect(hub.command("call-next", { agent: 21, counter: "counter-1", expected: { epoch: "another", n: seen } })).toMatchObject({
      fault: "other-epoch",
    });
    expect(hub.command("call-next", { agent: 21, counter: "counter-1", expected: { epoch: hub.epoch, n: seen - 1 } })).toMatchObject({
      fault: "changed-meanwhile",
    });
  });

  it("are not refused for news of the paper or the announcement, which move nothing", () => {
    const { hub, kiosk } = officeWith(["licence"]);
    hub.command("call-next", { agent: 21, counter: "counter-1" });
    const visit = visitCalled(hub, "counter-1");
    const seen = { epoch: hub.epoch, n: hub.state.visits.get(visit)?.version ?? 0 };
    kiosk.write({ kind: "ticket-printed", version: 1, body: { visit, job: "j", copy: 1, outcome: "printed", fault: null } });
    hub.send(kiosk.message(2));
    expect(hub.state.visits.get(visit)).toMatchObject({ printed: "printed", version: seen.n, changed: hub.state.n });
    expect(hub.command("begin", { agent: 21, counter: "counter-1", visit, expected: seen })).toMatchObject({ done: true });
  });

  it("are answered with the fault when the disk is full, and nothing of them remains", () => {
    const { hub } = officeWith(["licence"]);
    const before = stateText(hub.state);
    const pages = hub.database.pragma("page_count", { simple: true }) as number;
    hub.database.pragma(`max_page_count = ${pages}`);
    let refused = hub.command("call-next", { agent: 21, counter: "counter-1" });
    // The last page may still have room for a row or two.
    for (let tries = 0; tries < 50 && !isFault(refused); tries += 1) {
      hub.command("recall", { agent: 21, counter: "counter-1", visit: visitCalled(hub, "counter-1") });
      refused = hub.command("recall", { agent: 21, counter: "counter-1", visit: visitCalled(hub, "counter-1") });
    }
    expect(refused).toMatchObject({ fault: "storage-full" });
    const full = stateText(hub.state);
    hub.restart("boot-2");
    hub.database.pragma(`max_page_count = ${pages * 10}`);
    expect(full).not.toBe(before);
    expect(hub.command("recall", { agent: 21, counter: "counter-1", visit: visitCalled(hub, "counter-1") })).toMatchObject({ done: true });
  });
});

describe("numbers", () => {
  it("Q-TICKET-4: increase in the order of reservation over all kiosks, and a gap is a recorded lapse", () => {
    const hub = HubHarness.opened();
    const numbers = Array.from({ length: 12 }, (_, place) => hub.reserve("kiosk-1", `request-${place}`).count);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(hub.reserve("kiosk-1", "request-3").count).toBe(4);
    const kiosk = new DeviceHarness("kiosk-1");
    const ticket = kiosk.ticket({ letter: "C", count: 1, request: null, date: null });
    if (ticket.kind === "ticket-issued") kiosk.write({ ...ticket, body: { ...ticket.body, insteadOf: "request-5" } });
    hub.send(kiosk.message());
    const lapsed = hub.rows.filter((row) => row.kind === "reservation-lapsed");
    expect(lapsed).toMatchObject([{ body: { request: "request-5", count: 6, why: "own-series-used" } }]);
  });

  it("Q-TICKET-4: a question that its kiosk's own number has overtaken burns none", () => {
    const hub = HubHarness.opened();
    const kiosk = new DeviceHarness("kiosk-1");
    const ticket = kiosk.ticket({ letter: "C", count: 1, request: null, date: null });
    if (ticket.kind === "ticket-issued") kiosk.write({ ...ticket, body: { ...ticket.body, insteadOf: "request-1" } });
    hub.send(kiosk.message());
    const message = { id: "late", kind: "reserve", request: "request-1", epoch: "e1", boot: "k1", practice: false } as const;
    expect(hub.send({ kind: "ask", device: "kiosk-1", message })).toEqual([]);
    expect(hub.reserve("kiosk-1", "request-2").count).toBe(1);
  });

  it("Q-TICKET-1: a letter is given once, to each new storage its own, for ever", () => {
    const hub = HubHarness.opened();
    const letters = Array.from({ length: 40 }, (_, place) => {
      const answer = hub.ask("kiosk-1", { id: `a${place}`, kind: "enrol", epoch: `storage-${place}` });
      return answer.kind === "enrolled" ? answer.letter : "";
    });
    expect(new Set([...letters, "A", "B"]).size).toBe(42);
    expect(letters.slice(0, 2)).toEqual(["C", "D"]);
    expect(letters[20]).toBe("AB");
    const again = hub.ask("kiosk-1", { id: "again", kind: "enrol", epoch: "storage-7" });
    expect(again).toMatchObject({ kind: "enrolled", letter: letters[7] });
  });

  it("a device that is not in the configuration gets a clear refusal", () => {
    const hub = HubHarness.opened();
    expect(hub.ask("stranger", { id: "a", kind: "probe" })).toMatchObject({ kind: "refused", fault: { fault: "not-enrolled" } });
  });
});

describe("a board that comes back", () => {
  it("Q-CALL-2: is told the calls it may have missed, with their age and nobody to speak them, in a form it can read", () => {
    const { hub } = officeWith(["licence", "abstract"]);
    hub.command("call-next", { agent: 21, counter: "counter-1" });
    hub.at += 4_000;
    hub.command("call-next", { agent: 22, counter: "counter-2" });
    hub.at += 1_000;
    const answer = hub.ask("board-1", { id: "a", kind: "resume", zone: "main" });
    expect(v.safeParse(answerMessage, JSON.parse(JSON.stringify(answer))).success).toBe(true);
    expect(answer).toMatchObject({
      kind: "resumed",
      calls: [
        { count: 2, ageMs: 1_000, speaks: null },
        { count: 1, ageMs: 5_000, speaks: null },
      ],
    });
    expect(hub.ask("board-1", { id: "b", kind: "resume", zone: "another" })).toMatchObject({ calls: [] });
  });
});

describe("rows of a device", () => {
  it("are taken once and in order, whatever is doubled, late or missing", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 5 })), { maxLength: 30 }), (sends) => {
        const hub = HubHarness.opened();
        const kiosk = new DeviceHarness("kiosk-1");
        for (let count = 1; count <= 12; count += 1) kiosk.write(kiosk.ticket({ letter: "C", count, request: null, date: null }));
        for (const [from, length] of sends) hub.send(kiosk.message(from, Math.min(12, from + length)));
        const held = hub.state.sources.get("kiosk-1/e1")?.next ?? 1;
        hub.send(kiosk.message(held));
        const seqs = hub.rows.filter((row) => row.origin).map((row) => row.origin?.seq);
        expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        expect(hub.state.tickets).toBe(12);
      }),
      { numRuns: 60 },
    );
  });

  it("that no schema reads are kept, acknowledged and ignored", () => {
    const hub = HubHarness.opened();
    const kiosk = new DeviceHarness("kiosk-1");
    kiosk.writeRaw({ seq: 1, kind: "ticket-issued", version: 1, at: 0, boot: "k1", mono: 0, body: { letter: "I" } });
    kiosk.write(kiosk.ticket({ letter: "C", count: 1, request: null, date: null }));
    const effects = hub.send(kiosk.message());
    expect(effects).toMatchObject([
      { kind: "raise", fault: { fault: "row-quarantined" } },
      { kind: "ack", message: { next: 3 } },
    ]);
    expect(hub.rows.find((row) => row.kind === "quarantined")?.body).toMatchObject({
      raw: { kind: "ticket-issued", body: { letter: "I" } },
    });
    expect(hub.state.tickets).toBe(1);
  });

  it("of another history are not taken, and the fork is said", () => {
    const hub = HubHarness.opened();
    const kiosk = new DeviceHarness("kiosk-1");
    kiosk.write(kiosk.ticket({ letter: "C", count: 1, request: null, date: null }));
    hub.send(kiosk.message());
    const copy = new DeviceHarness("kiosk-1");
    copy.mono = 5;
    copy.write(copy.ticket({ letter: "C", count: 1, request: null, date: null }));
    copy.write(copy.ticket({ letter: "C", count: 2, request: null, date: null }));
    expect(hub.send(copy.message())).toMatchObject([
      { kind: "raise", fault: { fault: "log-forked" } },
      { kind: "ack", message: { next: 2 } },
    ]);
    expect(hub.state.tickets).toBe(1);
  });

  it("Q-TIME-1: arrival is the hub's now less the row's age, however wrong the device's clock is", () => {
    const hub = HubHarness.opened();
    const kiosk = new DeviceHarness("kiosk-1");
    const first = kiosk.ticket({ letter: "C", count: 1, request: null, date: null });
    kiosk.writeRaw({ seq: 1, kind: first.kind, version: 1, at: 0, boot: "k1", mono: 1_000, body: first.body });
    kiosk.mono = 61_000;
    hub.at += 100_000;
    hub.send(kiosk.message());
    expect(hub.state.visits.get("kiosk-1.e1.1")).toMatchObject({ arrivedAt: hub.at - 60_000, timeUncertain: false });
    // After a restart: of the boot in which it was heard the hub knows the clock, of one that it never heard it does not.
    kiosk.boot = "k3";
    kiosk.mono = 10_000;
    const old = kiosk.ticket({ letter: "C", count: 2, request: null, date: null });
    kiosk.writeRaw({ seq: 2, kind: old.kind, version: 1, at: 0, boot: "k1", mono: 70_000, body: old.body });
    kiosk.writeRaw({ seq: 3, kind: old.kind, version: 1, at: 0, boot: "k2", mono: 5, body: old.body });
    kiosk.writeRaw({ seq: 4, kind: old.kind, version: 1, at: 0, boot: "k3", mono: 4_000, body: old.body });
    hub.at += 100_000;
    hub.send(kiosk.message(2));
    const heardAt = hub.at - 100_000;
    const since = hub.at - 10_000;
    expect(hub.state.visits.get("kiosk-1.e1.2")).toMatchObject({ arrivedAt: heardAt + 9_000, timeUncertain: false });
    expect(hub.state.visits.get("kiosk-1.e1.3")).toMatchObject({ arrivedAt: since, timeUncertain: true });
    expect(hub.state.visits.get("kiosk-1.e1.4")).toMatchObject({ arrivedAt: since + 4_000, timeUncertain: false });
  });
});

describe("who is next", () => {
  it("Q-CALL-3: nobody who waits for a queue that a counter takes is passed over by a later arrival", () => {
    const { hub } = officeWith(["licence", null, "abstract", "licence", null]);
    const order: string[] = [];
    for (;;) {
      const answer = hub.command("call-next", { agent: 21, counter: "counter-1" });
      if (isFault(answer)) break;
      const visit = hub.state.visits.get(answer.visit ?? "");
      if (!visit) break;
      order.push(paperNumber(visit.number));
      hub.command("no-show", { agent: 21, counter: "counter-1", visit: visit.id });
    }
    expect(order).toEqual(["A1", "A2", "A3", "A4", "A5"]);
  });
});
