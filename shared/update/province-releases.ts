/**
 * How a release fares from office to office: what each hub tells central of the one on its way, what central answers, and what whoever publishes
 * is told. Facts of devices alone; nothing here is signed, so it can hold a release back and can bring none.
 */
import * as v from "valibot";
import { identifier } from "../office/basics.ts";

/** Which release: its place in their order, and what people call it. */
export const releaseName = v.object({
  number: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000_000)),
  version: v.pipe(v.string(), v.maxLength(40)),
});
const { number, version } = releaseName.entries;
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000));
/** So many offices are named; how many there are is always told. */
export const namedMax = 20;
export const releasesMax = 20;

/** `paused`: it waits for what other offices make of it. */
export const rolloutModes = ["rolling", "halted", "withdrawn", "paused"] as const;
export const haltHows = ["given-up", "refused", "silent"] as const;

export const releaseStanding = v.object({
  number,
  version,
  mode: v.picklist(rolloutModes),
  /** What halted it; stays when a person took it back after that. */
  halt: v.nullable(
    v.object({
      device: v.pipe(v.string(), v.maxLength(80)),
      how: v.picklist(haltHows),
      why: v.pipe(v.string(), v.maxLength(60)),
    }),
  ),
  /** Devices that have it, of those that are enrolled. */
  kept: count,
  of: count,
});
export type ReleaseStanding = v.InferOutput<typeof releaseStanding>;

/** `POST /v1/releases/<office>`. `generation`: the hub's, so that one that another took over from is not listened to. */
export const releasesPost = v.object({
  generation: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000_000)),
  release: v.nullable(releaseStanding),
});
export type ReleasesPost = v.InferOutput<typeof releasesPost>;

/** Releases that go no further for now, each with offices where it did not end well. */
export const releasesAnswer = v.object({
  troubles: v.pipe(v.array(v.object({ number, offices: v.pipe(v.array(identifier), v.maxLength(namedMax)) })), v.maxLength(releasesMax)),
});
export type ReleasesAnswer = v.InferOutput<typeof releasesAnswer>;

/** `GET /v1/releases`: the newest release first, and of each the offices with trouble first. */
export const provinceReleases = v.object({
  releases: v.array(
    v.object({
      number,
      version,
      /** Whether it goes no further for now. */
      isTroubled: v.boolean(),
      offices: v.array(v.object({ office: identifier, heardAt: v.number(), ...releaseStanding.entries })),
    }),
  ),
});
export type ProvinceReleases = v.InferOutput<typeof provinceReleases>;
