/** What is wrong with the shape of a configuration or a program's file: missing and unknown keys, wrong kinds of values, texts too long. */
import * as v from "valibot";
import { officeConfiguration } from "./configuration.ts";
import { nearest } from "./distance.ts";
import { both, didYouMean, type Finding, fieldOf, type Path, shorten, some, type Words } from "./problem.ts";
import { sentences } from "./shape-sentences.ts";

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
  if (schema.type !== "strict_object" || !schema.entries) return [];
  // Valibot takes a list for an object whose keys are its places, and an empty one for an object without any.
  if (Array.isArray(value)) return [{ path, seen: value, ...anObject }];
  const { entries } = schema;
  return Object.keys(value).flatMap((key) => {
    const inner = Object.hasOwn(entries, key) ? entries[key] : undefined;
    if (inner) return unknownKeys(inner, fieldOf(value, key), [...path, key]);
    const known = some(Object.keys(entries));
    const otherwise = both(`Remove it. Keys known here: ${known}`, `Retirez-la. Clés connues ici : ${known}`);
    const what = both("this key is not known here", "cette clé n'est pas connue ici");
    return [{ path: [...path, key], seen: fieldOf(value, key), what, advice: didYouMean(key, Object.keys(entries), otherwise) }];
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
  const advice =
    written === undefined
      ? both(`Add "${key}".`, `Ajoutez « ${key} ».`)
      : both(`Rename ${shorten(written)} to "${key}".`, `Renommez ${shorten(written)} en « ${key} ».`);
  return { path, seen: undefined, what: both(`"${key}" is missing`, `il manque « ${key} »`), advice };
}

interface Explained {
  readonly what: Words;
  readonly advice: Words;
}

function explain(issue: Issue): Explained {
  const bound = String(issue.requirement);
  switch (issue.type) {
    case "string":
      return kind("a text", "un texte", 'Write it between double quotes: "…".', 'Écrivez-le entre guillemets droits : "…".');
    case "number":
      return kind("a number", "un nombre", "Write digits without quotes.", "Écrivez des chiffres, sans guillemets.");
    case "boolean":
      return kind("true or false", "true ou false", "Write true or false, without quotes.", "Écrivez true ou false, sans guillemets.");
    case "array":
      return kind("a list", "une liste", "Write it between square brackets: […].", "Écrivez-la entre crochets : […].");
    case "strict_object":
      return anObject;
    case "variant":
    case "picklist":
    case "literal":
      return choice(issue);
    case "integer":
      return {
        what: both("must be a whole number", "doit être un nombre entier"),
        advice: both("Leave out the part after the decimal point.", "Laissez de côté ce qui suit la virgule."),
      };
    case "min_value":
      return {
        what: both(`must be at least ${bound}`, `doit être au moins ${bound}`),
        advice: both(`Write a number of ${bound} or more.`, `Écrivez un nombre de ${bound} ou plus.`),
      };
    case "max_value":
      return {
        what: both(`must be at most ${bound}`, `doit être au plus ${bound}`),
        advice: both(`Write a number of ${bound} or less.`, `Écrivez un nombre de ${bound} ou moins.`),
      };
    case "min_length": {
      const otherwise =
        bound === "1"
          ? both("must not be empty", "ne doit pas être vide")
          : both(`needs at least ${bound}`, `en demande au moins ${bound}`);
      return { what: own(issue) ?? otherwise, advice: both("Fill it in.", "Remplissez-le.") };
    }
    case "max_length":
      return {
        what: own(issue) ?? both(`is too long: at most ${bound}`, `est trop long : ${bound} au plus`),
        advice: both(`Shorten it to ${bound} or fewer.`, `Raccourcissez-le à ${bound} ou moins.`),
      };
    case "url":
      return {
        what: both("must be an address", "doit être une adresse"),
        advice: both("Write it whole, with its protocol and port.", "Écrivez-la en entier, avec son protocole et son port."),
      };
    default:
      return {
        what: own(issue) ?? both("is not written as it must be", "n'est pas écrit comme il se doit"),
        advice: sentences[issue.message]?.advice ?? (issue.message.includes("lower-case") ? plainId(issue.input) : asShown),
      };
  }
}

const asShown = both("Correct it as the office's README shows.", "Corrigez-le comme le montre le README du bureau.");
const anObject = kind("an object", "un objet", "Write it between braces: { … }.", "Écrivez-le entre accolades : { … }.");

function kind(en: string, fr: string, advice: string, conseil: string): Explained {
  return { what: both(`must be ${en}`, `doit être ${fr}`), advice: both(advice, conseil) };
}

function choice(issue: Issue): Explained {
  const known = [...(issue.expected ?? "").matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? "");
  if (known.length === 0) return anObject;
  const one = known.length === 1;
  const written = typeof issue.input === "string" ? issue.input : "";
  return {
    what: one
      ? both(`must be "${known[0]}"`, `doit être « ${known[0]} »`)
      : both(`must be one of ${some(known)}`, `doit être l'un de ${some(known)}`),
    advice: didYouMean(
      written,
      known,
      both(`Write ${one ? "" : "one of "}${some(known)}`, `Écrivez ${one ? "" : "l'un de "}${some(known)}`),
    ),
  };
}

/** The sentence the shape gives for this rule, where it has one of its own. */
function own(issue: Issue): Words | undefined {
  if (issue.message.startsWith("Invalid ")) return undefined;
  const known = sentences[issue.message];
  return known ? both(issue.message, known.fr) : issue.message;
}

function plainId(input: unknown): Words {
  const example = String(input)
    .slice(0, 40)
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  const shown = example === "" ? "counter-1" : example;
  return both(`For example "${shown}".`, `Par exemple « ${shown} ».`);
}
