/** What ends within half a year, in words, each with the command or the deed that renews it. */
import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Expiring, ExpiringList } from "#shared/expiry/expiring.ts";
import type { IdentityList } from "#shared/identity/registry.ts";
import type { SqlDatabase } from "#shared/log/event-log.ts";
import type { Digest } from "#shared/log/record.ts";
import { Registry } from "../identity/registry.ts";
import type { Finding } from "./examine.ts";

/** As the hub itself would list them, from its data folder; `off` where it has no authority. */
export function identitiesIn(data: string, database: SqlDatabase, digest: Digest, now: number): IdentityList {
  const file = join(data, "authority", "authority.pem");
  if (!existsSync(file)) return { kind: "off" };
  const { validTo, fingerprint256 } = new X509Certificate(readFileSync(file));
  const list = { kind: "on", office: "", fingerprint: fingerprint256, authorityUntil: Date.parse(validTo), approve: false } as const;
  return { ...list, devices: new Registry(database, digest).list(now), auditBrokenAt: null };
}

export function expiryFindings({ now, soon, first }: ExpiringList): Finding[] {
  if (soon.length > 0)
    return soon.map((each) =>
      each.until <= now ? { ok: false, what: said(each, now) } : { ok: true, isSoon: true, what: said(each, now) },
    );
  return [{ ok: true, what: `Nothing ends within 180 days${first ? `; ${named(first)} does first, on ${dayOf(first.until)}` : ""}.` }];
}

function said(each: Expiring, now: number): string {
  const when = each.until <= now ? `ended on ${dayOf(each.until)}` : `ends on ${dayOf(each.until)}`;
  const name = named(each);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${when}. ${remedies[each.what]}`;
}

function named({ what, name }: Expiring): string {
  switch (what) {
    case "support":
      return `the support of version ${name}, with the contact in its security.txt,`;
    case "node":
      return `Node ${name}, which these programs bring along,`;
    case "time-zones":
      return `the time zone data ${name}`;
    case "authority":
      return "the certificate of the office's authority";
    case "certificate":
      return `the certificate of ${name}`;
    case "staff-certificate":
      return "the certificate of the staff's pages";
    case "release-keys":
      return "the list of who may sign releases";
    case "release-channel":
      return "the list of current releases";
  }
}

const remedies: Readonly<Record<Expiring["what"], string>> = {
  support: "Install a newer release of ours: it is supported, and names a contact that holds.",
  node: "Install a release of ours with a newer one.",
  "time-zones": "Install a newer release of ours: it brings newer data.",
  authority:
    "Plan a day: a new authority means a new card for each device (npm run provision -- office). An intermediate is renewed by who made it.",
  certificate:
    "It renews by itself while it reaches the hub: switch the device on, or see why it does not come (npm run provision -- devices).",
  "staff-certificate": "Get a new one from who issued it and put it into the same file: the hub reads it without a new start.",
  "release-keys": "Sign a new one: npm run bundle -- keys, then sign, and put it where releases are published.",
  "release-channel": "Sign it anew: npm run bundle -- channel, then sign. Until then no release is taken.",
};

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
