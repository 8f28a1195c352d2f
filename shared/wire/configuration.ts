/**
 * What the administration page and the hub say to each other about the office's configuration:
 * `GET /api/v1/configuration` (ConfigurationAnswer), `POST .../configuration/check` (what a configuration would change, or what is
 * wrong with it), `POST .../configuration` (takes it), `POST .../configuration/undo`.
 */
import * as v from "valibot";
import type { Fault } from "../faults/fault.ts";
import type { OfficeConfiguration } from "../office/configuration.ts";
import type { Change } from "../office/difference.ts";
import type { Missing } from "../office/missing.ts";
import type { Problem } from "../office/problem.ts";
import type { CommandDone } from "../queue/commands.ts";
import { expectedVersion } from "../queue/commands.ts";
import type { ConfigurationChange } from "../queue/configured.ts";
import { languages } from "../texts/language.ts";

const language = v.optional(v.picklist(languages), "en");
const who = {
  key: v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{8,80}$/, "use 8 to 80 letters, digits, dots, hyphens or underscores")),
  agent: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
  expected: expectedVersion,
};

/** The configuration is checked by `checkOffice`, which names every problem at once. */
export const checkRequest = v.strictObject({ configuration: v.unknown(), language });

export const saveRequest = v.strictObject({
  ...who,
  configuration: v.unknown(),
  /** A new PIN of the kiosks' staff page; null takes it away; absent: as it was, whatever the configuration says. */
  staffPin: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^\d{4,12}$/, "4 to 12 digits")))),
  language,
});

/** `change`: the `n` of the one that is taken back. */
export const undoRequest = v.strictObject({ ...who, change: v.pipe(v.number(), v.integer(), v.minValue(1)) });

export interface ConfigurationAnswer {
  readonly epoch: string;
  /** What `expected.n` must be at least. */
  readonly version: number;
  /** Without the PIN. */
  readonly configuration: OfficeConfiguration;
  readonly hasStaffPin: boolean;
  /** What citizens would miss. */
  readonly missing: readonly Missing[];
  /** Newest first. */
  readonly changes: readonly ConfigurationChange[];
  /** Devices that spoke and that the configuration does not know. */
  readonly strangers: readonly string[];
}

export type CheckAnswer =
  | {
      readonly ok: true;
      /** As the hub would keep it. */
      readonly configuration: OfficeConfiguration;
      readonly changes: readonly Change[];
      readonly missing: readonly Missing[];
      /** Why it cannot be taken just now. */
      readonly refusal: Fault | null;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What a refused configuration answers: where something is wrong with it, every problem. */
export type SaveAnswer = CommandDone | (Fault & { readonly problems?: readonly Problem[] });
