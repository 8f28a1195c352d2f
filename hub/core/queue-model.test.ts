/**
 * The queue against the slow, obvious one: histories of commands, legal and not, with crashes, restarts, doubled and reordered commands.
 * A longer run: `QUEUE_HISTORIES=500 QUEUE_COMMANDS=100 npx vitest run --config tests/vitest.config.ts --project node hub/core/queue-model.test.ts`
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFault } from "#shared/faults/fault.ts";
import type { CommandName } from "#shared/queue/commands.ts";
import { evolve } from "#shared/queue/evolve.ts";
import { emptyState, stateText } from "#shared/queue/state.ts";
import type { Visit } from "#shared/queue/visit.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import { DeviceHarness, HubHarness, start } from "./harness.ts";
import { type Asked, SlowOffice, type SlowVisit } from "./slow-office.ts";
import { answerOf } from "./slow-refusals.ts";

const histories = Number(process.env.QUEUE_HISTORIES ?? 50);
const commandsEach = Number(process.env.QUEUE_COMMANDS ?? 60);

/** The real hub, its kiosk, and what a sender may have seen: the offset that stands for each step of the model. */
class Real {
  readonly hub = HubHarness.opened();
  readonly kiosk = new DeviceHarness("kiosk-1");
  readonly seen: { readonly n: number; readonly step: number }[] = [];
  last: { readonly name: CommandName; readonly body: object; readonly answer: string } | null = null;
  keys = 0;
  boots = 0;
  days = 0;

  send(name: CommandName, body: object): string {
    const answer = this.hub.command(name, body as never);
    return isFault(answer) ? answer.fault : answer.repeated ? "repeated" : "done";
  }
}

function ready(): { model: SlowOffice; real: Real } {
  const real = new Real();
  const model = new SlowOffice(real.hub.at);
  for (const agent of [21, 22]) {
    const asked = { name: "sign-in", agent, counter: `counter-${agent - 20}`, step: model.step };
    expect(answerOf(model, asked)).toBe(real.send("sign-in", { agent, counter: asked.counter }));
  }
  look(model, real);
  return { model, real };
}

/** Both must tell the same of everybody. */
function look(model: SlowOffice, real: Real): void {
  const { state } = real.hub;
  expect(state.line.map((id) => id)).toEqual(model.line.map((each) => each.id));
  expect([...state.visits.values()].map(told)).toEqual(model.visits.map(toldSlowly));
  for (const [id, counter] of model.counters) {
    const { agent, holding, break: pause, takes } = state.counters.get(id) as NonNullable<ReturnType<typeof state.counters.get>>;
    expect({ agent, holding, isOnBreak: pause !== null, takes }).toEqual({
      agent: counter.agent,
      holding: model.holding(id)?.id ?? null,
      isOnBreak: counter.isOnBreak,
      takes: counter.takes,
    });
  }
  expect([...state.stoppedServices.keys()]).toEqual([...model.stopped]);
  expect([state.tickets, state.day !== null]).toEqual([model.tickets, model.isOpen]);
  expect(state.waiting).toBe(model.isOpen ? model.line.filter((each) => each.away === null).length : 0);
  real.seen.push({ n: state.n, step: model.step });
}

function told(visit: Visit): object {
  const { id, number, stage, segments, segment, place, away, target, returns, language, people, outcome } = visit;
  const since = stage.kind === "ended" ? stage.at : stage.since;
  const counter = stage.kind === "called" || stage.kind === "serving" ? stage.counter : null;
  const recalls = stage.kind === "called" ? stage.recalls : 0;
  const plain = segments.map(({ service, queue, state, quantity }) => ({ service, queue, state, quantity }));
  const name = stage.kind === "ended" ? stage.how : stage.kind;
  const facts = { id, number: paperNumber(number), stage: name, since, counter, recalls, segments: plain, present: segment, place };
  return { ...facts, away: away?.until ?? null, target, returns, language, people, outcome };
}

function toldSlowly({ placed: _placed, ...visit }: SlowVisit): object {
  return visit;
}

type Model = { readonly office: SlowOffice };

/** One command of staff, with picks that mean somebody when it runs. */
class Ask implements fc.Command<Model, Real> {
  readonly #name: CommandName | null;
  readonly facts: Facts;

  /** Without a name: what an agent at this counter would do now. */
  constructor(name: CommandName | null, facts: Facts) {
    this.#name = name;
    this.facts = facts;
  }

  check(): boolean {
    return true;
  }

  run({ office }: Model, real: Real): void {
    const { seconds, seat, who, stale, more } = this.facts;
    const [agent, counter] = [Number(seat.slice(0, 2)), seat.slice(3)];
    office.now += seconds * 1_000;
    real.hub.at += seconds * 1_000;
    const name = this.#name ?? likely(office, counter, who);
    const { n, step } = real.seen.at(-1 - (stale % real.seen.length)) as Real["seen"][number];
    const at = more.door && !needsDesk.has(name) ? null : counter;
    // Most often somebody of whom it can be asked.
    const fit = office.visits.filter((each) => (fits[name] ?? isAny)(each, counter, office));
    const among = who % 6 > 0 && fit.length > 0 ? fit : office.visits;
    const visit = among[who % (among.length + (who % 6 > 0 ? 0 : 1))]?.id ?? "nobody";
    real.keys += 1;
    const key = `key-${String(real.keys).padStart(8, "0")}`;
    const said = this.#said(name, visit);
    const expected = { epoch: real.hub.epoch, n };
    const id = `hub.hub-epoch.${real.hub.state.n + 2}`;
    const asked: Asked = {
      name,
      agent,
      counter: withoutDesk.has(name) ? null : at,
      step,
      ...said,
      ...(name === "intake" ? { visit: id } : {}),
    };
    const body = { key, agent, ...(withoutDesk.has(name) ? {} : { counter: at }), ...said, expected };
    const before = stateText(real.hub.state);
    const answer = real.send(name, body);
    expect([`${name} of ${visit} by ${this}`, answer]).toEqual([`${name} of ${visit} by ${this}`, answerOf(office, asked)]);
    // Whoever is refused has changed nothing.
    if (answer !== "done") expect(stateText(real.hub.state)).toBe(before);
    real.last = { name, body, answer };
    look(office, real);
  }

  #said(name: CommandName, visit: string): Omit<Asked, "name" | "agent" | "counter" | "step"> & Record<string, unknown> {
    const { service, segment, quantity, minutes, place, to, rest, language, people, serve, services, outcome, takes } = this.facts.more;
    switch (name) {
      case "add-service":
      case "correct-service":
        return { visit, service };
      case "change-service":
        return { visit, segment, service };
      case "switch-service":
        return { visit, segment };
      case "set-quantity":
        return { visit, segment, quantity };
      case "park":
        return { visit, reason: "form", untilMinutes: minutes * 10, minutes: minutes * 10 };
      case "return-to-line":
        return { visit, place };
      case "transfer":
        return { visit, to };
      case "step-away":
        return { visit, minutes };
      case "finish":
        return { visit, rest, ...(outcome === null ? {} : { outcome }) };
      case "left":
        return { visit, ...(outcome === null ? {} : { outcome }) };
      case "set-needs":
        return { visit, language, people };
      case "intake":
        return { services, serve, people };
      case "set-counter":
        return { set: "counter-2", takes };
      case "stop-service":
      case "resume-service":
        return { service };
      case "sign-in":
      case "sign-out":
      case "call-next":
      case "take-break":
      case "end-break":
        return {};
      default:
        return { visit };
    }
  }

  toString(): string {
    const { seat, who, stale, seconds, more } = this.facts;
    return `${this.#name ?? "work"}(${more.door ? `${seat.slice(0, 2)}@door` : seat} who ${who} stale ${stale} +${seconds}s ${JSON.stringify(more)})`;
  }
}

function likely(office: SlowOffice, counter: string, pick: number): CommandName {
  const desk = office.counters.get(counter);
  const choose = (...names: readonly CommandName[]) => names[pick % names.length] as CommandName;
  if (desk?.agent === null) return "sign-in";
  if (desk?.isOnBreak) return "end-break";
  const held = office.holding(counter);
  if (held?.stage === "called") return choose("begin", "begin", "begin", "recall", "begin", "no-show", "return-to-line", "undo");
  if (held)
    return choose(
      "finish",
      "park",
      "finish",
      "add-service",
      "finish",
      "switch-service",
      "return-to-line",
      "transfer",
      "set-quantity",
      "undo",
    );
  return choose("call-next", "resume", "call-next", "come-back", "resume", "call-from-list", "return-no-show", "undo", "call-next");
}

type Fits = (visit: SlowVisit, counter: string, office: SlowOffice) => boolean;
const isAny: Fits = () => true;
const isCalled: Fits = ({ stage, counter }, at) => stage === "called" && counter === at;
const isServed: Fits = ({ stage, counter }, at) => stage === "serving" && counter === at;
const fits: Readonly<Partial<Record<CommandName, Fits>>> = {
  ...{ begin: isCalled, recall: isCalled, "no-show": isCalled },
  ...{ finish: isServed, park: isServed, "add-service": isServed, "set-quantity": isServed, "return-to-line": isServed },
  "switch-service": (visit, at, office) => isServed(visit, at, office) && visit.segments.length > 1,
  resume: ({ stage }) => stage === "parked",
  "call-from-list": ({ stage }) => stage === "waiting" || stage === "parked",
  "come-back": ({ away }) => away !== null,
  "return-no-show": ({ stage }) => stage === "no-show",
  undo: ({ id }, counter, office) => office.undos.get(id)?.counter === counter,
};

const asked: readonly CommandName[] = [
  ...(["call-next", "call-from-list", "recall", "begin", "finish", "no-show", "left", "add-service", "switch-service"] as const),
  ...(["change-service", "correct-service", "set-quantity", "park", "resume", "return-to-line", "transfer", "step-away"] as const),
  ...(["come-back", "come-back", "return-no-show", "set-needs", "intake", "undo", "sign-in", "sign-out"] as const),
  ...(["take-break", "end-break", "set-counter", "stop-service", "resume-service", "resume-service"] as const),
];

const needsDesk: ReadonlySet<string> = new Set<CommandName>([
  ...(["call-next", "call-from-list", "recall", "begin", "finish", "no-show", "park", "resume", "return-to-line"] as const),
  ...(["switch-service", "change-service", "set-quantity", "sign-in", "sign-out", "take-break", "end-break"] as const),
]);
const withoutDesk: ReadonlySet<string> = new Set<CommandName>(["set-counter", "stop-service", "resume-service"]);

const more = fc.record({
  door: fc.nat(5).map((nth) => nth === 5),
  service: fc.constantFrom("licence", "abstract", "unsure", "nothing"),
  services: fc.array(fc.constantFrom("licence", "abstract", "unsure"), { minLength: 1, maxLength: 3 }),
  segment: fc.integer({ min: 1, max: 3 }),
  quantity: fc.integer({ min: 1, max: 3 }),
  minutes: fc.constantFrom(15, 30, 20),
  place: fc.constantFrom("keep" as const, "end" as const),
  to: fc.constantFrom(
    ...[{ kind: "counter", id: "counter-1" } as const, { kind: "counter", id: "counter-2" } as const, { kind: "agent", id: 21 } as const],
    ...[{ kind: "agent", id: 22 } as const, { kind: "agent", id: 77 } as const, { kind: "counter-type", id: "Quick Trans" } as const],
    ...[
      { kind: "counter-type", id: "Aquarium" } as const,
      { kind: "service", id: "unsure" } as const,
      { kind: "service", id: "licence" } as const,
    ],
  ),
  rest: fc.constantFrom("line" as const, "drop" as const),
  language: fc.constantFrom("en" as const, "fr" as const),
  people: fc.integer({ min: 1, max: 3 }),
  serve: fc.boolean(),
  outcome: fc.constantFrom("done" as const, "papers-missing" as const, null),
  takes: fc.constantFrom(["licences", "first-contact"], ["first-contact"], null),
});

const facts = fc.record({
  /** Mostly each at their own counter. */
  seat: fc.nat(13).map((nth) => (nth === 13 ? "22@counter-1" : nth === 12 ? "21@counter-2" : nth > 6 ? "22@counter-2" : "21@counter-1")),
  who: fc.nat(40),
  /** Now and then a command is overtaken by others: it expects what stood so many steps ago. */
  stale: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(5) }),
  seconds: fc.oneof({ weight: 5, arbitrary: fc.nat(30) }, { weight: 1, arbitrary: fc.nat(1_500) }),
  more,
});
type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never;

/** Anything else that happens. */
function happens(name: string, run: (model: SlowOffice, real: Real) => void): fc.Command<Model, Real> {
  const command = ({ office }: Model, real: Real) => {
    run(office, real);
    look(office, real);
  };
  return { check: () => true, run: command, toString: () => name };
}

const joins = fc
  .record({
    service: fc.constantFrom("licence", "abstract", "unsure", null),
    errands: fc.subarray(["licence", "abstract", "unsure"], { maxLength: 2 }),
    people: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ service, errands, people }) =>
    happens(`join ${service} ${errands}`, (model, { hub, kiosk }) => {
      if (!model.isOpen) return;
      const request = `request-${kiosk.rows.length}`;
      const { letter, count, date } = hub.reserve("kiosk-1", request);
      kiosk.mono = hub.at - start;
      kiosk.write(kiosk.ticket({ letter, count, request, date }, service));
      const visit = `kiosk-1.e1.${kiosk.rows.length}`;
      const stated = errands.filter((each) => each !== service);
      kiosk.write({ kind: "errands-stated", version: 1, body: { visit, services: stated, people } });
      hub.send(kiosk.message(kiosk.rows.length - 1));
      model.join(visit, service, stated, people);
    }),
  );

const others = [
  happens("restart", (model, { hub }) => {
    hub.restart(`boot-${hub.state.n}`);
    model.restarted();
  }),
  /** The disk fails under a command: it is answered so, nothing of it remains, and sent again it is done as if for the first time. */
  happens("crash", (model, real) => {
    const { hub } = real;
    const before = stateText(hub.state);
    const append = hub.log.append;
    hub.log.append = () => {
      throw new Error("the disk is gone");
    };
    const body = { agent: 21, service: "abstract", key: `crash-${hub.state.n}-${real.keys}` };
    const name = hub.state.stoppedServices.has("abstract") ? "resume-service" : "stop-service";
    expect(real.send(name, body)).toBe("storage-failed");
    expect(stateText(hub.state)).toBe(before);
    hub.log.append = append;
    expect(real.send(name, body)).toBe(answerOf(model, { ...body, name, counter: null, step: model.step }));
  }),
  /** Its answer was lost, so the page sends it again; another command under its key is refused. */
  happens("doubled", (_model, real) => {
    const { last } = real;
    if (!last) return;
    if (last.answer === "done") {
      expect(real.send(last.name, last.body)).toBe("repeated");
      expect(real.send(last.name === "begin" ? "recall" : "begin", last.body)).toBe("key-reused");
    }
  }),
  happens("look round", (model, { hub }) => {
    hub.send({ kind: "look-round" });
    model.lookRound();
  }),
  happens("the next day", (model, real) => {
    const date = real.hub.state.day?.date;
    if (date === undefined) return;
    expect(real.send("close-day", { agent: 21, date })).toBe("done");
    model.closeDay();
    look(model, real);
    real.days += 1;
    expect(real.send("open-day", { agent: 21, date: `2027-01-${String(real.days).padStart(2, "0")}` })).toBe("done");
    model.openDay();
  }),
] as const;

/** Anything at all, and as often what an agent would do. A history that fails shrinks to one in which nothing happens mostly. */
const drawn: fc.WeightedArbitrary<fc.Command<Model, Real>>[] = [
  { weight: 1, arbitrary: fc.constant(happens("nothing", () => {})) },
  { weight: 20, arbitrary: joins },
  { weight: 70, arbitrary: facts.map((each) => new Ask(null, each)) },
  { weight: 60, arbitrary: fc.tuple(fc.constantFrom(...asked), facts).map(([name, each]) => new Ask(name, each)) },
  ...others.map((each, place) => ({ weight: place === others.length - 1 ? 1 : 2, arbitrary: fc.constant(each) })),
];
/** Without a bias to small numbers: they would name the same few people. */
const history = fc.noBias(fc.array(fc.oneof({ withCrossShrink: true }, ...drawn), { minLength: commandsEach, maxLength: commandsEach }));

describe("the queue", () => {
  it("Q-CALL-1, Q-EVENT-1, Q-EVENT-2: does what the slow, obvious queue does, through crashes, restarts, doubled and overtaken commands", {
    timeout: 3_600_000,
  }, () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(history, (commands) => {
        const { model, real } = ready();
        fc.modelRun(() => ({ model: { office: model }, real }), commands);
        const folded = emptyState();
        for (const row of real.hub.log.readAll()) evolve(folded, row);
        expect(stateText(folded)).toBe(stateText(real.hub.state));
        for (const { kind } of real.hub.rows) seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }),
      { numRuns: histories },
    );
    // Every move was made, and not only refused.
    for (const kind of moved) expect([kind, (seen.get(kind) ?? 0) > 0]).toEqual([kind, true]);
  });
});

const moved = [
  ...[
    "visit-called",
    "visit-recalled",
    "service-begun",
    "visit-finished",
    "segment-finished",
    "visit-no-show",
    "no-show-returned",
    "visit-left",
  ],
  ...["service-added", "service-switched", "service-changed", "quantity-set", "visit-parked", "visit-resumed", "visit-returned"],
  ...["visit-transferred", "visit-stepped-away", "visit-came-back", "visit-marked", "visit-joined", "move-undone"],
];
