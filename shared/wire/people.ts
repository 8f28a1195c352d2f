/**
 * What people who sign in and the hub say to each other. Only where the hub's file has `people`: `GET /api/v1/people/me`, `POST` to `sign-in`,
 * `pin`, `press` and `sign-out` below `/api/v1/people/`. On the hub's own machine, and for IT: `GET /api/v1/people`, `POST` to `codes` and `end`.
 */
import * as v from "valibot";
import type { PeopleRole } from "../identity/people-roles.ts";

/** The id of one of the configuration's agents, or their number, as typed. */
const person = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80));
const pin = v.pipe(v.string(), v.minLength(1), v.maxLength(40));
/** Who asks, as they signed in. */
const by = v.pipe(v.string(), v.minLength(1), v.maxLength(80));

export const signInRequest = v.strictObject({ person, pin });
/** A new PIN, with the one-time code that a manager or IT handed over. Signs in too. */
export const pinRequest = v.strictObject({ person, code: v.pipe(v.string(), v.maxLength(80)), pin });
export const codeOrder = v.strictObject({ person, by });
/** Ends every session of somebody, and the PIN too where `pin` says so. */
export const endOrder = v.strictObject({ person, by, pin: v.optional(v.boolean(), false) });

/** Whoever is signed in. */
export interface Me {
  readonly person: string;
  readonly agent: number;
  readonly name: string;
  readonly role: PeopleRole;
}

/**
 * `GET /api/v1/people/me`, for everybody; `me` is null for whoever is not signed in. `openId`: whether one signs in at a provider (`here`), or
 * by PIN because it is `away`; null where there is none.
 */
export interface WhoAnswer {
  readonly openId: "here" | "away" | null;
  readonly office: { readonly en: string; readonly fr: string };
  readonly me: Me | null;
}

/** Told once; the hub keeps its hash. */
export interface CodeMade {
  readonly person: string;
  readonly code: string;
  readonly expiresAt: number;
}

export interface PersonEntry {
  readonly person: string;
  readonly name: string;
  /** Null: the role in the configuration opens no page. */
  readonly role: PeopleRole | null;
  /** `spent`: after so many wrong tries that only a new code helps. */
  readonly pin: "none" | "set" | "spent";
  /** Until when signing in by PIN is paused after wrong tries; null: it is not. */
  readonly lockedUntil: number | null;
  /** Until when the code that was handed over can be used; null: there is none. */
  readonly codeUntil: number | null;
  readonly sessions: readonly { readonly way: SignInWay; readonly since: number; readonly pressedAt: number }[];
}

export type SignInWay = "pin" | "open-id";

export type PeopleList =
  | { readonly kind: "off" }
  | {
      readonly kind: "on";
      readonly people: readonly PersonEntry[];
      /** The first row of the audit that is not as it was written; null when all are. */
      readonly auditBrokenAt: number | null;
    };
