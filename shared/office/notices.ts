/** What an office tells everybody who comes in, on kiosks and boards. Pure. */
import * as v from "valibot";
import { calendarDay, identifier, localizedUpTo } from "./basics.ts";

export const officeNotices = v.pipe(
  v.array(
    v.strictObject({
      id: identifier,
      text: localizedUpTo(240),
      /** The first and the last day on which it is shown; absent: from now on, for good. */
      from: v.optional(calendarDay),
      until: v.optional(calendarDay),
      /** Only there; absent: everywhere. */
      zones: v.optional(v.pipe(v.array(identifier), v.minLength(1, "name at least one room, or leave it out"), v.maxLength(20))),
    }),
  ),
  v.maxLength(10, "at most 10 notices: more are not read"),
);
export type OfficeNotice = v.InferOutput<typeof officeNotices>[number];

/** Those for a zone on a day, in their order. Without a day: all of them, because nobody knows which day it is. */
export function noticesOn(notices: readonly OfficeNotice[], zone: string, day: string | null): readonly OfficeNotice[] {
  return notices.filter(({ zones, from, until }) => {
    if (zones && !zones.includes(zone)) return false;
    return day === null || ((from === undefined || from <= day) && (until === undefined || day <= until));
  });
}
