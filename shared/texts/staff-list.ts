/** What the staff's list on paper says, in each language. */
import type { Language } from "./language.ts";

interface StaffListTexts {
  readonly title: string;
  /** Before the time at which the hub last said who waits. */
  readonly hubSaid: string;
  readonly called: string;
}

export const staffListTexts: Readonly<Record<Language, StaffListTexts>> = {
  en: { title: "Tickets waiting: staff list", hubSaid: "Last list from the hub", called: "called by voice" },
  fr: { title: "Billets en attente : liste du personnel", hubSaid: "Dernière liste du serveur", called: "appelé de vive voix" },
};
