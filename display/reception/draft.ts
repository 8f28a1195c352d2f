/** What the receptionist has entered for the person in front of them, and what this tablet keeps between persons. Pure. */
import type { Need } from "#shared/office/configuration.ts";
import { errandsMax, peopleMax } from "#shared/queue/limits.ts";
import { type Language, languages } from "#shared/texts/language.ts";

/** How a citizen gets the number: on paper, as a code to photograph, or told. */
export const handOvers = ["paper", "code", "told"] as const;
export type HandOver = (typeof handOvers)[number];

export const needsOffered = ["step-free", "interpreter", "hearing", "more-time", "come-and-get-me"] as const satisfies readonly Need[];

/** The first service and the errands after it. */
export const servicesMax = 1 + errandsMax;

export interface Draft {
  /** In the order in which they were chosen. */
  readonly services: readonly string[];
  /** The citizen's; null: the office's first. */
  readonly language: Language | null;
  readonly people: number;
  readonly needs: readonly Need[];
}

export const emptyDraft: Draft = { services: [], language: null, people: 1, needs: [] };

/** How often, by service. */
export type Counts = Readonly<Record<string, number>>;

/** Kept by this tablet: nothing of it is about a citizen. */
export interface Habits {
  readonly agent: number | null;
  readonly handOver: HandOver | null;
  readonly kiosk: string | null;
  /** How often each service was given here: these stand first. */
  readonly given: Counts;
}

export const noHabits: Habits = { agent: null, handOver: null, kiosk: null, given: {} };

const idLettersMax = 120;
/** Services whose counts are kept; the least given go first. */
const countedMax = 60;

/** Chosen, or not any more; one more than a ticket can carry changes nothing. */
export function toggled(draft: Draft, service: string): Draft {
  const { services } = draft;
  if (services.includes(service)) return { ...draft, services: services.filter((each) => each !== service) };
  return services.length >= servicesMax ? draft : { ...draft, services: [...services, service] };
}

export function withNeed(draft: Draft, need: Need): Draft {
  const { needs } = draft;
  return { ...draft, needs: needs.includes(need) ? needs.filter((each) => each !== need) : [...needs, need] };
}

export function withPeople(draft: Draft, people: number): Draft {
  return { ...draft, people: Math.min(peopleMax, Math.max(1, people)) };
}

export function isEmpty({ services, language, people, needs }: Draft): boolean {
  return services.length === 0 && language === null && people === 1 && needs.length === 0;
}

export function countGiven(habits: Habits, service: string): Habits {
  return { ...habits, given: mostOf({ ...habits.given, [service]: (habits.given[service] ?? 0) + 1 }) };
}

export function mostOf(counts: Counts): Counts {
  return Object.fromEntries(
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .slice(0, countedMax),
  );
}

/** The order of the tiles: what is asked for most, then as the catalogue has it; what only staff choose comes last. */
export function inOrder<S extends { readonly id: string; readonly offered: "kiosk" | "counter" }>(
  services: readonly S[],
  asked: Counts,
  given: Counts,
): S[] {
  const weight = ({ id, offered }: S) => (asked[id] ?? 0) + (given[id] ?? 0) + (offered === "kiosk" ? 0.5 : 0);
  return services.toSorted((a, b) => weight(b) - weight(a));
}

export function draftFrom(text: string | null): Draft {
  const { services, language, people, needs } = fieldsOf(text);
  const draft: Draft = {
    services: stringsIn(services).slice(0, servicesMax),
    language: languages.find((each) => each === language) ?? null,
    people: 1,
    needs: needsOffered.filter((need) => stringsIn(needs).includes(need)),
  };
  return typeof people === "number" && Number.isInteger(people) ? withPeople(draft, people) : draft;
}

export function habitsFrom(text: string | null): Habits {
  const { agent, handOver, kiosk, given } = fieldsOf(text);
  return {
    agent: typeof agent === "number" ? agent : null,
    handOver: handOvers.find((each) => each === handOver) ?? null,
    kiosk: typeof kiosk === "string" ? kiosk.slice(0, idLettersMax) : null,
    given: countsFrom(given),
  };
}

export function countsFrom(value: unknown): Counts {
  const counts = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return mostOf(Object.fromEntries(counts.filter((each): each is [string, number] => typeof each[1] === "number")));
}

function stringsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string" && each.length <= idLettersMax) : [];
}

/** Someone else's text under our name reads as if there were none. */
export function fieldsOf(text: string | null): { readonly [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
