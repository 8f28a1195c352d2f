import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Expiring, expiringAt, expiringWhats } from "#shared/expiry/expiring.ts";
import { expiringNow } from "../expiring.ts";
import { Authority } from "../identity/authority.ts";
import { Registry } from "../identity/registry.ts";
import { sha256 } from "../storage.ts";
import { expiryFindings, identitiesIn } from "./expiring.ts";

const day = 86_400_000;
const now = Date.UTC(2027, 0, 1);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "theq-expiring-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("what will end", () => {
  test("is read from the hub's data folder, the machine's releases and the program itself", async () => {
    const database = new Database(join(folder, "hub.sqlite"));
    expect(identitiesIn(folder, database, sha256, now)).toEqual({ kind: "off" });
    mkdirSync(join(folder, "authority"));
    const { notAfter } = await Authority.open(join(folder, "authority"), "victoria", undefined, now);
    new Registry(database, sha256);
    const keys = { kind: "keys", version: 1, expiresAt: now + 20 * day, keys: {} };
    const signers = { keys: ["0".repeat(16)], threshold: 1 };
    const named = { ["0".repeat(16)]: "A".repeat(43) };
    const trusted = { keys: { ...keys, keys: named, roles: { keys: signers, release: signers, channel: signers } }, channel: null };
    writeFileSync(join(folder, "trusted.json"), JSON.stringify(trusted));
    database.close();
    // As the doctor opens it: a running hub is not disturbed.
    const readonly = new Database(join(folder, "hub.sqlite"), { readonly: true });
    const far = now + 21 * 365 * day;
    const found = expiringNow({ identities: identitiesIn(folder, readonly, sha256, now), staffCertificateUntil: far }, far, folder).soon;
    readonly.close();
    expect(found.map(({ what }) => what)).toEqual(["release-keys", "support", "time-zones", "node", "authority", "staff-certificate"]);
    expect(found.slice(-2).map(({ until }) => until)).toEqual([notAfter, far]);
    writeFileSync(join(folder, "trusted.json"), "{");
    expect(expiringNow({ identities: { kind: "off" }, staffCertificateUntil: null }, far, folder).soon.map(({ what }) => what)).toEqual([
      "support",
      "time-zones",
      "node",
    ]);
  });

  test("is said with its day and what renews it, each kind of it; and where nothing is due, what comes first", () => {
    const items = expiringWhats.map((what): Expiring => ({ what, name: what === "certificate" ? "kiosk-1" : "", until: now - day }));
    const findings = expiryFindings(expiringAt(items, now));
    expect(findings).toHaveLength(expiringWhats.length);
    for (const { ok, what } of findings) {
      expect(ok).toBe(false);
      expect(what).toMatch(/^[A-Z].* ended on 2026-12-31\. [A-Z].+\.$/s);
    }
    expect(expiryFindings(expiringAt([{ what: "node", name: "24", until: now + day }], now))).toEqual([
      expect.objectContaining({
        ok: true,
        isSoon: true,
        what: expect.stringContaining("Node 24, which these programs bring along, ends on 2027-01-02."),
      }),
    ]);
    const later: Expiring[] = [{ what: "authority", name: "", until: now + 200 * day }];
    expect(expiryFindings(expiringAt(later, now))).toEqual([
      { ok: true, what: "Nothing ends within 180 days; the certificate of the office's authority does first, on 2027-07-20." },
    ]);
    expect(expiryFindings(expiringAt([], now))[0]?.ok).toBe(true);
  });
});
