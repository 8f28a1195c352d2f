/** One issued ticket as its page and its paper say it. */
import type { LogIdentity } from "#shared/log/event-log.ts";
import { type PublicOffice, publicServiceName } from "#shared/office/public.ts";
import type { DeviceEventBody } from "#shared/queue/events.ts";
import { ticketTexts } from "#shared/texts/ticket.ts";
import { ticketCode } from "#shared/ticket/code.ts";
import { type TicketLine, ticketLines } from "#shared/ticket/layout.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import type { IssuedTicket } from "./state.ts";

/** Named by the epoch that its row bears now: after a fork that may be another than the one on its paper. */
export function visitOf(identity: LogIdentity, seq: number): string {
  return `${identity.source}.${identity.epochOf(seq)}.${seq}`;
}

export function isOwnVisit(identity: LogIdentity, visit: string): boolean {
  const [source, epoch = "", seq = "", ...rest] = visit.split(".");
  return source === identity.source && rest.length === 0 && identity.knowsEpoch(epoch) && /^[1-9]\d{0,15}$/.test(seq);
}

/** Four printable characters that the printer says back when the paper is out: the row and the copy, unique over 800,000 rows. */
export function jobId(seq: number, copy: number): string {
  return (seq * 2 + (copy - 1)).toString(36).padStart(4, "0").slice(-4);
}

export function linesOf(identity: LogIdentity, office: PublicOffice, ticket: IssuedTicket, copy: number): TicketLine[] {
  const { body, at, seq, errands, people } = ticket;
  const { letter, count, date, service, language, practice } = body;
  const number = { letter, count };
  const code = ticketCode({ office: office.id, number, date, visit: visitOf(identity, seq) });
  const name = service === null ? undefined : publicServiceName(office, service);
  const also = errands.flatMap((each) => publicServiceName(office, each) ?? []);
  const { name: officeName, languages, timeZone, missedCall } = office;
  return ticketLines(
    {
      ...{ number, office: officeName, service: name ?? null, also, people, missedCall },
      ...{ language, languages, timeZone, at, practice, copy, code },
    },
    ticketTexts,
  );
}

export function kioskTicket(identity: LogIdentity, office: PublicOffice, ticket: IssuedTicket): KioskTicket {
  const { body, at, seq, errands, people, printed, copied } = ticket;
  return {
    visit: visitOf(identity, seq),
    number: paperNumber(body),
    service: body.service,
    errands,
    people,
    at,
    lines: linesOf(identity, office, ticket, 1),
    printed,
    mayReprint: printed !== "pending" && !copied,
  };
}

/** The ticket that a `ticket-issued` row of this body will be, with what the row beside it says. */
export function ticketToBe(
  seq: number,
  at: number,
  body: DeviceEventBody<"ticket-issued">,
  stated: Pick<IssuedTicket, "errands" | "people">,
): IssuedTicket {
  return { seq, at, body, ...stated, printed: "pending", copied: false };
}
