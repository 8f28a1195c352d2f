/** What becomes of a visit beside being called, served and finished: a share of a day's visits each, drawn from its seed. Pure. */
import type { Service } from "#shared/office/configuration.ts";
import { type Arrival, type Course, minuteMs } from "./plan.ts";
import type { Random } from "./random.ts";

/** Of a hundred visits. These are assumptions that make a day use every move; they are not measured. */
const shares: Readonly<Record<Course["kind"], number>> = {
  parks: 5,
  second: 5,
  errand: 5,
  "moves-on": 3,
  "back-in-line": 3,
  gone: 4,
  late: 4,
  "mis-pressed": 1,
};

/** How long each further service of a visit takes, by the first. */
export const laterShare = 0.6;

/** The same arrivals, some of them with a course of their own; who has two services is served as long as for one. */
export function withCourses(arrivals: readonly Arrival[], services: readonly Service[], random: Random): Arrival[] {
  const offered = services.filter((service) => service.offered === "kiosk");
  return arrivals.map((arrival) => {
    const course = drawn(offered, random);
    if (course === undefined) return arrival;
    return { ...arrival, course, serviceMs: isTwofold(course) ? arrival.serviceMs / (1 + laterShare) : arrival.serviceMs };
  });
}

/** How long a visit is served in all. */
export function workMs({ serviceMs, course }: Pick<Arrival, "serviceMs" | "course">): number {
  return isTwofold(course) ? serviceMs * (1 + laterShare) : serviceMs;
}

/** From being called to standing at the counter. */
export const walkMs = 0.4 * minuteMs;
/** How long an agent waits for somebody who does not come, before calling again and before giving up. */
export const patienceWithAbsentMs = 0.75 * minuteMs;

/** For how long a visit keeps a counter, once it is called for the first time. */
export function counterMs(arrival: Pick<Arrival, "serviceMs" | "course">): number {
  const absentMs = arrival.course?.kind === "gone" || arrival.course?.kind === "late" ? 2 * patienceWithAbsentMs : 0;
  return absentMs + (arrival.course?.kind === "gone" ? 0 : walkMs + workMs(arrival));
}

function isTwofold(course: Course | undefined): boolean {
  return course?.kind === "second" || course?.kind === "errand";
}

function drawn(offered: readonly Service[], random: Random): Course | undefined {
  let left = random.next() * 100;
  for (const kind of Object.keys(shares) as Course["kind"][]) {
    left -= shares[kind];
    if (left < 0) return courseOf(kind, offered, random);
  }
  return undefined;
}

function courseOf(kind: Course["kind"], offered: readonly Service[], random: Random): Course {
  switch (kind) {
    case "parks":
      return { kind, forMs: between(random, 3, 12) };
    case "second":
    case "errand":
      return { kind, service: random.pick(offered, () => 1).id };
    case "late":
      return { kind, backMs: between(random, 5, 30) };
    default:
      return { kind };
  }
}

function between(random: Random, least: number, most: number): number {
  return (least + random.next() * (most - least)) * minuteMs;
}
