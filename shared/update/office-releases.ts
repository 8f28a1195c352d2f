/**
 * Releases within one office: what a device's keeper and the hub say to each other over the devices' door, and what office IT asks of the hub.
 * Documents and bundles travel beside it, as they are published.
 */
import * as v from "valibot";
import { updateTargets } from "./documents.ts";
import { haltHows, releaseName, rolloutModes } from "./province-releases.ts";
import { givenUpWhys, slotNames } from "./slots.ts";

const release = releaseName;
const { number, version } = release.entries;
const instant = v.number();

/** How the last try on a device ended. `refused`: it was not even tried there, because of this fault. */
export const outcome = v.variant("how", [
  v.object({ ...release.entries, how: v.literal("kept") }),
  v.object({ ...release.entries, how: v.literal("given-up"), why: v.picklist(givenUpWhys) }),
  v.object({ number, version: v.nullable(version), how: v.literal("refused"), why: v.pipe(v.string(), v.maxLength(60)) }),
]);
export type Outcome = v.InferOutput<typeof outcome>;

/** `POST /releases/ask`, by the keeper, with its device's certificate. */
export const releaseReport = v.object({
  target: v.picklist(updateTargets),
  /** What it runs, and where; null on a device that has none yet. */
  kept: v.nullable(v.object({ ...release.entries, slot: v.picklist(slotNames) })),
  /** What is on trial. */
  trial: v.nullable(number),
  last: v.nullable(outcome),
  /** The release that stands ready to be installed now, if it still may be. */
  taking: v.nullable(number),
});
export type ReleaseReport = v.InferOutput<typeof releaseReport>;

export const askAgainMs = { min: 500, max: 3_600_000 } as const;

/** `may`: the release that this device may fetch, or install, now. */
export const releaseAnswer = v.object({
  may: v.nullable(number),
  /** When it asks again. */
  againMs: v.pipe(v.number(), v.minValue(askAgainMs.min), v.maxValue(askAgainMs.max)),
});
export type ReleaseAnswer = v.InferOutput<typeof releaseAnswer>;

/** What a bundle is called where it is published, and on the hub. */
export function bundleName(release: number, target: string): string {
  return `release-${release}-${target}.bundle`;
}

const who = v.pipe(v.string(), v.minLength(1), v.maxLength(80));

export const releaseActs = ["resume", "withdraw", "hurry"] as const;
export type ReleaseAct = (typeof releaseActs)[number];
/** `POST /api/v1/releases/act`. `number`: the release that is meant, where the person saw it before; another one that is on its way by now is left alone. */
export const releaseOrder = v.strictObject({ act: v.picklist(releaseActs), number: v.optional(number), by: who });
/** `POST /api/v1/releases/take`: what was sent up in pieces. `kind`: a bundle, or, once in a hub's life, the keys that count. */
export const takeOrder = v.strictObject({ kind: v.picklist(["bundle", "keys", "channel"]), by: who });

/** Pieces in which a bundle is sent up: `POST /api/v1/releases/incoming?at=BYTES`, answered with how many bytes are there. */
export const pieceBytesMax = 1_000_000;

/** How a device stands in the present order of things. */
export const ringSteps = ["waits", "may", "taking", "kept", "failed", "passed-over"] as const;

export const officeReleases = v.variant("kind", [
  v.object({ kind: v.literal("off") }),
  v.object({
    kind: v.literal("on"),
    now: instant,
    /** Whether this hub was told whose signatures count. */
    trusts: v.boolean(),
    /** What lies here for devices, the newest first. */
    held: v.array(v.object({ ...release.entries, targets: v.array(v.picklist(updateTargets)), bytes: v.number() })),
    /** Null while nothing is on its way. */
    rollout: v.nullable(
      v.object({
        ...release.entries,
        mode: v.picklist(rolloutModes),
        halt: v.nullable(v.object({ device: v.string(), how: v.picklist(haltHows), why: v.string(), at: instant })),
        /** The offices for which it is paused, as many as central names. */
        elsewhere: v.optional(v.array(v.string()), []),
        /** When the others may follow the first; null until one has kept it, or where they may. */
        widensAt: v.nullable(instant),
        hurried: v.boolean(),
        kept: v.number(),
        of: v.number(),
      }),
    ),
    devices: v.array(
      v.object({
        name: v.string(),
        heardAt: v.nullable(instant),
        report: v.nullable(releaseReport),
        step: v.picklist(ringSteps),
      }),
    ),
  }),
]);
export type OfficeReleases = v.InferOutput<typeof officeReleases>;
