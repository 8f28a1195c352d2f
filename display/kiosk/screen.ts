/** The screens of a kiosk, as one union: what cannot be shown cannot be said. */
import type { BroughtToCheckIn } from "#shared/appointments/wire.ts";
import type { Language } from "#shared/texts/language.ts";
import type { KioskAppointment } from "#shared/wire/kiosk-appointment.ts";
import type { KioskLive, KioskTicket, Refused, TicketRequest } from "#shared/wire/kiosk-page.ts";
import type { KioskTexts } from "./texts.ts";
import type { TicketTold } from "./ticket-told.ts";

/** `ticket`: no appointment, but a paper of this office. */
export type CheckInWay = BroughtToCheckIn["kind"] | "ticket";
/** What the device said of it, or why it did not look. */
export type AppointmentTold = KioskAppointment | { readonly found: "refused"; readonly words: RefusedWords | null };

export type RefusedWords = Pick<Refused, "what" | "advice">;

export type Screen =
  | { readonly kind: "welcome" }
  | { readonly kind: "topics" }
  | { readonly kind: "programmes"; readonly topic: string; readonly page: number }
  | { readonly kind: "services"; readonly topic: string; readonly programme: string | null; readonly page: number }
  | { readonly kind: "search"; readonly query: string }
  /** What was chosen stands in the state: it grows while the screens change. */
  | { readonly kind: "confirm" }
  /** Who has an appointment says how it can be found, and is told what was found. */
  | { readonly kind: "check-in" }
  | { readonly kind: "check-in-type"; readonly way: CheckInWay; readonly typed: string }
  | { readonly kind: "looking-up"; readonly by: BroughtToCheckIn }
  | { readonly kind: "appointment"; readonly by: BroughtToCheckIn; readonly told: AppointmentTold }
  /** Whoever comes back with a ticket or a return slip. */
  | { readonly kind: "slip"; readonly told: TicketTold }
  | { readonly kind: "issuing"; readonly request: TicketRequest; readonly tries: number }
  /** `words`: why, as the device says it in the language of the tap; null when it did not say. */
  | { readonly kind: "refused"; readonly request: TicketRequest; readonly words: RefusedWords | null }
  | { readonly kind: "ticket"; readonly ticket: KioskTicket; readonly reprint: "not-asked" | "asked" };

/** Where a service is chosen. */
export function isChoice({ kind }: Screen): boolean {
  return kind === "topics" || kind === "programmes" || kind === "services" || kind === "search";
}

/** Why there was no ticket: the device's own words in the language of the tap, else what is always true. */
export function refusedWords(screen: Screen & { kind: "refused" }, language: Language, say: KioskTexts): RefusedWords {
  if (screen.words && screen.request.language === language) return screen.words;
  return { what: say.refused, advice: say.refusedAdvice };
}

/** Where the citizen finds the number: on paper, soon on paper, or here only. */
export type PaperPath = "take" | "printing" | "screen";

export function paperPath(ticket: KioskTicket, printer: KioskLive["printer"]): PaperPath {
  switch (ticket.printed) {
    case "printed":
      return "take";
    case "failed":
    case "unknown":
      return "screen";
    case "pending":
      return printer === "ready" || printer === "paper-low" || printer === "unknown" ? "printing" : "screen";
  }
}
