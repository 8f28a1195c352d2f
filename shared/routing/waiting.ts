/** What routing must know of those who wait, of the counters and of the office: plain facts, which hub and pages have alike. */
import type { Need } from "../office/configuration.ts";
import type { Language } from "../texts/language.ts";
import type { Routing } from "./schema.ts";

export type Priority = "high" | "default" | "low";

/** For whom a visit waits since it was transferred. */
export type Target =
  | { readonly kind: "counter"; readonly id: string }
  | { readonly kind: "agent"; readonly id: number }
  | { readonly kind: "counter-type"; readonly id: string };

/** A visit in line. */
export interface Waiting {
  readonly id: string;
  /** Milliseconds: the line is ordered by it. The time of arrival, unless it was let forward or put at the end. */
  readonly place: number;
  readonly arrivedAt: number;
  /** Set when it was let before others: the place it had before, and the class that let it. */
  readonly letForward: { readonly from: number; readonly class: string } | null;
  /** Those of its present errand. */
  readonly service: string | null;
  readonly queue: string;
  readonly segments: readonly { readonly service: string | null; readonly queue: string; readonly state: string }[];
  readonly needs: readonly Need[];
  readonly language: Language;
  /** The language an interpreter is needed for, where it was said. */
  readonly speaks?: string | null | undefined;
  readonly priority: Priority;
  /** It has an appointment, and it is time for it. */
  readonly isAppointment: boolean;
  readonly counterType: string | null;
  readonly target: Target | null;
  /** The citizen stepped away and keeps the place. */
  readonly away: unknown;
  /** How often it came back after it was declared a no-show. */
  readonly returns: number;
  readonly practice: boolean;
  /** Since when it waits this time, and how long it had waited before. */
  readonly stage: { readonly kind: string; readonly since?: number };
  readonly waitedMs: number;
}

/** What a counter is doing. */
export interface DeskState {
  readonly id: string;
  readonly agent: number | null;
  readonly break: unknown;
  /** What it takes today instead of what is configured; null: as configured. */
  readonly takes: readonly string[] | null;
  readonly practice: boolean;
}

/** The part of a configuration that routing reads. */
export interface RoutingOffice {
  readonly services: readonly ServiceFacts[];
  readonly counters: readonly CounterFacts[];
  readonly agents: readonly AgentFacts[];
  readonly routing?: Routing | undefined;
}

export interface ServiceFacts {
  readonly id: string;
  readonly queue: string;
  readonly programme: string;
  readonly skills?: readonly string[] | undefined;
  readonly counterType?: string | undefined;
}

export interface CounterFacts {
  readonly id: string;
  readonly type: string;
  readonly takes: readonly string[];
  readonly services?: readonly string[] | undefined;
  readonly programmes?: readonly string[] | undefined;
  readonly skills?: readonly string[] | undefined;
  readonly stepFree?: boolean | undefined;
}

export interface AgentFacts {
  readonly number: number;
  readonly skills?: readonly string[] | undefined;
  readonly languages?: readonly string[] | undefined;
}

/** How long it has waited in all. */
export function waitedMs({ stage, waitedMs, arrivedAt }: Waiting, now: number): number {
  return Math.max(0, waitedMs + now - (stage.since ?? arrivedAt));
}
