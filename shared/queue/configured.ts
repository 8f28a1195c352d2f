/** Who changed the office's configuration, and what: kept with the state, so that the list costs no reading of old rows. Pure. */
import * as v from "valibot";
import type { LogRow } from "../log/record.ts";
import type { Change } from "../office/difference.ts";

/** Changes that a row names; the rest is counted. */
export const changesNamedMax = 60;
/** Changes of the configuration that the list goes back. */
export const changesKeptMax = 100;
/** Places that the list names of each. */
export const placesShownMax = 6;
const charactersShownMax = 120;

const change = v.object({
  path: v.pipe(v.string(), v.maxLength(300)),
  before: v.optional(v.unknown()),
  after: v.optional(v.unknown()),
  order: v.optional(v.literal(true)),
});

/** What a row says of the difference to the configuration before it. */
export const namedChanges = v.object({
  total: v.pipe(v.number(), v.integer(), v.minValue(0)),
  first: v.pipe(v.array(change), v.maxLength(changesNamedMax)),
});

/** One change of the configuration, as the list shows it. */
export interface ConfigurationChange {
  /** The offset of its row: its version. */
  readonly n: number;
  /** The version before it; 0 when it was the first. */
  readonly before: number;
  readonly at: number;
  readonly by: { readonly kind: "agent"; readonly agent: number } | { readonly kind: "system"; readonly part: string };
  /** How many places differ; null when its row does not say. */
  readonly total: number | null;
  /** The first of them, their values shortened. */
  readonly places: readonly Change[];
  /** The change that this one undid. */
  readonly undoes: number | null;
  /** The change that undid this one. */
  undone: number | null;
}

/** What the list needs of a row's body. */
interface Changed {
  readonly actor: { readonly kind: "agent"; readonly agent: number } | { readonly kind: "system"; readonly part: string };
  readonly changes?: v.InferOutput<typeof namedChanges> | undefined;
  readonly undoes?: number | undefined;
}

/** The list with one more, newest first. */
export function withChange(list: readonly ConfigurationChange[], before: number, body: Changed, row: LogRow): ConfigurationChange[] {
  const { actor, changes, undoes = null } = body;
  const by = actor.kind === "agent" ? ({ kind: "agent", agent: actor.agent } as const) : actor;
  const places = (changes?.first ?? []).slice(0, placesShownMax).map(shortened);
  for (const each of list) if (each.n === undoes) each.undone = row.seq;
  const made: ConfigurationChange = { n: row.seq, before, at: row.at, by, total: changes?.total ?? null, places, undoes, undone: null };
  return [made, ...list].slice(0, changesKeptMax);
}

function shortened({ path, before, after, order }: Change): Change {
  const parts = { ...(before === undefined ? {} : { before: brief(before) }), ...(after === undefined ? {} : { after: brief(after) }) };
  return order ? { path, order } : { path, ...parts };
}

/** Of an object what names it, of a text its beginning, of a list its beginning. */
function brief(value: unknown): unknown {
  if (typeof value === "string") return value.length > charactersShownMax ? `${value.slice(0, charactersShownMax)}…` : value;
  if (Array.isArray(value)) return value.slice(0, 8).map(brief);
  if (typeof value !== "object" || value === null) return value;
  const named = ["id", "date", "day", "opens", "closes", "name", "en", "fr", "label", "displayName"].filter((key) =>
    Object.hasOwn(value, key),
  );
  return Object.fromEntries(named.map((key) => [key, brief((value as Record<string, unknown>)[key])]));
}
