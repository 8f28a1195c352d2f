/** The Q's 22 events and 3 contexts (vendor `ca.bc.gov.cfmspoc`), written from the facts published about them. */
import { closedObject, integer, type NamedSchema, oneOf, type SchemaBody, text, textOrNull } from "./schema.ts";

const vendor = "ca.bc.gov.cfmspoc";
const nothing = closedObject({});
const service = { program_id: text(255), program_name: text(255), transaction_name: text(255) };
const parent = { parent_id: textOrNull(255) };
const quantity = integer(1, 32_767);

const events: readonly (readonly [name: string, version: string, body: SchemaBody])[] = [
  ["addcitizen", "1-0-0", nothing],
  ["additionalservice", "1-0-0", nothing],
  ["addtoqueue", "1-0-0", nothing],
  ["appointment_checkin", "1-0-0", closedObject({ appointment_id: integer(0) })],
  [
    "appointment_create",
    "1-0-0",
    closedObject(
      { appointment_id: integer(0), appointment_start_timestamp: text(20), appointment_end_timestamp: text(20), ...service },
      parent,
    ),
  ],
  [
    "appointment_update",
    "1-0-0",
    closedObject(
      { appointment_id: integer(0), status: oneOf("update", "cancel"), ...service },
      { appointment_start_timestamp: textOrNull(20), appointment_end_timestamp: textOrNull(20), ...parent },
    ),
  ],
  ["beginservice", "1-0-0", nothing],
  [
    "chooseservice",
    "3-0-0",
    closedObject(
      { channel: oneOf("in-person", "phone", "sms", "back-office", "email-fax-mail", "cats-assist", "mobile-assist"), ...service },
      parent,
    ),
  ],
  ["customerleft", "2-0-0", closedObject({ leave_status: oneOf("being-served", "at-prep", "service-creation") })],
  ["finish", "2-0-0", closedObject({ inaccurate_time: { type: "boolean" }, quantity })],
  ["finishstopped", "1-0-0", closedObject({ quantity })],
  ["hold", "1-0-0", closedObject({ time: integer(0) })],
  ["invitecitizen", "1-0-0", nothing],
  ["invitefromhold", "1-0-0", nothing],
  ["invitefromlist", "1-0-0", nothing],
  ["queuefromprep", "1-0-0", nothing],
  ["restartservice", "1-0-0", nothing],
  ["returnfromlist", "1-0-0", nothing],
  ["returninvite", "1-0-0", nothing],
  ["returntoqueue", "1-0-0", nothing],
  ["servecitizen", "1-0-0", nothing],
  ["stopservice", "1-0-0", nothing],
];

const contexts: readonly (readonly [name: string, version: string, body: SchemaBody])[] = [
  ["citizen", "4-0-0", closedObject({ client_id: integer(0), service_count: integer(1), counter_type: text(255) })],
  ["office", "1-0-0", closedObject({ office_id: integer(0), office_type: oneOf("reception", "non-reception") })],
  [
    "agent",
    "4-0-0",
    closedObject(
      {
        // As published, `maximum` is the string "9223372036854776000", which is not draft 4 and no validator compiles. Here it
        // is a number: the schema is patched, never the event.
        agent_id: integer(0),
        role: oneOf("CSR", "Reception", "GA", "Support", "Analytics", "Helpdesk", "WebSelfServe"),
        counter_type: text(255),
      },
      { idir: textOrNull(16) },
    ),
  ],
];

export const theQEvents: readonly NamedSchema[] = events.map(([name, version, body]) => ({ vendor, name, version, body }));
export const theQContexts: readonly NamedSchema[] = contexts.map(([name, version, body]) => ({ vendor, name, version, body }));
