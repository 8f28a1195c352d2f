/** Where a citizen stands on the way to a ticket, and what a step asks of the page. */
import type { BroughtToCheckIn } from "#shared/appointments/wire.ts";
import type { Need } from "#shared/office/configuration.ts";
import type { Language } from "#shared/texts/language.ts";
import type { TicketAppointment } from "#shared/wire/kiosk-appointment.ts";
import type { DeskPaper } from "#shared/wire/kiosk-desk.ts";
import type { KioskLive, TicketRequest } from "#shared/wire/kiosk-page.ts";
import type { Screen } from "./screen.ts";

export interface KioskState {
  readonly screen: Screen;
  /** Where Back leads, the latest last. */
  readonly trail: readonly Screen[];
  readonly language: Language;
  readonly needs: readonly Need[];
  /** What the ticket will be for, the first first; null: something else, or not sure. */
  readonly chosen: readonly (string | null)[];
  /** Another errand is being chosen for the same ticket. */
  readonly adding: boolean;
  readonly people: number;
  /** An appointment that nobody found, or could look for: staff will. */
  readonly appointment: TicketAppointment | null;
  /** How often somebody turned to the next notices. */
  readonly noticesTurned: number;
  readonly helpOpen: boolean;
  /** The page's clock when this screen came up, and when somebody last touched it. */
  readonly shownAt: number;
  readonly touchedAt: number;
  readonly printer: KioskLive["printer"];
}

export type KioskEffect =
  | { readonly kind: "post-ticket"; readonly request: TicketRequest }
  | { readonly kind: "post-appointment"; readonly by: BroughtToCheckIn; readonly language: Language }
  | { readonly kind: "post-desk"; readonly ticket: string; readonly language: Language }
  | { readonly kind: "post-back"; readonly number: string; readonly paper: DeskPaper; readonly language: Language }
  | { readonly kind: "retry-later"; readonly ms: number }
  | { readonly kind: "post-reprint"; readonly visit: string };

export interface Stepped {
  readonly state: KioskState;
  readonly effects: readonly KioskEffect[];
}
