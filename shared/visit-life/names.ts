/** What sentences of a visit's life need beside the facts. */
import type { Fact } from "./facts.ts";

/** What facts name by ids, as people call it. */
export interface LifeNames {
  /** As on paper. */
  readonly number: string;
  service(id: string | null): string;
  counter(id: string): string;
  agent(number: number): string;
  device(id: string): string;
  /** What the office calls a class of its rules; undefined for those of presets. */
  className(id: string): { readonly en: string; readonly fr: string } | undefined;
  time(at: number): string;
  date(date: string): string;
  minuteOfDay(minute: number): string;
}

export type LifeWords = { readonly [K in Fact["what"]]: (fact: Extract<Fact, { what: K }>, names: LifeNames) => string };
