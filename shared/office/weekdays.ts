/** The days of a week by name, apart from the schemas that use them: pages have them without the library that reads schemas. */

/** In the order of `Date.getUTCDay`. */
export const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
export type Weekday = (typeof weekdays)[number];
