/** Times as people of the office read them: in its zone, in a language. Build one per zone and language and keep it: Intl objects are slow to make. */
import type { Language } from "#shared/texts/language.ts";
import { localeOf } from "./texts.ts";

export interface OfficeFormat {
  /** `2:05 p.m.`, `14 h 05`. */
  readonly time: (at: number) => string;
  /** `14:05`: the same in every language, for a clock that many read at once. */
  readonly clock: (at: number) => string;
  /** `Monday, November 23`. */
  readonly day: (at: number) => string;
  /** `Monday, November 23, 2026 at 10:05 a.m.`: the year too, which a wrong clock may have wrong. */
  readonly dayAndTime: (at: number) => string;
  /** `12 min`, `1 h 05 min`; under a minute `less than a minute`. */
  readonly duration: (ms: number) => string;
  readonly number: (value: number) => string;
}

export function officeFormat(timeZone: string, language: Language): OfficeFormat {
  const locale = localeOf(language);
  const time = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: "short" });
  const clock = new Intl.DateTimeFormat("en-CA", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const day = new Intl.DateTimeFormat(locale, { timeZone, weekday: "long", month: "long", day: "numeric" });
  const dayAndTime = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "full", timeStyle: "short" });
  const number = new Intl.NumberFormat(locale);
  return {
    time: (at) => time.format(at),
    clock: (at) => clock.format(at),
    day: (at) => day.format(at),
    dayAndTime: (at) => dayAndTime.format(at),
    duration: (ms) => duration(ms, language),
    number: (value) => number.format(value),
  };
}

/** `4:05`, `1:04:05`: a running timer. Negative counts as none. */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

function duration(ms: number, language: Language): string {
  const minutes = Math.floor(Math.max(0, ms) / 60_000);
  if (minutes < 1) return language === "fr" ? "moins d’une minute" : "less than a minute";
  if (minutes < 60) return `${minutes}\u00a0min`;
  return `${Math.floor(minutes / 60)}\u00a0h\u00a0${String(minutes % 60).padStart(2, "0")}\u00a0min`;
}
