/** Values that are as a JSON Schema wants them, made by chance, and the same with one place broken: what a program's readers let nearly through. */
import fc from "fast-check";
import { broken } from "../office/scene/garbage.ts";

export type Schema = Readonly<Record<string, unknown>> | boolean;

/** Values for a property of this name, where chance alone finds none that means anything, such as the id of a counter. */
export type Hints = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Deeper than this a schema is given its least. */
const depthMax = 6;

/** What the schema takes, mostly: what it cannot say (checks of its own) is left to whoever reads it. */
export function valid(schema: Schema, hints: Hints, depth = 0): fc.Arbitrary<unknown> {
  if (typeof schema === "boolean") return fc.jsonValue({ maxDepth: 1 });
  if ("const" in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  const either = (schema.anyOf ?? schema.oneOf) as readonly Schema[] | undefined;
  if (either !== undefined && either.length > 0)
    // At its depth the first of several ends it.
    return fc.oneof(...(depth < depthMax ? either : either.slice(0, 1)).map((each) => valid(each, hints, depth + 1)));
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case "object":
      return objects(schema, hints, depth);
    case "array":
      return arrays(schema, hints, depth);
    case "string":
      return strings(schema);
    case "integer":
    case "number":
      return numbers(schema);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** As the schema wants it three times in five; else with one place replaced by something else, or taken for something else altogether. */
export function nearValid(schema: Schema, hints: Hints): fc.Arbitrary<unknown> {
  const right = valid(schema, hints);
  const scrap = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom("", "\u0000", "x".repeat(5_000), 1e308, -0, [], {}, null));
  const wrong = right.chain((value) => (isFilled(value) ? broken(value as object, scrap) : scrap));
  return fc.oneof({ weight: 3, arbitrary: right }, { weight: 2, arbitrary: wrong });
}

function isFilled(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

/** Whole ones: what takes any number takes these. */
function numbers({ minimum, maximum }: Exclude<Schema, boolean>): fc.Arbitrary<number> {
  const min = Math.ceil(number(minimum, -1_000));
  return fc.integer({ min, max: Math.max(min, Math.floor(number(maximum, 1_000_000))) });
}

function objects(schema: Exclude<Schema, boolean>, hints: Hints, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Readonly<Record<string, Schema>>);
  const required = (schema.required ?? []) as readonly string[];
  const made = properties.map(([name, of]) => [name, hints[name] ?? valid(of, hints, depth + 1)] as const);
  const requiredKeys = required.filter((name) => made.some(([known]) => known === name));
  return fc.record(Object.fromEntries(made), { requiredKeys });
}

function arrays(schema: Exclude<Schema, boolean>, hints: Hints, depth: number): fc.Arbitrary<unknown> {
  const minLength = number(schema.minItems, 0);
  const maxLength = depth < depthMax ? Math.max(minLength, Math.min(number(schema.maxItems, 3), 3)) : minLength;
  const { items } = schema as { readonly items?: Schema };
  return fc.array(valid(items ?? true, hints, depth + 1), { minLength, maxLength });
}

function strings({ pattern, minLength, maxLength, format }: Exclude<Schema, boolean>): fc.Arbitrary<unknown> {
  if (format === "date") return fc.constantFrom("2026-11-23", "2026-11-24", "2026-02-30", "2027-01-01");
  if (typeof pattern === "string") {
    try {
      return fc.stringMatching(new RegExp(pattern));
    } catch {
      return fc.string(); // A pattern of a kind that the library does not read.
    }
  }
  const least = number(minLength, 0);
  return fc.string({ minLength: Math.min(least, 50), maxLength: Math.max(Math.min(number(maxLength, 20), 40), Math.min(least, 50)) });
}

function number(value: unknown, usual: number): number {
  return typeof value === "number" ? value : usual;
}
