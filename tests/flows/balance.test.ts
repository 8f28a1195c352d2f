/** Random commands to a real hub core, two agents and a kiosk: what The Q's model makes of whatever was let through. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { isFault } from "#shared/faults/fault.ts";
import { exampleOffice } from "#shared/office/example.ts";
import type { CommandName } from "#shared/queue/commands.ts";
import type { Visit } from "#shared/queue/visit.ts";
import { eventSchemas } from "#shared/snowplow/event.ts";
import { DeviceHarness, HubHarness } from "../../hub/core/harness.ts";
import { eventsOf, incumbentFindings } from "../../hub/forward/harness.ts";
import { emptyMoves } from "../../hub/forward/moves-state.ts";

/** What is asked for about a visit, mostly legal where its stage lets it be. */
const asked: Readonly<Record<Visit["stage"]["kind"], readonly (readonly [CommandName, object?])[]>> = {
  waiting: [
    ["call-from-list"],
    ["call-from-list"],
    ["left", { outcome: "papers-missing" }],
    ["transfer", { to: { kind: "counter", id: "counter-2" } }],
    ["transfer", { to: { kind: "service", id: "abstract" } }],
    ["step-away", { minutes: 15 }],
    ["come-back"],
    ["correct-service", { service: "licence" }],
    ["add-service", { service: "abstract" }],
    ["set-needs", { counterType: "Quick Trans" }],
    ["assign-service", { service: "licence" }],
    ["undo"],
  ],
  called: [
    ["begin"],
    ["begin"],
    ["begin"],
    ["recall"],
    ["no-show"],
    ["no-show"],
    ["left"],
    ["return-to-line", { place: "end" }],
    ["transfer", { to: { kind: "counter-type", id: "Quick Trans" } }],
    ["undo"],
  ],
  serving: [
    ["finish"],
    ["finish", { timeNotAccurate: true, rest: "drop", outcome: "done" }],
    ["park", { reason: "form" }],
    ["add-service", { service: "abstract" }],
    ["add-service", { service: "unsure" }],
    ["switch-service", { segment: 1 }],
    ["switch-service", { segment: 2 }],
    ["change-service", { segment: 1, service: "unsure" }],
    ["set-quantity", { segment: 1, quantity: 4 }],
    ["return-to-line", {}],
    ["transfer", { to: { kind: "service", id: "unsure" } }],
    ["left"],
    ["undo"],
  ],
  parked: [
    ["resume"],
    ["resume"],
    ["call-from-list"],
    ["left"],
    ["return-to-line"],
    ["transfer", { to: { kind: "agent", id: 22 } }],
    ["undo"],
  ],
  ended: [["return-no-show"], ["return-no-show"], ["undo"]],
};

const story = fc.array(
  fc.record({ agent: fc.constantFrom(21, 22), visit: fc.nat(11), choice: fc.nat(999), seconds: fc.nat(900), chance: fc.nat(9) }),
  { minLength: 40, maxLength: 140, size: "max" },
);
type Step = typeof story extends fc.Arbitrary<readonly (infer S)[]> ? S : never;

interface At {
  readonly agent: number;
  readonly counter: string;
}

class Office {
  readonly hub = new HubHarness();
  readonly kiosk = new DeviceHarness("kiosk-1");
  carriedOut = 0;
  #restarts = 0;

  constructor() {
    const { hub } = this;
    const rules = { noShowReturn: { minutes: 45, place: "next" as const, times: 2 }, carryOvernight: false };
    hub.send({ kind: "start", timeZoneData: "2026c" });
    hub.send({ kind: "configure", configuration: { ...exampleOffice(), rules }, key: "seed" });
    hub.send({ kind: "open-day-by-hours", date: "2026-11-23", key: "open-2026-11-23" });
    hub.ask("kiosk-1", { id: "enrol", kind: "enrol", epoch: "e1" });
    for (const agent of [21, 22]) this.#ask("sign-in", { agent, counter: `counter-${agent - 20}` });
  }

  do({ agent, visit: pick, choice, seconds, chance }: Step): void {
    const { hub } = this;
    // Half of the steps follow each other quickly, so that something can be undone.
    hub.at += (choice % 2 === 0 ? seconds % 20 : seconds) * 1_000;
    this.kiosk.mono = hub.at;
    const at = { agent, counter: `counter-${agent - 20}` };
    const held = hub.state.counters.get(at.counter)?.holding ?? null;
    if (chance === 0 && choice % 3 === 0) this.#sayAtKiosk(pick, choice);
    else if (chance === 0) this.#join(at, choice);
    else if (chance === 1) hub.send({ kind: "look-round" });
    else if (chance === 2 && choice % 7 === 0) this.#restart(seconds);
    else this.#move(at, held, { pick, choice, chance });
  }

  #move(at: At, held: string | null, { pick, choice, chance }: { pick: number; choice: number; chance: number }): void {
    const visits = [...this.hub.state.visits.values()];
    const here = chance < 8 && held !== null ? this.hub.state.visits.get(held) : undefined;
    const visit = here ?? visits[pick % (visits.length + 1)];
    if (!visit) this.#join(at, choice);
    else if (held === null && chance > 6) this.#ask("call-next", { ...at, confirmed: visit.id });
    else {
      const possible = asked[visit.stage.kind];
      const [name, more] = possible[choice % possible.length] ?? ["recall"];
      this.#ask(name, { ...at, visit: visit.id, ...more });
    }
  }

  #join(at: At, choice: number): void {
    const services = choice % 3 === 0 ? ["licence", "abstract", "unsure"] : ["licence"];
    if (choice % 2 === 0) this.#ask("intake", { ...at, services, channel: "phone", serve: choice % 4 === 0 });
    else this.#ticket(choice);
  }

  #ticket(choice: number): void {
    const request = `r-${this.kiosk.rows.length}`;
    const { letter, count, date } = this.hub.reserve("kiosk-1", request);
    const { seq } = this.kiosk.write(this.kiosk.ticket({ letter, count, request, date }, choice % 5 === 0 ? null : "licence"));
    if (choice % 3 === 0) {
      const body = { visit: `kiosk-1.e1.${seq}`, services: ["abstract", "unsure"], people: 2 };
      this.kiosk.write({ kind: "errands-stated", version: 1, body });
    }
    this.hub.send(this.kiosk.message(seq));
  }

  /** Mostly of a visit that is away, or did not come when called. */
  #sayAtKiosk(pick: number, choice: number): void {
    const visits = [...this.hub.state.visits.values()];
    const gone = visits.filter(({ stage, away }) => away !== null || (stage.kind === "ended" && stage.how === "no-show"));
    const visit = gone[pick % Math.max(1, gone.length)] ?? visits[pick % Math.max(1, visits.length)];
    if (!visit) return;
    const body = { ...visit.number, visit: choice % 2 === 0 ? visit.id : null };
    const { seq } = this.kiosk.write({ kind: "came-back", version: 1, body });
    this.hub.send(this.kiosk.message(seq));
  }

  #restart(seconds: number): void {
    this.#restarts += 1;
    this.hub.restart(`boot-${this.#restarts + 1}`, { aliveAt: this.hub.at - seconds * 1_000 });
  }

  #ask(name: CommandName, about: object): void {
    const answer = this.hub.command(name, about as never);
    if (!isFault(answer)) this.carriedOut += 1;
  }
}

function played(steps: readonly Step[]): Office {
  const office = new Office();
  for (const step of steps) office.do(step);
  office.hub.command("close-day", { agent: 21, date: "2026-11-23" });
  return office;
}

const eventsIn = ({ hub }: Office) => eventsOf(hub.log.readAll(), emptyMoves(), hub.log.identity);

it("Q-EVENT-1: no legal history, undo and no-show included, is unbalanced in The Q's model, but for leaving the line; each visit is told once", () => {
  fc.assert(
    fc.property(story, (steps) => {
      const office = played(steps);
      const events = eventsIn(office);
      expect(incumbentFindings(events)).toEqual([]);
      expect(new Set(events.map((each) => each.id)).size).toBe(events.length);
      expect(new Set(events.map((each) => each.contexts.citizen.client_id)).size).toBe(office.hub.state.tickets);
    }),
    { numRuns: 60 },
  );
});

it("these histories make most of their moves, and bring forth every event of a visit", () => {
  const offices = fc.sample(story, { seed: 7, numRuns: 40 }).map((steps) => ({ steps, office: played(steps) }));
  const asked = offices.reduce((sum, { steps }) => sum + steps.length, 0);
  expect(offices.reduce((sum, { office }) => sum + office.carriedOut, 0)).toBeGreaterThan(asked / 3);
  const names = new Set<string>(offices.flatMap(({ office }) => eventsIn(office).map(({ event }) => event.name)));
  const never = Object.keys(eventSchemas).filter((name) => !names.has(name));
  expect(never.sort()).toEqual(["appointment_checkin", "appointment_create", "appointment_update"]);
});
