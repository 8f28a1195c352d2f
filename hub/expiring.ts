/** What of this hub's machine and of its devices ends one day: read where it stands, put in order. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { type ExpiringList, expiringAt, ofIdentities, ofProgram, ofReleases, ofStaffCertificate } from "#shared/expiry/expiring.ts";
import type { IdentityList } from "#shared/identity/registry.ts";
import { channelSchema, keysSchema } from "#shared/update/documents.ts";

/** Where the package keeps its releases (`device/update`), with whom it trusts. */
export const usualReleases = "/var/lib/the-q/releases";

const trustedFile = v.pipe(v.string(), v.parseJson(), v.object({ keys: keysSchema, channel: v.nullable(channelSchema) }));

export interface Ending {
  readonly identities: IdentityList;
  /** Null where the staff's pages have no certificate, or it is not known here. */
  readonly staffCertificateUntil: number | null;
}

export function expiringNow({ identities, staffCertificateUntil }: Ending, now: number, releases = usualReleases): ExpiringList {
  const { node, tz } = process.versions;
  const ofThisProgram = ofProgram({ node: node as string, timeZones: tz ?? null });
  const ofOthers = [...ofIdentities(identities), ...ofStaffCertificate(staffCertificateUntil), ...ofReleases(trustedIn(releases))];
  return expiringAt([...ofThisProgram, ...ofOthers], now);
}

/** Null where this machine takes no releases, or nobody has told it yet whose count. */
function trustedIn(folder: string): v.InferOutput<typeof trustedFile> | null {
  try {
    return v.parse(trustedFile, readFileSync(join(folder, "trusted.json"), "utf8"));
  } catch {
    return null;
  }
}
