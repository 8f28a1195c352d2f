/** An office's certificate and browser for tests: an authority of its own, a hub with people, and requests as a page of it makes them. */
import "reflect-metadata";
import { createPrivateKey } from "node:crypto";
import { writeFileSync } from "node:fs";
import { request as httpsRequest } from "node:https";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { exampleOffice } from "#shared/office/example.ts";
import type { HubFile } from "#shared/wire/process.ts";
import type { Answer } from "../hub-harness.ts";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
export const hostName = "q.office.example";

/** Writes `staff.pem` and `staff.key` for the names; what a browser must trust. */
export async function writeCertificate(folder: string, notAfter: number, names: readonly string[] = [hostName]): Promise<string> {
  const [keys, root] = await Promise.all([1, 2].map(() => crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])));
  if (!keys || !root) throw new Error("no keys");
  const dates = { notBefore: new Date(0), notAfter: new Date(notAfter), signingAlgorithm: algorithm };
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    ...{ ...dates, name: "CN=Province", keys: root },
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  const made = await x509.X509CertificateGenerator.create({
    ...{ ...dates, subject: `CN=${names[0]}`, issuer: "CN=Province", publicKey: keys.publicKey, signingKey: root.privateKey },
    extensions: [new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: "dns" as const, value })))],
  });
  const der = Buffer.from(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" }).export({ type: "pkcs8", format: "pem" }).toString();
  const chain = `${made.toString("pem")}\n${authority.toString("pem")}\n`;
  writeFileSync(join(folder, "staff.pem"), chain);
  writeFileSync(join(folder, "staff.key"), key, { mode: 0o600 });
  return authority.toString("pem");
}

export function peopleFile(folder: string): NonNullable<HubFile["people"]> {
  const files = { certificate: join(folder, "staff.pem"), key: join(folder, "staff.key") };
  return { host: "127.0.0.1", port: 0, ...files, names: [hostName], idleMinutes: 30, hours: 12 };
}

/** The example office with somebody in each role: agent-21 and agent-22, the manager lee, kim of IT, and ana who only reads reports. */
export function peopledOffice(): OfficeConfiguration {
  const office = exampleOffice();
  office.agents.push(
    { number: 31, id: "lee", displayName: "Lee M.", role: "GA" },
    { number: 41, id: "kim", displayName: "Kim I.", role: "Support" },
    { number: 51, id: "ana", displayName: "Ana R.", role: "Analytics" },
  );
  return office;
}

/** One browser: it keeps the cookie that it is given, and says of itself what a page of the hub would. */
export class TestBrowser {
  readonly #jar = new Map<string, string>();
  readonly #port: number;
  readonly #ca: string;

  constructor(port: number, ca: string) {
    this.#port = port;
    this.#ca = ca;
  }

  get cookie(): string {
    return [...this.#jar].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  set cookie(text: string) {
    this.#keep([text]);
  }

  get = (path: string, headers: Readonly<Record<string, string>> = {}) => this.ask("GET", path, undefined, headers);

  post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.ask("POST", path, body, headers);
  }

  #keep(cookies: readonly string[]): void {
    keepIn(this.#jar, cookies);
  }

  /** A live view that goes on until the hub ends it. */
  live(): { readonly status: () => number; readonly ended: () => boolean } {
    let status = 0;
    let ended = false;
    const headers = { host: `${hostName}:${this.#port}`, cookie: this.cookie, "sec-fetch-site": "same-origin" };
    const options = {
      host: "127.0.0.1",
      port: this.#port,
      servername: hostName,
      ca: this.#ca,
      agent: false,
      path: "/api/v1/live",
    } as const;
    const over = () => {
      ended = true;
    };
    httpsRequest({ ...options, headers }, (response) => {
      status = response.statusCode ?? 0;
      response.on("close", over).resume();
    })
      .on("error", over)
      .end();
    return { status: () => status, ended: () => ended };
  }

  ask(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const origin = `https://${hostName}:${this.#port}`;
    const own = { host: `${hostName}:${this.#port}`, cookie: this.cookie, "sec-fetch-site": "same-origin" };
    const change = method === "GET" || method === "HEAD" ? {} : { origin, "content-type": "application/json" };
    const options = { host: "127.0.0.1", port: this.#port, servername: hostName, ca: this.#ca, agent: false, method, path } as const;
    return new Promise((resolve, reject) => {
      const sent = httpsRequest({ ...options, headers: { ...own, ...change, ...headers } }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        this.#keep(response.headers["set-cookie"] ?? []);
        const done = () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: readable(text) });
        // A live view has no end: its head says enough.
        if (response.headers["content-type"]?.startsWith("text/event-stream")) {
          done();
          response.destroy();
          return;
        }
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", done);
      });
      sent.on("error", reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

function keepIn(jar: Map<string, string>, cookies: readonly string[]): void {
  for (const each of cookies) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
    if (value === "") jar.delete(name);
    else jar.set(name, value);
  }
}

/** A browser without pages, for a provider: follows where it is sent until `until` is left, and says where to it would have gone then. */
export class WalkingBrowser {
  readonly #jar = new Map<string, string>();

  async walk(address: string, until: string, form?: URLSearchParams): Promise<string> {
    const cookie = [...this.#jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(address, { redirect: "manual", headers: { cookie }, ...(form ? { method: "POST", body: form } : {}) });
    keepIn(this.#jar, answer.headers.getSetCookie());
    const location = answer.headers.get("location");
    if (location === null) return address;
    const next = new URL(location, address).href;
    return next.startsWith(until) ? this.walk(next, until) : next;
  }
}

function readable(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
