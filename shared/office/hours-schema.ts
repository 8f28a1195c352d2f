/** The shape of an office's hours; what they say of a day: `hours.ts`. */
import * as v from "valibot";
import { calendarDay, localized, timeOfDay } from "./basics.ts";
import { weekdays } from "./weekdays.ts";

export const officeHours = v.strictObject({
  /** A day may stand here more than once, such as before and after lunch; one that does not is closed. */
  weekly: v.pipe(v.array(v.strictObject({ day: v.picklist(weekdays), opens: timeOfDay, closes: timeOfDay })), v.maxLength(21)),
  /** Days that differ from the week: closed, or open at other times. */
  holidays: v.pipe(
    v.array(v.strictObject({ date: calendarDay, name: localized, opens: v.nullable(timeOfDay), closes: v.nullable(timeOfDay) })),
    v.maxLength(200),
  ),
  /** Kiosks give the last ticket so long before closing; a service may name its own. */
  lastTicketBeforeClosingMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(480))),
});
