/**
 * The staff's pages beyond this machine: the hub's own routes over HTTPS, TLS 1.3 only, behind the guard. Whatever is wrong with it is a fault
 * that staff on the hub's machine see, never the end of the hub: kiosks and boards need none of this.
 */
import type { SecureContextOptions } from "node:tls";
import type { FastifyInstance } from "fastify";
import { fault } from "#shared/faults/fault.ts";
import { pageHeaders } from "#shared/wire/page-policy.ts";
import { staffPages } from "../http/pages.ts";
import { type HttpPorts, HttpServer } from "../http/server.ts";
import { causeOf } from "../storage.ts";
import { readCertificate, type StaffCertificate } from "./certificate.ts";
import { addGuard } from "./guard.ts";
import { OpenId } from "./open-id.ts";
import { addOpenId } from "./open-id-routes.ts";
import type { People, PeopleFile } from "./people.ts";
import { addSignIn } from "./routes.ts";

/** How often the files are looked at again. */
export const tendEveryMs = 60_000;
const aboutCertificate = "people/certificate";
const aboutListening = "people/listening";

export interface PeopleServerPorts {
  readonly file: PeopleFile;
  readonly people: People;
  readonly http: Omit<HttpPorts, "people" | "staffCertificateUntil">;
  readonly mono: () => number;
  /** Of a test: see `open-id.ts`. */
  readonly behindSeconds?: number | undefined;
}

export class PeopleServer {
  readonly #ports: PeopleServerPorts;
  #server: HttpServer | undefined;
  #certificate: StaffCertificate | undefined;
  #stopTending = () => {};

  constructor(ports: PeopleServerPorts) {
    this.#ports = ports;
  }

  get people(): People {
    return this.#ports.people;
  }

  /** 0 while it does not listen. */
  get port(): number {
    return this.#server?.port ?? 0;
  }

  /** When the certificate in use ends; null while there is none. */
  get certificateUntil(): number | null {
    return this.#certificate?.notAfter ?? null;
  }

  async start(): Promise<void> {
    await this.tend();
    this.#stopTending = this.#ports.http.every(tendEveryMs, () => void this.tend());
  }

  async stop(): Promise<void> {
    this.#stopTending();
    await this.#server?.close();
  }

  /** Takes a renewed certificate, and listens if it does not yet. */
  async tend(): Promise<void> {
    const { file, http } = this.#ports;
    const read = readCertificate(file);
    if ("wrong" in read) {
      http.currentFaults.raise(aboutCertificate, fault("staff-pages-unwell", { file: read.file, what: read.wrong }));
      return;
    }
    const isNew = read.cert !== this.#certificate?.cert || read.key !== this.#certificate.key;
    if (isNew) {
      this.#server?.use(secureOf(read));
      http.journal.info("people.certificate", { until: new Date(read.notAfter).toISOString() });
    }
    this.#certificate = read;
    if (read.notAfter > this.#ports.people.now()) http.currentFaults.clear(aboutCertificate);
    else http.currentFaults.raise(aboutCertificate, fault("staff-pages-unwell", { file: file.certificate, what: "it has ended" }));
    if (!this.#server) await this.#listen(read);
  }

  async #listen(certificate: StaffCertificate): Promise<void> {
    const { file, http } = this.#ports;
    const known: HttpPorts = { ...http, people: this.people, staffCertificateUntil: () => this.certificateUntil };
    const server = new HttpServer(known, {
      // A browser that was here once never asks this name in the open again.
      headers: { ...pageHeaders([]), "strict-transport-security": "max-age=31536000" },
      secure: secureOf(certificate),
      pages: ["sign-in", ...staffPages],
      admit: (instance) => this.#admit(instance),
    });
    this.#server = server;
    try {
      await server.listen(file.host, file.port);
      http.currentFaults.clear(aboutListening);
      http.journal.info("people.started", { port: server.port });
    } catch (error) {
      this.#server = undefined;
      await server.close();
      // The network may come later than the hub.
      http.currentFaults.raise(aboutListening, fault("staff-pages-unwell", { what: `${file.host} ${file.port}: ${causeOf(error)}` }));
    }
  }

  #admit(server: FastifyInstance): void {
    const { file, people, http, mono, behindSeconds } = this.#ports;
    const { state, every, identity, run } = http;
    const { unruled } = addGuard(server, { people, names: file.names, state, every });
    server.addHook("onReady", async () => {
      if (unruled.length > 0) http.journal.error("people.unruled", { routes: unruled });
    });
    const openId = file.openId && new OpenId({ file: file.openId, mono, ...(behindSeconds === undefined ? {} : { behindSeconds }) });
    if (openId) addOpenId(server, openId, people);
    addSignIn(server, { people, openId, state, identity, run, mono });
  }
}

function secureOf({ cert, key }: StaffCertificate): SecureContextOptions {
  return { cert, key, minVersion: "TLSv1.3" };
}
