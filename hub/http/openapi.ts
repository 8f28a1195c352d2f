/** `GET /api/v1/openapi.json`: OpenAPI 3.1 made from the commands' own schemas and a table of what can be read. */
import * as v from "valibot";
import { expiringList } from "#shared/expiry/expiring.ts";
import { groupOrder } from "#shared/fleet/groups.ts";
import { moveOrder } from "#shared/fleet/move.ts";
import { deviceOrder, eraseOrder, replaceOrder } from "#shared/fleet/orders.ts";
import { approval, revocation, tokenOrder } from "#shared/identity/registry.ts";
import { type CommandName, commands } from "#shared/queue/commands.ts";
import { officeReleases, releaseOrder, takeOrder } from "#shared/update/office-releases.ts";
import { visitLifeRequest } from "#shared/visit-life/schema.ts";
import { checkRequest, saveRequest, undoRequest } from "#shared/wire/configuration.ts";
import { equipment } from "#shared/wire/machine.ts";
import { codeOrder, endOrder } from "#shared/wire/people.ts";
import { jsonSchema } from "./json-schema.ts";
import { personalComponents, putOperations } from "./personal-document.ts";
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
  Equipment: equipment,
  Expiring: expiringList,
  Fault: faultShape,
  Health: healthShape,
  OfficeReleases: officeReleases,
  Refused: refusedShape,
  StaffOffice: officeShape,
  StaffPatch: patchShape,
  StaffSnapshot: snapshotShape,
  Timings: timingsShape,
  ...personalComponents,
} as const;

/** Of xlsx workbooks. */
export const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

interface Readable {
  readonly about: string;
  /** A component, or a media type for what is no JSON of ours. */
  readonly answers: keyof typeof components | "text/event-stream" | "application/json" | typeof workbookType;
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
  "/api/v1/ticket-code": {
    about: "What the square of a ticket says, as its paper would: `{code}`, null for a visit that is not here.",
    answers: "application/json",
    parameters: [{ name: "visit", in: "query", about: "The visit's id." }],
    faults: [],
  },
  "/api/v1/counts": { about: "How many visits this hub has, and where its log ends.", answers: "Counts", faults: [] },
  "/api/v1/expiring": { about: "What this office stands on that ends one day, what ends first in front.", answers: "Expiring", faults: [] },
  "/api/v1/equipment": { about: "The hub's and each device's program and machine, for IT.", answers: "Equipment", faults: [] },
  "/api/v1/configuration": {
    about: "The office's configuration with its version, what citizens would miss in it, and who changed what.",
    answers: "application/json",
    faults: [409],
  },
  "/api/v1/configuration/office.json": {
    about: "The configuration as a file: what POST /api/v1/configuration takes.",
    answers: "application/json",
    faults: [409],
  },
  "/api/v1/personal/appointments": {
    about: "Names, last digits and codes of a date's appointments, for staff.",
    answers: "Guests",
    parameters: [{ name: "date", in: "query", about: "Such as 2026-11-23. Without it: the date that is open." }],
    faults: [400],
  },
  "/api/v1/configuration/office.xlsx": {
    about: "The configuration as a workbook, for Excel or LibreOffice: a sheet for each list. POST it to /read when it was changed.",
    answers: workbookType,
    parameters: [{ name: "language", in: "query", about: "Of the first row's words: en or fr." }],
    faults: [409],
  },
  "/api/v1/fleet": {
    about: "Which devices are connected, and the spares: with a certificate, and not named by the configuration.",
    answers: "application/json",
    faults: [],
  },
  "/api/v1/identity": { about: "Devices' certificates and tokens.", answers: "application/json", faults: [] },
  "/api/v1/identity/audit": {
    about: "What was done about them and by whom, the newest first.",
    answers: "application/json",
    faults: [409],
  },
  "/api/v1/people": {
    about: "Who may sign in to the staff's pages on the network, who has, and codes.",
    answers: "application/json",
    faults: [],
  },
  "/api/v1/people/audit": {
    about: "Who signed in, was refused, read personal data; of devices too; the newest first.",
    answers: "application/json",
    faults: [],
  },
  "/api/v1/releases": { about: "Releases that this hub gives its devices, and how far they are.", answers: "OfficeReleases", faults: [] },
  "/api/v1/openapi.json": { about: "This document.", answers: "application/json", faults: [] },
  "/api/v1/wire.json": { about: "The topics between devices and the hub.", answers: "application/json", faults: [] },
  "/health": { about: "Whether the hub can record, and what is wrong. 503 when it cannot record.", answers: "Health", faults: [503] },
};

const aboutCommand: Readonly<Record<CommandName, string>> = {
  "sign-in": "An agent begins work at a counter.",
  "sign-out": "An agent ends work at a counter that is free.",
  "call-next": "Calls whoever is next for this counter.",
  "view-visit-life": "Keeps who looks back at a visit; `POST /api/v1/visit-life` does it and tells the visit's life.",
  "go-to-device": "An agent goes to a device that needs a person; one at a time.",
  "give-up-device": "The agent who goes there cannot after all: others are asked again.",
  "call-from-list": "Calls a ticket that the agent chose.",
  recall: "Calls the same ticket again.",
  begin: "The citizen is here: service begins.",
  finish: "Service is done.",
  "no-show": "The citizen did not come.",
  left: "The citizen left before service was done.",
  "assign-service": "Says what a ticket is about that did not know.",
  admit: "Takes in paper that the hub does not know.",
  "catch-up": "Says what became of a ticket that waited while the hub was away.",
  "open-day": "Opens an office date.",
  "correct-day": "Gives the open date its right name.",
  "trust-clock": "A person's word that the hub's machine shows the right time.",
  "form-line": "Opens an office date before the doors: numbers are given, nobody is called.",
  "open-doors": "Calling begins. Opens the date too, where none is open; ends practice.",
  "close-doors": "No more tickets today; whoever waits is still called.",
  "set-closing": "Another time for closing today.",
  "close-day": "Closes the open date. Its visits end, or those who wait are carried over to the next one.",
  "promise-returns": "Asks people to come another day: each goes first within an hour that a return slip names.",
  "add-service": "One more service of a visit: begun at once while it is served, else an errand for later.",
  "switch-service": "Goes on with another service of the visit.",
  "change-service": "A service of the visit turns out to be another.",
  "set-quantity": "How often a service was done.",
  "correct-service": "The ticket is about something else; it keeps its place.",
  park: "The citizen is busy elsewhere; the counter is free meanwhile.",
  resume: "Service of a parked visit goes on.",
  "return-to-line": "Back into the line, at its place or at the end.",
  transfer: "To a counter, an agent, a type of counter or another service, at its place.",
  "step-away": "The citizen goes away for a while and keeps the place.",
  "come-back": "A citizen who stepped away is back.",
  "return-no-show": "A no-show is here after all.",
  intake: "Begins a visit and gives it a number.",
  "set-needs": "Marks needs, language, people, priority or type of counter.",
  reprint: "Prints a ticket again at a kiosk.",
  undo: "Takes back the newest move, within a minute.",
  "take-break": "The agent at a free counter takes a break.",
  "end-break": "The break is over.",
  "start-practice": "Counters, and kiosks while the office is closed, meet practice tickets only.",
  "end-practice": "Ends practice and all its tickets.",
  "set-counter": "What a counter takes for the rest of the day.",
  "stop-service": "A service is not offered for the rest of the day.",
  "resume-service": "A stopped service is offered again.",
  "post-notice": "Public words on every kiosk and board.",
  "withdraw-notice": "Takes a notice down.",
  "check-in": "The holder of an appointment is here, with this ticket.",
  "undo-check-in": "It was somebody else: the appointment is expected again.",
  "appointment-missed": "Nobody came for the appointment.",
};

const faultAbout: Readonly<Record<number, string>> = {
  400: "The request cannot be read; `facts` say where.",
  404: "No such thing.",
  409: "Refused as things stand; `present` says how they stand.",
  503: "Nothing can be recorded just now. The same request, with the same key, may be sent again.",
};

export function openApiDocument(version: string): object {
  const reads = Object.entries(readable).map(([path, entry]) => [path, { get: readOperation(path, entry) }]);
  const changes = Object.entries(writable).map(([path, entry]) => [path, { post: writeOperation(path, entry) }] as const);
  const puts = putOperations({ json, refusals: (statuses) => refusals(statuses, "Fault") });
  const names = Object.keys(commands) as CommandName[];
  const writes = names.map((name) => [`/api/v1/commands/${name}`, { post: commandOperation(name) }]);
  return {
    openapi: "3.1.0",
    info: { title: "The Q: office hub", version, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    paths: merged([...reads, ...changes, ...puts, ...writes]),
    components: { schemas: Object.fromEntries(Object.entries(components).map(([name, schema]) => [name, jsonSchema(schema)])) },
  };
}

interface Writable {
  readonly about: string;
  readonly asks: v.GenericSchema;
  readonly faults: readonly number[];
}

/** What can be posted that is no command: the configuration, and a look back at a visit. */
export const writable: Readonly<Record<string, Writable>> = {
  "/api/v1/configuration/check": {
    about: "What a configuration would change, or every problem of it with its path and what to do. Changes nothing.",
    asks: checkRequest,
    faults: [400],
  },
  "/api/v1/configuration/read": {
    about: "As check, of a whole office as a file: JSON, an xlsx workbook (application/octet-stream), or The Q's answer to /services/.",
    asks: v.unknown(),
    faults: [400],
  },
  "/api/v1/configuration": {
    about: "Takes a configuration as a whole, if nobody has changed it since `expected`. A refusal names every problem.",
    asks: saveRequest,
    faults: [400, 404, 409, 503],
  },
  "/api/v1/fleet/identify": {
    about: "A device shows its name, and says it where it speaks.",
    asks: deviceOrder,
    faults: [400, 404, 409, 503],
  },
  "/api/v1/fleet/restart": {
    about: "A device's program ends once no ticket and no call is under way, and is started again.",
    asks: deviceOrder,
    faults: [400, 404, 409, 503],
  },
  "/api/v1/fleet/logs": {
    about: "The last lines that a device logged, at most 64 KiB, with fields that are known to be plain facts: `{kind, text}`.",
    asks: deviceOrder,
    faults: [400, 404, 409, 503],
  },
  "/api/v1/fleet/group/identify": {
    about:
      "The devices of a group show their names: `{kind, results: [{device, fault, text}]}`, one for each; the same of `restart` and `logs`.",
    asks: groupOrder,
    faults: [400, 404, 409],
  },
  "/api/v1/fleet/group/restart": {
    about:
      "The devices of a group start again, at most half of a zone's kiosks or boards at once; answered when the last was asked, 80 s at most.",
    asks: groupOrder,
    faults: [400, 404, 409],
  },
  "/api/v1/fleet/group/logs": {
    about: "The last lines that each device of a group logged.",
    asks: groupOrder,
    faults: [400, 404, 409],
  },
  "/api/v1/fleet/replace": {
    about: "A connected spare takes the name and place of a device that is away; that one's certificate ends when it does.",
    asks: replaceOrder,
    faults: [400, 404, 409, 503],
  },
  "/api/v1/fleet/move": {
    about: "A device goes to the office that gave out the pass, once this hub has all that it wrote; its certificate here ends.",
    asks: moveOrder,
    faults: [400, 404, 409, 503],
  },
  "/api/v1/fleet/erase": {
    about:
      "A device deletes its key, its log and all else that it keeps, and its certificate ends. Refused while it holds what the hub lacks.",
    asks: eraseOrder,
    faults: [400, 404, 409, 503],
  },
  "/api/v1/identity/tokens": {
    about: "Makes a one-time token for a device's card; it is told here once.",
    asks: tokenOrder,
    faults: [400, 409, 503],
  },
  "/api/v1/identity/approve": {
    about: "A person compared the code on the device's screen: it gets its certificate.",
    asks: approval,
    faults: [400, 404, 409, 503],
  },
  "/api/v1/identity/revoke": {
    about: "Ends a device's certificates, its live session, and tokens that it has not used.",
    asks: revocation,
    faults: [400, 404, 409, 503],
  },
  "/api/v1/people/codes": {
    about: "Makes a one-time code with which a person sets a PIN; it is told here once.",
    asks: codeOrder,
    faults: [400, 404, 409, 503],
  },
  "/api/v1/people/end": {
    about: "Signs a person out everywhere, and takes the PIN where asked.",
    asks: endOrder,
    faults: [400, 404, 409, 503],
  },
  "/api/v1/releases/act": {
    about:
      "A person lets the others follow, takes the release back, or ends the waiting for the first device; 409 when `number` is not on its way any more.",
    asks: releaseOrder,
    faults: [400, 409, 503],
  },
  "/api/v1/releases/take": {
    about: "Judges what was brought in pieces: a bundle, a channel, or, once, the keys that count.",
    asks: takeOrder,
    faults: [400, 409, 503],
  },
  "/api/v1/releases/incoming": {
    about: "A piece of what somebody brings (application/octet-stream), beginning at byte `at`: the answer says how many bytes are there.",
    asks: v.unknown(),
    faults: [400, 409, 503],
  },
  "/api/v1/visit-life": {
    about: "What happened to the ticket of a number and a date, as facts in order. Who looks is kept in the log before it is told.",
    asks: visitLifeRequest,
    faults: [400, 404, 409, 503],
  },
  "/api/v1/configuration/undo": {
    about: "Takes back what one change did, as a new change, as far as nothing of it was changed again.",
    asks: undoRequest,
    faults: [400, 404, 409, 503],
  },
};

function writeOperation(path: string, { about, asks, faults }: Writable): object {
  return {
    operationId: `post-${path.replace("/api/v1/", "").replaceAll("/", "-")}`,
    summary: about,
    requestBody: { required: true, content: { "application/json": { schema: jsonSchema(asks) } } },
    responses: { 200: { description: "As asked.", content: { "application/json": { schema: {} } } }, ...refusals(faults, "Fault") },
  };
}

/** A path that can be both read and posted to is one entry. */
function merged(entries: readonly (readonly (string | object)[])[]): Readonly<Record<string, object>> {
  const paths: Record<string, object> = {};
  for (const [path, operations] of entries) paths[String(path)] = { ...paths[String(path)], ...(operations as object) };
  return paths;
}

function readOperation(path: string, { about, answers, parameters = [], faults }: Readable): object {
  const content =
    answers in components
      ? json(answers as keyof typeof components)
      : { [answers]: { schema: answers === "text/event-stream" ? { type: "string" } : {} } };
  return {
    operationId: `read-${path
      .replace(/^\/(?:api\/v1\/)?/, "")
      .replace(".json", "")
      .replaceAll("/", "-")}`,
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
