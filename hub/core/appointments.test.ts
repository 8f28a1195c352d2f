/** Appointments in the hub's step and fold: calendars read, kiosks that ask, tickets that say, staff who put it right. */
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { appointmentsMax } from "#shared/appointments/appointment.ts";
import type { Listed, Listing } from "#shared/appointments/plan.ts";
import { appointmentRules } from "#shared/appointments/rules.ts";
import type { BroughtToCheckIn } from "#shared/appointments/wire.ts";
import { officeConfiguration } from "#shared/office/configuration.ts";
import { exampleOffice } from "#shared/office/example.ts";
import type { CommandDone } from "#shared/queue/commands.ts";
import { evolve } from "#shared/queue/evolve.ts";
import { emptyState, stateText } from "#shared/queue/state.ts";
import { DeviceHarness, HubHarness, start } from "./harness.ts";

const minute = 60_000;
const today = "2026-11-23";
const rules = v.parse(appointmentRules, {});

/** At 10:00; `a` is at 10:15, for a licence. */
const booked = (id: string, atMinutes = 15, more: Partial<Listed> = {}): Listed => {
  const at = start + atMinutes * minute;
  return { id, number: null, date: today, at, minutes: 15, service: "licence", cancelled: false, ...more };
};

class Scene {
  readonly hub = HubHarness.opened();
  readonly kiosk = new DeviceHarness("kiosk-1");
  readonly codes = new Map<string, string>();
  readonly digits = new Map<string, string[]>();
  missed = 0;
  paused = 0;
  #imports = 0;
  #asks = 0;
  #shipped = 0;

  constructor() {
    this.hub.send({ kind: "configure", configuration: { ...exampleOffice(), appointments: rules }, key: "with-appointments" });
    this.hub.desk = {
      fitting: (by) => (by.kind === "phone" ? (this.digits.get(by.digits) ?? []) : [this.codes.get(by.code) ?? ""]),
      withCodeDigest: (digest) => this.codes.get(digest),
      pausedFor: () => this.paused,
      missed: () => {
        this.missed += 1;
      },
    };
  }

  import(listing: Partial<Listing>, key?: string) {
    this.#imports += 1;
    const whole: Listing = { source: "desk", dates: { from: today, to: "2026-12-07" }, appointments: [], ...listing };
    const actor = { kind: "system", part: "appointments" } as const;
    const sent = { kind: "import-appointments", listing: whole, key: key ?? `import-${this.#imports}`, actor, token: 1 } as const;
    const [effect] = this.hub.send(sent);
    if (effect?.kind !== "reply") throw new Error("no reply");
    return effect.answer;
  }

  find(by: BroughtToCheckIn) {
    this.#asks += 1;
    const answer = this.hub.ask("kiosk-1", { id: `find-${this.#asks}`, kind: "find-appointment", by });
    return answer.kind === "appointment" ? answer.found : answer;
  }

  /** A ticket of the kiosk's own series, and what goes with it. */
  ticket(beside?: { appointment: string } | { code: string | null }, service: string | null = "licence"): string {
    const count = this.kiosk.rows.length + 1;
    const { seq } = this.kiosk.write(this.kiosk.ticket({ letter: "C", count, request: null, date: null }, service));
    const visit = `kiosk-1.e1.${seq}`;
    const ticket = { letter: "C", count, visit };
    if (beside && "appointment" in beside) this.kiosk.write({ kind: "checked-in", version: 1, body: { ...ticket, ...beside } });
    if (beside && "code" in beside) this.kiosk.write({ kind: "appointment-said", version: 1, body: { ...ticket, ...beside } });
    this.ship();
    return visit;
  }

  ship(): void {
    this.kiosk.mono = this.hub.at - start;
    this.hub.send(this.kiosk.message(this.#shipped + 1));
    this.#shipped = this.kiosk.rows.length;
  }

  visit(id: string) {
    return this.hub.state.visits.get(id);
  }

  appointment(id: string) {
    return this.hub.state.appointments.get(id);
  }

  staff(name: "check-in" | "undo-check-in" | "appointment-missed", appointment: string, visit: string | null = null) {
    const ticket = name === "check-in" ? { visit, language: null, needs: [], people: 1, printAt: null } : {};
    return this.hub.command(name, { agent: 21, counter: null, appointment, ...ticket } as never);
  }

  get kinds(): string[] {
    return this.hub.rows.map(({ kind }) => kind);
  }
}

const code = (text: string): BroughtToCheckIn => ({ kind: "code", code: text });
const phone = (digits: string): BroughtToCheckIn => ({ kind: "phone", digits });

describe("a calendar that is read", () => {
  it("becomes events once: read again it changes nothing, and the same key gets the same answer", () => {
    const scene = new Scene();
    expect(scene.import({ appointments: [booked("a"), booked("b", 45)] }, "import-key")).toMatchObject({
      booked: 2,
      changed: 0,
      cancelled: 0,
    });
    const { n } = scene.hub.state;
    expect(scene.import({ appointments: [booked("b", 45), booked("a")] })).toMatchObject({ done: true, booked: 0, repeated: false });
    expect(scene.import({ appointments: [] }, "import-key")).toMatchObject({ repeated: true });
    expect(scene.hub.state.n).toBe(n);
    expect([...scene.hub.state.appointments.keys()]).toEqual(["a", "b"]);
  });

  it("moves, calls off and brings back; what is not listed any more is called off, of its own calendar and dates only", () => {
    const scene = new Scene();
    scene.import({ appointments: [booked("a"), booked("b"), booked("c", 15, { date: "2026-12-20" })] });
    scene.import({ source: "other", appointments: [booked("d")] });
    expect(scene.import({ appointments: [booked("a", 30), booked("e", 15, { cancelled: true })] })).toMatchObject({
      booked: 0,
      changed: 1,
      cancelled: 1,
    });
    expect(["a", "b", "c", "d"].map((id) => scene.appointment(id)?.stage.kind)).toEqual(["booked", "cancelled", "booked", "booked"]);
    expect(scene.appointment("a")?.at).toBe(start + 30 * minute);
    expect(scene.import({ appointments: [booked("a", 30), booked("b")] })).toMatchObject({ changed: 1 });
    expect(scene.appointment("b")?.stage.kind).toBe("booked");
    // One appointment alone says nothing of the others.
    expect(scene.import({ dates: null, appointments: [booked("b", 15, { cancelled: true })] })).toMatchObject({ cancelled: 1 });
    expect(scene.appointment("a")?.stage.kind).toBe("booked");
  });

  it("is refused whole when there are more than the hub keeps", () => {
    const scene = new Scene();
    const many = Array.from({ length: appointmentsMax + 1 }, (_, n) => booked(`many-${n}`));
    expect(scene.import({ appointments: many })).toMatchObject({ fault: "appointments-unreadable" });
    expect(scene.hub.state.appointments.size).toBe(0);
  });

  it("of days that are over is left out, and the end of a date forgets its appointments and says who did not come", () => {
    const scene = new Scene();
    scene.import({
      appointments: [booked("past", 0, { date: "2026-11-22" }), booked("a"), booked("b"), booked("next", 0, { date: "2026-11-24" })],
    });
    expect(scene.appointment("past")).toBeUndefined();
    scene.ticket({ appointment: "a" });
    scene.hub.command("close-day", { agent: 21, date: today } as never);
    const missed = scene.hub.rows.flatMap(({ kind, body }) =>
      kind === "appointment-missed" ? [(body as { appointment: string }).appointment] : [],
    );
    expect(missed).toEqual(["b"]);
    expect([...scene.hub.state.appointments.keys()]).toEqual(["next"]);
  });
});

describe("a kiosk that asks", () => {
  it("is told the one appointment by code or digits, early, on time or late by the office's minutes", () => {
    const scene = new Scene();
    scene.import({ appointments: [booked("a", 15)] });
    scene.codes.set("KQ7", "a");
    scene.digits.set("4567", ["a"]);
    const arrivals: [number, string][] = [
      [0, "on-time"],
      [-1, "early"],
      [25, "on-time"],
      [25.1, "late"],
      [75, "late"],
    ];
    for (const [minutes, arrival] of arrivals) {
      scene.hub.at = start + minutes * minute;
      expect(scene.find(code("KQ7")), String(minutes)).toEqual({
        ...{ kind: "one", appointment: "a", service: "licence", at: start + 15 * minute },
        arrival,
      });
    }
    scene.hub.at = start + 75.1 * minute;
    expect(scene.find(phone("4567"))).toEqual({ kind: "ask-staff", why: "expired", at: start + 15 * minute });
  });

  it("is sent to staff where two have the digits, and told nothing that digits alone should not tell", () => {
    const scene = new Scene();
    scene.import({ appointments: [booked("a"), booked("b"), booked("tomorrow", 0, { date: "2026-11-24" }), booked("off")] });
    scene.import({ dates: null, appointments: [booked("off", 15, { cancelled: true })] });
    scene.digits.set("4567", ["a", "b"]);
    scene.digits.set("1111", ["a"]);
    scene.digits.set("2222", ["tomorrow"]);
    scene.digits.set("3333", ["off"]);
    for (const [text, id] of [
      ["KA", "a"],
      ["KT", "tomorrow"],
      ["KO", "off"],
    ] as const)
      scene.codes.set(text, id);
    expect(scene.find(phone("4567"))).toEqual({ kind: "ask-staff", why: "several", at: null });
    expect(scene.find(phone("2222"))).toEqual({ kind: "none" });
    expect(scene.find(phone("3333"))).toEqual({ kind: "none" });
    expect(scene.find(code("KT"))).toMatchObject({ kind: "ask-staff", why: "other-date" });
    expect(scene.find(code("KO"))).toMatchObject({ kind: "ask-staff", why: "cancelled" });
    scene.ticket({ appointment: "a" });
    expect(scene.find(code("KA"))).toEqual({ kind: "checked-in", letter: "C", count: 1 });
    expect(scene.find(phone("1111"))).toEqual({ kind: "ask-staff", why: "checked-in", at: null });
    // The other one of the same digits is the only one still expected.
    expect(scene.find(phone("4567"))).toMatchObject({ kind: "one", appointment: "b" });
  });

  it("is counted when nothing was found, and pauses when it was too much", () => {
    const scene = new Scene();
    expect([scene.find(code("NO")), scene.find(phone("0000"))]).toEqual([{ kind: "none" }, { kind: "none" }]);
    expect(scene.missed).toBe(2);
    scene.paused = 42;
    expect(scene.find(code("NO"))).toMatchObject({ kind: "refused", fault: { fault: "check-in-paused", facts: { seconds: 42 } } });
  });

  it("writes nothing by asking", () => {
    const scene = new Scene();
    scene.import({ appointments: [booked("a")] });
    scene.codes.set("KQ7", "a");
    const { n } = scene.hub.state;
    scene.find(code("KQ7"));
    scene.find(code("NO"));
    expect(scene.hub.state.n).toBe(n);
  });
});

describe("a ticket with an appointment", () => {
  it("waits as one from its time on, with the calendar's service; too late it waits like any other", () => {
    const scene = new Scene();
    scene.import({ appointments: [booked("a", 30), booked("b", -20, { service: "abstract" })] });
    const early = scene.ticket({ appointment: "a" });
    const late = scene.ticket({ appointment: "b" }, null);
    const at = start + 30 * minute;
    expect(scene.visit(early)?.appointment).toEqual({ id: "a", at, dueFrom: at - 15 * minute, late: false, news: null });
    expect(scene.visit(late)).toMatchObject({
      appointment: { late: true },
      service: "abstract",
      queue: "licences",
      segments: [{ service: "abstract" }],
    });
    expect(scene.appointment("a")?.stage).toMatchObject({ kind: "checked-in", visit: early });
  });

  it("that came early is let forward when its time has come, and the log says so once", () => {
    const scene = new Scene();
    const office = { ...exampleOffice(), appointments: rules, routing: { preset: "appointments-first", ratio: 2 } as const };
    scene.hub.send({ kind: "configure", configuration: v.parse(officeConfiguration, office), key: "appointments-first" });
    scene.import({ appointments: [booked("a", 60)] });
    const [first, second] = [scene.ticket(), scene.ticket()];
    const early = scene.ticket({ appointment: "a" });
    const line = () => [...scene.hub.state.line];
    const at = (minutes: number) => {
      scene.hub.at = start + minutes * minute;
      scene.hub.send({ kind: "look-round" });
    };
    at(44);
    expect([line(), scene.visit(early)?.isAppointment]).toEqual([[first, second, early], false]);
    at(45);
    expect([line(), scene.visit(early)?.isAppointment]).toEqual([[early, first, second], true]);
    at(46);
    expect(scene.kinds.filter((kind) => kind === "appointment-due")).toHaveLength(1);
  });

  it("follows what the calendar says after it was printed, and staff are told", () => {
    const scene = new Scene();
    scene.import({ appointments: [booked("a"), booked("b")] });
    const [one, other] = [scene.ticket({ appointment: "a" }), scene.ticket({ appointment: "b" })];
    scene.import({ appointments: [booked("a", 60, { service: "unsure" })] });
    expect(scene.visit(one)).toMatchObject({
      service: "unsure",
      queue: "first-contact",
      appointment: { at: start + 60 * minute, news: "changed" },
    });
    expect(scene.visit(other)?.appointment?.news).toBe("cancelled");
    expect(scene.visit(other)?.stage.kind).toBe("waiting");
    const { n } = scene.hub.state;
    scene.import({ appointments: [booked("a", 60, { service: "unsure" })] });
    expect(scene.hub.state.n).toBe(n);
    scene.import({ appointments: [booked("a", 60, { service: "unsure" }), booked("b")] });
    expect(scene.visit(other)?.appointment?.news).toBe("changed");
  });

  it("keeps its service once an agent has it, and is history when the visit is over", () => {
    const scene = new Scene();
    scene.import({ appointments: [booked("a")] });
    const visit = scene.ticket({ appointment: "a" });
    scene.hub.command("sign-in", { agent: 21, counter: "counter-1" });
    scene.hub.command("call-next", { agent: 21, counter: "counter-1" });
    scene.import({ appointments: [booked("a", 15, { service: "unsure" })] });
    expect(scene.visit(visit)).toMatchObject({ service: "licence", appointment: { news: "changed" } });
    scene.hub.command("left", { agent: 21, counter: "counter-1", visit } as never);
    const { n } = scene.hub.state;
    scene.import({ appointments: [] });
    expect(scene.hub.state.n).toBe(n);
    expect(scene.appointment("a")?.stage.kind).toBe("checked-in");
  });

  it("of two who checked in for one, the first has it; the other waits without, and staff see both", () => {
    const scene = new Scene();
    scene.import({ appointments: [booked("a")] });
    const [first, second] = [scene.ticket({ appointment: "a" }), scene.ticket({ appointment: "a" })];
    expect(scene.appointment("a")).toMatchObject({ stage: { visit: first }, alsoBy: second });
    expect(scene.visit(second)).toMatchObject({ appointment: null, saysAppointment: true, stage: { kind: "waiting" } });
  });

  it("given while the hub was away joins its appointment by the digest of its code; without one staff are told", () => {
    const scene = new Scene();
    scene.import({ appointments: [booked("a"), booked("later", 600)] });
    scene.codes.set("digest-a", "a");
    scene.codes.set("digest-later", "later");
    const [known, unknown, none] = [scene.ticket({ code: "digest-a" }), scene.ticket({ code: "other" }), scene.ticket({ code: null })];
    expect(scene.visit(known)).toMatchObject({ appointment: { id: "a" }, saysAppointment: false });
    for (const id of [unknown, none]) expect(scene.visit(id)).toMatchObject({ appointment: null, saysAppointment: true });
    // The same code a second time: the first has it.
    const again = scene.ticket({ code: "digest-a" });
    expect(scene.visit(again)).toMatchObject({ appointment: null, saysAppointment: true });
    expect(scene.kinds.filter((kind) => kind === "appointment-checked-in")).toHaveLength(1);
  });
});

describe("staff", () => {
  it("join a ticket with an appointment, take it back, and say that nobody came", () => {
    const scene = new Scene();
    scene.import({ appointments: [booked("a"), booked("b")] });
    const visit = scene.ticket({ code: null }, null);
    expect(scene.staff("check-in", "a", visit)).toMatchObject({ done: true, visit });
    expect(scene.visit(visit)).toMatchObject({ service: "licence", appointment: { id: "a" }, saysAppointment: false });
    expect(scene.staff("check-in", "b", visit)).toMatchObject({ fault: "visit-has-appointment", facts: { number: "C1" } });
    expect(scene.staff("check-in", "a", visit)).toMatchObject({ fault: "appointment-checked-in", facts: { number: "C1" } });
    expect(scene.staff("appointment-missed", "a")).toMatchObject({ fault: "appointment-checked-in" });
    expect(scene.staff("undo-check-in", "a")).toMatchObject({ done: true });
    expect(scene.visit(visit)).toMatchObject({ appointment: null, stage: { kind: "waiting" } });
    expect(scene.staff("undo-check-in", "a")).toMatchObject({ fault: "appointment-not-checked-in" });
    expect(scene.staff("appointment-missed", "a")).toMatchObject({ done: true });
    // They come after all.
    expect(scene.staff("check-in", "a", visit)).toMatchObject({ done: true });
  });

  it("check somebody in who has no ticket: one is given, for what the appointment is about", () => {
    const scene = new Scene();
    scene.import({ appointments: [booked("a"), booked("unsaid", 20, { service: null })] });
    const here = { agent: 21, counter: null, visit: null, language: "fr" as const, needs: [], people: 1 };
    const done = scene.hub.command("check-in", { ...here, appointment: "a", printAt: "kiosk-1" });
    const { visit } = done as CommandDone;
    expect(scene.visit(visit ?? "")).toMatchObject({ service: "licence", number: { letter: "A", count: 1 }, appointment: { id: "a" } });
    expect(scene.kinds.slice(-4)).toEqual(["number-reserved", "visit-joined", "print-requested", "appointment-checked-in"]);
    const other = scene.staff("check-in", "unsaid") as CommandDone;
    expect(scene.visit(other.visit ?? "")).toMatchObject({ queue: "first-contact", appointment: { id: "unsaid" } });
    expect(scene.staff("check-in", "unsaid")).toMatchObject({ fault: "appointment-checked-in", facts: { number: "A2" } });
  });

  it("are refused with the reason what is not so, and nothing changes", () => {
    const scene = new Scene();
    scene.import({ appointments: [booked("a"), booked("off")] });
    scene.import({ dates: null, appointments: [booked("off", 15, { cancelled: true })] });
    const visit = scene.ticket();
    const before = stateText(scene.hub.state);
    expect(scene.staff("check-in", "nobody", visit)).toMatchObject({ fault: "unknown-appointment" });
    expect(scene.staff("check-in", "off", visit)).toMatchObject({ fault: "appointment-cancelled" });
    expect(scene.staff("check-in", "a", "nobody")).toMatchObject({ fault: "unknown-visit" });
    const stale = { agent: 21, counter: null, appointment: "a", visit, expected: { epoch: scene.hub.epoch, n: 1 } };
    expect(scene.hub.command("check-in", stale as never)).toMatchObject({ fault: "changed-meanwhile" });
    expect(scene.hub.command("check-in", { ...stale, counter: "counter-1", expected: undefined } as never)).toMatchObject({
      fault: "not-signed-in",
    });
    expect(stateText(scene.hub.state)).toBe(before);
  });
});

it("Q-EVENT-2 whatever happens to appointments, in any order, a fold of the log is the live state, and nobody holds two", () => {
  const ids = ["a", "b", "c"];
  const step = fc.oneof(
    fc.record({
      do: fc.constant("import" as const),
      list: fc.array(fc.record({ id: fc.constantFrom(...ids), minutes: fc.integer({ min: -90, max: 90 }), cancelled: fc.boolean() }), {
        maxLength: 4,
      }),
      whole: fc.boolean(),
    }),
    fc.record({ do: fc.constant("ticket" as const), id: fc.option(fc.constantFrom(...ids)), says: fc.boolean() }),
    fc.record({
      do: fc.constantFrom("check-in", "undo-check-in", "appointment-missed" as const),
      id: fc.constantFrom(...ids),
      nth: fc.nat(5),
    }),
    fc.record({ do: fc.constant("call" as const) }),
    fc.record({ do: fc.constant("time" as const), minutes: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ do: fc.constant("restart" as const) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const scene = new Scene();
      for (const id of ids) scene.codes.set(`digest-${id}`, id);
      const tickets: string[] = [];
      let boots = 1;
      for (const each of steps) {
        scene.hub.at += minute;
        if (each.do === "import") {
          const appointments = each.list.map(({ id, minutes, cancelled }) => booked(id, minutes, { cancelled }));
          scene.import({ appointments, ...(each.whole ? {} : { dates: null }) });
        } else if (each.do === "ticket") {
          const beside = each.id === null ? undefined : each.says ? { code: `digest-${each.id}` } : { appointment: each.id };
          tickets.push(scene.ticket(beside));
        } else if (each.do === "call") {
          scene.hub.command("sign-in", { agent: 21, counter: "counter-1" });
          const called = scene.hub.command("call-next", { agent: 21, counter: "counter-1" }) as CommandDone;
          if (called.visit) scene.hub.command("left", { agent: 21, counter: "counter-1", visit: called.visit } as never);
        } else if (each.do === "time") {
          scene.hub.at += each.minutes * minute;
          scene.hub.send({ kind: "look-round" });
        } else if (each.do === "restart") {
          boots += 1;
          scene.hub.restart(`boot-${boots}`);
        } else scene.staff(each.do, each.id, tickets[each.nth % Math.max(1, tickets.length)]);
        const holders = [...scene.hub.state.appointments.values()].flatMap(({ stage }) =>
          stage.kind === "checked-in" ? [stage.visit] : [],
        );
        expect(new Set(holders).size).toBe(holders.length);
        for (const { id, appointment } of scene.hub.state.visits.values()) {
          if (!appointment) continue;
          expect(scene.appointment(appointment.id)?.stage).toMatchObject({ kind: "checked-in", visit: id });
        }
      }
      const folded = emptyState();
      for (const row of scene.hub.log.readAll()) evolve(folded, row);
      expect(stateText(folded)).toBe(stateText(scene.hub.state));
    }),
    { numRuns: 60 },
  );
});
