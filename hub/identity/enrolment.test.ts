/** A real hub whose door to the network is open on this machine, and devices that come to it with tokens of all kinds. */
import { X509Certificate } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { namedIn } from "#shared/identity/names.ts";
import type { TokenMade } from "#shared/identity/registry.ts";
import { tokenBytes, tokenHash, tokenText } from "#shared/identity/token.ts";
import type { Hub } from "../hub.ts";
import { get, HubBench, post as postLocal } from "../hub-harness.ts";
import { sha256 } from "../storage.ts";
import { limits } from "./limiter.ts";
import { Registry } from "./registry.ts";
import { foreignCertificate, newKey, post, type TestKey } from "./test-device.ts";

const office = "example";
const devices = { host: "127.0.0.1", mqttsPort: 0, enrolPort: 0, approve: false, certificateDays: 30 } as const;
let bench: HubBench;
let hub: Hub;

beforeEach(async () => {
  bench = new HubBench();
  hub = await bench.start({ devices });
});
afterEach(() => bench.end());

const port = () => hub.ready.enrolPort as number;

async function token(name = "kiosk-1", role = "kiosk"): Promise<string> {
  const made = await postLocal(hub, "/api/v1/identity/tokens", { name, role, by: "pat" });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return (made.body as TokenMade).token;
}

const enrol = (of: string, key: TestKey, rest: object = {}) =>
  post(port(), "/enrol", { office, role: "kiosk", token: of, request: key.request, ...rest });

const certificates = () =>
  hub.storage.database.prepare("select name, revoked_at from device_certificates").all() as { name: string; revoked_at: number | null }[];
const audited = () => new Registry(hub.storage.database, sha256).auditRows(100).map(({ by, what, device }) => `${by}: ${what} ${device}`);

describe("setting a device up", () => {
  it("gives a certificate whose name is the token's, whatever the request asks for", async () => {
    const key = await newKey("CN=hub-example, O=Somebody");
    const { status, body } = await enrol(await token(), key);
    expect(status).toBe(200);
    const made = new X509Certificate(body.certificate as string);
    expect(made.subject).toBe("CN=kiosk-1");
    expect(namedIn(made.subjectAltName)).toEqual({ kind: "device", office, device: "kiosk-1" });
    expect(made.ca).toBe(false);
    // Client authentication only: nobody can be the hub with it.
    expect(made.keyUsage).toEqual(["1.3.6.1.5.5.7.3.2"]);
    const root = new X509Certificate((body.authorities as string[])[0] as string);
    expect(made.verify(root.publicKey) && made.checkIssued(root)).toBe(true);
    expect((Date.parse(made.validTo) - Date.now()) / 86_400_000).toBeCloseTo(30, 2);
    expect(Date.parse(made.validFrom)).toBeLessThan(Date.now());
    expect(statSync(join(bench.folder, "data/authority/authority.key")).mode & 0o777).toBe(0o600);
    expect(audited()).toEqual(["device kiosk-1: device-enrolled kiosk-1", "pat: token-made kiosk-1"]);
  });

  it("answers a second try with the same key with the same certificate, also after the hub's restart", async () => {
    const key = await newKey();
    const of = await token();
    const first = await enrol(of, key);
    expect((await enrol(of, key)).body.certificate).toBe(first.body.certificate);
    await hub.stop();
    hub = await bench.start({ devices });
    expect((await enrol(of, key)).body).toEqual(first.body);
    expect(certificates()).toHaveLength(1);
  });

  it("Q-SAFE-1: a token is worth one certificate: used twice, two at once, of another office or role, of nobody, it is refused", async () => {
    const keys = await Promise.all(Array.from({ length: 6 }, () => newKey()));
    const of = await token();
    const at = await Promise.all(keys.map((key) => enrol(of, key)));
    expect(at.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403, 403, 403]);
    expect(at.filter(({ status }) => status === 403).every(({ body }) => body.fault === "token-used")).toBe(true);
    expect(certificates()).toHaveLength(1);
    const key = keys[0] as TestKey;
    const other = await token("board-1", "board");
    expect((await enrol(other, key)).body.fault).toBe("token-not-for-this");
    expect((await enrol(other, key, { role: "board", office: "elsewhere" })).body.fault).toBe("token-not-for-this");
    expect((await enrol(tokenText(new Uint8Array(16).fill(3)), key)).body.fault).toBe("token-unknown");
    const slip = other.startsWith("0") ? `1${other.slice(1)}` : `0${other.slice(1)}`;
    expect((await enrol(slip, key, { role: "board" })).body).toMatchObject({ fault: "bad-request", facts: { path: "token" } });
    expect((await enrol(other, key, { role: "board" })).status).toBe(200);
    expect(
      certificates()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["board-1", "kiosk-1"]);
  });

  it("Q-SAFE-1: refuses a token after 72 hours, or when a newer one was made for the name, and keeps only its hash", async () => {
    const registry = new Registry(hub.storage.database, sha256);
    const old = tokenText(new Uint8Array(tokenBytes).fill(7));
    registry.addToken(tokenHash(sha256, office, old), "kiosk", "kiosk-2", "pat", Date.now() - 72 * 3_600_000 - 1);
    const key = await newKey();
    expect((await enrol(old, key)).body.fault).toBe("token-expired");
    const first = await token();
    const second = await token();
    expect((await enrol(first, key)).body.fault).toBe("device-revoked");
    expect((await enrol(second, key)).status).toBe(200);
    const kept = JSON.stringify(hub.storage.database.prepare("select * from enrolment_tokens").all());
    expect([first, second, old].some((each) => kept.includes(each) || kept.includes(each.replaceAll("-", "")))).toBe(false);
  });

  it("takes keys of P-256 only, and only from who has them", async () => {
    const of = await token();
    expect((await enrol(of, await newKey("CN=x", { name: "ECDSA", namedCurve: "P-384", hash: "SHA-384" }))).body.fault).toBe(
      "request-not-right",
    );
    const key = await newKey();
    const der = Buffer.from(key.request.replace(/-----.*-----|\s/g, ""), "base64");
    der[der.length - 5] = (der.at(-5) as number) ^ 1;
    const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString("base64")}\n-----END CERTIFICATE REQUEST-----\n`;
    expect((await enrol(of, { ...key, request: forged })).body.fault).toBe("request-not-right");
    expect(certificates()).toEqual([]);
  });

  it("gives a new device the place of the dead one, whose certificate ends", async () => {
    await enrol(await token(), await newKey());
    await enrol(await token(), await newKey());
    expect(certificates().map(({ revoked_at }) => revoked_at !== null)).toEqual([true, false]);
  });

  it("stands whatever is sent, and says what is wrong with it", async () => {
    const of = await token();
    const { request } = await newKey();
    const good = { office, role: "kiosk", token: of, request };
    const anyBody = fc.oneof(
      fc.json(),
      fc.string(),
      fc.record({ office: fc.string(), role: fc.string(), token: fc.string(), request: fc.string() }).map((each) => JSON.stringify(each)),
      fc
        .record({
          office: fc.constant(office),
          role: fc.constant("kiosk"),
          token: fc.constant(of),
          request: fc.string().map((each) => `-----BEGIN CERTIFICATE REQUEST-----\n${each}`),
        })
        .map((each) => JSON.stringify(each)),
      fc.nat(request.length - 1).map((place) => JSON.stringify({ ...good, request: request.slice(0, place) })),
      fc.constant("x".repeat(20_000)),
    );
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(anyBody, async (body) => {
        sent += 1;
        const answer = await post(port(), "/enrol", body);
        expect([400, 403]).toContain(answer.status);
        expect(answer.body.fault).toMatch(/^(?:bad-request|request-not-right|token-)/);
        expect(answer.body.text).toMatch(/\w/);
      }),
      { numRuns: 45 },
    );
    expect(sent).toBeLessThan(limits.eachMax);
    expect((await enrol(of, { request, key: "" })).status).toBe(200);
  });

  it("pauses an address that asks too often", async () => {
    const of = await token();
    const key = await newKey();
    const tries = Array.from({ length: limits.eachMax }, () => post(port(), "/enrol", "{}"));
    await Promise.all(tries);
    expect((await enrol(of, key)).body.fault).toBe("enrolment-paused");
  });

  it("lets a device renew whoever else asks too often from behind the same address, until it does so itself", async () => {
    const key = await newKey();
    const { certificate } = (await enrol(await token(), key)).body;
    await Promise.all(Array.from({ length: limits.eachMax }, () => post(port(), "/enrol", "{}")));
    expect((await post(port(), "/enrol", "{}")).status).toBe(429);
    const shown = { key: key.key, cert: certificate as string };
    expect((await post(port(), "/renew", { request: (await newKey()).request }, shown)).status).toBe(200);
    await Promise.all(Array.from({ length: limits.eachMax }, () => post(port(), "/renew", "{}", shown)));
    expect((await post(port(), "/renew", "{}", shown)).status).toBe(429);
    // A revoked one is a stranger again.
    await postLocal(hub, "/api/v1/identity/revoke", { name: "kiosk-1", why: "lost", by: "pat" });
    expect((await post(port(), "/renew", "{}", shown)).body.fault).toBe("enrolment-paused");
  });

  it("has nothing else behind its door", async () => {
    for (const path of ["/", "/api/v1/identity/tokens", "/health", "/api/v1/commands/open-day"])
      expect((await post(port(), path, {})).status).toBe(404);
  });
});

describe("approval by a code on the device's screen", () => {
  beforeEach(async () => {
    await hub.stop();
    hub = await bench.start({ devices: { ...devices, approve: true } });
  });

  it("waits for a person who compared it, and gives the certificate to the key that showed it", async () => {
    const of = await token();
    const key = await newKey();
    const waiting = await enrol(of, key);
    expect(waiting).toMatchObject({ status: 202, body: { kind: "wait" } });
    expect((await enrol(of, key)).body.code).toBe(waiting.body.code);
    expect((await enrol(of, await newKey())).body.fault).toBe("token-used");
    const wrong = String((Number(waiting.body.code) + 1) % 10_000).padStart(4, "0");
    const approve = (code: unknown) => postLocal(hub, "/api/v1/identity/approve", { name: "kiosk-1", code, by: "pat" });
    expect((await approve(wrong)).body).toMatchObject({ fault: "code-not-right" });
    expect((await enrol(of, key)).status).toBe(202);
    expect(((await get(hub, "/api/v1/identity")).body as { devices: object[] }).devices).toMatchObject([
      { name: "kiosk-1", state: "waiting" },
    ]);
    expect((await approve(waiting.body.code)).status).toBe(200);
    expect((await enrol(of, key)).status).toBe(200);
    expect(audited()).toContain("pat: device-approved kiosk-1");
  });
});

describe("renewal", () => {
  const shown = (key: TestKey, certificate: unknown) => ({ key: key.key, cert: certificate as string });

  it("gives a fresh key a certificate over the old one's connection, and the first use of it ends the old", async () => {
    const old = await newKey();
    const first = (await enrol(await token(), old)).body.certificate;
    const fresh = await newKey();
    const renewed = await post(port(), "/renew", { request: fresh.request }, shown(old, first));
    expect(renewed.status).toBe(200);
    // Lost on its way: the old one asks again.
    expect((await post(port(), "/renew", { request: fresh.request }, shown(old, first))).body.certificate).toBe(renewed.body.certificate);
    expect((await post(port(), "/renew", { request: old.request }, shown(old, first))).body.fault).toBe("request-not-right");
    expect(certificates().every(({ revoked_at }) => revoked_at === null)).toBe(true);
    const fingerprint = new X509Certificate(renewed.body.certificate as string).fingerprint256.replaceAll(":", "").toLowerCase();
    new Registry(hub.storage.database, sha256).admit(fingerprint, Date.now());
    expect((await post(port(), "/renew", { request: (await newKey()).request }, shown(old, first))).body.fault).toBe("device-revoked");
  });

  it("Q-SAFE-1: an expired certificate may renew and nothing else; a revoked, a foreign or no certificate may not", async () => {
    const old = await newKey();
    const first = (await enrol(await token(), old)).body.certificate as string;
    const fingerprint = new X509Certificate(first).fingerprint256.replaceAll(":", "").toLowerCase();
    hub.storage.database.prepare("update device_certificates set not_after = 1").run();
    expect(new Registry(hub.storage.database, sha256).admit(fingerprint, Date.now())).toMatchObject({ fault: "device-not-enrolled" });
    const fresh = await newKey();
    expect((await post(port(), "/renew", { request: fresh.request }, shown(old, first))).status).toBe(200);
    expect((await post(port(), "/renew", { request: fresh.request })).body.fault).toBe("device-not-enrolled");
    const foreign = await foreignCertificate("kiosk-1", office);
    expect((await post(port(), "/renew", { request: fresh.request }, foreign)).body.fault).toBe("device-not-enrolled");
    await postLocal(hub, "/api/v1/identity/revoke", { name: "kiosk-1", why: "stolen", by: "pat" });
    expect((await post(port(), "/renew", { request: fresh.request }, shown(old, first))).body.fault).toBe("device-revoked");
    expect(audited()[0]).toBe("pat: device-revoked kiosk-1");
  });
});

describe("the audit", () => {
  it("notices a row that was altered or taken out, and none can be by the hub itself", async () => {
    await token();
    await token("board-1", "board");
    const { database } = hub.storage;
    expect(() => database.exec("update it_audit set bytes = '{}'")).toThrow(/append-only/);
    expect(() => database.exec("delete from it_audit")).toThrow(/append-only/);
    const { audit } = new Registry(database, sha256);
    expect(audit.firstBrokenRow()).toBeUndefined();
    database.exec("drop trigger it_audit_is_append_only_1; update it_audit set bytes = replace(bytes, 'pat', 'sam') where seq = 1");
    expect(audit.firstBrokenRow()).toBe(1);
    expect((await get(hub, "/api/v1/identity")).body).toMatchObject({ auditBrokenAt: 1 });
  });
});

describe("a hub that takes no devices from the network", () => {
  it("says so", async () => {
    await hub.stop();
    hub = await bench.start();
    expect(hub.ready.enrolPort).toBeUndefined();
    expect((await get(hub, "/api/v1/identity")).body).toEqual({ kind: "off" });
    expect((await postLocal(hub, "/api/v1/identity/tokens", { name: "kiosk-1", role: "kiosk", by: "pat" })).body).toMatchObject({
      fault: "devices-off",
    });
  });
});
