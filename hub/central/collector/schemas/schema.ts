/** The shape of our schema tables, and the few kinds of field that The Q's schemas are made of. JSON Schema draft 4, as Iglu has it. */

/** A JSON Schema without its name. */
export type SchemaBody = Readonly<Record<string, unknown>>;

/** One schema under the name by which events point to it. */
export interface NamedSchema {
  readonly vendor: string;
  readonly name: string;
  readonly version: string;
  readonly body: SchemaBody;
}

export type Fields = Readonly<Record<string, SchemaBody>>;

/** An object that has these fields and no others. */
export function closedObject(required: Fields, optional: Fields = {}): SchemaBody {
  const names = Object.keys(required);
  return {
    type: "object",
    properties: { ...required, ...optional },
    // Draft 4 does not allow an empty list here.
    ...(names.length > 0 ? { required: names } : {}),
    additionalProperties: false,
  };
}

/** Published as 2^63 - 1; this is the nearest number that JavaScript has. */
const largestInteger = 2 ** 63;

export function integer(minimum: number, maximum: number = largestInteger): SchemaBody {
  return { type: "integer", minimum, maximum };
}

export function text(maxLength: number): SchemaBody {
  return { type: "string", maxLength };
}

export function textOrNull(maxLength: number): SchemaBody {
  return { type: ["string", "null"], maxLength };
}

export function oneOf(...values: readonly string[]): SchemaBody {
  return { type: "string", enum: values };
}
