/** What an office still lacks, the most needed first: what citizens would miss before what only makes life easier. Pure. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { missingIn } from "#shared/office/missing.ts";
import type { Language } from "#shared/texts/language.ts";
import type { ListName } from "./fields.ts";

export type LackKind = "stranger" | "name" | "board" | "hours" | "words" | "direction" | "holidays" | "notice-over" | "unreviewed";

export interface Lack {
  readonly kind: LackKind;
  /** Where it is put right. */
  readonly part: ListName | "hours" | "rules";
  /** The item it is about; null for the office. */
  readonly item: string | null;
  readonly languages: readonly Language[];
}

const order: readonly LackKind[] = ["stranger", "name", "board", "hours", "words", "direction", "holidays", "notice-over", "unreviewed"];

/** `today`: the office's calendar day, such as 2026-11-23. `strangers`: devices that asked and are not known. */
export function lacksOf(office: OfficeConfiguration, today: string, strangers: readonly string[]): readonly Lack[] {
  const lacks = [
    ...strangers.map((id) => lack("stranger", "devices", id)),
    ...services(office),
    ...rooms(office),
    ...hours(office, today),
    ...office.counters.filter(({ direction }) => direction === undefined).map(({ id }) => lack("direction", "counters", id)),
    ...(office.notices ?? [])
      .filter(({ until }) => until !== undefined && until < today)
      .map(({ id }) => lack("notice-over", "notices", id)),
    ...(office.office.unreviewed.length > 0 ? [lack("unreviewed", "rules", null, office.office.unreviewed)] : []),
  ];
  return lacks.sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}

/** The items of a list that lack something. */
export function lackingItems(lacks: readonly Lack[], list: string): ReadonlySet<string> {
  return new Set(lacks.flatMap(({ part, item }) => (part === list && item !== null ? [item] : [])));
}

/** One for each service and thing, whatever the languages. */
function services(office: OfficeConfiguration): Lack[] {
  const found = new Map<string, Lack>();
  for (const { service, what, language } of missingIn(office)) {
    const key = `${what}/${service}`;
    found.set(key, lack(what, "services", service, [...(found.get(key)?.languages ?? []), language]));
  }
  return [...found.values()];
}

/** Nobody sees where to go in a room with counters and no board. */
function rooms({ zones, counters, devices }: OfficeConfiguration): Lack[] {
  return zones
    .filter(({ id }) => counters.some(({ zone }) => zone === id) && !devices.some(({ role, zone }) => role === "board" && zone === id))
    .map(({ id }) => lack("board", "zones", id));
}

function hours({ hours: known }: OfficeConfiguration, today: string): Lack[] {
  if (!known || known.weekly.length === 0) return [lack("hours", "hours", null)];
  return known.holidays.some(({ date }) => date >= today) ? [] : [lack("holidays", "hours", null)];
}

function lack(kind: LackKind, part: Lack["part"], item: string | null, languages: readonly Language[] = []): Lack {
  return { kind, part, item, languages };
}
