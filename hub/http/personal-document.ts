/** Personal data and calendars in the OpenAPI document: what is put, and the shapes of what is answered. */
import * as v from "valibot";
import { appointmentDayRequest, appointmentOneRequest } from "#shared/appointments/record.ts";
import { type Guest, type PersonalNote, personalRequest } from "#shared/wire/personal.ts";
import type { Imported } from "../appointments/importer.ts";
import { jsonSchema } from "./json-schema.ts";

type Shape<T> = v.GenericSchema<unknown, T>;

const nullableText = v.nullable(v.string());

export const personalComponents = {
  PersonalNote: v.object({
    ...{ visit: v.string(), comment: nullableText, contact: nullableText, name: nullableText },
  }) satisfies Shape<PersonalNote>,
  Guests: v.object({
    date: v.string(),
    guests: v.array(v.object({ appointment: v.string(), name: nullableText, digits: nullableText, code: nullableText })),
  }) satisfies Shape<{ readonly date: string; readonly guests: readonly Guest[] }>,
  Imported: v.object({
    ...{ done: v.literal(true), repeated: v.boolean(), booked: v.number(), changed: v.number(), cancelled: v.number() },
    problems: v.array(v.object({ place: v.number(), what: v.string() })),
    ...{ problemsTotal: v.number(), servicesUnknown: v.number() },
  }) satisfies Shape<Imported>,
} as const;

type Component = keyof typeof personalComponents | "CommandDone";

interface Put {
  readonly about: string;
  /** What its path is filled with. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: v.GenericSchema | "text/calendar";
  readonly answers: Component;
  /** What a GET of the same address answers. */
  readonly reads?: { readonly about: string; readonly answers: Component };
}

/** What is put, by path. Where the body is no JSON its key is the header `Idempotency-Key`. */
export const puts: Readonly<Record<string, Put>> = {
  "/api/v1/personal/visits/{visit}": {
    about: "Keeps a comment, a contact or a name of a visit beside the log; null takes it away.",
    parameters: { visit: "The visit's id." },
    body: personalRequest,
    answers: "CommandDone",
    reads: { about: "What is kept of a visit beside the log.", answers: "PersonalNote" },
  },
  "/api/v1/appointments": {
    about: "One appointment: new, changed or called off.",
    parameters: {},
    body: appointmentOneRequest,
    answers: "Imported",
  },
  "/api/v1/appointments/{date}": {
    about: "All appointments of a date: what is not listed is called off.",
    parameters: { date: "Such as 2026-11-23." },
    body: appointmentDayRequest,
    answers: "Imported",
  },
  "/api/v1/appointments/calendar": {
    about:
      "A whole calendar, iCalendar or theq-appointments/1: what it does not list of the days to come is called off. `?source=` names it.",
    parameters: {},
    body: "text/calendar",
    answers: "Imported",
  },
};

interface Tools {
  readonly json: (component: Component) => object;
  readonly refusals: (statuses: readonly number[]) => object;
}

export function putOperations({ json, refusals }: Tools): [string, object][] {
  return Object.entries(puts).map(([path, { about, parameters, body, answers, reads }]) => {
    const filled = Object.entries(parameters).map(([name, what]) => {
      return { name, in: "path", description: what, required: true, schema: { type: "string" } };
    });
    const name = path
      .replace("/api/v1/", "")
      .replaceAll(/[/{}]+/g, "-")
      .replace(/-$/, "");
    const content =
      body === "text/calendar" ? { [body]: { schema: { type: "string" } } } : { "application/json": { schema: jsonSchema(body) } };
    const responses = (what: Component) => ({ 200: { description: "As asked.", content: json(what) }, ...refusals([400, 404, 409, 503]) });
    const requestBody = { required: true, content };
    const put = { operationId: `put-${name}`, summary: about, parameters: filled, requestBody, responses: responses(answers) };
    if (!reads) return [path, { put }];
    const get = { operationId: `read-${name}`, summary: reads.about, parameters: filled, responses: responses(reads.answers) };
    return [path, { put, get }];
  });
}
