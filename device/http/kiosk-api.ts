/** What the kiosk's page asks: the catalogue, the live state, a ticket, a copy. */
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { PublicOffice } from "#shared/office/public.ts";
import { type KioskLive, type KioskTicket, reprintRequest, type TicketRequest, ticketRequest } from "#shared/wire/kiosk-page.ts";
import { answer, type PageServer, readBody } from "./server.ts";

export interface KioskApi {
  catalogue(): PublicOffice | null;
  live(): KioskLive;
  tap(request: TicketRequest): Promise<KioskTicket | Fault>;
  reprint(visit: string): Promise<KioskTicket | Fault>;
}

export function serveKiosk({ app, streams }: PageServer, api: KioskApi): void {
  app.get("/api/kiosk/catalogue", (_request, reply) => answer(reply, api.catalogue() ?? fault("not-enrolled", {})));
  // A HEAD would take a page's place and never be answered.
  app.get("/api/kiosk/live", { exposeHeadRoute: false }, (_request, reply) => {
    if (streams.add(reply, { event: "kiosk", data: api.live() })) return reply;
    return answer(reply, fault("overloaded"));
  });
  app.post("/api/kiosk/tickets", async (request, reply) => {
    const read = readBody(ticketRequest, request.body);
    return answer(reply, isFault(read) ? read : await api.tap(read));
  });
  app.post("/api/kiosk/reprints", async (request, reply) => {
    const read = readBody(reprintRequest, request.body);
    return answer(reply, isFault(read) ? read : await api.reprint(read.visit));
  });
}
