/** One appointment as the hub knows it: when, for what, and what became of it. Whose it is stands in the hub's side table alone. */

export interface Appointment {
  readonly id: string;
  /** The calendar it came from, as the hub's file names it. */
  readonly source: string;
  /** The whole number under which the booking system reports it; null when it gives none. */
  number: number | null;
  /** The date by the office's own clock. */
  date: string;
  /** The calendar's own time: no clock of ours moves it. */
  at: number;
  minutes: number;
  /** Null when the calendar did not say, or said something this office does not have. */
  service: string | null;
  stage: AppointmentStage;
  /** Somebody else checked in for it later: their ticket waits like any other. */
  alsoBy: string | null;
  /** The offset of the last row that changed it. */
  version: number;
}

export type AppointmentStage =
  | { readonly kind: "booked" }
  | { readonly kind: "checked-in"; readonly visit: string; readonly at: number }
  /** Nobody came: staff said so, or its date was closed. */
  | { readonly kind: "missed"; readonly at: number }
  | { readonly kind: "cancelled"; readonly at: number };

/** What a visit says of the appointment it was checked in for. */
export interface VisitAppointment {
  readonly id: string;
  readonly at: number;
  /** It is called as an appointment from here on: it has come early until then. */
  readonly dueFrom: number;
  /** It came too late for that, by the office's rule: it waits in the order of arrival. */
  readonly late: boolean;
  /** What its calendar said after the ticket was given; staff see it. */
  readonly news: "changed" | "cancelled" | null;
}

/** Appointments kept in the state at most: a fortnight of a busy office. */
export const appointmentsMax = 4_000;
/** How many days ahead appointments are taken in; later ones come with a later reading. */
export const daysAhead = 14;
