import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Authority } from "../identity/authority.ts";
import { Registry } from "../identity/registry.ts";
import { sha256 } from "../storage.ts";
import { type HandoverDocument, readTables } from "./document.ts";
import { HandoverKeeper, permitHandover, putInPlace } from "./keeper.ts";
import { sealHandover } from "./sealed.ts";
import { takeHandover } from "./take-over.ts";

const now = Date.UTC(2026, 10, 28);
let folder = "";
let recipient = "";

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "theq-handover-"));
  recipient = await permitHandover(join(folder, "follower"), now);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** With a device that was enrolled and one that was revoked. */
function registered(): Database.Database {
  const database = new Database(":memory:");
  const registry = new Registry(database, sha256);
  for (const [name, at] of [
    ["kiosk-1", 1],
    ["kiosk-2", 2],
  ] as const) {
    const signed = { fingerprint: name, serial: name, pem: "PEM", notBefore: now, notAfter: now + 1e9 };
    registry.addToken(`hash-${name}`, "kiosk", name, "pat", now);
    registry.enrol({ hash: `hash-${name}`, role: "kiosk", key: name }, null, signed, now + at);
  }
  registry.revoke("kiosk-2", "stolen", "pat", now + 3);
  return database;
}

/** As an office's hub writes it. */
async function written(change: Partial<HandoverDocument> = {}, authority = "hub"): Promise<HandoverDocument> {
  const of = join(folder, authority);
  await Authority.open(of, "example", undefined, now);
  const [certificates, key] = [readFileSync(join(of, "authority.pem"), "utf8"), readFileSync(join(of, "authority.key"), "utf8")];
  const about = { version: 1, office: "example", generation: 1, number: 5, at: now } as const;
  return { ...about, tables: readTables(registered()), certificates, key, ...change };
}

const sealed = async (change?: Partial<HandoverDocument>, authority?: string) => sealHandover(await written(change, authority), recipient);
const open = async () => (await HandoverKeeper.open(join(folder, "follower"), "example")) as HandoverKeeper;

describe("a follower that may hold the registry and the authority", () => {
  test("keeps the newest sealed over a restart, readable by its own user alone, and puts the registry in place, revoked devices as revoked", async () => {
    const bytes = await sealed();
    expect(await (await open()).take(bytes)).toMatchObject({ kept: { generation: 1, number: 5 } });
    expect((await open()).held).toMatchObject({ generation: 1, number: 5 });
    const data = join(folder, "follower");
    expect(readdirSync(data).sort()).toEqual(["handover.age", "handover.key"]);
    for (const name of readdirSync(data)) expect(statSync(join(data, name)).mode & 0o777).toBe(0o600);
    const { key } = await written();
    const secret = key.split("\n")[1] as string;
    expect(readFileSync(join(data, "handover.age"), "latin1")).not.toMatch(/kiosk-1|PRIVATE KEY/);
    expect(Buffer.from(bytes).includes(secret)).toBe(false);

    const database = new Database(":memory:");
    // Twice, as after a promotion that was cut short.
    for (let n = 0; n < 2; n += 1) putInPlace(data, database, await written());
    const registry = new Registry(database, sha256);
    expect(registry.admit("kiosk-1", now + 9)).toEqual({ name: "kiosk-1", role: "kiosk" });
    expect(registry.admit("kiosk-2", now + 9)).toMatchObject({ fault: "device-revoked" });
    expect(registry.audit.firstBrokenRow()).toBeUndefined();
    expect(statSync(join(data, "authority/authority.key")).mode & 0o777).toBe(0o600);
    expect((await Authority.open(join(data, "authority"), "example", undefined, now)).chain[0]).toBe((await written()).certificates);
  });

  test("refuses, in words, what is not newer, not whole, not of its hub or not for its key, and keeps the good one", async () => {
    const keeper = await open();
    await keeper.take(await sealed());
    const stranger = await identityToRecipient(await generateX25519Identity());
    const whole = await sealed({ number: 6 });
    const forged = await written({ number: 6 });
    const broken = await written({ number: 6 });
    (broken.tables.it_audit as Record<string, string | number | null>[]).splice(1, 1);
    const other = await written({ number: 6 }, "another");
    const refused: [string, Uint8Array, RegExp][] = [
      ["another key", await sealHandover(forged, stranger), /sealed for another key, or is not whole/],
      ["truncated", whole.slice(0, whole.length - 9), /not whole/],
      ["a byte changed", whole.with(whole.length - 5, (whole.at(-5) as number) ^ 1), /not whole/],
      ["nothing", new Uint8Array(), /not whole/],
      ["older", await sealed({ number: 4 }), /older \(1\.4\) than the one held here \(1\.5\)/],
      ["an older generation", await sealed({ generation: 0, number: 99 }), /older/],
      ["the same number, other content", await sealed({ at: now + 1 }), /older/],
      ["another office", await sealed({ office: "elsewhere", number: 6 }), /it is of "elsewhere"/],
      ["another authority", await sealHandover(other, recipient), /another authority/],
      ["an authority that did not sign", await sealHandover({ ...forged, certificates: other.certificates }, recipient), /not signed/],
      ["an audit with a row missing", await sealHandover(broken, recipient), /audit/],
    ];
    for (const [name, bytes, why] of refused)
      expect([name, await keeper.take(bytes)]).toEqual([name, { refused: expect.stringMatching(why), advice: expect.any(String) }]);
    expect((await open()).held).toMatchObject({ generation: 1, number: 5 });
    expect(await keeper.take(await sealed({ generation: 2, number: 1 }))).toMatchObject({ kept: { generation: 2 } });
  });

  test("has nothing without its key, and says so of a key that others may read", async () => {
    expect(await HandoverKeeper.open(join(folder, "nobody"), "example")).toBeUndefined();
    const data = join(folder, "follower");
    expect(await permitHandover(data, now)).toBe(recipient);
    chmodSync(join(data, "handover.key"), 0o644);
    await expect(open()).rejects.toThrow(/others may read it/);
  });
});

test("a backup without its authority is told before a new one begins, where devices have certificates that would count no more", async () => {
  const data = join(folder, "restored");
  const devices = { host: "127.0.0.1", mqttsPort: 0, enrolPort: 0, approve: false, certificateDays: 30 };
  const said = (more: object = {}) => takeHandover({ data, office: "example", devices: { ...devices, ...more } }, registered());
  expect(await said()).toEqual([
    expect.stringMatching(/"authority" is not in .*restored, .* certificates of the old one \(1\) count no more/),
  ]);
  expect(await said({ authority: { certificates: "province.pem", key: "province.key" } })).toEqual([]);
  expect(await takeHandover({ data, office: "example", devices }, new Database(":memory:"))).toEqual([]);
  await Authority.open(join(data, "authority"), "example", undefined, now);
  expect(await said()).toEqual([]);
});
