/**
 * An iCalendar file (RFC 5545) as appointments. Repeated ones come one by one, with what was changed or taken out of them. A name of a
 * time zone that this machine knows is believed over what the file says of it: calendars go on describing zones as they were years ago.
 */

import type { AppointmentRecordInput } from "#shared/appointments/record.ts";
import { dateFormat } from "#shared/time/formats.ts";
import { momentOf } from "#shared/time/local-time.ts";
import { type Component, type Event, ICAL, type Property, type Time } from "./ical.ts";

/** Occurrences of one repeated appointment that are looked at. */
const occurrencesMax = 20_000;

export interface CalendarSpan {
  /** Whose clock a time without a zone is by. */
  readonly timeZone: string;
  /** Milliseconds: what lies outside is left out. */
  readonly from: number;
  readonly until: number;
}

export interface ReadCalendar {
  readonly records: readonly AppointmentRecordInput[];
  /** What could not be read, by the place of the appointment in the file, from 1. No name and no text of it. */
  readonly problems: readonly { readonly place: number; readonly what: string }[];
}

/** Throws when the text is no calendar. */
export function readICalendar(text: string, span: CalendarSpan): ReadCalendar {
  const { calendar, places, unparsed } = parsed(text);
  const isCancelling = String(calendar.getFirstPropertyValue("method") ?? "").toUpperCase() === "CANCEL";
  const components = calendar.getAllSubcomponents("vevent");
  const exceptions = Map.groupBy(
    components.filter((component) => component.getFirstProperty("recurrence-id") !== null),
    (component) => String(component.getFirstPropertyValue("uid")),
  );
  const records: AppointmentRecordInput[] = [];
  const problems = unparsed.map((place) => ({ place, what: "cannot be read" }));
  const seen = new Set<string>();
  for (const [index, component] of components.entries()) {
    const uid = String(component.getFirstPropertyValue("uid") ?? "");
    const isException = component.getFirstProperty("recurrence-id") !== null;
    try {
      if (uid === "") throw new Unreadable("has no UID");
      // An exception whose rule is not in the file stands for itself.
      if (isException && components.some((each) => isRuleOf(each, uid))) continue;
      for (const record of recordsOf(component, uid, exceptions.get(uid) ?? [], span)) {
        if (seen.has(record.uid)) throw new Unreadable("bears the UID of another one");
        seen.add(record.uid);
        records.push(isCancelling ? { ...record, cancelled: true } : record);
      }
    } catch (error) {
      const what = error instanceof Unreadable ? error.message : "cannot be read";
      problems.push({ place: places[index] ?? 0, what });
    }
  }
  return { records, problems: problems.sort((one, other) => one.place - other.place) };
}

interface Parsed {
  readonly calendar: Component;
  /** The place in the file of each appointment that was parsed. */
  readonly places: readonly number[];
  readonly unparsed: readonly number[];
}

const appointments = /^BEGIN:VEVENT[ \t]*$.*?^END:VEVENT[ \t]*$/gims;

/** The library gives up a whole file for one odd line: then those that it reads by themselves are put together again. */
function parsed(text: string): Parsed {
  const lines = text.replace(/\r\n?/g, "\n");
  const found = [...lines.matchAll(appointments)].map(([block], index) => ({ block, place: index + 1 }));
  const frame = lines.replace(appointments, "");
  const whole = (blocks: readonly string[]) =>
    frame.replace(/^END:VCALENDAR/im, () => `${blocks.map((each) => `${each}\n`).join("")}END:VCALENDAR`);
  const parse = (blocks: readonly string[]) => new ICAL.Component(ICAL.parse(whole(blocks)));
  try {
    return { calendar: parse(found.map(({ block }) => block)), places: found.map(({ place }) => place), unparsed: [] };
  } catch {
    const isGood = new Map(found.map((each) => [each, isParsed(() => parse([each.block]))]));
    const good = found.filter((each) => isGood.get(each));
    const unparsed = found.filter((each) => !isGood.get(each)).map(({ place }) => place);
    return { calendar: parse(good.map(({ block }) => block)), places: good.map(({ place }) => place), unparsed };
  }
}

function isParsed(parse: () => void): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}

class Unreadable extends Error {}

function isRuleOf(component: Component, uid: string): boolean {
  return component.getFirstProperty("recurrence-id") === null && String(component.getFirstPropertyValue("uid")) === uid;
}

function recordsOf(component: Component, uid: string, exceptions: readonly Component[], span: CalendarSpan): AppointmentRecordInput[] {
  const event = new ICAL.Event(component, { strictExceptions: true, exceptions: [...exceptions] });
  const { startDate } = event;
  if (!startDate) throw new Unreadable("has no start");
  if (startDate.isDate) throw new Unreadable("has a date and no time");
  const zoneOf = (of: Event) => zoneName(of.component.getFirstProperty("dtstart"));
  if (!event.isRecurring()) {
    const record = recordOf(event, uid, momentIn(startDate, zoneOf(event), span), event.endDate, span);
    return isWithin(record, span) ? [record] : [];
  }
  const records: AppointmentRecordInput[] = [];
  const starts = event.iterator();
  for (let n = 0; n < occurrencesMax; n += 1) {
    const start = starts.next();
    if (!start) return records;
    const { item, startDate: begins, endDate: ends, recurrenceId } = event.getOccurrenceDetails(start);
    const record = recordOf(item, `${uid}/${recurrenceId.toString()}`, momentIn(begins, zoneOf(item), span), ends, span);
    if (isWithin(record, span)) records.push(record);
    // An exception may lie anywhere; the rule itself goes on in order.
    if (momentIn(start, zoneOf(event), span) > span.until) return records;
  }
  throw new Unreadable(`is repeated more than ${occurrencesMax} times`);
}

function isWithin({ start }: AppointmentRecordInput, { from, until }: CalendarSpan): boolean {
  const at = Date.parse(start);
  return at >= from && at < until;
}

function recordOf(event: Event, uid: string, at: number, ends: Time | null, span: CalendarSpan): AppointmentRecordInput {
  const { component } = event;
  const endZone = zoneName(component.getFirstProperty("dtend") ?? component.getFirstProperty("dtstart"));
  const until = ends && !ends.isDate ? momentIn(ends, endZone, span) : at;
  const minutes = Math.round((until - at) / 60_000);
  const number = Number(textOf(component, "x-theq-number") ?? Number.NaN);
  return {
    uid,
    start: new Date(at).toISOString(),
    ...(minutes >= 1 ? { minutes: Math.min(minutes, 1_440) } : {}),
    ...(Number.isInteger(number) && number >= 0 ? { number } : {}),
    service: cut(textOf(component, "x-theq-service") ?? categoryOf(component), 255),
    name: cut(textOf(component, "x-theq-name") ?? attendeeName(component) ?? event.summary, 120),
    phone: cut(textOf(component, "x-theq-phone") ?? attendeePhone(component) ?? textOf(component, "contact"), 60),
    code: cut(textOf(component, "x-theq-code"), 120),
    cancelled: String(component.getFirstPropertyValue("status") ?? "").toUpperCase() === "CANCELLED",
  };
}

function momentIn(time: Time, tzid: string | undefined, { timeZone }: CalendarSpan): number {
  const two = (value: number) => String(value).padStart(2, "0");
  const local = `${String(time.year).padStart(4, "0")}-${two(time.month)}-${two(time.day)}T${two(time.hour)}:${two(time.minute)}:${two(time.second)}`;
  if (time.zone?.tzid === "UTC") return Date.parse(`${local}Z`);
  if (tzid === undefined) return momentOf(local, timeZone);
  if (isKnownZone(tzid)) return momentOf(local, tzid);
  if (time.zone && time.zone.tzid !== "floating") return time.toUnixTime() * 1_000;
  throw new Unreadable("is by a time zone that is not known here");
}

function zoneName(property: Property | null): string | undefined {
  const tzid = property?.getParameter("tzid");
  return typeof tzid === "string" ? tzid : undefined;
}

function isKnownZone(name: string): boolean {
  try {
    dateFormat("en-CA", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function textOf(component: Component, name: string): string | undefined {
  const value = component.getFirstPropertyValue(name);
  const text = value === null || value === undefined ? "" : String(value).trim();
  return text === "" ? undefined : text;
}

function categoryOf(component: Component): string | undefined {
  const [first] = component.getFirstProperty("categories")?.getValues() ?? [];
  return typeof first === "string" ? first : undefined;
}

function attendeeName(component: Component): string | undefined {
  const names = component.getAllProperties("attendee").map((each) => each.getParameter("cn"));
  return names.find((name): name is string => typeof name === "string" && name.trim() !== "");
}

function attendeePhone(component: Component): string | undefined {
  const addresses = component.getAllProperties("attendee").map((each) => String(each.getFirstValue() ?? ""));
  return addresses.find((address) => /^tel:/i.test(address))?.slice(4);
}

function cut(text: string | null | undefined, max: number): string | null {
  return text?.trim().slice(0, max) ?? null;
}
