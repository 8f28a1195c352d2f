/** Personal data and calendars over HTTP: `personal/visits/<visit>`, `personal/appointments?date=`, and appointments put by other systems. */
import type { FastifyInstance, FastifyReply } from "fastify";
import * as v from "valibot";
import { appointmentDayRequest, appointmentOneRequest, calendarSource, idempotencyKey } from "#shared/appointments/record.ts";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import { officeDate } from "#shared/queue/events.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import { addDays } from "#shared/time/dates.ts";
import { momentOf } from "#shared/time/local-time.ts";
import { personalRequest } from "#shared/wire/personal.ts";
import type { AppointmentImporter, Imported, ImportScope } from "../appointments/importer.ts";
import { type Calendar, calendarBytesMax, checked, readCalendar } from "../appointments/read-calendar.ts";
import type { SideTable } from "../personal/side-table.ts";
import { readPrivateBody, statusOf } from "./answers.ts";

export interface PersonalPorts {
  readonly state: () => OfficeState;
  readonly sideTable: SideTable;
}

const sizes = { bodyLimit: calendarBytesMax };

export function addPersonal(server: FastifyInstance, { state, sideTable }: PersonalPorts): void {
  server.get<{ Params: { visit: string } }>("/api/v1/personal/visits/:visit", (request, reply) =>
    answer(reply, sideTable.note(request.params.visit)),
  );
  server.put<{ Params: { visit: string } }>("/api/v1/personal/visits/:visit", async (request, reply) => {
    const read = readPrivateBody(personalRequest, request.body);
    return answer(reply, isFault(read) ? read : await sideTable.setNote(request.params.visit, read));
  });
  server.get<{ Querystring: { date?: unknown } }>("/api/v1/personal/appointments", (request, reply) => {
    const date = v.safeParse(officeDate, request.query.date ?? state().day?.date ?? sideTable.importer.span().from);
    if (date.success) return { date: date.output, guests: sideTable.guestsOn(date.output) };
    return answer(reply, fault("bad-request", { path: "date", what: "write it as 2026-11-23" }));
  });
  addImports(server, sideTable.importer);
}

function addImports(server: FastifyInstance, importer: AppointmentImporter): void {
  const take = (source: string, key: string, scope: ImportScope, calendar: Calendar): Promise<Imported | Fault> =>
    importer.take(calendar, { source, scope, key, actor: { kind: "system", part: "appointments" } });

  server.put("/api/v1/appointments", async (request, reply) => {
    const read = readPrivateBody(appointmentOneRequest, request.body);
    if (isFault(read)) return answer(reply, read);
    const calendar = checked([read.appointment]);
    if (isFault(calendar)) return answer(reply, calendar);
    // Of one alone there is nothing to take when it cannot be read.
    const [problem] = calendar.problems;
    if (problem) return answer(reply, fault("bad-request", { path: "appointment", what: problem.what }));
    return answer(reply, await take(read.source, read.key, { kind: "some" }, calendar));
  });

  server.put<{ Params: { date: string } }>("/api/v1/appointments/:date", sizes, async (request, reply) => {
    const date = v.safeParse(officeDate, request.params.date);
    if (!date.success) return answer(reply, fault("bad-request", { path: "date", what: "write it as 2026-11-23" }));
    const read = readPrivateBody(appointmentDayRequest, request.body);
    if (isFault(read)) return answer(reply, read);
    const calendar = checked(read.appointments);
    if (isFault(calendar)) return answer(reply, calendar);
    return answer(reply, await take(read.source, read.key, { kind: "day", date: date.output }, calendar));
  });

  server.register((calendars, _options, ready) => {
    // JSON too comes as text here: it is read as a file of appointments.
    calendars.removeAllContentTypeParsers();
    calendars.addContentTypeParser(["text/calendar", "application/json"], { parseAs: "string" }, (_request, body, done) =>
      done(null, body),
    );
    calendars.put<{ Querystring: { source?: unknown } }>("/api/v1/appointments/calendar", sizes, async (request, reply) => {
      const key = v.safeParse(idempotencyKey, request.headers["idempotency-key"]);
      if (!key.success)
        return answer(reply, fault("bad-request", { path: "header Idempotency-Key", what: "use 8 to 80 letters and digits" }));
      const source = v.safeParse(calendarSource, request.query.source ?? "http");
      if (!source.success) return answer(reply, fault("bad-request", { path: "source", what: source.issues[0].message }));
      const { from, to, timeZone } = importer.span();
      const span = { timeZone, from: momentOf(`${from}T00:00`, timeZone), until: momentOf(`${addDays(to, 1)}T00:00`, timeZone) };
      const calendar = await readCalendar(String(request.body ?? ""), span);
      if (isFault(calendar)) return answer(reply, calendar);
      return answer(reply, await take(source.output, key.output, { kind: "all" }, calendar));
    });
    ready();
  });
}

function answer(reply: FastifyReply, result: object | Fault): object {
  return isFault(result) ? reply.code(statusOf(result)).send(result) : result;
}
