/** Who of a made-up day has an appointment, and how they keep it: early, in time, late, or not at all. Drawn from the day's seed. Pure. */
import type { Service } from "#shared/office/configuration.ts";
import { codeOf, type DemoCalendar } from "../appointments.ts";
import { type Arrival, type Booking, type DayPlan, minuteMs } from "./plan.ts";
import { randomFrom } from "./random.ts";

/** Of a hundred people who know what they come for. These are assumptions that make a day meet every case. */
const bookedShare = 25;
/** Of a hundred appointments: who comes too early to be called as one, who comes late, and how many more nobody comes for. */
const earlyShare = 15;
const lateShare = 12;
const missedShare = 8;

/** The same plan with appointments; everything else in it is drawn as without them. */
export function withBookings(plan: Omit<DayPlan, "bookings">, seed: number): DayPlan {
  const random = randomFrom(seed + 7_919);
  const services = new Map(plan.configuration.services.map((service) => [service.id, service]));
  const bookings: Booking[] = [];
  const book = (atMs: number, { id, minutes }: Service): Booking => {
    const booking = { number: bookings.length + 1, atMs, service: id, minutes, code: codeOf(seed * 10_000 + bookings.length + 1) };
    bookings.push(booking);
    return booking;
  };
  const arrivals = plan.arrivals.map((arrival): Arrival => {
    const service = arrival.service === null ? undefined : services.get(arrival.service);
    const isBooked = random.next() * 100 < bookedShare;
    const kept = random.next() * 100;
    const minutes = random.next();
    if (!service || !isBooked) return arrival;
    const before = kept < earlyShare ? 20 + minutes * 25 : kept < earlyShare + lateShare ? -3 - minutes * 25 : minutes * 12;
    if (random.next() * 100 < missedShare) book(toFive(arrival.atMs), service);
    return { ...arrival, code: book(toFive(arrival.atMs + before * minuteMs), service).code };
  });
  return { ...plan, arrivals, bookings };
}

/** As the hub reads it. `midnight`: when the date begins. */
export function calendarOf({ bookings }: DayPlan, midnight: number): DemoCalendar {
  const appointments = bookings.map(({ number, atMs, service, minutes, code }) => {
    const start = new Date(midnight + atMs).toISOString();
    const phone = `250-555-${String(1_000 + number).slice(-4)}`;
    return { uid: `day-${number}`, number, start, minutes, service, name: `Visitor ${number}`, phone, code };
  });
  return { format: "theq-appointments/1", appointments };
}

function toFive(atMs: number): number {
  return Math.round(atMs / (5 * minuteMs)) * 5 * minuteMs;
}
