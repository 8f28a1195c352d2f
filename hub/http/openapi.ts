/** `GET /api/v1/openapi.json`: OpenAPI 3.1 made from the commands' own schemas and a table of what can be read. */
import { type CommandName, commands } from "#shared/queue/commands.ts";
import { jsonSchema } from "./json-schema.ts";
import {
  commandDoneShape,
  countsShape,
  faultShape,
  healthShape,
  officeShape,
  patchShape,
  refusedShape,
  snapshotShape,
  timingsShape,
} from "./schemas.ts";

const components = {
  CommandDone: commandDoneShape,
  Counts: countsShape,
  Fault: faultShape,
  Health: healthShape,
  Refused: refusedShape,
  StaffOffice: officeShape,
  StaffPatch: patchShape,
  StaffSnapshot: snapshotShape,
  Timings: timingsShape,
} as const;

interface Readable {
  readonly about: string;
  /** A component, or a media type for what is no JSON of ours. */
  readonly answers: keyof typeof components | "text/event-stream" | "application/json";
  readonly parameters?: readonly { readonly name: string; readonly in: "query" | "header"; readonly about: string }[];
  readonly faults: readonly number[];
}

/** Everything that can be read, by path. A test asks the running hub for each of them. */
export const readable: Readonly<Record<string, Readable>> = {
  "/api/v1/office": { about: "What staff pages need to name things.", answers: "StaffOffice", faults: [409] },
  "/api/v1/live": {
    about:
      "The staff's live view: server-sent events `snapshot` (StaffSnapshot), `patch` (StaffPatch) and `beat` ({now}), ids `epoch:offset`.",
    answers: "text/event-stream",
    parameters: [
      { name: "Last-Event-ID", in: "header", about: "The last id seen: only the patches after it are sent, if they are still kept." },
    ],
    faults: [503],
  },
  "/api/v1/timings": {
    about: "Wait and service times of an office date, in seconds.",
    answers: "Timings",
    parameters: [{ name: "date", in: "query", about: "Such as 2026-11-23. Without it: the date that is open, or was last." }],
    faults: [400, 409],
  },
  "/api/v1/counts": { about: "How many visits this hub has, and where its log ends.", answers: "Counts", faults: [] },
  "/api/v1/openapi.json": { about: "This document.", answers: "application/json", faults: [] },
  "/api/v1/wire.json": { about: "The topics between devices and the hub.", answers: "application/json", faults: [] },
  "/health": { about: "Whether the hub can record, and what is wrong. 503 when it cannot record.", answers: "Health", faults: [503] },
};

const aboutCommand: Readonly<Record<CommandName, string>> = {
  "sign-in": "An agent begins work at a counter.",
  "sign-out": "An agent ends work at a counter that is free.",
  "call-next": "Calls whoever is next for this counter.",
  "call-from-list": "Calls a ticket that the agent chose.",
  recall: "Calls the same ticket again.",
  begin: "The citizen is here: service begins.",
  finish: "Service is done.",
  "no-show": "The citizen did not come.",
  left: "The citizen left before service was done.",
  "assign-service": "Says what a ticket is about that did not know.",
  "open-day": "Opens an office date.",
  "close-day": "Closes the open date and ends its visits.",
};

const faultAbout: Readonly<Record<number, string>> = {
  400: "The request cannot be read; `facts` say where.",
  404: "No such thing.",
  409: "Refused as things stand; `present` says how they stand.",
  503: "Nothing can be recorded just now. The same request, with the same key, may be sent again.",
};

export function openApiDocument(version: string): object {
  const reads = Object.entries(readable).map(([path, entry]) => [path, { get: readOperation(path, entry) }]);
  const names = Object.keys(commands) as CommandName[];
  const writes = names.map((name) => [`/api/v1/commands/${name}`, { post: commandOperation(name) }]);
  return {
    openapi: "3.1.0",
    info: { title: "The Q: office hub", version, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    paths: Object.fromEntries([...reads, ...writes]),
    components: { schemas: Object.fromEntries(Object.entries(components).map(([name, schema]) => [name, jsonSchema(schema)])) },
  };
}

function readOperation(path: string, { about, answers, parameters = [], faults }: Readable): object {
  const content =
    answers in components
      ? json(answers as keyof typeof components)
      : { [answers]: { schema: answers === "text/event-stream" ? { type: "string" } : {} } };
  return {
    operationId: `read-${path.replace(/^.*\//, "").replace(".json", "")}`,
    summary: about,
    parameters: parameters.map((each) => ({
      name: each.name,
      in: each.in,
      description: each.about,
      required: false,
      schema: { type: "string" },
    })),
    responses: { 200: { description: "As asked.", content }, ...refusals(faults, "Fault") },
  };
}

function commandOperation(name: CommandName): object {
  return {
    operationId: name,
    summary: aboutCommand[name],
    requestBody: { required: true, content: { "application/json": { schema: jsonSchema(commands[name]) } } },
    responses: {
      200: { description: "Done, now or earlier under the same key.", content: json("CommandDone") },
      ...refusals([400, 404, 409, 503], "Refused"),
    },
  };
}

function refusals(statuses: readonly number[], component: keyof typeof components): object {
  return Object.fromEntries(statuses.map((status) => [status, { description: faultAbout[status], content: json(component) }]));
}

function json(component: keyof typeof components): object {
  return { "application/json": { schema: { $ref: `#/components/schemas/${component}` } } };
}
