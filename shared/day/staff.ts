/** The office's day in the staff's live view: one entry, `day`. */
import type { NotOffered } from "./offers.ts";
import type { DayStage } from "./proposal.ts";

export interface DayEntry {
  readonly kind: "day";
  readonly stage: DayStage;
  /** When the doors were opened on the open date; null: they were not yet. */
  readonly doorsAt: number | null;
  /** Another time for closing today than the hours say, in minutes since midnight. */
  readonly closesAt: number | null;
  readonly notOffered: readonly NotOffered[];
  /** Of the services that have a limit: how many tickets of today are given. */
  readonly given: readonly { readonly service: string; readonly count: number; readonly perDay: number }[];
  /** Those that were posted, oldest first; those of the configuration are not here. */
  readonly notices: readonly {
    readonly notice: string;
    readonly text: { readonly en: string; readonly fr: string };
    readonly since: number;
    readonly until: number | null;
  }[];
  readonly practice: { readonly since: number; readonly kiosks: boolean } | null;
}
