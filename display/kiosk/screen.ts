/** The screens of a kiosk, as one union: what cannot be shown cannot be said. */
import type { KioskLive, KioskTicket, TicketRequest } from "#shared/wire/kiosk-page.ts";

export type Screen =
  | { readonly kind: "welcome" }
  | { readonly kind: "topics" }
  | { readonly kind: "programmes"; readonly topic: string; readonly page: number }
  | { readonly kind: "services"; readonly topic: string; readonly programme: string | null; readonly page: number }
  | { readonly kind: "search"; readonly query: string }
  /** `service` null: something else, or not sure. */
  | { readonly kind: "confirm"; readonly service: string | null }
  | { readonly kind: "issuing"; readonly request: TicketRequest; readonly tries: number }
  | { readonly kind: "refused"; readonly request: TicketRequest }
  | { readonly kind: "ticket"; readonly ticket: KioskTicket; readonly reprint: "not-asked" | "asked" };

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
