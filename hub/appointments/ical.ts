/**
 * ical.js 2.2, with types for what we use of it. Its own types import each other without extensions, which does not compile here
 * (TypeScript's `nodenext`), so it is required and not imported.
 */
import { createRequire } from "node:module";

interface Zone {
  readonly tzid: string;
}

export interface Time {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly isDate: boolean;
  readonly zone: Zone | null;
  /** Seconds, by the zone that the calendar itself describes. */
  toUnixTime(): number;
  toString(): string;
}

export interface Property {
  getParameter(name: string): string | string[] | undefined;
  getFirstValue(): unknown;
  getValues(): unknown[];
}

export interface Component {
  getAllSubcomponents(name: string): Component[];
  getFirstProperty(name: string): Property | null;
  getAllProperties(name: string): Property[];
  getFirstPropertyValue(name: string): unknown;
}

interface Occurrence {
  readonly item: Event;
  readonly startDate: Time;
  readonly endDate: Time;
  readonly recurrenceId: Time;
}

export interface Event {
  readonly component: Component;
  readonly uid: string | null;
  readonly startDate: Time | null;
  readonly endDate: Time | null;
  readonly summary: string | null;
  isRecurring(): boolean;
  iterator(): { next(): Time | undefined | null };
  getOccurrenceDetails(start: Time): Occurrence;
}

interface Ical {
  /** Throws when the text is no calendar. */
  parse(text: string): unknown;
  readonly Component: new (jCal: unknown) => Component;
  readonly Event: new (component: Component, options: { strictExceptions: boolean; exceptions: Component[] }) => Event;
}

export const ICAL: Ical = createRequire(import.meta.url)("ical.js");
