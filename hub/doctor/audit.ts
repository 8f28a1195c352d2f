/** Whether every row of the audit is as it was written: who signed in, who read what, what IT did. */
import type { SqlDatabase } from "#shared/log/event-log.ts";
import type { Digest } from "#shared/log/record.ts";
import { examineAudit } from "../identity/audit.ts";
import type { Finding } from "./examine.ts";

/** Nothing to say of a hub that has never had an audit. */
export function auditFindings(database: SqlDatabase, digest: Digest): Finding[] {
  if (!database.prepare("select 1 from sqlite_master where name = 'it_audit'").get()) return [];
  const { last, firstBrokenRow, isGuarded } = examineAudit(database, digest);
  if (firstBrokenRow !== undefined)
    return [
      { ok: false, what: `Row ${firstBrokenRow} of the audit is not as it was written, or is missing: keep a copy and look into it.` },
    ];
  if (!isGuarded) return [{ ok: false, what: "Somebody took away what keeps the audit from being changed: keep a copy and look into it." }];
  return [{ ok: true, what: `The chain of the audit's ${last} rows holds.` }];
}
