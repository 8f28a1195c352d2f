/**
 * A made-up day as busy as the busiest one known of a real walk-in office: 3,416 tickets, 518 of them in one hour, 293 people in line at
 * worst. How long work takes is scaled until the line of so many counters becomes that long. Pure.
 */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { withBookings } from "./booked.ts";
import { counterMs, withCourses } from "./course.ts";
import { type Arrival, type DayPlan, hourMs, minuteMs } from "./plan.ts";
import { arrivalAt, crowd, weights } from "./profile.ts";
import { randomFrom } from "./random.ts";
import { widened } from "./widened.ts";

export const busiestDayKnown = { tickets: 3_416, peakHour: 518, longestLine: 293 } as const;

const openMs = 8 * hourMs;
const closeMs = 17 * hourMs;
const stepMs = 15 * minuteMs;
const countersTotal = 60;

/** `hours`: only so many of it, around the middle of its busiest hour. */
export function busiestDay(demo: OfficeConfiguration, date: string, seed: number, hours: number | null = null): DayPlan {
  const random = randomFrom(seed);
  const services = demo.services.filter((service) => service.offered === "kiosk");
  const drawing = { configuration: demo, services, weight: weights(services), random };
  const drawn = comingTimes(random.next).map((atMs) => ({ ...arrivalAt(atMs, drawing), patienceMs }));
  const arrivals = scaled(withCourses(drawn, demo.services, random));
  const queues = [...new Set([...services.map((service) => service.queue), demo.firstContact.queue])];
  const counters = Array.from({ length: countersTotal }, (_, place) => ({ id: `counter-${place + 1}`, takes: queues }));
  const roster = [{ fromMs: openMs - 5 * minuteMs, counters: counters.map((counter) => counter.id) }];
  const { fromMs, untilMs } = hours === null ? { fromMs: openMs, untilMs: closeMs } : around(busiestMs, hours * hourMs);
  const here = arrivals.filter(({ atMs }) => atMs >= fromMs && atMs < untilMs);
  return withBookings({ date, arrivals: here, roster, closeMs: untilMs, configuration: widened(demo, counters) }, seed);
}

/** The middle of the busiest hour. */
const busiestMs = 10.5 * hourMs;

function around(middleMs: number, lengthMs: number): { fromMs: number; untilMs: number } {
  return { fromMs: Math.max(openMs, middleMs - lengthMs / 2), untilMs: Math.min(closeMs, middleMs + lengthMs / 2) };
}

/** Nobody loses patience here, so that the line becomes as long as it can; those who leave are drawn as a course. */
const patienceMs = 8 * hourMs;

/** In each quarter of an hour as many as the day's shape says, at times drawn within it. */
function comingTimes(next: () => number): number[] {
  const quarters = Array.from({ length: (closeMs - openMs) / stepMs }, (_, place) => openMs + place * stepMs);
  const floor = bisected(0, 100, (level) => busiestHour(quarters.map((from) => shareAt(quarters, from, level))) < peakShare);
  let due = 0;
  let given = 0;
  return quarters.flatMap((from) => {
    due += shareAt(quarters, from, floor) * busiestDayKnown.tickets;
    const here = Math.round(due) - given;
    given += here;
    return Array.from({ length: here }, () => Math.floor(from + next() * stepMs)).sort((a, b) => a - b);
  });
}

const peakShare = busiestDayKnown.peakHour / busiestDayKnown.tickets;

function shareAt(quarters: readonly number[], from: number, floor: number): number {
  const total = quarters.reduce((sum, each) => sum + crowd(each + stepMs / 2, floor), 0);
  return crowd(from + stepMs / 2, floor) / total;
}

/** The largest sum of four quarters of one hour of the clock. */
export function busiestHour(quarters: readonly number[]): number {
  const hours = Array.from({ length: Math.ceil(quarters.length / 4) }, (_, place) => quarters.slice(4 * place, 4 * place + 4));
  return Math.max(...hours.map((hour) => hour.reduce((sum, each) => sum + each, 0)));
}

function scaled(arrivals: readonly Arrival[]): Arrival[] {
  const by = (factor: number) => arrivals.map((each) => ({ ...each, serviceMs: each.serviceMs * factor }));
  return by(bisected(0.05, 5, (factor) => longestLine(by(factor), countersTotal) > busiestDayKnown.longestLine));
}

/** How many wait at worst when so many counters take whoever came first. */
export function longestLine(arrivals: readonly Arrival[], counters: number): number {
  const freeAt = Array.from({ length: counters }, () => 0);
  const begun: number[] = [];
  let longest = 0;
  let first = 0;
  for (const [place, arrival] of arrivals.entries()) {
    const { atMs } = arrival;
    const counter = freeAt.indexOf(Math.min(...freeAt));
    const begin = Math.max(atMs, freeAt[counter] as number);
    freeAt[counter] = begin + counterMs(arrival);
    begun.push(begin);
    while ((begun[first] as number) <= atMs && first < place) first += 1;
    longest = Math.max(longest, place - first + ((begun[place] as number) > atMs ? 1 : 0));
  }
  return longest;
}

/** The last value of a range for which something is not yet true that is true from some value on. */
function bisected(from: number, to: number, isTrue: (value: number) => boolean): number {
  let [low, high] = [from, to];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (isTrue(middle)) high = middle;
    else low = middle;
  }
  return low;
}
