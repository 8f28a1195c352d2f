/** One issued ticket as its page and its paper say it. */
import type { Identity } from "#shared/log/event-log.ts";
import type { PublicOffice } from "#shared/office/public.ts";
import type { DeviceEventBody } from "#shared/queue/events.ts";
import { ticketTexts } from "#shared/texts/ticket.ts";
import { ticketCode } from "#shared/ticket/code.ts";
import { type TicketLine, ticketLines } from "#shared/ticket/layout.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import type { IssuedTicket } from "./state.ts";

export function visitOf(identity: Identity, seq: number): string {
  return `${identity.source}.${identity.epoch}.${seq}`;
}

export function isOwnVisit(identity: Identity, visit: string): boolean {
  const prefix = `${identity.source}.${identity.epoch}.`;
  return visit.startsWith(prefix) && /^[1-9]\d{0,15}$/.test(visit.slice(prefix.length));
}

/** Four printable characters that the printer says back when the paper is out: the row and the copy, unique over 800,000 rows. */
export function jobId(seq: number, copy: number): string {
  return (seq * 2 + (copy - 1)).toString(36).padStart(4, "0").slice(-4);
}

export function linesOf(identity: Identity, office: PublicOffice, ticket: IssuedTicket, copy: number): TicketLine[] {
  const { body, at, seq } = ticket;
  const { letter, count, date, service, language, practice } = body;
  const number = { letter, count };
  const code = ticketCode({ office: office.id, number, date, visit: visitOf(identity, seq) });
  const name = service === null ? undefined : office.services.find((each) => each.id === service)?.name;
  const { name: officeName, languages, timeZone } = office;
  return ticketLines(
    { number, office: officeName, service: name ?? null, language, languages, timeZone, at, practice, copy, code },
    ticketTexts,
  );
}

export function kioskTicket(identity: Identity, office: PublicOffice, ticket: IssuedTicket): KioskTicket {
  const { body, at, seq, printed, copied } = ticket;
  return {
    visit: visitOf(identity, seq),
    number: paperNumber(body),
    service: body.service,
    at,
    lines: linesOf(identity, office, ticket, 1),
    printed,
    mayReprint: printed !== "pending" && !copied,
  };
}

/** The ticket that a `ticket-issued` row of this body will be. */
export function ticketToBe(seq: number, at: number, body: DeviceEventBody<"ticket-issued">): IssuedTicket {
  return { seq, at, body, printed: "pending", copied: false };
}
