/**
 * Where devices come to be set up, to renew, and for releases: HTTPS beyond this machine, TLS 1.3 only. `/enrol` needs a token, `/renew` the
 * certificate that is renewed, what is below `/releases/` one that counts; nothing else is here. A client's certificate is asked for but not judged by TLS: an expired one may renew, and
 * which one counts is the registry's to say. That its holder has the key, TLS has proven.
 */
import type { TLSSocket } from "node:tls";
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { type Fault, type FaultCode, fault, isFault } from "#shared/faults/fault.ts";
import { faultText } from "#shared/faults/text.ts";
import type { EnrolAnswer, WaitAnswer } from "#shared/identity/enrolment.ts";
import type { Journal } from "../journal.ts";
import { Refusal, systemCode } from "../refusal.ts";
import { causeOf } from "../storage.ts";
import { Limiter, limits } from "./limiter.ts";

export interface DoorPorts {
  readonly authorities: () => readonly string[];
  readonly enrol: (body: unknown) => Promise<EnrolAnswer | WaitAnswer | Fault>;
  /** `fingerprint`: of the certificate that the client showed. */
  readonly renew: (fingerprint: string, body: unknown) => Promise<EnrolAnswer | Fault>;
  /** Which device has this certificate; undefined for none that counts. */
  readonly deviceOf: (fingerprint: string) => string | undefined;
  /** Whose certificate this is, an expired one too; undefined for one that is revoked or none of this office. */
  readonly holderOf: (fingerprint: string) => string | undefined;
  /** What else devices with a certificate come for, below `/releases/`. */
  readonly releases?: ((server: FastifyInstance, deviceOf: (request: FastifyRequest) => string | undefined) => void) | undefined;
  readonly journal: Journal;
  /** Milliseconds that only go forward. */
  readonly mono: () => number;
}

export interface Credentials {
  readonly key: string;
  readonly cert: string;
}

const bodyBytesMax = 16 * 1024;
const connectionsMax = 200;
/** Of all devices together in a minute: each renews every few weeks, and a hub can do about twice as much. */
const devicesAllMax = 6_000;

const statuses: Readonly<Partial<Record<FaultCode, number>>> = {
  "bad-request": 400,
  "request-not-right": 400,
  "device-not-enrolled": 401,
  "enrolment-paused": 429,
  "storage-failed": 503,
  "clock-doubted": 503,
};

export class Door {
  readonly #ports: DoorPorts;
  readonly #strangers = new Limiter();
  /** Counted by their certificates: many may stand behind one address, and whoever else stands there takes nothing from them. */
  readonly #devices = new Limiter({ ...limits, allMax: devicesAllMax });
  #server: FastifyInstance | undefined;

  constructor(ports: DoorPorts) {
    this.#ports = ports;
  }

  /** 0 until it listens. */
  get port(): number {
    const address = this.#server?.server.address();
    return typeof address === "object" && address ? address.port : 0;
  }

  /** Throws a `Refusal` when the port is taken. */
  async listen(host: string, port: number, credentials: Credentials): Promise<void> {
    const server = this.#build(credentials);
    this.#server = server;
    try {
      await server.listen({ host, port });
    } catch (error) {
      throw systemCode(error) === "EADDRINUSE" ? new Refusal(fault("port-taken", { port }), error) : error;
    }
  }

  /** For connections made from now on. */
  use(credentials: Credentials): void {
    (this.#server?.server as { setSecureContext?: (of: object) => void } | undefined)?.setSecureContext?.({
      ...credentials,
      minVersion: "TLSv1.3",
    });
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }

  #allows(request: FastifyRequest): boolean {
    const { mono, holderOf } = this.#ports;
    const fingerprint = shownBy(request);
    const holder = fingerprint === undefined ? undefined : holderOf(fingerprint);
    return holder === undefined ? this.#strangers.allows(request.ip, mono()) : this.#devices.allows(holder, mono());
  }

  #build(credentials: Credentials): FastifyInstance {
    const { authorities, enrol, renew } = this.#ports;
    const server = Fastify({
      https: { ...credentials, minVersion: "TLSv1.3", requestCert: true, rejectUnauthorized: false, handshakeTimeout: 10_000 },
      logger: false,
      bodyLimit: bodyBytesMax,
      forceCloseConnections: true,
      requestTimeout: 20_000,
      frameworkErrors: (error: FastifyError, _request: unknown, reply: FastifyReply) => void reply.code(400).send(said(error.message)),
    }) as unknown as FastifyInstance;
    server.server.maxConnections = connectionsMax;
    server.removeContentTypeParser("text/plain");
    const deviceOf = (request: FastifyRequest) => {
      const fingerprint = shownBy(request);
      return fingerprint === undefined ? undefined : this.#ports.deviceOf(fingerprint);
    };
    server.addHook("onRequest", async (request, reply) => {
      reply.header("cache-control", "no-store");
      // Devices of this office come again and again, many behind one address; what they may have is bounded there.
      if (request.url.startsWith("/releases/") && deviceOf(request) !== undefined) return;
      if (this.#allows(request)) return;
      await reply
        .code(429)
        .header("retry-after", "60")
        .send(told(fault("enrolment-paused")));
    });
    server.setErrorHandler<FastifyError>((error, request, reply) => {
      if ((error.statusCode ?? 500) < 500) return reply.code(400).send(said(error.message));
      this.#ports.journal.error("enrolment.failed", { url: request.url.slice(0, 80), cause: error.stack });
      return reply.code(503).send(told(fault("storage-failed", { cause: causeOf(error) })));
    });
    server.setNotFoundHandler((_request, reply) => reply.code(404).send(said("there is nothing at this address")));

    server.get("/authorities", () => ({ authorities: authorities() }));
    server.post("/enrol", async (request, reply) => answer(reply, await enrol(request.body)));
    server.post("/renew", async (request, reply) => {
      const fingerprint = shownBy(request);
      return answer(reply, fingerprint === undefined ? fault("device-not-enrolled") : await renew(fingerprint, request.body));
    });
    this.#ports.releases?.(server, deviceOf);
    return server;
  }
}

function shownBy(request: FastifyRequest): string | undefined {
  const shown = (request.raw.socket as TLSSocket).getPeerCertificate();
  return (shown.fingerprint256 as string | undefined)?.replaceAll(":", "").toLowerCase();
}

function answer(reply: FastifyReply, what: EnrolAnswer | WaitAnswer | Fault): FastifyReply {
  if (isFault(what)) return reply.code(statuses[what.fault] ?? 403).send(told(what));
  return reply.code(what.kind === "wait" ? 202 : 200).send(what);
}

function said(what: string): Fault {
  return told(fault("bad-request", { path: "request", what: what.slice(0, 200) }));
}

/** With its text, for whoever tries it by hand. */
function told(what: Fault): Fault & { readonly text: string } {
  const { what: happened, advice } = faultText(what, "en");
  return { ...what, text: `${happened} ${advice}` };
}
