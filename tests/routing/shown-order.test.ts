/** The order that counter, manager and kiosks' staff pages show is the order in which the hub calls, whatever happens in the office. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { citizenStates } from "#shared/citizen/state.ts";
import { isFault } from "#shared/faults/fault.ts";
import { checkOffice } from "#shared/office/check.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { orderFor } from "#shared/queue/next.ts";
import type { Stage } from "#shared/queue/visit.ts";
import type { Routing } from "#shared/routing/schema.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { callingOrder, nextAt } from "../../display/base/calling.ts";
import { applyPatch, type StaffView as PageView, takeSnapshot } from "../../display/base/staff-view.ts";
import { DeviceHarness, HubHarness } from "../../hub/core/harness.ts";
import { lineOf } from "../../hub/views/line.ts";
import { staffOffice } from "../../hub/views/office.ts";
import { StaffView } from "../../hub/views/staff.ts";

const name = { en: "x", fr: "x" };
const routings: readonly (Routing | undefined)[] = [
  undefined,
  { preset: "plain-order" },
  { preset: "appointments-first", ratio: 2 },
  { preset: "quick-counters", types: ["Quick Trans"], keepMinutes: 5, ratio: 1 },
  {
    preset: "expert",
    keepMinutes: 10,
    types: ["Quick Trans"],
    classes: [
      { id: "needs", name, who: { needs: ["step-free", "more-time"] }, weight: 3, maximumWaitMinutes: 30 },
      { id: "high", name, who: { priorities: ["high"] }, weight: 2 },
      { id: "records", name, who: { services: ["abstract"] }, weight: 2 },
      { id: "rest", name, weight: 1, ageing: { minutes: 15, becomes: "high" } },
    ],
  },
];

/** The example office with a third counter, skills, types and steps. */
function officeWith(routing: Routing | undefined): OfficeConfiguration {
  const office = exampleOffice();
  const third = {
    id: "counter-3",
    name,
    label: "3",
    type: "Counter",
    zone: "main",
    takes: ["first-contact"],
    services: ["abstract"],
    stepFree: true,
  };
  const [licence, ...services] = office.services;
  const checked = checkOffice({
    ...office,
    ...(routing ? { routing } : {}),
    services: [{ ...licence, counterType: "Quick Trans" }, ...services],
    counters: [...office.counters, third],
    agents: [...office.agents, { number: 23, id: "agent-23", displayName: "D", role: "CSR", languages: ["en"] }],
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.office;
}

const counters = ["counter-1", "counter-2", "counter-3"] as const;
const services = ["licence", "abstract", "unsure", null] as const;
const step = fc.record({
  does: fc.constantFrom(
    ...[
      "ticket",
      "ticket",
      "ticket",
      "ticket",
      "intake",
      "set-needs",
      "call-next",
      "call-next",
      "call-from-list",
      "begin",
      "finish",
      "no-show",
    ],
    ...["left", "return-to-line", "transfer", "step-away", "come-back", "return-no-show", "take-break", "end-break", "set-counter", "park"],
    ...["resume", "undo", "sign-out", "sign-in", "change-service", "add-service"],
  ),
  counter: fc.constantFrom(...counters),
  pick: fc.nat(50),
  minutes: fc.constantFrom(0, 0, 0, 1, 4, 12),
  service: fc.constantFrom(...services),
  needs: fc.subarray(["step-free", "interpreter", "more-time"] as const),
  priority: fc.constantFrom("high", "default", "low"),
  to: fc.constantFrom(
    { kind: "counter", id: "counter-3" },
    { kind: "agent", id: 22 },
    { kind: "counter-type", id: "Quick Trans" },
    { kind: "service", id: "abstract" },
  ),
});
type Step = (typeof step extends fc.Arbitrary<infer T> ? T : never) & { readonly does: string };

/** A visit with which a command has something to do. */
function suits(does: string, stage: Stage, away: unknown): boolean {
  if (does === "come-back") return away !== null;
  if (does === "return-no-show") return stage.kind === "ended" && stage.how === "no-show";
  if (does === "resume") return stage.kind === "parked";
  if (does === "undo") return true;
  return stage.kind === "waiting";
}

class Scene {
  readonly hub = new HubHarness();
  readonly kiosk = new DeviceHarness("kiosk-1");
  readonly #staff = new StaffView();
  #page: PageView;
  #told: number;
  #count = 0;

  constructor(routing: Routing | undefined) {
    const { hub } = this;
    hub.send({ kind: "start", timeZoneData: "2026c" });
    hub.send({ kind: "configure", configuration: officeWith(routing), key: "seed" });
    hub.send({ kind: "open-day-by-hours", date: "2026-11-23", key: "open-2026-11-23" });
    hub.ask("kiosk-1", { id: "enrol", kind: "enrol", epoch: "e1" });
    counters.forEach((counter, index) => void hub.command("sign-in", { agent: 21 + index, counter }));
    this.#staff.update(hub.state, "everything", new Map(), hub.at);
    const { epoch } = hub;
    this.#page = takeSnapshot(null, { generation: 1, epoch, n: hub.state.n, now: hub.at, entries: structuredClone(this.#staff.entries) });
    this.#told = hub.rows.length;
  }

  do({ does, counter, pick, minutes, service, needs, priority, to }: Step): void {
    const { hub, kiosk } = this;
    hub.at += minutes * 60_000;
    kiosk.mono += minutes * 60_000;
    const at = { agent: 21 + counters.indexOf(counter), counter };
    const all = [...hub.state.visits.values()];
    const suited = all.filter(({ stage, away }) => suits(does, stage, away));
    const any = (suited.length > 0 && pick % 8 ? suited : all)[pick % Math.max(1, suited.length)]?.id ?? "nobody";
    const visit = hub.state.counters.get(counter)?.holding ?? any;
    if (does === "ticket") {
      this.#count += 1;
      const event = kiosk.ticket({ letter: "C", count: this.#count, request: null, date: null }, service);
      kiosk.write({ ...event, body: { ...event.body, needs } } as typeof event);
      hub.send(kiosk.message(hub.state.sources.get("kiosk-1/e1")?.next ?? 1));
      return;
    }
    const more: Record<string, object> = {
      intake: {
        ...{ services: [service ?? "abstract"], language: "en", needs, priority, people: 1, channel: "in-person" },
        ...{ counterType: pick % 3 ? null : "Quick Trans", printAt: null, serve: false },
      },
      "set-needs": { visit: any, needs, priority },
      "call-from-list": { visit: any },
      finish: { visit, timeNotAccurate: false, quantity: 1 },
      "return-to-line": { visit, place: pick % 2 ? "end" : "keep" },
      transfer: { visit: pick % 3 ? visit : any, to },
      "step-away": { visit: any, minutes: 15 },
      "come-back": { visit: any },
      "return-no-show": { visit: any },
      "set-counter": { set: counter, takes: pick % 3 ? ["licences"] : null },
      park: { visit, reason: "form", untilMinutes: 10 },
      resume: { visit: any },
      undo: { visit },
      "change-service": { visit: any, segment: 1, service: service ?? "abstract" },
      "add-service": { visit: any, service: service ?? "abstract" },
    };
    const needsNone = ["call-next", "sign-in", "sign-out", "take-break", "end-break"].includes(does);
    hub.command(does as never, { ...at, ...(needsNone ? {} : { visit, ...more[does] }) } as never);
  }

  check(): void {
    const { hub } = this;
    const patch = this.#staff.update(hub.state, hub.rows.slice(this.#told), new Map(), hub.at);
    this.#told = hub.rows.length;
    if (patch) this.#page = applyPatch(this.#page, structuredClone(patch));
    const office = staffOffice(hub.state, hub.log.identity) as StaffOffice;
    const ids = (visits: readonly { readonly id: string }[]) => visits.map(({ id }) => id);
    const line = ids(orderFor(hub.state, null, hub.at));
    expect(ids(callingOrder(this.#page, office, null, hub.at))).toEqual(line);
    expect(lineOf(hub.state, hub.epoch, hub.at).tickets.map(({ visit }) => visit)).toEqual(line);
    const citizens = [...citizenStates(hub.state, hub.at)].flatMap(([id, { stage }]) =>
      stage.kind === "waiting" && stage.before !== null ? [{ id, before: stage.before }] : [],
    );
    expect(ids(citizens.sort((one, other) => one.before - other.before))).toEqual(line);
    for (const counter of hub.state.configuration?.counters ?? []) {
      const shown = ids(callingOrder(this.#page, office, counter.id, hub.at));
      expect(shown).toEqual(ids(orderFor(hub.state, counter, hub.at)));
      expect(nextAt(this.#page, office, counter.id, hub.at)?.visit.id).toBe(shown[0]);
    }
  }

  /** Every counter calls what the page said, and the reason the page gave is the one that is stored. */
  callAll(): void {
    const { hub } = this;
    const office = staffOffice(hub.state, hub.log.identity) as StaffOffice;
    counters.forEach((counter, index) => {
      const agent = 21 + index;
      hub.command("sign-in", { agent, counter });
      this.check();
      const shown = nextAt(this.#page, office, counter, hub.at);
      const answer = hub.command("call-next", { agent, counter });
      if (isFault(answer)) {
        if (answer.fault === "nobody-waiting") expect(shown).toBeNull();
        return;
      }
      expect(answer.visit).toBe(shown?.visit.id);
      const called = hub.rows.findLast((row) => row.kind === "visit-called")?.body as { because: object };
      expect(called.because).toMatchObject(JSON.parse(JSON.stringify(shown?.because)));
    });
  }
}

describe("Q-CALL-3: pages and hub agree", () => {
  it("on the order of calling, at every counter and for the whole line, whatever happens", () => {
    fc.assert(
      fc.property(fc.constantFrom(...routings), fc.array(step, { minLength: 20, maxLength: 60 }), (routing, steps) => {
        const scene = new Scene(routing);
        for (const each of steps) {
          scene.do(each);
          scene.check();
        }
        scene.callAll();
      }),
      { numRuns: 60 },
    );
  });
});
