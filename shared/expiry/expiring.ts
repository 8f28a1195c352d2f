/** What an office stands on that ends one day, so that nobody is surprised by it. Pure; times are UTC milliseconds. */
import * as v from "valibot";
import type { IdentityList } from "../identity/registry.ts";
import { supportedUntil, supportedVersions } from "../security/security-text.ts";

/** So long ahead it is told. */
export const toldAheadMs = 180 * 86_400_000;
/** A device renews its certificate at two thirds of its life; one that is nearer to its end than this does not reach its hub. */
export const certificateLateMs = 7 * 86_400_000;

export const expiringWhats = [
  "support",
  "node",
  "time-zones",
  "authority",
  "certificate",
  "staff-certificate",
  "release-keys",
  "release-channel",
] as const;

export const expiring = v.object({
  what: v.picklist(expiringWhats),
  /** Which: a version, or a device's name; empty where there is only one. */
  name: v.string(),
  until: v.number(),
});
export type Expiring = v.InferOutput<typeof expiring>;

/**
 * The answer of `GET /api/v1/expiring`, by the hub's clock (`now`). `soon`: what somebody should see to, what ends first in front. `first`: of
 * what does not renew itself what ends first of all; null where nothing is known to end.
 */
export const expiringList = v.object({ now: v.number(), soon: v.array(expiring), first: v.nullable(expiring) });
export type ExpiringList = v.InferOutput<typeof expiringList>;

/** The last day of each line of Node.js (github.com/nodejs/Release, schedule.json). */
const nodeEnds: Readonly<Record<string, number>> = {
  "22": Date.UTC(2027, 3, 30),
  "24": Date.UTC(2028, 3, 30),
  "26": Date.UTC(2029, 3, 30),
};

/** `node`: as `24.1.0`; `timeZones`: as `2026c`, null where it is not told. A line that nobody here knows has ended. */
export function ofProgram({ node, timeZones }: { readonly node: string; readonly timeZones: string | null }): Expiring[] {
  const line = node.split(".")[0] ?? "";
  const year = Number(/^(\d{4})[a-z]*$/.exec(timeZones ?? "")?.[1] ?? Number.NaN);
  return [
    { what: "support", name: supportedVersions, until: supportedUntil },
    { what: "node", name: line, until: nodeEnds[line] ?? 0 },
    // It has no end of its own. Provinces announce their changes about a year ahead: data that is two years old may lack one.
    ...(Number.isNaN(year) ? [] : [{ what: "time-zones", name: timeZones ?? "", until: Date.UTC(year + 2, 0, 1) } as const]),
  ];
}

export function ofIdentities(list: IdentityList): Expiring[] {
  if (list.kind === "off") return [];
  const enrolled = list.devices.filter(({ state }) => state === "enrolled" || state === "expired");
  return [
    { what: "authority", name: "", until: list.authorityUntil },
    ...enrolled.map(({ name, until }): Expiring => ({ what: "certificate", name, until })),
  ];
}

/** Of the staff's pages on the network; null where there are none. */
export function ofStaffCertificate(until: number | null): Expiring[] {
  return until === null ? [] : [{ what: "staff-certificate", name: "", until }];
}

/** Who may sign releases, and which are current, as this machine trusts them; null: it does not take any. */
export function ofReleases(
  trusted: { readonly keys: { readonly expiresAt: number }; readonly channel: { readonly expiresAt: number } | null } | null,
): Expiring[] {
  if (!trusted) return [];
  const keys: Expiring = { what: "release-keys", name: "", until: trusted.keys.expiresAt };
  return [keys, ...(trusted.channel ? [{ what: "release-channel", name: "", until: trusted.channel.expiresAt } as const] : [])];
}

/** Those that renew themselves count only when they should have, and so long before their end. */
const renewsItself: Readonly<Partial<Record<Expiring["what"], number>>> = { certificate: certificateLateMs, "release-channel": 0 };

export function expiringAt(items: readonly Expiring[], now: number): ExpiringList {
  const byEnd = items.toSorted((one, other) => one.until - other.until);
  const soon = byEnd.filter(({ what, until }) => until - now <= (renewsItself[what] ?? toldAheadMs));
  return { now, soon, first: byEnd.find(({ what }) => renewsItself[what] === undefined) ?? null };
}
