/** Any office, rules and people: for the property tests. */
import fc from "fast-check";
import { routingFindings } from "../check.ts";
import type { Comer } from "../harness.ts";
import type { Routing } from "../schema.ts";
import type { RoutingOffice } from "../waiting.ts";

const queues = ["all", "licences", "taxes"] as const;
const services = ["licence", "plates", "tax", "oath"] as const;
const programmes = ["driving", "money"] as const;
const needs = ["come-and-get-me", "step-free", "hearing", "interpreter", "more-time"] as const;
const types = ["Counter", "Quick Trans", "Photo"] as const;
const skills = ["notary", "interpreter", "camera"] as const;
const priorities = ["high", "default", "low"] as const;

const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const keepMinutes = maybe(fc.integer({ min: 1, max: 30 }));

const who = fc
  .record({
    appointment: maybe(fc.constant(true as const)),
    priorities: maybe(some(priorities)),
    needs: maybe(some(needs)),
    services: maybe(some(services)),
    programmes: maybe(some(programmes)),
    queues: maybe(some(queues)),
  })
  .map(withoutNothing);

const classOf = (index: number, isLast: boolean) =>
  fc
    .record({
      who: isLast ? fc.constant(undefined) : who,
      weight: fc.integer({ min: 0, max: 10 }),
      ageing: maybe(fc.record({ minutes: fc.integer({ min: 1, max: 40 }), becomes: fc.constantFrom("class-0", "class-1", "class-2") })),
      maximumWaitMinutes: maybe(fc.integer({ min: 1, max: 60 })),
    })
    .map((each) => ({ id: `class-${index}`, name: { en: "x", fr: "x" }, ...withoutNothing(each) }));

const expert = fc
  .integer({ min: 1, max: 4 })
  .chain((many) => fc.tuple(...Array.from({ length: many }, (_, index) => classOf(index, index === many - 1))))
  .chain((classes) => fc.record({ classes: fc.constant(classes), types: maybe(some(types)), keepMinutes }))
  .map((rules) => ({ preset: "expert", ...withoutNothing(rules) }));

/** Any rules that the check of a configuration accepts. */
export const acceptedRouting: fc.Arbitrary<Routing> = fc
  .oneof(
    { weight: 1, arbitrary: fc.record({ preset: fc.constant("plain-order"), keepMinutes }).map(withoutNothing) },
    {
      weight: 2,
      arbitrary: fc
        .record({ preset: fc.constant("appointments-first"), ratio: fc.integer({ min: 1, max: 5 }), keepMinutes })
        .map(withoutNothing),
    },
    {
      weight: 2,
      arbitrary: fc
        .record({ preset: fc.constant("quick-counters"), types: some(types), ratio: maybe(fc.integer({ min: 1, max: 5 })), keepMinutes })
        .map(withoutNothing),
    },
    { weight: 6, arbitrary: expert },
  )
  .filter((routing) => routingFindings({ routing, services: [], counters: counterList([]) }).length === 0)
  .map((routing) => routing as Routing);

const counter = fc.record({
  type: fc.constantFrom(...types),
  takes: some(queues),
  services: maybe(some(services)),
  programmes: maybe(some(programmes)),
  skills: maybe(some(skills)),
  stepFree: maybe(fc.boolean()),
});
const agent = fc.record({ skills: maybe(some(skills)), languages: maybe(some(["en", "fr", "pa"])) });

/** Counter 0 takes everything, and agent 100 can do everything: there is somebody for everybody. */
export const anyOffice: fc.Arbitrary<RoutingOffice> = fc
  .record({
    routing: acceptedRouting,
    counters: fc.array(counter, { minLength: 1, maxLength: 4 }),
    agents: fc.array(agent, { minLength: 4, maxLength: 4 }),
  })
  .map(({ routing, counters, agents }) => ({
    services: [
      { id: "licence", queue: "licences", programme: "driving" },
      { id: "plates", queue: "licences", programme: "driving", counterType: "Quick Trans" },
      { id: "tax", queue: "taxes", programme: "money" },
      { id: "oath", queue: "taxes", programme: "money", skills: ["notary"] },
    ],
    counters: counterList(counters),
    agents: [{ number: 100, skills: ["notary"] }, ...agents.map((each, index) => ({ number: 101 + index, ...each }))],
    routing,
  }));

const work = fc.constantFrom(
  ...(
    [
      [null, "all"],
      ["licence", "licences"],
      ["plates", "licences"],
      ["tax", "taxes"],
      ["oath", "taxes"],
    ] as const
  ).map(([service, queue]) => ({ service, queue })),
);

export const anyComer: fc.Arbitrary<Omit<Comer, "id">> = fc
  .record({
    work,
    more: fc.array(work, { maxLength: 2 }),
    isAppointment: fc.boolean(),
    priority: fc.constantFrom(...priorities),
    needs: fc.subarray([...needs], { maxLength: 2 }),
    language: fc.constantFrom("en" as const, "fr" as const),
    speaks: fc.constantFrom(null, "pa"),
    counterType: fc.constantFrom(null, ...types),
    target: fc.constantFrom(
      ...[null, null, null],
      { kind: "counter" as const, id: "counter-1" },
      { kind: "agent" as const, id: 101 },
      { kind: "counter-type" as const, id: "Quick Trans" },
    ),
  })
  .map(({ work: first, more, ...rest }) => ({
    ...rest,
    ...first,
    segments: [first, ...more].map((each) => ({ ...each, state: "waiting" })),
  }));

function counterList(others: readonly object[]): RoutingOffice["counters"] {
  const first = { id: "counter-0", type: "Counter", takes: [...queues] };
  const more = others.map((each, index) => ({ id: `counter-${index + 1}`, ...each }));
  // A counter of each type, so that no rule names one in vain; these have nobody.
  const typed = types.map((type, index) => ({ id: `typed-${index}`, type, takes: ["nothing"] }));
  return [first, ...more, ...typed] as unknown as RoutingOffice["counters"];
}

function withoutNothing<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}
