/** A made-up office day from a seed: two peaks, a mix of services, work as long as the catalogue says, people who lose patience. Pure. */
import type { OfficeConfiguration, Service } from "#shared/office/configuration.ts";
import { withBookings } from "./booked.ts";
import { withCourses } from "./course.ts";
import { type Arrival, type DayPlan, hourMs, minuteMs, type Roster } from "./plan.ts";
import { type Random, randomFrom } from "./random.ts";

const openMs = 9 * hourMs;
const closeMs = 16.5 * hourMs;
/** The share of the agents' time that the day's work fills: busy, with a line at the peaks. */
const load = 0.9;
const stepMs = 15 * minuteMs;
const arrivalsMax = 5_000;

export function madeUpDay(configuration: OfficeConfiguration, date: string, seed: number): DayPlan {
  const random = randomFrom(seed);
  const services = configuration.services.filter((service) => service.offered === "kiosk");
  const weight = weights(services);
  const total = services.reduce((sum, service) => sum + weight(service), 0);
  const meanMinutes = services.reduce((sum, service) => sum + service.minutes * spreadFactor * weight(service), 0) / total;
  const agentMinutes = ((closeMs - openMs) / minuteMs) * configuration.counters.length;
  const people = Math.min(arrivalsMax, Math.round((load * agentMinutes) / (meanMinutes + betweenMinutes)));
  const quarters = Array.from({ length: (closeMs - openMs) / stepMs }, (_, place) => openMs + place * stepMs);
  const come = () => Math.floor(random.pick(quarters, (from) => crowd(from + stepMs / 2)) + random.next() * stepMs);
  const drawn = Array.from({ length: people }, () => arrivalAt(come(), { configuration, services, weight, random }));
  const arrivals = withCourses(
    drawn.sort((a, b) => a.atMs - b.atMs),
    services,
    random,
  );
  return withBookings({ date, arrivals, roster: roster(configuration), closeMs, configuration }, seed);
}

/** How widely work of one kind differs in length; the mean of a log-normal is above its median by this factor. */
const spread = 0.5;
const spreadFactor = Math.exp(spread ** 2 / 2);
/** Calling, walking, and clearing the desk. */
export const betweenMinutes = 1.5;

export interface Drawing {
  readonly configuration: OfficeConfiguration;
  /** The services to draw from, and how often each is asked for. */
  readonly services: readonly Service[];
  readonly weight: (service: Service) => number;
  readonly random: Random;
}

/** Somebody who comes at that time: for what, in which language, for how long. */
export function arrivalAt(atMs: number, { configuration, services, weight, random }: Drawing): Arrival {
  const service = random.pick(services, weight);
  const french = configuration.office.languages.includes("fr") && random.next() < 0.08;
  const need = random.next() < 0.06 ? configuration.needs[Math.floor(random.next() * configuration.needs.length)] : undefined;
  return {
    atMs,
    service: random.next() < 0.08 ? null : service.id,
    language: french ? "fr" : "en",
    needs: need === undefined ? [] : [need],
    serviceMs: bounded(random.logNormal(service.minutes, spread), 1, 120) * minuteMs,
    patienceMs: bounded(random.logNormal(70, 0.6), 5, 480) * minuteMs,
  };
}

/** How crowded a time of day is: a floor, a peak before noon and a lower one after lunch. */
export function crowd(atMs: number, floor = 0.35): number {
  const bell = (peakHour: number, widthHours: number) => Math.exp(-(((atMs / hourMs - peakHour) / widthHours) ** 2) / 2);
  return floor + bell(10.5, 0.8) + 0.75 * bell(13.75, 1);
}

/** In each programme the first services of the catalogue are the most asked for, and short work more than long. */
export function weights(services: readonly Service[]): (service: Service) => number {
  const places = new Map<string, number>();
  for (const members of Map.groupBy(services, (service) => service.programme).values())
    for (const [place, { id }] of members.entries()) places.set(id, place);
  return ({ id, minutes }) => 1 / ((1 + (places.get(id) ?? 0)) * minutes);
}

/** Every counter is open; at noon one after the other pauses for half an hour, where the others take its queues. */
function roster({ counters }: OfficeConfiguration): Roster[] {
  const all = counters.map((counter) => counter.id);
  const joined = new Set(counters.flatMap((counter) => counter.takes));
  const without = (id: string) => {
    const rest = counters.filter((counter) => counter.id !== id);
    const taken = new Set(rest.flatMap((counter) => counter.takes));
    return [...joined].every((queue) => taken.has(queue)) ? rest.map((counter) => counter.id) : all;
  };
  const pauses = [...all.entries()]
    .slice(0, 4)
    .map(([place, id]): Roster => ({ fromMs: 12 * hourMs + place * 30 * minuteMs, counters: without(id) }));
  return [{ fromMs: openMs - 5 * minuteMs, counters: all }, ...pauses, { fromMs: 14 * hourMs, counters: all }];
}

function bounded(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
