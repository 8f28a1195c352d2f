import { describe, expect, it } from "vitest";
import { exampleOffice } from "#shared/office/example.ts";
import { emptyTimings, figuresOf, foldTimings } from "#shared/statistics/timings.ts";
import { ticketCode } from "#shared/ticket/code.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import { DeviceHarness, HubHarness } from "./harness.ts";

const minute = 60_000;
const at = { agent: 21, counter: "counter-1", service: null };

/** A hub that knows of kiosk 1 only its letter, C; its tickets are on paper and in its own log. */
function office(): { hub: HubHarness; kiosk: DeviceHarness; own: (count: number) => void } {
  const hub = HubHarness.opened();
  const kiosk = new DeviceHarness("kiosk-1");
  hub.ask("kiosk-1", { id: "enrol", kind: "enrol", epoch: "e1" });
  hub.command("sign-in", at);
  const own = (count: number) => void kiosk.write(kiosk.ticket({ letter: "C", count, request: null, date: null }));
  return { hub, kiosk, own };
}

function pass(hub: HubHarness, kiosk: DeviceHarness, ms: number): void {
  hub.at += ms;
  kiosk.mono += ms;
}

const admit = (hub: HubHarness, number: string, rest: { service?: string | null } = {}) => hub.command("admit", { ...at, ...rest, number });

const code = (count: number, seq: number, date: string | null = null, letter = "C") =>
  ticketCode({ office: "example", number: { letter, count }, date, visit: `kiosk-1.e1.${seq}` });

/** Q-TICKET-1 as a person sees it: the numbers of the open date, one line for each visit. */
const numbers = (hub: HubHarness) =>
  [...hub.state.visits.values()].filter((visit) => visit.date === hub.state.day?.date).map((visit) => paperNumber(visit.number));

describe("paper that the hub does not know", () => {
  it("Q-TICKET-2: is admitted by its number, in any writing, and can be called like any other", () => {
    const { hub } = office();
    const answer = admit(hub, " c 12 ");
    const id = `hub.hub-epoch.${hub.state.n}`;
    expect(answer).toMatchObject({ done: true, visit: id, offset: hub.state.n });
    expect(hub.state.visits.get(id)).toMatchObject({
      number: { letter: "C", count: 12 },
      date: "2026-11-23",
      admitted: true,
      timeUncertain: true,
      queue: "first-contact",
    });
    expect(hub.state).toMatchObject({ tickets: 1, waiting: 1 });
    expect(hub.command("call-from-list", { ...at, visit: id })).toMatchObject({ done: true, visit: id });
    expect(admit(hub, "C13", { service: "licence" })).toMatchObject({ done: true });
    expect(hub.command("call-next", { agent: 21, counter: "counter-1" })).toMatchObject({ fault: "counter-busy" });
  });

  it("is admitted by the address of its page as by its plain code", () => {
    const { hub } = office();
    expect(admit(hub, `https://queue.example/t/#${"A".repeat(22)};${code(12, 12)}`)).toMatchObject({ done: true });
    const [visit] = hub.state.visits.values();
    expect(visit).toMatchObject({ number: { letter: "C", count: 12 }, admitted: true });
    expect(JSON.stringify(hub.state.visits.get(visit?.id ?? ""))).not.toContain("AAAA");
  });

  it("is refused in words when nobody can read it, when it is not ours, or when the hub knows it", () => {
    const { hub, kiosk, own } = office();
    own(1);
    hub.send(kiosk.message());
    for (const text of ["12", "I7", "C0", "C12345", "CDE4", "theq1:example:I2::kiosk-1.e1.2", "C1;x"])
      expect(admit(hub, text)).toMatchObject({ fault: "number-unreadable", facts: { number: text.slice(0, 20) } });
    for (const text of ["D7", "B7", "A1", "XY3", code(5, 5).replace("example", "other"), code(5, 5, "2026-11-22", "A")])
      expect(admit(hub, text)).toMatchObject({ fault: "number-not-ours" });
    expect(admit(hub, "C1")).toEqual({ fault: "number-known", facts: { number: "C1", visit: "kiosk-1.e1.1" } });
    expect(admit(hub, code(1, 1))).toMatchObject({ fault: "number-known" });
    expect(admit(hub, "C2", { service: "nonsense" })).toMatchObject({ fault: "unknown-service" });
    expect(hub.command("admit", { ...at, agent: 22, number: "C2" })).toMatchObject({ fault: "not-signed-in" });
    expect(admit(hub, "C2")).toMatchObject({ done: true });
    expect(admit(hub, "C2")).toMatchObject({ fault: "number-known" });
    expect(admit(hub, code(2, 2))).toMatchObject({ fault: "number-known" });
    // Typed, C2 may have been the ten thousand and first of the kiosk.
    expect(admit(hub, code(10_001, 2))).toMatchObject({ fault: "number-known" });
    hub.command("call-from-list", { ...at, visit: `hub.hub-epoch.${hub.state.n}` });
    hub.command("no-show", { ...at, visit: `hub.hub-epoch.${hub.state.n - 1}` });
    expect(admit(hub, "C2")).toMatchObject({ fault: "already-ended" });
    hub.command("close-day", { agent: 21, date: "2026-11-23" });
    expect(admit(hub, "C9")).toMatchObject({ fault: "day-not-open" });
  });

  it("Q-TICKET-1: becomes one visit with its record, counted once, in its place in line; later rows of the record follow", () => {
    const { hub, kiosk, own } = office();
    own(1);
    own(2);
    pass(hub, kiosk, 10 * minute);
    // Without its record it would stand behind whoever came since.
    const typed = admit(hub, "C2");
    const id = `hub.hub-epoch.${hub.state.n}`;
    expect(typed).toMatchObject({ visit: id });
    hub.send(kiosk.message(1, 2));
    expect(numbers(hub)).toEqual(["C2", "C1"]);
    expect(hub.state).toMatchObject({ tickets: 2, waiting: 2 });
    expect(hub.state.line).toEqual(["kiosk-1.e1.1", id]);
    expect(hub.state.visits.get(id)).toMatchObject({
      arrivedAt: hub.at - 10 * minute,
      samePerson: null,
      toConfirm: false,
      service: "licence",
    });
    const printed = { visit: "kiosk-1.e1.2", job: "j", copy: 1, outcome: "failed", fault: null } as const;
    kiosk.write({ kind: "ticket-printed", version: 1, body: printed });
    hub.send(kiosk.message(3));
    expect(hub.state.visits.get(id)?.printed).toBe("failed");
    expect(hub.command("call-from-list", { ...at, visit: "kiosk-1.e1.2" })).toMatchObject({ done: true, visit: id });
    const timings = emptyTimings();
    for (const row of hub.log.readAll()) foldTimings(timings, row);
    expect(figuresOf(timings.cells.values())).toMatchObject({ joined: 2, called: 1, waitP50: null });
  });

  it("asks staff whether it was the same person when its number was typed and called before the record came", () => {
    const { hub, kiosk, own } = office();
    own(1);
    admit(hub, "C1");
    const id = `hub.hub-epoch.${hub.state.n}`;
    hub.command("call-from-list", { ...at, visit: id });
    const { version } = hub.state.visits.get(id) ?? { version: 0 };
    hub.send(kiosk.message());
    expect(hub.state.visits.get(id)).toMatchObject({ samePerson: "asked", version });
    const seen = { agent: 22, visit: id, how: "seen" as const, expected: { epoch: hub.epoch, n: hub.state.n } };
    expect(hub.command("catch-up", seen)).toMatchObject({ done: true });
    expect(hub.command("catch-up", seen)).toMatchObject({ fault: "nothing-to-confirm" });
    expect(hub.command("begin", { ...at, visit: id, expected: { epoch: hub.epoch, n: version } })).toMatchObject({ done: true });
  });

  it("asks nothing when its code was scanned: that names the record", () => {
    const { hub, kiosk, own } = office();
    own(10_001);
    admit(hub, code(10_001, 1));
    const id = `hub.hub-epoch.${hub.state.n}`;
    hub.command("call-from-list", { ...at, visit: id });
    hub.send(kiosk.message());
    expect(hub.state.visits.get(id)).toMatchObject({ number: { count: 10_001 }, samePerson: null });
    expect(hub.state.visits.size).toBe(1);
  });

  it("Q-TICKET-1: finds the record of a number of the shared series by its date as well: yesterday's A3 is another", () => {
    const { hub, kiosk } = office();
    const number = (request: string) => {
      const { letter, count, date } = hub.reserve("kiosk-1", request);
      return { letter, count, request, date };
    };
    const yesterday = number("r1");
    kiosk.write(kiosk.ticket(yesterday));
    hub.command("close-day", { agent: 21, date: "2026-11-23" });
    hub.command("open-day", { agent: 21, date: "2026-11-24" });
    const today = number("r2");
    expect(today).toMatchObject({ letter: "A", count: 1, date: "2026-11-24" });
    admit(hub, "A1");
    kiosk.write(kiosk.ticket(today));
    hub.send(kiosk.message());
    expect(hub.state.visits.get("kiosk-1.e1.1")).toMatchObject({ date: "2026-11-23", late: true });
    expect(hub.state.aliases.get("kiosk-1.e1.2")).toMatch(/^hub\./);
    expect(numbers(hub)).toEqual(["A1"]);
    expect(hub.state.tickets).toBe(2);
  });

  it("of the office's own name alone is taken, whatever the office is called in its log", () => {
    expect(exampleOffice().office.id).toBe("example");
    const { hub } = office();
    expect(admit(hub, code(4, 9))).toMatchObject({ done: true });
    expect(hub.rows.at(-1)?.body).toMatchObject({ scanned: true, paper: "kiosk-1.e1.9", letter: "C", count: 4 });
  });
});
