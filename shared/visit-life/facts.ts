/** A visit's life as facts: what happened to it, in order. Sentences are made of them where they are read (`sentences.ts`). */
import type { Need } from "../office/configuration.ts";
import type { PassedReason, Reason } from "../routing/reason.ts";
import type { Language } from "../texts/language.ts";

/** Who did it: an agent by number, or a part of the hub. */
export type Who = { readonly agent: number; readonly counter: string | null } | { readonly part: string };

/** Who holds the ticket, on its page. */
export function isCitizen(who: Who): boolean {
  return "part" in who && who.part === "citizen-page";
}

export interface Marks {
  readonly language?: Language | undefined;
  readonly needs?: readonly Need[] | undefined;
  readonly people?: number | undefined;
  readonly priority?: string | undefined;
  readonly counterType?: string | null | undefined;
}

export type Fact =
  | { readonly what: "number-reserved"; readonly device: string }
  | {
      readonly what: "ticket-taken";
      readonly device: string;
      readonly service: string | null;
      readonly marks: Marks;
      readonly alone: boolean;
    }
  | {
      readonly what: "taken-in";
      readonly who: Who;
      readonly services: readonly string[];
      readonly channel: string;
      readonly marks: Marks;
      readonly served: boolean;
    }
  | { readonly what: "admitted"; readonly who: Who; readonly scanned: boolean; readonly service: string | null }
  | { readonly what: "record-came"; readonly device: string; readonly takenAt: number }
  | { readonly what: "came-late" }
  | { readonly what: "errands-stated"; readonly services: readonly string[]; readonly people: number }
  | { readonly what: "appointment"; readonly who: Who | null }
  | { readonly what: "appointment-taken-off"; readonly who: Who }
  | { readonly what: "appointment-due" }
  | { readonly what: "appointment-said" }
  | { readonly what: "printed"; readonly copy: number; readonly outcome: "printed" | "failed" | "unknown" }
  | { readonly what: "print-asked"; readonly who: Who; readonly device: string; readonly paper: string }
  | { readonly what: "paper-lapsed" }
  | { readonly what: "called"; readonly who: Who; readonly counter: string; readonly because: Omit<Reason, "passedOver" | "passedWhy"> }
  | { readonly what: "recalled"; readonly who: Who; readonly counter: string }
  | { readonly what: "announced"; readonly how: "spoken" | "chime-only" | "shown-only" | "failed"; readonly device: string }
  | { readonly what: "called-by-voice"; readonly device: string }
  | {
      readonly what: "passed-over";
      readonly by: readonly string[];
      readonly total: number;
      readonly whys: { readonly [K in PassedReason]?: number };
    }
  | { readonly what: "begun"; readonly who: Who; readonly counter: string }
  | { readonly what: "service-given"; readonly who: Who; readonly service: string; readonly from: string | null }
  | { readonly what: "service-added"; readonly who: Who; readonly service: string; readonly begun: boolean }
  | { readonly what: "service-switched"; readonly who: Who; readonly segment: number }
  | { readonly what: "quantity-set"; readonly who: Who; readonly quantity: number }
  | { readonly what: "errand-done"; readonly who: Who; readonly counter: string }
  | { readonly what: "parked"; readonly who: Who; readonly reason: string; readonly until: number | null }
  | { readonly what: "resumed"; readonly who: Who; readonly counter: string }
  | { readonly what: "returned-to-line"; readonly who: Who; readonly place: "keep" | "end" }
  | {
      readonly what: "transferred";
      readonly who: Who;
      readonly to: { readonly kind: string; readonly id: string | number } | null;
      readonly service: string | null;
    }
  | { readonly what: "stepped-away"; readonly who: Who | null; readonly minutes: number }
  | { readonly what: "came-back"; readonly who: Who | null }
  | { readonly what: "no-show-returned"; readonly who: Who; readonly place: string }
  | { readonly what: "marked"; readonly who: Who; readonly marks: Marks }
  | { readonly what: "noted"; readonly who: Who; readonly note: string; readonly kept: boolean }
  | {
      readonly what: "finished";
      readonly who: Who;
      readonly counter: string;
      readonly outcome: string | null;
      readonly elsewhere: string | null;
      readonly timeNotAccurate: boolean;
    }
  | { readonly what: "no-show"; readonly who: Who; readonly counter: string }
  | { readonly what: "left"; readonly who: Who; readonly from: string; readonly why: string | null }
  | { readonly what: "day-closed"; readonly date: string }
  | { readonly what: "caught-up"; readonly who: Who; readonly how: "served" | "waiting" | "left" | "seen" }
  | { readonly what: "hub-away"; readonly from: number; readonly to: number }
  | { readonly what: "undone"; readonly who: Who; readonly move: string }
  | { readonly what: "return-promised"; readonly who: Who; readonly date: string; readonly from: number; readonly to: number }
  | { readonly what: "promise-due" }
  | { readonly what: "clock-set"; readonly byMs: number }
  | { readonly what: "viewed"; readonly who: Who };

/** A fact with its time by the hub's clock, and the offset of the row that tells it. */
export interface Step {
  readonly at: number;
  readonly row: number;
  readonly fact: Fact;
}

export interface VisitLife {
  readonly visit: string;
  /** As on paper. */
  readonly number: string;
  readonly date: string;
  readonly practice: boolean;
  /** The last row that was looked at: what came later is not told. */
  readonly asOf: number;
  readonly steps: readonly Step[];
}
