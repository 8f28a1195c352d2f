/** The kiosk's device as its page knows it, on the demo office's catalogue: issues numbers, prints as told, and counts what it was asked. */
import { checkOffice } from "#shared/office/check.ts";
import { type PublicOffice, publicOffice } from "#shared/office/public.ts";
import { ticketTexts } from "#shared/texts/ticket.ts";
import { ticketLines } from "#shared/ticket/layout.ts";
import type { KioskAppointment } from "#shared/wire/kiosk-appointment.ts";
import type { KioskDesk } from "#shared/wire/kiosk-desk.ts";
import type { KioskLive, KioskTicket, TicketRequest } from "#shared/wire/kiosk-page.ts";
import { demoOffice } from "../../provisioning/office/demo-office/demo-office.ts";
import { type DeviceServer, type Reply, startDeviceServer } from "./device-server.ts";

export interface KioskDevice {
  readonly address: string;
  readonly office: PublicOffice;
  readonly asked: TicketRequest[];
  readonly reprints: unknown[];
  /** What was brought to be looked up, and what is answered, in turn; after that nothing is found. */
  readonly brought: unknown[];
  readonly tellNext: (...replies: (KioskAppointment | Reply)[]) => void;
  /** What was asked about tickets that came back and said of them, and what is answered, in turn; after that nothing is found. */
  readonly desk: unknown[];
  readonly ticketNext: (...answers: KioskDesk[]) => void;
  /** A code is held under the kiosk's own scanner. */
  readonly scan: (text: string) => void;
  /** Changes what the live view says. */
  readonly say: (change: Partial<KioskLive>) => void;
  /** How the newest ticket's printing went. */
  readonly print: (printed: KioskTicket["printed"], mayReprint?: boolean) => void;
  /** Answers the next requests for tickets otherwise, one each. */
  readonly answerNext: (...replies: (Reply | "lost")[]) => void;
  readonly server: DeviceServer;
  readonly close: () => Promise<void>;
}

/** 2026-11-23, 10:05 in Victoria. */
export const kioskNow = Date.UTC(2026, 10, 23, 17, 5);

/** `office`: as it is written; the demo office unless said otherwise. */
export function demoPublicOffice(device: string, office: unknown = demoOffice()): PublicOffice {
  const checked = checkOffice(office);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return publicOffice(checked.office, device);
}

export async function startKioskDevice(office = demoPublicOffice("kiosk-1")): Promise<KioskDevice> {
  const asked: TicketRequest[] = [];
  const reprints: unknown[] = [];
  const made = new Map<string, KioskTicket>();
  const otherwise: (Reply | "lost")[] = [];
  const brought: unknown[] = [];
  const told: (KioskAppointment | Reply)[] = [];
  const desk: unknown[] = [];
  const desks: KioskDesk[] = [];
  let live: KioskLive = {
    state: "ready",
    hub: "present",
    printer: "ready",
    fault: null,
    staffPage: true,
    today: null,
    waiting: 12,
    tickets: [],
    catalogue: 1,
    now: kioskNow,
  };
  const server = await startDeviceServer("/api/kiosk/live", {
    "GET /api/kiosk/catalogue": () => ({ status: 200, body: office }),
    "POST /api/kiosk/tickets": (body) => {
      const request = body as TicketRequest;
      asked.push(request);
      const other = otherwise.shift();
      if (other === "lost") return undefined;
      if (other) return other;
      const ticket = made.get(request.key) ?? issue(office, request, made.size + 42);
      made.set(request.key, ticket);
      say({ tickets: [ticket, ...live.tickets].slice(0, 5) });
      return { status: 200, body: ticket };
    },
    "POST /api/kiosk/appointments": (body) => {
      brought.push(body);
      const next = told.shift() ?? { found: "none" };
      return "found" in next ? { status: 200, body: next } : next;
    },
    "POST /api/kiosk/desk": (body) => {
      desk.push(body);
      return { status: 200, body: desks.shift() ?? { found: "none" } };
    },
    "POST /api/kiosk/back": (body) => {
      desk.push(body);
      return { status: 200, body: { noted: true } };
    },
    "POST /api/kiosk/reprints": (body) => {
      reprints.push(body);
      return { status: 200, body: live.tickets[0] };
    },
  });
  function say(change: Partial<KioskLive>) {
    live = { ...live, ...change };
    server.emit("kiosk", live);
  }
  say({});
  return {
    address: server.address,
    office,
    asked,
    reprints,
    brought,
    desk,
    ticketNext: (...replies) => void desks.push(...replies),
    tellNext: (...replies) => void told.push(...replies),
    scan: (text) => server.emit("scanned", { text, isAppointment: text.startsWith("theq-appointment:") }, false),
    say,
    print: (printed, mayReprint = false) => {
      const [newest, ...others] = live.tickets;
      if (newest) say({ tickets: [{ ...newest, printed, mayReprint }, ...others] });
    },
    answerNext: (...replies) => void otherwise.push(...replies),
    server,
    close: server.close,
  };
}

function issue(office: PublicOffice, request: TicketRequest, count: number): KioskTicket {
  const service = office.services.find((each) => each.id === request.service);
  const number = { letter: "A", count };
  const lines = ticketLines(
    {
      number,
      office: office.name,
      service: service?.name ?? null,
      also: (request.errands ?? []).flatMap((id) => office.services.find((each) => each.id === id)?.name ?? []),
      people: request.people,
      missedCall: office.missedCall,
      language: request.language,
      languages: office.languages,
      timeZone: office.timeZone,
      at: kioskNow,
      practice: false,
      copy: 1,
      code: `theq1:victoria:A${count}:2026-11-23:kiosk-1.3Jk9_a-Qw2zX.${count}`,
    },
    ticketTexts,
  );
  return {
    visit: `kiosk-1.3Jk9_a-Qw2zX.${count}`,
    number: `A${count}`,
    service: request.service,
    errands: request.errands ?? [],
    people: request.people ?? 1,
    at: kioskNow,
    lines,
    printed: "pending",
    mayReprint: false,
  };
}
