import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { Audit } from "../identity/audit.ts";
import { sha256 } from "../storage.ts";
import { auditFindings } from "./audit.ts";

test("the audit is whole, or it is said which row is not, or that nothing guards it any more", () => {
  const database = new Database(":memory:");
  expect(auditFindings(database, sha256)).toEqual([]);
  const audit = new Audit(database, sha256);
  for (const person of ["lee", "kim", "lee"]) audit.write({ at: 1, by: person, what: "signed-in", person, facts: { way: "pin" } });
  expect(auditFindings(database, sha256)).toEqual([{ ok: true, what: "The chain of the audit's 3 rows holds." }]);
  expect(() => database.exec("delete from it_audit where seq = 2")).toThrow(/append-only/);
  database.exec("drop trigger it_audit_is_append_only_2");
  expect(auditFindings(database, sha256)).toEqual([{ ok: false, what: expect.stringContaining("took away") }]);
  database.exec("delete from it_audit where seq = 2");
  expect(auditFindings(database, sha256)).toEqual([{ ok: false, what: expect.stringContaining("Row 2") }]);
});
