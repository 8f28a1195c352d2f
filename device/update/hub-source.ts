/** The office's hub over HTTPS, with the certificate that the device's program was given. Nothing is sent before it is known to be the hub. */
import { existsSync } from "node:fs";
import { Agent, request as httpsRequest } from "node:https";
import { connect, type TLSSocket } from "node:tls";
import * as v from "valibot";
import { type ReleaseAnswer, type ReleaseReport, releaseAnswer } from "#shared/update/office-releases.ts";
import { IdentityFiles } from "../identity/files.ts";
import { judgedOptions, whyNotTheHub } from "../identity/trust.ts";
import type { Found, Source } from "./published.ts";

const answerTimeoutMs = 10_000;
const answerBytesMax = 16 * 1024;

export interface HubPorts {
  /** Where the device's identity is kept: read anew each time, because its program renews it. */
  readonly identity: string;
  /** UTC milliseconds by the machine's clock. */
  readonly wall: () => number;
  readonly synchronised: () => boolean;
}

export class HubSource implements Source {
  readonly #ports: HubPorts;

  constructor(ports: HubPorts) {
    this.#ports = ports;
  }

  /** Undefined: nobody answers, or this device has no certificate that counts. */
  async ask(report: ReleaseReport): Promise<ReleaseAnswer | undefined> {
    const found = await this.#send("POST", "/releases/ask", answerTimeoutMs, JSON.stringify(report));
    if (!found) return undefined;
    try {
      let text = "";
      for await (const chunk of found.body) {
        text += Buffer.from(chunk).toString("utf8");
        if (text.length > answerBytesMax) return undefined;
      }
      return v.parse(releaseAnswer, JSON.parse(text));
    } catch {
      return undefined;
    }
  }

  async get(name: string, fromByte: number, timeoutMs: number): Promise<Found | undefined> {
    return this.#send("GET", `/releases/${name}`, timeoutMs, undefined, fromByte > 0 ? { range: `bytes=${fromByte}-` } : {});
  }

  #send(
    method: string,
    path: string,
    timeoutMs: number,
    body: string | undefined,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Found | undefined> {
    const { identity, wall, synchronised } = this.#ports;
    // The device's program makes the folder; looking makes none.
    const files = existsSync(identity) ? new IdentityFiles(identity) : undefined;
    const credentials = files?.credentials();
    if (!files || !credentials) return Promise.resolve(undefined);
    const { office, key, certificate, authorities, notBefore } = credentials;
    const root = authorities.at(-1) as string;
    const lastKnown = Math.max(files.lastKnownTime(), notBefore);
    const judge = { office, root, wall, synchronised, lastKnown: () => lastKnown };
    const { hostname, port } = new URL(credentials.hub);
    const host = hostname.replace(/^\[|\]$/g, "");
    return new Promise((resolve) => {
      const socket: TLSSocket = connect({
        ...judgedOptions(root),
        host,
        port: Number(port || 443),
        key,
        cert: certificate,
        timeout: answerTimeoutMs,
      });
      const late = setTimeout(() => socket.destroy(new Error("ETIMEDOUT")), timeoutMs);
      socket.on("timeout", () => socket.destroy(new Error("ETIMEDOUT")));
      socket.on("error", () => resolve(undefined));
      socket.on("close", () => {
        clearTimeout(late);
        resolve(undefined);
      });
      socket.once("secureConnect", () => {
        if (whyNotTheHub(socket, judge) !== undefined) return void socket.destroy();
        const sized = body === undefined ? {} : { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) };
        const agent = new Agent({ keepAlive: false });
        agent.createConnection = () => socket;
        const sent = httpsRequest({ host: hostname, port, path, method, headers: { ...sized, ...more }, agent }, (answer) => {
          const { statusCode } = answer;
          if (statusCode === 200 || statusCode === 206) return resolve({ isRest: statusCode === 206, body: answer });
          socket.destroy();
          resolve(undefined);
        });
        sent.on("error", () => resolve(undefined));
        sent.end(body);
      });
    });
  }
}
