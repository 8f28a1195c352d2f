/** What the counter page says of appointments and notes before the list and the note themselves are loaded, by language. */
import type { Catalogues } from "../base/texts.ts";

export interface AppointmentTexts {
  readonly keys: Readonly<Record<"appointments" | "note", string>>;
  readonly tab: (expected: number) => string;
  /** On whoever waits or is here, before they are called: what they were told. */
  readonly chip: (time: string) => string;
  readonly late: (time: string) => string;
  readonly early: (time: string) => string;
  readonly says: string;
  readonly changed: string;
  readonly cancelled: string;
  readonly hasNote: string;
  readonly done: Readonly<Record<"check-in" | "undo-check-in" | "appointment-missed", (number: string) => string>>;
}

export const appointmentTexts: Catalogues<AppointmentTexts> = {
  en: {
    keys: { appointments: "D", note: "M" },
    tab: (expected) => `Booked (${expected})`,
    chip: (time) => `Appointment ${time}`,
    late: (time) => `Came late for ${time}`,
    early: (time) => `Early for ${time}`,
    says: "Says: has an appointment",
    changed: "Appointment was changed",
    cancelled: "Appointment was called off",
    hasNote: "Has a note",
    done: {
      "check-in": (number) => `${number} is checked in for the appointment.`,
      "undo-check-in": (number) => `The check-in is undone. ${number === "" ? "The ticket" : number} waits without the appointment.`,
      "appointment-missed": () => "The appointment is marked as missed.",
    },
  },
  fr: {
    keys: { appointments: "D", note: "N" },
    tab: (expected) => `Rendez-vous (${expected})`,
    chip: (time) => `Rendez-vous ${time}`,
    late: (time) => `En retard pour ${time}`,
    early: (time) => `En avance pour ${time}`,
    says: "Dit avoir un rendez-vous",
    changed: "Rendez-vous modifié",
    cancelled: "Rendez-vous annulé",
    hasNote: "A une note",
    done: {
      "check-in": (number) => `L’arrivée de ${number} pour son rendez-vous est notée.`,
      "undo-check-in": (number) => `L’arrivée est annulée. ${number === "" ? "Le billet" : number} attend sans le rendez-vous.`,
      "appointment-missed": () => "Le rendez-vous est noté manqué.",
    },
  },
};
