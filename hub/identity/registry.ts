/**
 * Which device has which certificate, and which tokens are out: side tables in the hub's storage. Every change is one commit together with its
 * row of the audit. It knows no keys and signs nothing.
 */
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { AuditRow, DeviceIdentity } from "#shared/identity/registry.ts";
import { tokenLifeMs } from "#shared/identity/token.ts";
import type { SqlDatabase } from "#shared/log/event-log.ts";
import type { Digest } from "#shared/log/record.ts";
import { Audit } from "./audit.ts";

const schema = `
create table if not exists enrolment_tokens (
  hash text primary key, role text not null, name text not null, made_at integer not null, expires_at integer not null,
  key text, code text, approved_at integer, used_at integer, withdrawn_at integer
) strict;
create table if not exists device_certificates (
  fingerprint text primary key, serial text not null unique, name text not null, role text not null, key text not null, pem text not null,
  not_before integer not null, not_after integer not null, issued_at integer not null, renews text, token text,
  used_at integer, revoked_at integer
) strict;
create table if not exists spare_promotions (token text primary key, spare text not null) strict;
create index if not exists device_certificates_by_name on device_certificates (name, issued_at);
create index if not exists device_certificates_by_renewed on device_certificates (renews);
create unique index if not exists device_certificates_by_token on device_certificates (token);
`;

export interface CertificateRow {
  readonly fingerprint: string;
  readonly serial: string;
  readonly name: string;
  readonly role: string;
  /** The hash of its public key. */
  readonly key: string;
  readonly pem: string;
  readonly not_before: number;
  readonly not_after: number;
  readonly issued_at: number;
  /** The fingerprint of the one that asked for it; null when a token did. */
  readonly renews: string | null;
  readonly token: string | null;
  readonly used_at: number | null;
  readonly revoked_at: number | null;
}

interface TokenRow {
  readonly hash: string;
  readonly role: string;
  readonly name: string;
  readonly expires_at: number;
  readonly key: string | null;
  readonly code: string | null;
  readonly approved_at: number | null;
  readonly used_at: number | null;
  readonly withdrawn_at: number | null;
}

/** A certificate as it was just signed, before it counts. */
export interface Signed {
  readonly fingerprint: string;
  readonly serial: string;
  readonly pem: string;
  readonly notBefore: number;
  readonly notAfter: number;
}

export type Claim =
  | { readonly kind: "may-be-issued"; readonly name: string; readonly role: string }
  | { readonly kind: "issued"; readonly certificate: CertificateRow }
  | { readonly kind: "waiting"; readonly code: string };

/** What a device says with its token; `key` is the hash of its public key. */
export interface Claimant {
  readonly hash: string;
  readonly role: string;
  readonly key: string;
}

/** Unused tokens at once: more than any office has devices. */
export const openTokensMax = 500;

export class Registry {
  readonly audit: Audit;
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase, digest: Digest) {
    this.#database = database;
    database.exec(schema);
    this.audit = new Audit(database, digest);
  }

  /** `spare`: who the token is given to over its own session. Whoever asked for that has approved it, and the spare's own name ends with the token's use. */
  addToken(hash: string, role: string, name: string, by: string, now: number, spare?: string): { readonly expiresAt: number } | Fault {
    const expiresAt = now + tokenLifeMs;
    return this.#commit(() => {
      const { count } = this.#get(
        "select count(*) as count from enrolment_tokens where used_at is null and withdrawn_at is null and expires_at > ?",
        now,
      ) as { count: number };
      if (count >= openTokensMax) return fault("tokens-too-many", { count });
      // One card for one device: a card written before is worth nothing from now on.
      this.#withdrawTokens(name, by, now);
      this.#run(
        "insert into enrolment_tokens (hash, role, name, made_at, expires_at) values (?, ?, ?, ?, ?)",
        hash,
        role,
        name,
        now,
        expiresAt,
      );
      if (spare !== undefined) {
        this.#run("insert into spare_promotions (token, spare) values (?, ?)", hash, spare);
        this.#run("update enrolment_tokens set approved_at = ? where hash = ?", now, hash);
      }
      this.audit.write({ at: now, by, what: "token-made", device: name, facts: { role, expiresAt, ...(spare ? { for: spare } : {}) } });
      return { expiresAt };
    });
  }

  /**
   * What a device with this token gets. The first key that comes with a token is the one that it is for; the same key again gets what it
   * got. `code`: drawn for a person to compare, or null when nobody is asked.
   */
  claim({ hash, role, key }: Claimant, code: string | null, now: number): Claim | Fault {
    return this.#commit(() => {
      const token = this.#token(hash);
      if (!token) return fault("token-unknown");
      if (token.role !== role) return fault("token-not-for-this", { role: token.role });
      if (token.key !== null && token.key !== key) return fault("token-used");
      if (token.used_at !== null) {
        const certificate = this.#get("select * from device_certificates where token = ?", hash) as CertificateRow;
        return certificate.revoked_at === null ? { kind: "issued", certificate } : fault("device-revoked", { device: token.name });
      }
      if (token.withdrawn_at !== null) return fault("device-revoked", { device: token.name });
      if (token.expires_at <= now) return fault("token-expired", { at: new Date(token.expires_at).toISOString().slice(0, 16) });
      if (code === null || token.approved_at !== null) return { kind: "may-be-issued", name: token.name, role };
      if (token.code !== null) return { kind: "waiting", code: token.code };
      this.#run("update enrolment_tokens set key = ?, code = ? where hash = ?", key, code, hash);
      this.audit.write({ at: now, by: `device ${token.name}`, what: "device-waiting", device: token.name, facts: { role } });
      return { kind: "waiting", code };
    });
  }

  /** Consumes the token and records the certificate, in one commit. Whoever was there first has it: the answer is what counts. */
  enrol(claimant: Claimant, code: string | null, signed: Signed, now: number): CertificateRow | Fault {
    return this.#commit(() => {
      const claim = this.claim(claimant, code, now);
      if (isFault(claim)) return claim;
      if (claim.kind === "issued") return claim.certificate;
      if (claim.kind === "waiting") return fault("token-used");
      const { name, role } = claim;
      const by = `device ${name}`;
      this.#run("update enrolment_tokens set key = ?, used_at = ? where hash = ?", claimant.key, now, claimant.hash);
      // A device that takes the place of another: the other's certificate ends with it.
      const replaced = this.#run("update device_certificates set revoked_at = ? where name = ? and revoked_at is null", now, name).changes;
      if (replaced > 0) this.audit.write({ at: now, by, what: "certificate-replaced", device: name, facts: { count: replaced } });
      this.#insert(signed, { name, role, key: claimant.key, renews: null, token: claimant.hash }, now);
      this.audit.write({ at: now, by, what: "device-enrolled", device: name, facts: { role, serial: signed.serial } });
      this.#endSpare(claimant.hash, name, now);
      return this.certificate(signed.fingerprint) as CertificateRow;
    });
  }

  /** Of a device that showed this certificate: an expired one may renew, a revoked one may not. */
  mayRenew(
    fingerprint: string,
    key: string,
  ): { readonly kind: "may-be-issued"; readonly name: string } | { readonly kind: "issued"; readonly certificate: CertificateRow } | Fault {
    const shown = this.certificate(fingerprint);
    if (!shown) return fault("device-not-enrolled");
    if (shown.revoked_at !== null) return fault("device-revoked", { device: shown.name });
    if (shown.key === key) return fault("request-not-right", { what: "its key is the one of before" });
    const again = this.#get("select * from device_certificates where renews = ? and key = ? and revoked_at is null", fingerprint, key);
    return again ? { kind: "issued", certificate: again as CertificateRow } : { kind: "may-be-issued", name: shown.name };
  }

  renew(fingerprint: string, key: string, signed: Signed, now: number): CertificateRow | Fault {
    return this.#commit(() => {
      const may = this.mayRenew(fingerprint, key);
      if (isFault(may)) return may;
      if (may.kind === "issued") return may.certificate;
      const shown = this.certificate(fingerprint) as CertificateRow;
      const by = `device ${shown.name}`;
      // An earlier renewal that was never used did not arrive; two at most count at a time.
      this.#run(
        "update device_certificates set revoked_at = ? where renews = ? and used_at is null and revoked_at is null",
        now,
        fingerprint,
      );
      this.#insert(signed, { name: shown.name, role: shown.role, key, renews: fingerprint, token: null }, now);
      this.audit.write({ at: now, by, what: "device-renewed", device: shown.name, facts: { serial: signed.serial } });
      return this.certificate(signed.fingerprint) as CertificateRow;
    });
  }

  /** The device that may talk with this certificate now, or why none may. Its first use ends the one that it renews. */
  admit(fingerprint: string, now: number): { readonly name: string; readonly role: string } | Fault {
    const shown = this.certificate(fingerprint);
    if (!shown) return fault("device-not-enrolled");
    const { name, role } = shown;
    if (shown.revoked_at !== null) return fault("device-revoked", { device: name });
    if (shown.not_after <= now) return fault("device-not-enrolled", { device: name });
    if (shown.used_at === null) {
      this.#commit(() => {
        this.#run("update device_certificates set used_at = ? where fingerprint = ?", now, fingerprint);
        const ended =
          "update device_certificates set revoked_at = ? where name = ? and fingerprint <> ? and issued_at <= ? and revoked_at is null";
        const { changes } = this.#run(ended, now, name, fingerprint, shown.issued_at);
        if (changes > 0)
          this.audit.write({ at: now, by: `device ${name}`, what: "certificate-replaced", device: name, facts: { count: changes } });
      });
    }
    return { name, role };
  }

  approve(name: string, code: string, by: string, now: number): Fault | undefined {
    return this.#commit(() => {
      const found =
        "select hash, code from enrolment_tokens where name = ? and code is not null and approved_at is null and used_at is null and withdrawn_at is null and expires_at > ?";
      const waiting = this.#get(found, name, now) as { hash: string; code: string } | undefined;
      if (!waiting) return fault("device-not-enrolled", { device: name });
      if (waiting.code !== code) return fault("code-not-right");
      this.#run("update enrolment_tokens set approved_at = ? where hash = ?", now, waiting.hash);
      this.audit.write({ at: now, by, what: "device-approved", device: name, facts: {} });
      return undefined;
    });
  }

  /** Of all that the device has, also a token that it has not used. */
  revoke(name: string, why: string, by: string, now: number): Fault | undefined {
    return this.#commit(() => {
      const tokens = this.#withdrawTokens(name, by, now);
      const { changes } = this.#run("update device_certificates set revoked_at = ? where name = ? and revoked_at is null", now, name);
      if (tokens + changes === 0) return fault("device-not-enrolled", { device: name });
      if (changes > 0)
        this.audit.write({ at: now, by, what: "device-revoked", device: name, facts: { count: changes, ...(why === "" ? {} : { why }) } });
      return undefined;
    });
  }

  certificate(fingerprint: string): CertificateRow | undefined {
    return this.#get("select * from device_certificates where fingerprint = ?", fingerprint) as CertificateRow | undefined;
  }

  /** As what this device has a certificate that counts now; undefined when it has none. */
  enrolledAs(name: string, now: number): string | undefined {
    const found =
      "select role from device_certificates where name = ? and revoked_at is null and not_after > ? order by issued_at desc limit 1";
    return (this.#get(found, name, now) as { role: string } | undefined)?.role;
  }

  /** Serial numbers that are revoked and not yet expired. */
  revoked(now: number): { readonly serial: string; readonly at: number }[] {
    const found =
      "select serial, revoked_at as at from device_certificates where revoked_at is not null and not_after > ? order by revoked_at";
    return this.#database.prepare(found).all(now) as { serial: string; at: number }[];
  }

  /** Each name once: its newest certificate, or its token while it has none that counts. */
  list(now: number): DeviceIdentity[] {
    const certificates = this.#database.prepare("select * from device_certificates order by issued_at").all() as CertificateRow[];
    const tokens = this.#database
      .prepare("select * from enrolment_tokens where used_at is null and withdrawn_at is null and expires_at > ? order by made_at")
      .all(now) as TokenRow[];
    const found = new Map<string, DeviceIdentity>();
    for (const each of certificates) {
      const state = each.revoked_at !== null ? "revoked" : each.not_after <= now ? "expired" : "enrolled";
      // A renewal that never arrived is no news of the device.
      if (state === "revoked" && found.get(each.name)?.state === "enrolled") continue;
      found.set(each.name, { name: each.name, role: each.role, state, until: each.not_after });
    }
    for (const each of tokens) {
      if (found.get(each.name)?.state === "enrolled") continue;
      const state = each.code !== null && each.approved_at === null ? "waiting" : "token";
      found.set(each.name, { name: each.name, role: each.role, state, until: each.expires_at });
    }
    return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  auditRows(limit: number): AuditRow[] {
    return this.audit.newest(limit);
  }

  /** It has another's name now. */
  #endSpare(token: string, name: string, now: number): void {
    const found = this.#get("select spare from spare_promotions where token = ?", token) as { spare: string } | undefined;
    if (!found) return;
    this.#run("update device_certificates set revoked_at = ? where name = ? and revoked_at is null", now, found.spare);
    this.audit.write({ at: now, by: `device ${name}`, what: "spare-promoted", device: found.spare, facts: { as: name } });
  }

  #withdrawTokens(name: string, by: string, now: number): number {
    const open =
      "update enrolment_tokens set withdrawn_at = ? where name = ? and used_at is null and withdrawn_at is null and expires_at > ?";
    const { changes } = this.#run(open, now, name, now);
    if (changes > 0) this.audit.write({ at: now, by, what: "token-withdrawn", device: name, facts: { count: changes } });
    return changes;
  }

  #insert(signed: Signed, of: Pick<CertificateRow, "name" | "role" | "key" | "renews" | "token">, now: number): void {
    this.#run(
      "insert into device_certificates (fingerprint, serial, name, role, key, pem, not_before, not_after, issued_at, renews, token) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      ...[
        signed.fingerprint,
        signed.serial,
        of.name,
        of.role,
        of.key,
        signed.pem,
        signed.notBefore,
        signed.notAfter,
        now,
        of.renews,
        of.token,
      ],
    );
  }

  #token(hash: string): TokenRow | undefined {
    return this.#get("select * from enrolment_tokens where hash = ?", hash) as TokenRow | undefined;
  }

  #get(sql: string, ...values: unknown[]): unknown {
    return this.#database.prepare(sql).get(...values);
  }

  #run(sql: string, ...values: unknown[]): { changes: number } {
    return this.#database.prepare(sql).run(...values);
  }

  #commit<T>(work: () => T): T {
    return this.#database.transaction(work)();
  }
}
