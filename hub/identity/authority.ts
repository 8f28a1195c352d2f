/**
 * The office's certificate authority: a root that the hub makes at its first start, or an intermediate that the province made for this
 * office, whose root stays offline. It signs what the registry decides; it decides nothing. P-256 with SHA-256 throughout (RFC 5280).
 */
import "reflect-metadata";
import { createPrivateKey, randomBytes, X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";
import { fault } from "#shared/faults/fault.ts";
import type { Validity } from "#shared/identity/lifetime.ts";
import { commonNameOf, type Named, uriOf } from "#shared/identity/names.ts";
import { releasedAt } from "../clock-judgement.ts";
import { Refusal } from "../refusal.ts";
import { readPrivate, writePrivate } from "./private-file.ts";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const rootYears = 20;
const dayMs = 86_400_000;

export interface Issued {
  readonly pem: string;
  /** SHA-256 of the certificate's bytes, hexadecimal in lower case: by this a certificate is known. */
  readonly fingerprint: string;
  /** Hexadecimal. */
  readonly serial: string;
}

/** Where an intermediate of the province lies. */
export interface GivenAuthority {
  /** The intermediate, then what signed it, the root last: PEM. */
  readonly certificates: string;
  readonly key: string;
}

export class Authority {
  /** The issuer first, the root last. */
  readonly chain: readonly string[];
  /** Of the root, which devices pin. */
  readonly fingerprint: string;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly #issuer: x509.X509Certificate;
  readonly #key: CryptoKey;

  private constructor(chain: readonly string[], key: CryptoKey) {
    this.chain = chain;
    this.#key = key;
    this.#issuer = new x509.X509Certificate(chain[0] as string);
    this.fingerprint = fingerprintOf(chain.at(-1) as string);
    this.notBefore = Math.max(...chain.map((pem) => Date.parse(new X509Certificate(pem).validFrom)));
    this.notAfter = Math.min(...chain.map((pem) => Date.parse(new X509Certificate(pem).validTo)));
  }

  /** Throws a `Refusal` that names the file. */
  static async open(folder: string, office: string, given: GivenAuthority | undefined, now: number): Promise<Authority> {
    const files = given ?? { certificates: join(folder, "authority.pem"), key: join(folder, "authority.key") };
    if (!given && !existsSync(files.certificates)) {
      if (now < releasedAt)
        throw new Refusal(fault("authority-unreadable", { what: "it is not made while the machine's clock is not set" }));
      await makeRoot(files, office, now);
    }
    let file = files.certificates;
    try {
      const chain = checkedChain(readFileSync(files.certificates, "utf8"));
      file = files.key;
      const key = await importKey(readPrivate(files.key));
      await checkKey(key, chain[0] as string);
      return new Authority(chain, key);
    } catch (error) {
      const what = (error instanceof Error ? error.message : String(error)).slice(0, 160);
      throw new Refusal(fault("authority-unreadable", { file, what }), error);
    }
  }

  /** `publicKey`: of a checked request, or of a key made here. */
  async issue(named: Named, publicKey: x509.PublicKeyType, validity: Validity): Promise<Issued> {
    const use = named.kind === "hub" ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth;
    const serial = serialNumber();
    const made = await x509.X509CertificateGenerator.create({
      serialNumber: serial,
      subject: [{ CN: [commonNameOf(named)] }],
      issuer: this.#issuer.subjectName,
      // An authority that ends first ends what it issues.
      notBefore: new Date(validity.notBefore),
      notAfter: new Date(Math.min(validity.notAfter, this.notAfter)),
      publicKey,
      signingKey: this.#key,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([use], true),
        new x509.SubjectAlternativeNameExtension([{ type: "url", value: uriOf(named) }]),
        await x509.AuthorityKeyIdentifierExtension.create(this.#issuer.publicKey),
      ],
    });
    const pem = `${made.toString("pem")}\n`;
    return { pem, fingerprint: fingerprintOf(pem), serial };
  }

  /** A certificate revocation list (RFC 5280, section 5), for a broker that somebody else runs. */
  async revocationList(revoked: readonly { readonly serial: string; readonly at: number }[], now: number, lifeMs: number): Promise<string> {
    const list = await x509.X509CrlGenerator.create({
      issuer: this.#issuer.subject,
      thisUpdate: new Date(now),
      nextUpdate: new Date(now + lifeMs),
      entries: revoked.map(({ serial, at }) => ({ serialNumber: serial, revocationDate: new Date(at) })),
      signingKey: this.#key,
      signingAlgorithm: algorithm,
    });
    // OpenSSL knows it under this label only.
    return `-----BEGIN X509 CRL-----\n${Buffer.from(list.rawData).toString("base64").replace(/.{64}/g, "$&\n")}\n-----END X509 CRL-----\n`;
  }
}

/** A certificate of the hub itself with a key that never leaves this process. */
export async function hubCredentials(
  authority: Authority,
  office: string,
  validity: Validity,
): Promise<{ readonly key: string; readonly cert: string }> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const { pem } = await authority.issue({ kind: "hub", office }, keys.publicKey, validity);
  return { key: await keyPem(keys.privateKey), cert: [pem, ...authority.chain].join("") };
}

/** The public key that a request asks a certificate for, with proof that its sender has the private one; or what is wrong with it. */
export async function readRequest(
  pem: string,
): Promise<{ readonly publicKey: x509.PublicKey; readonly keyHash: string } | { readonly wrong: string }> {
  try {
    const request = new x509.Pkcs10CertificateRequest(pem);
    const { publicKey } = request;
    const { name, namedCurve } = publicKey.algorithm as { name?: string; namedCurve?: string };
    if (name !== "ECDSA" || namedCurve !== "P-256") return { wrong: "its key is not P-256" };
    if (!(await request.verify())) return { wrong: "its signature is not by its key" };
    return { publicKey, keyHash: Buffer.from(await publicKey.getThumbprint("SHA-256")).toString("hex") };
  } catch {
    return { wrong: "it is no certificate request" };
  }
}

export function fingerprintOf(pem: string): string {
  return new X509Certificate(pem).fingerprint256.replaceAll(":", "").toLowerCase();
}

async function makeRoot(files: GivenAuthority, office: string, now: number): Promise<void> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    // Two hubs of one office that each made their own must not be taken for one.
    name: [{ CN: [`The Q ${office} ${randomBytes(4).toString("hex")}`] }],
    notBefore: new Date(now - dayMs),
    notAfter: new Date(now + rootYears * 365 * dayMs),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  // The key first: a certificate without its key would stop every later start.
  writePrivate(files.key, await keyPem(keys.privateKey));
  writePrivate(files.certificates, `${root.toString("pem")}\n`);
}

function checkedChain(text: string): string[] {
  const chain = (text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []).map((pem) => `${pem}\n`);
  if (chain.length === 0 || chain.length > 3) throw new Error("it must hold the issuer's certificate, what signed it, and the root last");
  chain.forEach((pem, place) => {
    const certificate = new X509Certificate(pem);
    const above = new X509Certificate(chain[place + 1] ?? pem);
    if (!certificate.ca) throw new Error(`certificate ${place + 1} is of no authority`);
    if (!certificate.checkIssued(above) || !certificate.verify(above.publicKey))
      throw new Error(`certificate ${place + 1} is not signed by the next one`);
  });
  return chain;
}

async function checkKey(key: CryptoKey, certificate: string): Promise<void> {
  const text = Buffer.from("the same key");
  const signature = await crypto.subtle.sign(algorithm, key, text);
  const known = await new x509.X509Certificate(certificate).publicKey.export(algorithm, ["verify"]);
  if (!(await crypto.subtle.verify(algorithm, known, signature, text))) throw new Error("it is not the key of the certificate");
}

async function importKey(pem: string): Promise<CryptoKey> {
  const der = createPrivateKey(pem).export({ type: "pkcs8", format: "der" });
  return crypto.subtle.importKey("pkcs8", der, algorithm, false, ["sign"]);
}

async function keyPem(key: CryptoKey): Promise<string> {
  return createPrivateKey({ key: Buffer.from(await crypto.subtle.exportKey("pkcs8", key)), format: "der", type: "pkcs8" })
    .export({ type: "pkcs8", format: "pem" })
    .toString();
}

/** 127 bits of chance, positive (RFC 5280, section 4.1.2.2). */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] as number) & 0x7f) | 0x40;
  return bytes.toString("hex");
}
