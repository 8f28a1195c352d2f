/** One issued ticket as its page and its paper say it. */
import { codeOnTicket } from "#shared/citizen/page.ts";
import type { LogIdentity } from "#shared/log/event-log.ts";
import type { Digest } from "#shared/log/record.ts";
import { type PublicOffice, publicServiceName } from "#shared/office/public.ts";
import type { DeviceEventBody } from "#shared/queue/events.ts";
import { ticketTexts } from "#shared/texts/ticket.ts";
import type { TicketCode } from "#shared/ticket/code.ts";
import { type TicketLine, ticketLines } from "#shared/ticket/layout.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import type { KioskSession } from "./session.ts";
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

/** Whose tickets they are, what the office says on them, and what their squares say. */
export interface Issuer {
  readonly identity: LogIdentity;
  readonly office: PublicOffice;
  readonly codeOf: (code: TicketCode, practice: boolean) => string;
}

/** Undefined until the hub has told of its office. */
export function issuerOf(identity: LogIdentity, { office: told }: KioskSession, digest: Digest): Issuer | undefined {
  if (!told) return undefined;
  const { office, citizenPage } = told;
  return { identity, office, codeOf: (code, practice) => codeOnTicket(digest, practice ? null : citizenPage, code) };
}

export function linesOf({ identity, office, codeOf }: Issuer, ticket: IssuedTicket, copy: number): TicketLine[] {
  const { body, at, seq, errands, people } = ticket;
  const { letter, count, date, service, language, practice } = body;
  const number = { letter, count };
  const code = codeOf({ office: office.id, number, date, visit: visitOf(identity, seq) }, practice);
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

interface SetPaper {
  readonly office: PublicOffice;
  readonly visit: string;
  readonly lines: readonly TicketLine[];
}

/** How each ticket's first paper was last set: the page is told of all its tickets at every change. The memory of a pure function, never state. */
const setPapers = new WeakMap<IssuedTicket, SetPaper>();

function firstPaper(issuer: Issuer, ticket: IssuedTicket, visit: string): readonly TicketLine[] {
  const before = setPapers.get(ticket);
  // The office is another object whenever the hub has told anything new of it, its page for citizens too.
  if (before?.office === issuer.office && before.visit === visit) return before.lines;
  const lines = linesOf(issuer, ticket, 1);
  setPapers.set(ticket, { office: issuer.office, visit, lines });
  return lines;
}

export function kioskTicket(issuer: Issuer, ticket: IssuedTicket): KioskTicket {
  const { body, at, seq, errands, people, printed, copied } = ticket;
  const visit = visitOf(issuer.identity, seq);
  return {
    visit,
    number: paperNumber(body),
    service: body.service,
    errands,
    people,
    at,
    lines: firstPaper(issuer, ticket, visit),
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
