/** What is wrong with the shape of a configuration or a program's file: missing and unknown keys, wrong kinds of values, texts too long. */
import * as v from "valibot";
import { officeConfiguration } from "./configuration.ts";
import { nearest } from "./distance.ts";
import { didYouMean, type Finding, fieldOf, type Path, shorten, some } from "./problem.ts";

export function shapeFindings(input: unknown, schema: v.GenericSchema = officeConfiguration): Finding[] {
  const result = v.safeParse(schema, input);
  const issues: readonly Issue[] = result.success ? [] : result.issues;
  const others = issues.filter((issue) => issue.expected !== "never").map(findingOf);
  return [...unknownKeyFindings(input, schema), ...others];
}

/** Valibot names the first unknown key of an object only, so unknown keys are sought separately. */
export function unknownKeyFindings(input: unknown, schema: v.GenericSchema): Finding[] {
  return unknownKeys(schema as unknown as Schema, input, []);
}

/** The part of an issue that is read here. */
interface Issue {
  readonly type: string;
  readonly input: unknown;
  readonly expected: string | null;
  readonly received: string;
  readonly message: string;
  readonly requirement?: unknown;
  readonly path?: readonly [v.IssuePathItem, ...v.IssuePathItem[]] | undefined;
}

/** The part of a Valibot schema that is walked here. */
interface Schema {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly item?: Schema;
  readonly key?: string;
  readonly options?: readonly Schema[];
  /** What an optional or nullable value is, when it is there. */
  readonly wrapped?: Schema;
}

function unknownKeys(schema: Schema, value: unknown, path: Path): Finding[] {
  if (typeof value !== "object" || value === null) return [];
  if (schema.wrapped) return unknownKeys(schema.wrapped, value, path);
  if (schema.type === "array" && schema.item && Array.isArray(value)) {
    const { item } = schema;
    return value.flatMap((each, index) => unknownKeys(item, each, [...path, index]));
  }
  if (schema.type === "variant") {
    const chosen = schema.options?.find((option) => {
      const literal = option.entries?.[schema.key ?? ""] as { literal?: unknown } | undefined;
      return literal !== undefined && literal.literal === fieldOf(value, schema.key ?? "");
    });
    return chosen ? unknownKeys(chosen, value, path) : [];
  }
  if (schema.type !== "strict_object" || !schema.entries || Array.isArray(value)) return [];
  const { entries } = schema;
  return Object.keys(value).flatMap((key) => {
    const inner = Object.hasOwn(entries, key) ? entries[key] : undefined;
    if (inner) return unknownKeys(inner, fieldOf(value, key), [...path, key]);
    const advice = didYouMean(key, Object.keys(entries), `Remove it. Keys known here: ${some(Object.keys(entries))}`);
    return [{ path: [...path, key], seen: fieldOf(value, key), what: "this key is not known here", advice }];
  });
}

function findingOf(issue: Issue): Finding {
  const path = (issue.path ?? []).map((item) => item.key as string | number);
  const last = issue.path?.at(-1);
  if (last?.origin === "key" && issue.received === "undefined") return missingKey(path, last.input);
  return { path, seen: issue.input, ...explain(issue) };
}

function missingKey(path: Path, parent: unknown): Finding {
  const key = String(path.at(-1));
  const written = typeof parent === "object" && parent !== null ? nearest(key, Object.keys(parent)) : undefined;
  const advice = written === undefined ? `Add "${key}".` : `Rename ${shorten(written)} to "${key}".`;
  return { path, seen: undefined, what: `"${key}" is missing`, advice };
}

function explain(issue: Issue): { what: string; advice: string } {
  const bound = String(issue.requirement);
  switch (issue.type) {
    case "string":
      return kind("a text", 'Write it between double quotes: "…".');
    case "number":
      return kind("a number", "Write digits without quotes.");
    case "boolean":
      return kind("true or false", "Write true or false, without quotes.");
    case "array":
      return kind("a list", "Write it between square brackets: […].");
    case "strict_object":
      return kind("an object", "Write it between braces: { … }.");
    case "variant":
    case "picklist":
    case "literal":
      return choice(issue);
    case "integer":
      return { what: "must be a whole number", advice: "Leave out the part after the decimal point." };
    case "min_value":
      return { what: `must be at least ${bound}`, advice: `Write a number of ${bound} or more.` };
    case "max_value":
      return { what: `must be at most ${bound}`, advice: `Write a number of ${bound} or less.` };
    case "min_length":
      return { what: own(issue) ?? (bound === "1" ? "must not be empty" : `needs at least ${bound}`), advice: "Fill it in." };
    case "max_length":
      return { what: own(issue) ?? `is too long: at most ${bound}`, advice: `Shorten it to ${bound} or fewer.` };
    case "url":
      return { what: "must be an address", advice: "Write it whole, with its protocol and port." };
    case "regex":
      return { what: own(issue) ?? "is not written as it must be", advice: plainId(issue.input) };
    default:
      return { what: own(issue) ?? "is not as it must be", advice: "Correct it as the office's README shows." };
  }
}

function kind(expected: string, advice: string): { what: string; advice: string } {
  return { what: `must be ${expected}`, advice };
}

function choice(issue: Issue): { what: string; advice: string } {
  const known = [...(issue.expected ?? "").matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? "");
  if (known.length === 0) return kind("an object", "Write it between braces: { … }.");
  const what = known.length === 1 ? `must be "${known[0]}"` : `must be one of ${some(known)}`;
  return {
    what,
    advice: didYouMean(
      typeof issue.input === "string" ? issue.input : "",
      known,
      `Write ${known.length === 1 ? "" : "one of "}${some(known)}`,
    ),
  };
}

/** The sentence the shape gives for this rule, where it has one of its own. */
function own(issue: Issue): string | undefined {
  return issue.message.startsWith("Invalid ") ? undefined : issue.message;
}

function plainId(input: unknown): string {
  const example = String(input)
    .slice(0, 40)
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return `For example "${example === "" ? "counter-1" : example}".`;
}
