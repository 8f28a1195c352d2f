/** What the kiosk's pages ask: the catalogue, the live state, a ticket, a copy; and staff, with their PIN, the list of tickets. */
import * as v from "valibot";
import type { BroughtToCheckIn } from "#shared/appointments/wire.ts";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import { citizenFaultText } from "#shared/faults/text.ts";
import type { PublicOffice } from "#shared/office/public.ts";
import { type Language, languages } from "#shared/texts/language.ts";
import { appointmentRequest, type KioskAppointment } from "#shared/wire/kiosk-appointment.ts";
import { awayRequest, backRequest, type DeskPaper, deskRequest } from "#shared/wire/kiosk-desk.ts";
import {
  type KioskLive,
  type KioskTicket,
  type Refused,
  reprintRequest,
  type StaffList,
  staffEntry,
  staffPrint,
  staffVoice,
  type TicketRequest,
  ticketRequest,
} from "#shared/wire/kiosk-page.ts";
import { answer, type PageServer, readBody } from "./server.ts";

export interface KioskApi {
  catalogue(): PublicOffice | null;
  live(): KioskLive;
  tap(request: TicketRequest): Promise<KioskTicket | Fault>;
  reprint(visit: string): Promise<KioskTicket | Fault>;
  findAppointment(by: BroughtToCheckIn): Promise<KioskAppointment | Fault>;
  findTicket(ticket: string): Promise<object | Fault>;
  stepAway(paper: DeskPaper, minutes: number): Promise<object | Fault>;
  comeBack(paper: DeskPaper): Promise<object | Fault>;
  /** That of a visit's ticket; the office's first for any other. */
  languageOf(visit: string): Language;
}

export interface StaffApi {
  enter(pin: string): Promise<StaffList | Fault>;
  list(pass: string): StaffList | Fault;
  voice(pass: string, visit: string): Promise<StaffList | Fault>;
  print(pass: string): Promise<{ readonly printed: boolean } | Fault>;
  newRoll(pass: string): StaffList | Fault;
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
    return answer(reply, inWords(isFault(read) ? read : await api.tap(read), languageIn(request.body) ?? api.languageOf("")));
  });
  app.post("/api/kiosk/appointments", async (request, reply) => {
    const read = readBody(appointmentRequest, request.body);
    return answer(
      reply,
      inWords(isFault(read) ? read : await api.findAppointment(read.by), languageIn(request.body) ?? api.languageOf("")),
    );
  });
  app.post("/api/kiosk/desk", async (request, reply) => {
    const read = readBody(deskRequest, request.body);
    return answer(reply, inWords(isFault(read) ? read : await api.findTicket(read.ticket), languageIn(request.body) ?? api.languageOf("")));
  });
  app.post("/api/kiosk/away", async (request, reply) => {
    const read = readBody(awayRequest, request.body);
    const done = isFault(read) ? read : await api.stepAway(read.paper, read.minutes);
    return answer(reply, inWords(done, languageIn(request.body) ?? api.languageOf("")));
  });
  app.post("/api/kiosk/back", async (request, reply) => {
    const read = readBody(backRequest, request.body);
    return answer(reply, inWords(isFault(read) ? read : await api.comeBack(read.paper), languageIn(request.body) ?? api.languageOf("")));
  });
  app.post("/api/kiosk/reprints", async (request, reply) => {
    const read = readBody(reprintRequest, request.body);
    const language = api.languageOf(isFault(read) ? "" : read.visit);
    return answer(reply, inWords(isFault(read) ? read : await api.reprint(read.visit), language));
  });
}

/** For staff: every answer but the first needs the pass that came with it. */
export function serveStaff({ app }: PageServer, api: StaffApi): void {
  app.post("/api/kiosk/staff", async (request, reply) => {
    const read = readBody(staffEntry, request.body);
    return answer(reply, isFault(read) ? read : await api.enter(read.pin));
  });
  app.post("/api/kiosk/staff/list", (request, reply) => {
    const read = readBody(staffPrint, request.body);
    return answer(reply, isFault(read) ? read : api.list(read.pass));
  });
  app.post("/api/kiosk/staff/voice", async (request, reply) => {
    const read = readBody(staffVoice, request.body);
    return answer(reply, isFault(read) ? read : await api.voice(read.pass, read.visit));
  });
  app.post("/api/kiosk/staff/print", async (request, reply) => {
    const read = readBody(staffPrint, request.body);
    return answer(reply, isFault(read) ? read : await api.print(read.pass));
  });
  app.post("/api/kiosk/staff/new-roll", (request, reply) => {
    const read = readBody(staffPrint, request.body);
    return answer(reply, isFault(read) ? read : api.newRoll(read.pass));
  });
}

/** A refusal with what it says to the citizen: the page has no table of faults. */
function inWords<Answer extends object>(result: Answer | Fault, language: Language): Answer | Refused {
  return isFault(result) ? { ...result, ...citizenFaultText(result, language) } : result;
}

function languageIn(body: unknown): Language | undefined {
  const read = v.safeParse(v.object({ language: v.picklist(languages) }), body);
  return read.success ? read.output.language : undefined;
}
