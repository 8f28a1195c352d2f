import { describe, expect, test } from "vitest";
import { supportedUntil, supportedVersions } from "../security/security-text.ts";
import { type Expiring, expiringAt, ofIdentities, ofProgram, ofReleases, toldAheadMs } from "./expiring.ts";

const day = 86_400_000;
const now = Date.UTC(2026, 10, 23);
const ends = (what: Expiring["what"], inDays: number, name = ""): Expiring => ({ what, name, until: now + inDays * day });
const dueSoon = (items: readonly Expiring[], at: number) => expiringAt(items, at).soon;
const names = (items: readonly Expiring[]) => items.map(({ what, name }) => (name === "" ? what : `${what} ${name}`));

describe("what ends", () => {
  test("is told 180 days ahead, what ends first in front", () => {
    const items = [ends("authority", 181), ends("node", 180, "24"), ends("release-keys", 20), ends("time-zones", -3, "2024a")];
    expect(names(dueSoon(items, now))).toEqual(["time-zones 2024a", "release-keys", "node 24"]);
    expect(expiringAt(items, now)).toMatchObject({ now, first: { what: "time-zones" } });
    expect(expiringAt([], now)).toEqual({ now, soon: [], first: null });
    expect(toldAheadMs).toBe(180 * day);
  });

  test("and renews by itself is told only where it should have: a certificate in its last week, a channel that is stale", () => {
    const items = [ends("certificate", 8, "kiosk-1"), ends("certificate", 7, "kiosk-2"), ends("release-channel", 1)];
    expect(names(dueSoon(items, now))).toEqual(["certificate kiosk-2"]);
    expect(expiringAt(items, now).first).toBeNull();
    expect(names(dueSoon([ends("release-channel", 0)], now))).toEqual(["release-channel"]);
  });

  test("of a program is its support, its line of Node and its time zones; a line that nobody knows has ended", () => {
    expect(ofProgram({ node: "24.21.0", timeZones: "2026c" })).toEqual([
      { what: "support", name: supportedVersions, until: supportedUntil },
      { what: "node", name: "24", until: Date.UTC(2028, 3, 30) },
      { what: "time-zones", name: "2026c", until: Date.UTC(2028, 0, 1) },
    ]);
    expect(names(dueSoon(ofProgram({ node: "17.0.0", timeZones: null }), now))).toEqual(["node 17"]);
  });

  test("of devices is the authority and the certificates that there are; of releases the keys and the channel", () => {
    const list = { kind: "on", office: "victoria", fingerprint: "", authorityUntil: now, approve: false, auditBrokenAt: null } as const;
    const device = (name: string, state: "token" | "enrolled" | "expired") => ({ name, role: "kiosk", state, until: now });
    const devices = [device("kiosk-1", "enrolled"), device("kiosk-2", "expired"), device("kiosk-3", "token")];
    expect(names(ofIdentities({ ...list, devices }))).toEqual(["authority", "certificate kiosk-1", "certificate kiosk-2"]);
    expect(ofIdentities({ kind: "off" })).toEqual([]);
    expect(names(ofReleases({ keys: { expiresAt: 1 }, channel: null }))).toEqual(["release-keys"]);
    expect(names(ofReleases({ keys: { expiresAt: 1 }, channel: { expiresAt: 2 } }))).toEqual(["release-keys", "release-channel"]);
    expect(ofReleases(null)).toEqual([]);
  });
});
