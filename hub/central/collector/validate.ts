/**
 * Reads what a tracker sent, from the request's body or query to single events, and judges each as Snowplow's pipeline would:
 * good rows, and bad rows with their reasons. Pure; nothing a sender can write makes it throw.
 */
import type { SchemaRegistry } from "./schemas/registry.ts";

export interface GoodRow {
  readonly kind: "good";
  readonly eid: string;
  readonly schema: string;
  /** The event's name within its vendor, such as `addcitizen`. */
  readonly name: string;
  /** The citizen context's key of the visit; null when the event came without that context. */
  readonly clientId: number | null;
  /** What the sender means by the event: all but the time of sending and the sender's software. Two copies agree in it. */
  readonly meaning: string;
  /** The tracker's parameters as they came. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly event: SelfDescribing;
  readonly contexts: readonly SelfDescribing[];
}

export interface BadRow {
  readonly kind: "bad";
  readonly reasons: readonly string[];
  /** What came, cut to a bounded length. */
  readonly raw: string;
}

export interface SelfDescribing {
  readonly schema: string;
  readonly data: unknown;
}

const payloadAddress = "iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4";
const eventAddress = "iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0";
const rawLengthMax = 32 * 1024;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Milliseconds since 1970 in up to 15 digits. */
const milliseconds = /^[0-9]{1,15}$/;

/** The rows of one `tp2` POST. A body whose envelope is wrong is one bad row, whatever else is in it, as with Snowplow. */
export function rowsOfPost(registry: SchemaRegistry, contentType: string | undefined, body: string): readonly (GoodRow | BadRow)[] {
  if (!/^application\/json *(;|$)/i.test(contentType ?? ""))
    return [badRow([`content type ${contentType ?? "missing"}: application/json is needed`], body)];
  const payload = parseJson(body);
  if (!isSelfDescribing(payload)) return [badRow(["the body is not a JSON object with schema and data"], body)];
  if (payload.schema !== payloadAddress) return [badRow([`the body's schema is not ${payloadAddress}`], body)];
  const reasons = registry.reasonsAgainst(payloadAddress, "payload", payload.data);
  if (reasons.length > 0) return [badRow(reasons, body)];
  return (payload.data as readonly Record<string, string>[]).map((parameters) => rowOfEvent(registry, parameters));
}

/** The row of one GET. */
export function rowOfQuery(registry: SchemaRegistry, query: Readonly<Record<string, unknown>>): GoodRow | BadRow {
  const reasons = registry.reasonsAgainst(payloadAddress, "payload", [query]);
  return reasons.length > 0 ? badRow(reasons, JSON.stringify(query)) : rowOfEvent(registry, query as Record<string, string>);
}

function rowOfEvent(registry: SchemaRegistry, parameters: Readonly<Record<string, string>>): GoodRow | BadRow {
  const outer = parseJson(parameters.ue_pr ?? fromBase64Url(parameters.ue_px));
  const inner = isSelfDescribing(outer) ? outer.data : undefined;
  const wrapper = parseJson(parameters.co ?? fromBase64Url(parameters.cx));
  const contexts = isSelfDescribing(wrapper) && Array.isArray(wrapper.data) ? wrapper.data.filter(isSelfDescribing) : [];
  const hasContexts = parameters.co !== undefined || parameters.cx !== undefined;
  const reasons = [
    ...parameterReasons(parameters),
    ...(isSelfDescribing(outer) && outer.schema === eventAddress
      ? registry.reasonsAgainst(eventAddress, "event-envelope", inner)
      : [`ue_pr or ue_px is not an ${eventAddress}`]),
    ...(isSelfDescribing(inner) ? registry.reasonsAgainst(inner.schema, "event", inner.data) : []),
    ...(hasContexts ? contextReasons(registry, wrapper) : []),
    ...contexts.flatMap((context) => registry.reasonsAgainst(context.schema, "context", context.data)),
  ];
  if (reasons.length > 0 || !isSelfDescribing(inner)) return badRow(reasons, JSON.stringify(parameters));
  const { e, aid, p, tna, dtm, ttm } = parameters;
  return {
    kind: "good",
    eid: String(parameters.eid).toLowerCase(),
    schema: inner.schema,
    name: String(inner.schema.split("/")[1]),
    clientId: clientIdOf(contexts),
    meaning: canonicalJson({ e, aid, p, tna, dtm, ttm, event: inner, contexts }),
    parameters,
    event: inner,
    contexts,
  };
}

/** What the pipeline demands of the parameters beyond their being strings. */
function parameterReasons(parameters: Readonly<Record<string, string>>): readonly string[] {
  const reasons: string[] = [];
  if (parameters.e !== "ue") reasons.push("e is not ue: only self-describing events are read here");
  if (!uuid.test(parameters.eid ?? "")) reasons.push("eid is not a UUID: a duplicate could not be told");
  if (!milliseconds.test(parameters.dtm ?? "")) reasons.push("dtm is not a time in milliseconds");
  if (parameters.stm !== undefined && !milliseconds.test(parameters.stm)) reasons.push("stm is not a time in milliseconds");
  if (parameters.ue_pr !== undefined && parameters.ue_px !== undefined) reasons.push("both ue_pr and ue_px are given");
  if (parameters.co !== undefined && parameters.cx !== undefined) reasons.push("both co and cx are given");
  return reasons;
}

function contextReasons(registry: SchemaRegistry, wrapper: unknown): readonly string[] {
  if (!isSelfDescribing(wrapper)) return ["co or cx is not a JSON object with schema and data"];
  return registry.reasonsAgainst(wrapper.schema, "contexts-envelope", wrapper.data);
}

function clientIdOf(contexts: readonly SelfDescribing[]): number | null {
  const citizen = contexts.find((context) => context.schema.includes("/citizen/"))?.data;
  return typeof citizen === "object" && citizen !== null && "client_id" in citizen && typeof citizen.client_id === "number"
    ? citizen.client_id
    : null;
}

function badRow(reasons: readonly string[], raw: string): BadRow {
  const kept = raw.length <= rawLengthMax ? raw : `${raw.slice(0, rawLengthMax)}... (${raw.length} characters in all)`;
  return { kind: "bad", reasons, raw: kept };
}

/** The value, or undefined for what is no JSON. */
function parseJson(json: string | undefined): unknown {
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function fromBase64Url(encoded: string | undefined): string | undefined {
  return encoded === undefined ? undefined : new TextDecoder().decode(Buffer.from(encoded, "base64url"));
}

function isSelfDescribing(value: unknown): value is SelfDescribing {
  return typeof value === "object" && value !== null && "schema" in value && typeof value.schema === "string" && "data" in value;
}

/** JSON with the keys of every object in order, so that two writings of the same thing are one text. Only for validated, flat data. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
