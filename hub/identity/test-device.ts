/** A device of a test: makes keys and requests, and posts them. It trusts nothing and checks nothing; the real one is in `device/identity/`. */
import "reflect-metadata";
import { createPrivateKey } from "node:crypto";
import { request as httpsRequest, type RequestOptions } from "node:https";
import * as x509 from "@peculiar/x509";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

export interface TestKey {
  readonly request: string;
  readonly key: string;
}

export interface DoorAnswer {
  readonly status: number;
  readonly body: Record<string, unknown> & { readonly certificate?: string; readonly fault?: string };
}

export async function newKey(subject = "CN=whatever", of: EcKeyGenParams & { hash: string } = algorithm): Promise<TestKey> {
  const keys = await crypto.subtle.generateKey(of, true, ["sign", "verify"]);
  const request = await x509.Pkcs10CertificateRequestGenerator.create({ name: subject, keys, signingAlgorithm: of });
  return { request: `${request.toString("pem")}\n`, key: await pemOf(keys.privateKey) };
}

/** An authority of somebody else, and a certificate of it under a name of ours. */
export async function foreignCertificate(device: string, office: string): Promise<{ readonly key: string; readonly cert: string }> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const own = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const made = await x509.X509CertificateGenerator.create({
    subject: `CN=${device}`,
    issuer: "CN=Somebody else",
    publicKey: own.publicKey,
    signingKey: keys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: "url", value: `theq://${office}/device/${device}` }])],
  });
  return { key: await pemOf(own.privateKey), cert: made.toString("pem") };
}

export function post(port: number, path: string, body: unknown, options: RequestOptions = {}): Promise<DoorAnswer> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
    const sent = httpsRequest(
      { host: "127.0.0.1", port, path, method: "POST", rejectUnauthorized: false, agent: false, headers, ...options },
      (answer) => {
        let said = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => {
          said += chunk;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body: said === "" ? {} : JSON.parse(said) }));
      },
    );
    sent.on("error", reject);
    sent.end(text);
  });
}

async function pemOf(key: CryptoKey): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey("pkcs8", key));
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" }).export({ type: "pkcs8", format: "pem" }).toString();
}
