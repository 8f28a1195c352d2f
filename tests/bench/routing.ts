/** What it costs to say who is next: `next` and `decide` on lines of 300 and longer, in an office of 200 services whose rules are the widest. */
import type { LogRow, Origin } from "#shared/log/record.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { decide } from "#shared/queue/decide.ts";
import { evolve } from "#shared/queue/evolve.ts";
import { next, orderFor } from "#shared/queue/next.ts";
import { emptyState, type OfficeState } from "#shared/queue/state.ts";
import { demoOffice } from "../../provisioning/office/demo-office/demo-office.ts";
import { atMost, type Benchmark, type Figure, median, shown } from "./figure.ts";

const epoch = "bench-epoch";
const date = "2026-11-23";
const start = Date.UTC(2026, 10, 23, 17);
const lengths = [300, 1_000, 3_000, 10_000] as const;
const microsecondsMost = 50;
const samples = 4_000;

export const routingCost: Benchmark = {
  name: "routing",
  about: "who is next, in a line of 300 and in longer ones",
  run: async () => {
    const offices = lengths.map((length) => officeWith(length));
    const figures: Figure[] = [];
    const [line] = offices as [Office, ...Office[]];
    figures.push(
      atMost(
        "next, line of 300: median",
        timed(line, (each) => each.next("usual")),
        "µs",
        microsecondsMost,
      ),
    );
    figures.push(
      atMost(
        "next, line of 300, nobody for it but the last: median",
        timed(line, (each) => each.next("last")),
        "µs",
        microsecondsMost,
      ),
    );
    figures.push(
      atMost(
        "decide call-next, line of 300: median",
        timed(line, (each) => each.decide("usual")),
        "µs",
        microsecondsMost,
      ),
    );
    figures.push(
      atMost(
        "decide call-next, nobody for it but the last: median",
        timed(line, (each) => each.decide("last")),
        "µs",
        microsecondsMost,
      ),
    );
    figures.push(
      shown(
        "the whole order of a counter, line of 300: median",
        timed(line, (each) => each.order("usual")),
        "µs",
      ),
    );
    for (const office of offices.slice(1)) {
      figures.push(
        shown(
          `next, line of ${office.length}: median`,
          timed(office, (each) => each.next("usual")),
          "µs",
        ),
      );
      figures.push(
        shown(
          `next, line of ${office.length}, the last: median`,
          timed(office, (each) => each.next("last")),
          "µs",
        ),
      );
    }
    const growth = (who: "usual" | "last") => {
      const [short, long] = [offices[0], offices.at(-1)] as [Office, Office];
      return timed(long, (each) => each.next(who)) / timed(short, (each) => each.next(who)) / (long.length / short.length);
    };
    // 1: as much longer as the line is longer.
    figures.push(atMost("growth from 300 to 10,000 over the growth of the line, the last", growth("last"), "", 3));
    return figures;
  },
};

class Office {
  readonly state: OfficeState;
  readonly length: number;
  readonly #counters: Readonly<Record<"usual" | "last", OfficeConfiguration["counters"][number]>>;
  readonly #at: number;
  #keys = 0;

  constructor(state: OfficeState, length: number, at: number) {
    this.state = state;
    this.length = length;
    this.#at = at;
    const counters = state.configuration?.counters ?? [];
    this.#counters = { usual: counters[1] as (typeof counters)[0], last: counters.at(-1) as (typeof counters)[0] };
  }

  next(who: "usual" | "last"): unknown {
    const found = next(this.state, this.#counters[who], this.#at);
    if (!found) throw new Error("nobody is next");
    return found;
  }

  order(who: "usual" | "last"): unknown {
    return orderFor(this.state, this.#counters[who], this.#at);
  }

  decide(who: "usual" | "last"): unknown {
    this.#keys += 1;
    const counter = this.#counters[who].id;
    const agent = this.state.counters.get(counter)?.agent ?? 0;
    const command = { name: "call-next", key: `bench-${this.#keys}`, agent, counter, expected: { epoch, n: this.state.n } } as const;
    const decision = decide(this.state, command, { at: this.#at, epoch, source: "hub", driftMs: 0, speaker: () => null });
    if (decision.kind !== "done") throw new Error(JSON.stringify(decision));
    return decision;
  }
}

/** The median of many, in microseconds, once the code is warm. */
function timed(office: Office, run: (office: Office) => unknown): number {
  const times: number[] = [];
  const many = Math.max(200, Math.round((samples * 300) / office.length));
  for (let count = 0; count < many * 2; count += 1) {
    const before = process.hrtime.bigint();
    run(office);
    if (count >= many) times.push(Number(process.hrtime.bigint() - before) / 1_000);
  }
  return median(times);
}

/**
 * The demo office with experts' rules, skills and types of counters; its last counter takes a service that only the last in line came for.
 */
function officeWith(length: number): Office {
  const demo = demoOffice() as OfficeConfiguration;
  const name = { en: "x", fr: "x" };
  const last = { ...(demo.services[0] as OfficeConfiguration["services"][number]), id: "last-service", queue: "last-queue" };
  const counters = demo.counters.map((each, index) => ({ ...each, stepFree: index % 2 === 0 }));
  const configuration: OfficeConfiguration = {
    ...demo,
    services: [...demo.services.map((each, index) => (index % 9 === 0 ? { ...each, skills: ["notary"] } : each)), last],
    queues: [...demo.queues, { id: "last-queue", name }],
    counters: [...counters, { ...(counters[0] as (typeof counters)[0]), id: "counter-last", label: "9", takes: ["last-queue"] }],
    agents: demo.agents.map((each, index) => ({ ...each, languages: index % 2 ? ["en", "fr"] : ["en"], skills: ["notary"] })),
    routing: {
      preset: "expert",
      types: ["Quick Trans"],
      classes: [
        { id: "appointments", name, who: { appointment: true }, weight: 4 },
        { id: "needs", name, who: { needs: ["more-time", "step-free"] }, weight: 3 },
        { id: "rest", name, weight: 2, ageing: { minutes: 30, becomes: "needs" } },
      ],
    },
  };
  const state = emptyState();
  let seq = 0;
  const fold = (kind: string, body: object, more: Partial<LogRow> = {}) => {
    seq += 1;
    evolve(state, { seq, kind, version: 1, at: start, boot: "b", mono: 0, body, ...more } as LogRow);
  };
  const actor = { kind: "system", part: "bench" };
  fold("configuration-changed", { key: "configuration", actor, configuration });
  fold("day-opened", { date, key: "open-day", actor });
  configuration.counters.slice(0, configuration.agents.length).forEach(({ id }, index) => {
    const agent = configuration.agents[index]?.number;
    fold("agent-signed-in", { counter: id, agent, key: `sign-in-${index}`, actor });
  });
  const lastDesk = state.counters.get("counter-last");
  if (lastDesk) lastDesk.agent ??= configuration.agents.at(-1)?.number ?? null;
  const kiosk = configuration.services.filter((each) => each.offered === "kiosk" && each !== last);
  for (let count = 1; count <= length; count += 1) {
    const service = count === length ? "last-service" : (kiosk[(count * 7) % kiosk.length]?.id ?? null);
    const body = {
      ...{ letter: "C", count, request: null, insteadOf: null, date: null, service, language: count % 3 ? "en" : "fr" },
      ...{ needs: count % 11 === 0 ? ["step-free"] : [], practice: false, tap: `tap-${count}` },
    };
    const arrivedAt = start + count * 1_000;
    fold("ticket-issued", body, { at: arrivedAt, arrivedAt, origin: originOf(count) });
  }
  return new Office(state, length, start + length * 1_000 + 60_000);
}

function originOf(seq: number): Origin {
  return { source: "kiosk-1", epoch: "e1", seq, at: start, boot: "k", mono: 0, hash: "" };
}
