/**
 * What office IT and people who sign in did, and what devices became by it, row by row: append-only by trigger, each row hashed with the one before it. It lies in
 * the hub's storage so that a row is in the same commit as what it tells of and goes along with every backup; not in the hub's log, which
 * other programs fold and ship: what is said of certificates and sessions is this hub's alone. What staff do with tickets is in the log itself,
 * each row with its agent.
 */

import type { AuditRow, AuditWhat } from "#shared/identity/registry.ts";
import type { SqlDatabase } from "#shared/log/event-log.ts";
import { chainHash, chainStart, type Digest } from "#shared/log/record.ts";

const schema = `
create table if not exists it_audit (seq integer primary key, bytes text not null, hash text not null) strict;
create trigger if not exists it_audit_is_append_only_1 before update on it_audit begin select raise(abort, 'the audit is append-only'); end;
create trigger if not exists it_audit_is_append_only_2 before delete on it_audit begin select raise(abort, 'the audit is append-only'); end;
`;

export interface AuditEntry {
  readonly at: number;
  /** Who did it: a person's name as they signed in to the machine, or `device <name>`. */
  readonly by: string;
  readonly what: AuditWhat;
  /** Whom it is about: a device, or a person. */
  readonly device?: string;
  readonly person?: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

export class Audit {
  readonly #database: SqlDatabase;
  readonly #digest: Digest;

  constructor(database: SqlDatabase, digest: Digest) {
    this.#database = database;
    this.#digest = digest;
    database.exec(schema);
  }

  /** Inside the transaction of what it tells of. */
  write({ at, by, what, device, person, facts }: AuditEntry): void {
    const last = this.#database.prepare("select seq, hash from it_audit order by seq desc limit 1").get() as
      | { seq: number; hash: string }
      | undefined;
    const bytes = JSON.stringify({ at, by, what, device, person, facts });
    const hash = chainHash(this.#digest, last?.hash ?? chainStart, bytes);
    this.#database.prepare("insert into it_audit (seq, bytes, hash) values (?, ?, ?)").run((last?.seq ?? 0) + 1, bytes, hash);
  }

  /** At most `limit` rows, the newest first. */
  newest(limit: number): AuditRow[] {
    const rows = this.#database.prepare("select seq, bytes from it_audit order by seq desc limit ?").all(limit) as {
      seq: number;
      bytes: string;
    }[];
    return rows.map(({ seq, bytes }) => ({ seq, ...(JSON.parse(bytes) as AuditEntry) }));
  }

  /** The first row that is not as it was written, or missing; undefined when every row is right. */
  firstBrokenRow(): number | undefined {
    return examineAudit(this.#database, this.#digest).firstBrokenRow;
  }
}

/** Of a storage that has one. `isGuarded`: its rows cannot be changed or deleted but by somebody who takes the triggers away first. Reads only. */
export function examineAudit(
  database: SqlDatabase,
  digest: Digest,
): { readonly last: number; readonly firstBrokenRow: number | undefined; readonly isGuarded: boolean } {
  const rows = database.prepare("select seq, bytes, hash from it_audit order by seq").all() as {
    seq: number;
    bytes: string;
    hash: string;
  }[];
  let before = chainStart;
  let firstBrokenRow: number | undefined;
  for (const [place, { seq, bytes, hash }] of rows.entries()) {
    if (seq !== place + 1 || chainHash(digest, before, bytes) !== hash) {
      firstBrokenRow = place + 1;
      break;
    }
    before = hash;
  }
  const triggers = database.prepare("select name from sqlite_master where type = 'trigger' and tbl_name = 'it_audit'").all();
  return { last: rows.length, firstBrokenRow, isGuarded: triggers.length === 2 };
}
