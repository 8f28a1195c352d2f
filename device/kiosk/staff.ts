/**
 * The staff's side of a kiosk: which tickets may still wait, as far as this kiosk knows, and what staff do with them while the hub is away.
 * Pure: the list is made of the kiosk's own log and of what the hub last said.
 */
import { fault } from "#shared/faults/fault.ts";
import type { LogIdentity } from "#shared/log/event-log.ts";
import type { PublicOffice } from "#shared/office/public.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import { localDate } from "#shared/time/zone.ts";
import type { StaffTicket } from "#shared/wire/kiosk-page.ts";
import { hubIsPresent } from "../runtime/hub-presence.ts";
import type { KioskScene, KioskStep } from "./scene.ts";
import type { HeardLine } from "./session.ts";
import type { IssuedTicket, KioskState } from "./state.ts";
import { visitOf } from "./ticket.ts";

interface Known extends StaffTicket {
  readonly letter: string;
  readonly count: number;
}

/**
 * Those the hub last said were waiting, then those of this kiosk that the hub had not heard of by then: that is their order of arrival, whatever
 * the clocks say. Only of the present day. A ticket whose record was with the hub and that was not in its line does not wait.
 */
export function waitingTickets(
  identity: LogIdentity,
  state: KioskState,
  office: PublicOffice | undefined,
  line: HeardLine | null,
  now: number,
): Known[] {
  const zone = office?.timeZone;
  const today = zone && localDate(now, zone);
  // A date that seems to lie ahead is today's, too: the clock was set back meanwhile.
  const isOfToday = (at: number) => zone === undefined || localDate(at, zone) >= (today ?? "");
  const names = new Map([...(office?.services ?? []), ...(office?.bookable ?? [])].map(({ id, name }) => [id, name]));
  const found = new Map<string, Known>();
  const add = (ticket: Omit<Known, "number" | "calledAt" | "service">, service: string | null) => {
    const number = paperNumber(ticket);
    // By number, too: a ticket whose paper staff admitted by hand bears another identity at the hub.
    if (found.has(number)) return;
    found.set(number, {
      ...ticket,
      number,
      service: (service !== null && names.get(service)) || null,
      calledAt: state.voiced.get(ticket.visit) ?? null,
    });
  };
  if (line && isOfToday(line.heardAt)) for (const { service, ...each } of line.message.tickets) add({ ...each, known: "hub" }, service);
  for (const ticket of state.tickets.values()) {
    const { seq, at, body } = ticket;
    if (body.practice || !isOfToday(at) || !isNews(identity, ticket, line)) continue;
    const { letter, count, language, service } = body;
    add({ visit: visitOf(identity, seq), letter, count, arrivedAt: at, language, known: "kiosk" }, service);
  }
  return [...found.values()];
}

/** Whether the hub's last line could not know of it. */
function isNews(identity: LogIdentity, { seq, at }: IssuedTicket, line: HeardLine | null): boolean {
  if (!line) return true;
  const { held, total, tickets } = line.message;
  const mine = identity.epochOf(seq);
  const next = held?.find(({ epoch }) => epoch === mine)?.next ?? 1;
  if (seq >= next) return true;
  const last = tickets.at(-1);
  // The line was longer than the message: what came after its last ticket may wait as well.
  return last !== undefined && total > tickets.length && at >= last.arrivedAt;
}

export function staffOpened({ session, realMs }: KioskScene, token: number): KioskStep {
  const hub = hubIsPresent(session, realMs) ? "present" : "away";
  return {
    drafts: [{ kind: "staff-page-opened", version: 1, body: { hub } }],
    effects: [{ kind: "staff-reply", token, answer: null }],
  };
}

/** Once for each ticket: the second mark finds the first. */
export function callByVoice({ identity, state, session, now }: KioskScene, visit: string, token: number): KioskStep {
  const reply = (answer: Extract<KioskStep["effects"][number], { kind: "staff-reply" }>["answer"]) =>
    [{ kind: "staff-reply", token, answer }] as const;
  const listed = waitingTickets(identity, state, session.office?.office, session.line, now.at).find((each) => each.visit === visit);
  if (!listed) return { drafts: [], effects: reply(fault("unknown-visit", { visit })) };
  if (session.storage) return { drafts: [], effects: reply(fault(session.storage)) };
  if (listed.calledAt !== null) return { drafts: [], effects: reply(null) };
  const { letter, count } = listed;
  return { drafts: [{ kind: "called-by-voice", version: 1, body: { letter, count, visit } }], effects: reply(null) };
}
