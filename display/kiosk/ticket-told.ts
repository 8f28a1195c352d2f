/** What the page knows of a ticket that comes back: what the device said, or how far its own asking is. */
import type { KioskDesk } from "#shared/wire/kiosk-desk.ts";

export type TicketTold = KioskDesk | { readonly found: "looking" } | { readonly found: "noted"; readonly number: string };
