/** What the kiosk's screens are drawn from. */
import type { PublicOffice, PublicService } from "#shared/office/public.ts";
import type { KioskLive } from "#shared/wire/kiosk-page.ts";
import type { KioskInput } from "./flow.ts";
import type { IdlePhase } from "./idle.ts";
import type { KioskState } from "./state.ts";
import type { KioskTexts } from "./texts.ts";
import type { DrawnTicket } from "./ticket-picture.ts";

export interface KioskView {
  readonly office: PublicOffice;
  readonly live: KioskLive;
  readonly state: KioskState;
  readonly idle: IdlePhase;
  /** What the search found, best first. */
  readonly found: readonly PublicService[];
  /** The ticket's code and picture, once what draws them is loaded. */
  readonly drawn: DrawnTicket | null;
}

export type Send = (input: KioskInput) => void;

/** A screen's own part; the frame around it is the same everywhere. */
export interface ScreenProps {
  readonly view: KioskView;
  readonly say: KioskTexts;
  readonly send: Send;
  /** Draws a key for one request. */
  readonly drawKey: () => string;
}
