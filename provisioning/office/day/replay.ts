/**
 * A real day played in the demo office: its queues become services, its counters become counters, and people come when they came.
 * How long work took is not in the file; it is worked out from how fast each queue moved while people waited. Pure.
 */
import type { OfficeConfiguration, Service } from "#shared/office/configuration.ts";
import { withCourses } from "./course.ts";
import { type Arrival, type DayPlan, hourMs, minuteMs, type Roster } from "./plan.ts";
import { type Random, randomFrom } from "./random.ts";
import type { RealVisit } from "./visits-file.ts";
import { widened } from "./widened.ts";

const countersMax = 100;
const spread = 0.4;
const usualServiceMs = 8 * minuteMs;

interface RealQueue {
  readonly name: string;
  readonly visits: readonly RealVisit[];
  readonly service: Service;
  /** Counters that work for it at its best time. */
  readonly counters: readonly string[];
  /** How many counters of this office stand for one real one. */
  readonly share: number;
  readonly serviceMs: number;
}

export function replayedDay(demo: OfficeConfiguration, visits: readonly RealVisit[], date: string, seed: number): DayPlan {
  const random = randomFrom(seed);
  const queues = realQueues(demo, visits);
  const byName = new Map(queues.map((queue) => [queue.name, queue]));
  const lastMs = Math.max(...visits.map((visit) => Math.max(visit.joinedMs, visit.calledMs ?? 0)));
  const closeMs = Math.min(lastMs + 30 * minuteMs, 23.5 * hourMs);
  const arrivals = visits.map((visit) => arrival(visit, byName.get(visit.queue) as RealQueue, demo, random));
  const counters = queues.flatMap((queue) => queue.counters.map((id) => ({ id, takes: [queue.service.queue] })));
  const all = withCourses(arrivals, demo.services, random);
  return { date, arrivals: all, roster: roster(queues, visits), closeMs, bookings: [], configuration: widened(demo, counters) };
}

/** The busiest queue first, so that the services given out do not depend on the order of rows. */
function realQueues(demo: OfficeConfiguration, visits: readonly RealVisit[]): RealQueue[] {
  const groups = [...Map.groupBy(visits, (visit) => visit.queue)].sort(
    ([a, ones], [b, others]) => others.length - ones.length || compare(a, b),
  );
  const offered = demo.services.filter((service) => service.offered === "kiosk");
  const byQueue = [...Map.groupBy(offered, (service) => service.queue).values()];
  const wanted = groups.map(([, of]) => Math.max(1, ...of.map((visit) => visit.countersOpen)));
  const share = Math.min(1, countersMax / wanted.reduce((sum, count) => sum + count, 0));
  let given = 0;
  return groups.map(([name, of], place) => {
    const services = byQueue[place % byQueue.length] as Service[];
    const service = services[Math.floor(place / byQueue.length) % services.length] as Service;
    const count = Math.max(1, Math.floor((wanted[place] as number) * share));
    const counters = Array.from({ length: count }, () => {
      given += 1;
      return `counter-${given}`;
    });
    return { name, visits: of, service, counters, share, serviceMs: serviceMs(of) * share };
  });
}

/** The mean time of a service: while people wait, a queue with n counters calls n people in that time. */
export function serviceMs(visits: readonly RealVisit[]): number {
  const called = visits.filter((visit) => visit.calledMs !== null).sort((a, b) => (a.calledMs as number) - (b.calledMs as number));
  let busyMs = 0;
  let calls = 0;
  for (const [place, visit] of called.entries()) {
    const before = called[place - 1];
    if (!before || visit.joinedMs > (before.calledMs as number)) continue;
    busyMs += ((visit.calledMs as number) - (before.calledMs as number)) * Math.max(1, visit.countersOpen);
    calls += 1;
  }
  return calls < 5 ? usualServiceMs : Math.min(45 * minuteMs, Math.max(minuteMs / 2, busyMs / calls));
}

function arrival(visit: RealVisit, queue: RealQueue, demo: OfficeConfiguration, random: Random): Arrival {
  const waitedMs = visit.calledMs === null ? 0 : visit.calledMs - visit.joinedMs;
  const median = queue.serviceMs / Math.exp(spread ** 2 / 2);
  return {
    atMs: visit.joinedMs,
    service: queue.service.id,
    language: demo.office.languages.includes("fr") && random.next() < 0.05 ? "fr" : "en",
    needs: [],
    serviceMs: Math.min(hourMs, random.logNormal(median, spread)),
    // Whoever was called after all would have waited that long here, too.
    patienceMs: Math.max(2 * waitedMs, random.logNormal(90, 0.5) * minuteMs),
  };
}

/** Every quarter of an hour: of each queue's counters as many as the file says were open. */
function roster(queues: readonly RealQueue[], visits: readonly RealVisit[]): Roster[] {
  const stepMs = 15 * minuteMs;
  const first = Math.floor(Math.min(...visits.map((visit) => visit.joinedMs)) / stepMs) * stepMs;
  const last = Math.max(...visits.map((visit) => visit.joinedMs));
  const steps: Roster[] = [];
  for (let fromMs = first; fromMs <= last; fromMs += stepMs) {
    const counters = queues.flatMap((queue) => {
      const known = queue.visits.findLast((visit) => visit.joinedMs < fromMs + stepMs) ?? queue.visits[0];
      const open = Math.max(1, Math.round((known?.countersOpen ?? 1) * queue.share));
      return queue.counters.slice(0, open);
    });
    steps.push({ fromMs, counters });
  }
  return steps;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
