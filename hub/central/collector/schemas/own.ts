/** What The Q's schemas cannot say (vendor `ca.bc.gov.theq`). They travel with The Q's three contexts. */
import { closedObject, type NamedSchema } from "./schema.ts";

const vendor = "ca.bc.gov.theq";

export const ownEvents: readonly NamedSchema[] = [
  /** The same call, announced again. */
  { vendor, name: "recall", version: "1-0-0", body: closedObject({}) },
  /** Beside `customerleft`: the citizen gave up in the line, before any call. */
  { vendor, name: "left_while_waiting", version: "1-0-0", body: closedObject({}) },
];
