/**
 * The appointments of a virtual office, so that a person can check in whenever they try it: always some that are near, two with the same last
 * digits, one that is late. The people are made up, with numbers that are nobody's.
 */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { localDate } from "#shared/time/zone.ts";
import type { FrontAppointment } from "#shared/wire/front-page.ts";

export interface DemoAppointment {
  readonly uid: string;
  readonly number: number;
  /** UTC, as `Date.toISOString` writes it. */
  readonly start: string;
  readonly minutes: number;
  readonly service: string;
  readonly name: string;
  readonly phone: string;
  readonly code: string;
}

export interface DemoCalendar {
  readonly format: "theq-appointments/1";
  readonly appointments: readonly DemoAppointment[];
}

const minuteMs = 60_000;
/** Minutes from now, the first rounded to the next five. */
const offsets = [-20, 0, 10, 10, 25, 40, 60, 90, 120, 165, 210, 260];
/** Appointments that are still to come, below which a start adds more. */
const aheadMin = 3;

const people = [
  ...["Amara Okafor", "Benoît Tremblay", "Chen Wei", "Dolores Ruiz", "Elsie Charlie", "Farid Haddad"],
  ...["Grace Morrison", "Harpreet Gill", "Isabelle Roy", "Jonah Peters", "Keiko Tanaka", "Lucas Weber"],
];
/** No I, O, Q, S, Z and no digit that looks like a letter: as codes that are read aloud. */
const letters = "ABCDEFGHJKLMNPRTUVWXY346789";

/** What the calendar says at a start: what it said before, of this date, and more when most of it is over. */
export function demoCalendar(before: DemoCalendar | null, now: number, { office, services }: OfficeConfiguration): DemoCalendar {
  const today = localDate(now, office.timeZone);
  const kept = (before?.appointments ?? []).filter(({ start }) => localDate(Date.parse(start), office.timeZone) === today);
  const ahead = kept.filter(({ start }) => Date.parse(start) > now);
  if (ahead.length >= aheadMin) return { format: "theq-appointments/1", appointments: kept };
  const bookable = services.filter(({ offered }) => offered === "kiosk");
  const first = Math.ceil(now / (5 * minuteMs)) * 5 * minuteMs;
  const more = offsets.flatMap((offset, place): DemoAppointment[] => {
    const at = first + offset * minuteMs;
    const service = bookable[(place * 7) % bookable.length];
    // Nothing that midnight would put on another date, and nothing twice.
    if (!service || localDate(at, office.timeZone) !== today || (kept.length > 0 && offset < 10)) return [];
    const number = Math.floor(at / minuteMs) * 100 + place;
    const phone = `250-555-01${String(place === 3 ? 12 : 10 + place)}`;
    const name = people[place % people.length] as string;
    const start = new Date(at).toISOString();
    return [{ uid: `demo-${number}`, number, start, minutes: service.minutes, service: service.id, name, phone, code: codeOf(number) }];
  });
  return { format: "theq-appointments/1", appointments: [...kept, ...more] };
}

/** Those that a person would try now: the nearest ones. */
export function appointmentsToTry({ appointments }: DemoCalendar, now: number, { services }: OfficeConfiguration): FrontAppointment[] {
  const near = appointments.filter(({ start }) => Date.parse(start) > now - 30 * minuteMs).slice(0, 6);
  return near.map(({ code, phone, start, service }) => {
    const name = services.find(({ id }) => id === service)?.name ?? { en: service, fr: service };
    return { code, digits: phone.slice(-4), at: Date.parse(start), service: name };
  });
}

/** Six letters and digits, spread so that neighbours do not look alike. */
export function codeOf(number: number): string {
  let rest = (number * 48_271) % 2_147_483_647;
  let code = "";
  for (let place = 0; place < 6; place += 1) {
    code += letters[rest % letters.length];
    rest = Math.floor(rest / letters.length) + number * (place + 1);
  }
  return code;
}
