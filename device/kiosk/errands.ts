/** What a citizen states beside the first service: other errands, and how many came. One ticket, and one row beside it. */
import type { DeviceEvent } from "#shared/queue/events.ts";
import type { TicketRequest } from "#shared/wire/kiosk-page.ts";
import type { IssuedTicket } from "./state.ts";

export type Stated = Pick<IssuedTicket, "errands" | "people">;

/** `service`: what the ticket is for. An errand said twice is one. */
export function statedWith({ errands = [], people = 1 }: TicketRequest, service: string | null): Stated {
  return { errands: [...new Set(errands)].filter((each) => each !== service), people };
}

/** None for one person with one errand. */
export function errandsRow(visit: string, { errands, people }: Stated): DeviceEvent[] {
  if (errands.length === 0 && people === 1) return [];
  return [{ kind: "errands-stated", version: 1, body: { visit, services: [...errands], people } }];
}
