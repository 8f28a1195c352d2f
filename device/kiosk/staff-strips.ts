/** The staff's list on paper: strips of lines for the ticket printer. It is no ticket, and bears no code. */
import type { PublicOffice } from "#shared/office/public.ts";
import { staffListTexts } from "#shared/texts/staff-list.ts";
import { ticketTexts } from "#shared/texts/ticket.ts";
import type { TicketLine } from "#shared/ticket/layout.ts";
import { dateFormat } from "#shared/time/formats.ts";
import type { StaffList, StaffTicket } from "#shared/wire/kiosk-page.ts";

/** A longer strip cannot be held in one hand. */
export const ticketsPerStrip = 60;
/** Characters that every 80 mm printer has on a line. */
const columns = 42;

/** At least one, which may say that nobody waits. In the office's first language, with its words in all of them. */
export function staffStrips(office: PublicOffice, { tickets, lineAt, now }: Omit<StaffList, "pass">): TicketLine[][] {
  const { languages, timeZone, name } = office;
  const language = languages[0] ?? "en";
  const line = (text: string, bold = false): TicketLine => ({ kind: "text", text, size: "normal", bold, language });
  const inAll = (say: (texts: (typeof staffListTexts)["en"]) => string) => languages.map((each) => say(staffListTexts[each])).join(" · ");
  const format = (at: number, options: Intl.DateTimeFormatOptions) =>
    dateFormat(`${language}-CA`, { timeZone, ...options })
      .format(at)
      .replace(/[\u202f\u00a0]/g, " ");
  const time = (at: number) => format(at, { timeStyle: "short" });

  const rowOf = ({ number, arrivedAt, service, calledAt }: StaffTicket): TicketLine => {
    const called = calledAt === null ? "" : ` * ${time(calledAt)}`;
    const about = `${number} - ${time(arrivedAt)} - ${service?.[language] ?? ticketTexts[language].notSure}`;
    return line(about.slice(0, columns - called.length) + called, calledAt === null);
  };
  const count = Math.max(1, Math.ceil(tickets.length / ticketsPerStrip));
  return Array.from({ length: count }, (_, place) => [
    line(name[language], true),
    line(inAll(({ title }) => title)),
    line(`${format(now, { dateStyle: "long", timeStyle: "short" })} - ${place + 1}/${count}`),
    ...(lineAt === null ? [] : [line(`${inAll(({ hubSaid }) => hubSaid)}: ${time(lineAt)}`)]),
    { kind: "rule" } as const,
    ...tickets.slice(place * ticketsPerStrip, (place + 1) * ticketsPerStrip).map(rowOf),
    { kind: "rule" } as const,
    line(`* ${inAll(({ called }) => called)}`),
  ]);
}
