/** What The Q's schemas cannot say (vendor `ca.bc.gov.theq`). They travel with The Q's three contexts. */
import { closedObject, type NamedSchema, oneOf, textOrNull } from "./schema.ts";

const vendor = "ca.bc.gov.theq";

export const ownEvents: readonly NamedSchema[] = [
  /** The same call, announced again. */
  { vendor, name: "recall", version: "1-0-0", body: closedObject({}) },
  /** Beside `customerleft`: the citizen gave up in the line, before any call. */
  { vendor, name: "left_while_waiting", version: "1-0-0", body: closedObject({}) },
  /** How a service ended; `elsewhere` is the id of an office or place, never free text. */
  {
    vendor,
    name: "service_outcome",
    version: "1-0-0",
    body: closedObject({
      outcome: oneOf("done", "papers-missing", "wrong-office", "system-down", "to-be-continued"),
      elsewhere: textOrNull(60),
    }),
  },
];
