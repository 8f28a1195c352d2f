/**
 * How loud an office speaks at which time of day. A schedule is a list of lines such as `08:30 60`: from half past eight at 60 percent,
 * until the next line's time; the last one of a day holds until the first one of the next. Pure.
 */
import * as v from "valibot";
import { localMinutes } from "../time/zone.ts";

export const volumeLinesMax = 12;
const lineShape = /^([01]\d|2[0-3]):([0-5]\d) +(\d{1,2}|100)$/;

export const volumeSchedule = v.pipe(
  v.array(v.pipe(v.string(), v.trim(), v.regex(lineShape, "write each line as 08:30 60: from half past eight at 60 percent"))),
  v.minLength(1, "write at least one line, or leave it out"),
  v.maxLength(volumeLinesMax, "a day has at most 12 volumes"),
  v.check(
    (lines) => new Set(lines.map((line) => String(line).trim().slice(0, 5))).size === lines.length,
    "two lines begin at the same time",
  ),
);

/** Percent, 0 to 100, at this moment by the office's clock; an office without a schedule is as loud as its devices are. 0: nothing sounds. */
export function volumeAt(schedule: readonly string[] | undefined, at: number, timeZone: string): number {
  const steps = (schedule ?? []).flatMap(stepOf).sort((one, other) => one.from - other.from);
  const minutes = localMinutes(at, timeZone);
  return (steps.findLast(({ from }) => from <= minutes) ?? steps.at(-1))?.percent ?? 100;
}

/**
 * What each sample is multiplied by. The ear hears ratios, so it is the percentage squared, as in a volume knob: 50 percent is -12 dB,
 * 10 percent is -40 dB.
 */
export function gainOf(percent: number): number {
  return (Math.min(100, Math.max(0, percent)) / 100) ** 2;
}

function stepOf(line: string): { readonly from: number; readonly percent: number }[] {
  const [, hours, minutes, percent] = lineShape.exec(line.trim()) ?? [];
  return percent === undefined ? [] : [{ from: Number(hours) * 60 + Number(minutes), percent: Number(percent) }];
}
