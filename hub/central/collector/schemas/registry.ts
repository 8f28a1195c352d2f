/** All schemas, compiled once: the collector's answer to "is this what its address promises?". */
import draft04, { type ErrorObject, type ValidateFunction } from "ajv-draft-04";
import { contextsEnvelopes, eventEnvelope, payloadSchema } from "./envelope.ts";
import { ownEvents } from "./own.ts";
import type { NamedSchema, SchemaBody } from "./schema.ts";
import { theQContexts, theQEvents } from "./the-q.ts";

/** More would help nobody, and a hostile event could have a hundred thousand. */
const reasonsMax = 20;
const reasonLengthMax = 300;

export type SchemaUse = "payload" | "event-envelope" | "contexts-envelope" | "event" | "context";

export class SchemaRegistry {
  readonly #entries: ReadonlyMap<string, { readonly use: SchemaUse; readonly named: NamedSchema; readonly validate: ValidateFunction }>;

  constructor() {
    const ajv = new draft04.default({ allErrors: true, strict: true, allowUnionTypes: true });
    const uses: readonly (readonly [SchemaUse, readonly NamedSchema[]])[] = [
      ["payload", [payloadSchema]],
      ["event-envelope", [eventEnvelope]],
      ["contexts-envelope", contextsEnvelopes],
      ["event", [...theQEvents, ...ownEvents]],
      ["context", theQContexts],
    ];
    this.#entries = new Map(
      uses.flatMap(([use, schemas]) =>
        schemas.map((named) => [schemaAddress(named), { use, named, validate: ajv.compile(named.body) }] as const),
      ),
    );
  }

  /** Why `data` is not what `address` describes, or that no such schema is known; nothing when it is as it should be. */
  reasonsAgainst(address: string, use: SchemaUse, data: unknown): readonly string[] {
    const entry = this.#entries.get(address);
    if (!entry) return [`${shortened(address)}: no such schema`];
    if (entry.use !== use) return [`${address} cannot stand here: it describes a ${entry.use}, and a ${use} was expected`];
    if (entry.validate(data)) return [];
    return (entry.validate.errors ?? []).slice(0, reasonsMax).map((error) => shortened(`${address}${reasonOf(error)}`));
  }

  /** The schema as an Iglu server gives it, or undefined. */
  published(vendor: string, name: string, version: string): SchemaBody | undefined {
    const named = this.#entries.get(schemaAddress({ vendor, name, version }))?.named;
    return (
      named && {
        $schema: "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#",
        self: { vendor, name, format: "jsonschema", version },
        ...named.body,
      }
    );
  }

  addresses(use: SchemaUse): readonly string[] {
    return [...this.#entries].filter(([, entry]) => entry.use === use).map(([address]) => address);
  }
}

export function schemaAddress(named: Pick<NamedSchema, "vendor" | "name" | "version">): string {
  return `iglu:${named.vendor}/${named.name}/jsonschema/${named.version}`;
}

function reasonOf(error: ErrorObject): string {
  const extra = error.keyword === "additionalProperties" ? ` (${error.params.additionalProperty})` : "";
  const allowed = error.keyword === "enum" ? ` (${error.params.allowedValues.join(", ")})` : "";
  return ` at ${error.instancePath || "/"}: ${error.message ?? error.keyword}${extra}${allowed}`;
}

function shortened(reason: string): string {
  return reason.length <= reasonLengthMax ? reason : `${reason.slice(0, reasonLengthMax)}...`;
}
