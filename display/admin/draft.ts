/**
 * An office's configuration on its way to be changed: what the hub has, what a person made of it, and what happens when somebody else was
 * quicker. Pure.
 */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { applyChanges, type Change, differences, sameValue, valueAt, withValue } from "#shared/office/difference.ts";
import { defaultRules } from "#shared/office/rules.ts";
import type { ListName } from "./fields.ts";

export interface Base {
  readonly epoch: string;
  readonly version: number;
  readonly configuration: OfficeConfiguration;
}

export interface Draft {
  readonly base: Base;
  readonly office: OfficeConfiguration;
  /** A new PIN, null for none, undefined for the one that is. */
  readonly staffPin: string | null | undefined;
  readonly changes: readonly Change[];
}

export function startDraft(base: Base): Draft {
  return { base, office: base.configuration, staffPin: undefined, changes: [] };
}

/** Something else at a place; undefined takes it away. An object that is left empty by that goes too. */
export function edit(draft: Draft, path: string, value: unknown): Draft {
  const whole = /^rules\.(noShowReturn|stepAway)\./.exec(path)?.[1] as "noShowReturn" | "stepAway" | undefined;
  const filled = whole && !draft.office.rules?.[whole] ? withValue(draft.office, `rules.${whole}`, defaultRules[whole]) : draft.office;
  let office = withValue(filled, path, whole && value === undefined ? valueAt(defaultRules, path.slice("rules.".length)) : value);
  if (whole && sameValue(office.rules?.[whole], defaultRules[whole])) office = withValue(office, `rules.${whole}`, undefined);
  const holder = path.replace(/\.[^.[\]]+$/, "");
  const left = holder === path ? undefined : valueAt(office, holder);
  const isOptional = /^(?:rules|voice|personal|citizenPage)\b/.test(holder);
  if (value === undefined && isOptional && isEmpty(left)) office = withValue(office, holder, undefined);
  if (isEmpty(valueAt(office, "rules"))) office = withValue(office, "rules", undefined);
  return withOffice(draft, office);
}

/** As `edit`; a name that a person writes for a service is one for citizens. */
export function editItem(draft: Draft, list: ListName, id: string, at: string, value: unknown): Draft {
  const path = `${list}[${id}]`;
  const edited = edit(draft, `${path}.${at}`, value);
  const unnamed = valueAt(edited.office, `${path}.unnamed`);
  if (list !== "services" || at !== "name" || !Array.isArray(unnamed)) return edited;
  const nameIn = (of: Draft, language: string) => valueAt(of.office, `${path}.name.${language}`);
  const rest = unnamed.filter((language: string) => nameIn(edited, language) === nameIn(draft, language));
  if (rest.length === unnamed.length) return edited;
  return edit(edited, `${path}.unnamed`, rest.length === 0 ? undefined : rest);
}

export function addItem(draft: Draft, list: ListName, item: { readonly id: string }): Draft {
  const before: readonly unknown[] = draft.office[list] ?? [];
  return withOffice(draft, { ...draft.office, [list]: [...before, item] });
}

export function removeItem(draft: Draft, list: ListName, id: string): Draft {
  const left = (draft.office[list] ?? []).filter((each) => each.id !== id);
  const { [list]: _gone, ...rest } = draft.office;
  const isGone = list === "notices" && left.length === 0;
  return withOffice(draft, (isGone ? rest : { ...draft.office, [list]: left }) as OfficeConfiguration);
}

/** The same item under another id. */
export function renameItem(draft: Draft, list: ListName, id: string, to: string): Draft {
  const items: readonly { readonly id: string }[] = draft.office[list] ?? [];
  return withOffice(draft, { ...draft.office, [list]: items.map((each) => (each.id === id ? { ...each, id: to } : each)) });
}

/** One place up or down in its list: kiosks show services and topics in this order. */
export function moveItem(draft: Draft, list: ListName, id: string, by: -1 | 1): Draft {
  const items: readonly { readonly id: string }[] = draft.office[list] ?? [];
  const from = items.findIndex((each) => each.id === id);
  const to = from + by;
  const item = items[from];
  if (!item || to < 0 || to >= items.length) return draft;
  return withOffice(draft, { ...draft.office, [list]: items.toSpliced(from, 1).toSpliced(to, 0, item) });
}

export function withOffice(draft: Draft, office: OfficeConfiguration): Draft {
  return { ...draft, office, changes: differences(draft.base.configuration, office) };
}

export type Rebased =
  | { readonly kind: "same"; readonly draft: Draft }
  /** Both changed something, in different places: mine stand on top of theirs. */
  | { readonly kind: "merged"; readonly draft: Draft; readonly theirs: readonly Change[] }
  /** Both changed the same places. */
  | { readonly kind: "clash"; readonly draft: Draft; readonly theirs: readonly Change[]; readonly clashes: readonly Change[] };

/** The draft on what the hub has now. Where both changed one place, mine stands, and it is told. */
export function rebase(draft: Draft, base: Base): Rebased {
  const theirs = differences(draft.base.configuration, base.configuration);
  const fresh = { ...startDraft(base), staffPin: draft.staffPin };
  if (draft.changes.length === 0) return { kind: "same", draft: fresh };
  const applied = applyChanges(base.configuration, draft.changes);
  if (applied.ok) return { kind: "merged", draft: withOffice(fresh, applied.value as OfficeConfiguration), theirs };
  const forced = draft.changes.map((change) => {
    const clash = applied.clashes.find(({ path }) => path === change.path);
    return clash && !change.order ? { ...change, before: clash.after } : change;
  });
  const again = applyChanges(
    base.configuration,
    forced.filter(({ order, path }) => !order || Array.isArray(valueAt(base.configuration, path))),
  );
  const office = again.ok ? (again.value as OfficeConfiguration) : base.configuration;
  return { kind: "clash", draft: withOffice(fresh, office), theirs, clashes: applied.clashes };
}

/** An id that no item of the list bears. */
export function freeId(items: readonly { readonly id: string }[], stem: string): string {
  const taken = new Set(items.map(({ id }) => id));
  for (let n = items.length + 1; ; n += 1) if (!taken.has(`${stem}-${n}`)) return `${stem}-${n}`;
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
