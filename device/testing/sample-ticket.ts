/** A ticket of the small office, with everything a ticket may bear. */
import { ticketTexts } from "#shared/texts/ticket.ts";
import { ticketCode } from "#shared/ticket/code.ts";
import { type TicketFacts, type TicketLine, ticketLines } from "#shared/ticket/layout.ts";
import { sampleOffice } from "./sample-office.ts";

export function sampleTicket(over: Partial<TicketFacts> = {}): TicketLine[] {
  const { name: office, languages, timeZone } = sampleOffice;
  const number = { letter: "A", count: 42 };
  const facts: TicketFacts = {
    number,
    office,
    service: sampleOffice.services[0]?.name ?? null,
    language: "fr",
    languages,
    timeZone,
    at: 1_795_456_800_000,
    practice: false,
    copy: 1,
    code: ticketCode({ office: "victoria", number, date: "2026-11-23", visit: "kiosk-1.Ab3dE_fG9-xy.17" }),
  };
  return ticketLines({ ...facts, ...over }, ticketTexts);
}
