/** The authority alone: its own root, an intermediate of the province, and files that cannot be right. OpenSSL is the referee. */
import "reflect-metadata";
import { execFileSync } from "node:child_process";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { tokenHash, tokenText } from "#shared/identity/token.ts";
import { sha256 } from "../storage.ts";
import { Authority, readRequest } from "./authority.ts";
import { enrol, renew } from "./enrolment.ts";
import { Registry } from "./registry.ts";
import { newKey } from "./test-device.ts";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const day = 86_400_000;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "theq-authority-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
function write(name: string, text: string): string {
  writeFileSync(at(name), text, { mode: 0o600 });
  return at(name);
}

async function pemOf(key: CryptoKey): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey("pkcs8", key));
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" }).export({ type: "pkcs8", format: "pem" }).toString();
}

/** What the province makes on a machine that is never on a network: a root, and an intermediate that may sign for one office only. */
async function province(office: string) {
  const rootKeys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const authority = (length?: number) => [
    new x509.BasicConstraintsExtension(true, length, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
  ];
  const times = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 20 * day), signingAlgorithm: algorithm };
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=Province",
    keys: rootKeys,
    extensions: authority(1),
    ...times,
  });
  const intermediate = await x509.X509CertificateGenerator.create({
    ...{ subject: `CN=Office ${office}`, issuer: root.subject, publicKey: keys.publicKey, signingKey: rootKeys.privateKey, ...times },
    extensions: authority(0),
  });
  return { root: `${root.toString("pem")}\n`, intermediate: `${intermediate.toString("pem")}\n`, key: await pemOf(keys.privateKey) };
}

async function issued(authority: Authority, notAfter = Date.now() + day) {
  const read = await readRequest((await newKey()).request);
  if ("wrong" in read) throw new Error(read.wrong);
  return authority.issue({ kind: "device", office: "example", device: "kiosk-1" }, read.publicKey, {
    notBefore: Date.now() - 1_000,
    notAfter,
  });
}

const openssl = (...args: string[]) => execFileSync("openssl", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

it("signs by its own root, which stays over restarts and which OpenSSL believes", async () => {
  const first = await Authority.open(folder, "example", undefined, Date.now());
  const again = await Authority.open(folder, "example", undefined, Date.now());
  expect(again.fingerprint).toBe(first.fingerprint);
  const certificate = write("device.pem", (await issued(again)).pem);
  const root = write("root.pem", first.chain.join(""));
  expect(openssl("verify", "-x509_strict", "-purpose", "sslclient", "-CAfile", root, certificate)).toContain("OK");
  expect(() => openssl("verify", "-purpose", "sslserver", "-CAfile", root, certificate)).toThrow();
});

it("signs by the province's intermediate: devices pin the root, whose key is nowhere near", async () => {
  const { root, intermediate, key } = await province("example");
  const given = { certificates: write("chain.pem", intermediate + root), key: write("office.key", key) };
  const authority = await Authority.open(folder, "example", given, Date.now());
  expect(authority.fingerprint).toBe(new X509Certificate(root).fingerprint256.replaceAll(":", "").toLowerCase());
  const late = await issued(authority, Date.now() + 30 * day);
  // A certificate does not outlive its authority.
  expect(Date.parse(new X509Certificate(late.pem).validTo)).toBe(authority.notAfter);
  const certificate = write("device.pem", late.pem);
  const [rootFile, untrusted] = [write("root.pem", root), write("intermediate.pem", intermediate)];
  expect(openssl("verify", "-purpose", "sslclient", "-CAfile", rootFile, "-untrusted", untrusted, certificate)).toContain("OK");
});

it("lists what is revoked so that OpenSSL refuses it, and nothing else", async () => {
  const authority = await Authority.open(folder, "example", undefined, Date.now());
  const [bad, good] = [await issued(authority), await issued(authority)];
  const root = write("root.pem", authority.chain.join(""));
  const list = write("list.pem", await authority.revocationList([{ serial: bad.serial, at: Date.now() }], Date.now(), day));
  const check = (pem: string) => openssl("verify", "-crl_check", "-CAfile", root, "-CRLfile", list, write("device.pem", pem));
  expect(check(good.pem)).toContain("OK");
  expect(() => check(bad.pem)).toThrow(/revoked/);
});

it("says which file cannot be right, and why", async () => {
  const { root, intermediate, key } = await province("example");
  const other = await province("example");
  const wrongs: [string, string, RegExp][] = [
    [root + intermediate, key, /not signed by the next one/],
    [intermediate, key, /not signed by the next one/],
    [intermediate + root, other.key, /not the key of the certificate/],
    ["nothing", key, /must hold the issuer's certificate/],
  ];
  for (const [chain, of, what] of wrongs) {
    const given = { certificates: write("chain.pem", chain), key: write("office.key", of) };
    await expect(Authority.open(folder, "example", given, Date.now())).rejects.toMatchObject({
      fault: { fault: "authority-unreadable", facts: { what: expect.stringMatching(what) } },
    });
  }
  await Authority.open(folder, "example", undefined, Date.now());
  chmodSync(at("authority.key"), 0o644);
  await expect(Authority.open(folder, "example", undefined, Date.now())).rejects.toMatchObject({
    fault: { facts: { file: at("authority.key"), what: expect.stringMatching(/chmod 600/) } },
  });
  expect(readFileSync(at("authority.key"), "utf8")).toContain("PRIVATE KEY");
});

it("makes no root and signs nothing by a clock that is not set", async () => {
  await expect(Authority.open(folder, "example", undefined, 0)).rejects.toMatchObject({ fault: { fault: "authority-unreadable" } });
  const authority = await Authority.open(folder, "example", undefined, Date.now());
  const database = new Database(":memory:");
  const registry = new Registry(database, sha256);
  const ports = { office: "example", authority, registry, digest: sha256, lifeMs: day, approve: false, wall: () => 0 };
  const token = tokenText(new Uint8Array(16).fill(1));
  registry.addToken(tokenHash(sha256, "example", token), "kiosk", "kiosk-1", "pat", Date.now());
  const ask = { office: "example", role: "kiosk", token, request: (await newKey()).request };
  expect(await enrol(ports, ask)).toMatchObject({ fault: "clock-doubted" });
  expect(await renew(ports, "00", { request: ask.request })).toMatchObject({ fault: "clock-doubted" });
  expect(await enrol({ ...ports, wall: () => authority.notBefore + 1 }, ask)).toMatchObject({ kind: "issued" });
  database.close();
});
