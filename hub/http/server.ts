/** The hub's HTTP: commands, what can be read, the live view and the staff's pages. It decides nothing. */
import type { SecureContextOptions } from "node:tls";
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from "fastify";
import * as v from "valibot";
import type { ExpiringList } from "#shared/expiry/expiring.ts";
import { fault } from "#shared/faults/fault.ts";
import type { Identity } from "#shared/log/event-log.ts";
import { officeDate } from "#shared/queue/events.ts";
import type { Equipment } from "#shared/wire/machine.ts";
import { pageHeaders } from "#shared/wire/page-policy.ts";
import type { FaultEntry } from "#shared/wire/staff.ts";
import type { ConfigurationDesk } from "../configuration-desk.ts";
import type { CurrentFaults } from "../current-faults.ts";
import { expiringNow } from "../expiring.ts";
import type { TimingsPort } from "../extension.ts";
import type { Fleet } from "../fleet/fleet.ts";
import type { DeviceIdentities } from "../identity/device-identities.ts";
import type { Journal } from "../journal.ts";
import type { People } from "../people/people.ts";
import type { DevicePresence } from "../presence.ts";
import { Refusal, systemCode } from "../refusal.ts";
import type { ReleaseDesk } from "../releases/desk.ts";
import { causeOf, sha256 } from "../storage.ts";
import { staffOffice } from "../views/office.ts";
import { ticketCodeOf } from "../views/ticket-code.ts";
import type { VisitLifeDesk } from "../visit-life/desk.ts";
import { statusOf } from "./answers.ts";
import { addCommands, type CommandPorts } from "./commands.ts";
import { addConfiguration } from "./configuration.ts";
import { addFleet } from "./fleet.ts";
import { strangerFault } from "./guard.ts";
import { addIdentity } from "./identity.ts";
import { addLive, type LivePorts } from "./live.ts";
import { openApiDocument } from "./openapi.ts";
import { addPages, staffPages } from "./pages.ts";
import { addPeople } from "./people.ts";
import { addPersonal, type PersonalPorts } from "./personal.ts";
import { addReleases } from "./releases.ts";
import type { Counts, Health } from "./schemas.ts";
import { addSecurityText } from "./security-text.ts";
import { addVisitLife } from "./visit-life.ts";
import { wireDocument } from "./wire-document.ts";

export type { TimingsPort } from "../extension.ts";

export interface HttpPorts extends CommandPorts, LivePorts, PersonalPorts {
  readonly identity: Identity;
  readonly office: string;
  readonly framedBy: readonly string[];
  /** The office's own, of its file. */
  readonly securityContact: string | null;
  /** The absolute path of `display/dist`. */
  readonly pages: string;
  readonly timings: TimingsPort;
  readonly desk: ConfigurationDesk;
  readonly visitLife: VisitLifeDesk;
  readonly fleet: Fleet;
  readonly faults: () => ReadonlyMap<string, FaultEntry>;
  readonly dropped: () => number;
  /** Of this hub's own machine and of every device that was heard. */
  readonly presence: Pick<DevicePresence, "equipment" | "isOnline">;
  readonly currentFaults: Pick<CurrentFaults, "raise" | "clear">;
  readonly journal: Journal;
  /** Undefined where the hub takes no devices from the network. */
  readonly devices?: DeviceIdentities | undefined;
  /** Undefined where the hub's file has no `people`. */
  readonly people?: People | undefined;
  /** When the certificate of the staff's pages ends; null where there is none. */
  readonly staffCertificateUntil?: (() => number | null) | undefined;
  /** Undefined where the hub gives its devices no releases. */
  readonly releases?: ReleaseDesk | undefined;
}

/** By which way the same routes are reached: who may ask is the way's to say, before any of them. */
export interface Way {
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: plain HTTP. */
  readonly secure?: SecureContextOptions;
  readonly pages: readonly string[];
  readonly admit: (server: FastifyInstance) => void;
}

/** On this machine: whoever is on it, under a name of it. */
export function loopbackWay(framedBy: readonly string[]): Way {
  const admit = (server: FastifyInstance) =>
    server.addHook("onRequest", async (request, reply) => {
      const stranger = strangerFault(request.headers.host, request.headers.origin, framedBy);
      if (stranger) await reply.code(403).send(stranger);
    });
  return { headers: pageHeaders(framedBy), pages: staffPages, admit };
}

export const bodyBytesMax = 16 * 1024;
const connectionsMax = 1_000;
const version = "0.1.0";

/** The server as the hub holds it. */
export class HttpServer {
  readonly #ports: HttpPorts;
  readonly #way: Way;
  #server: FastifyInstance | undefined;
  #port = 0;

  constructor(ports: HttpPorts, way = loopbackWay(ports.framedBy)) {
    this.#ports = ports;
    this.#way = way;
  }

  /** 0 until it listens. */
  get port(): number {
    return this.#port;
  }

  /** Throws a `Refusal` when the port is taken. */
  async listen(host: string, port: number): Promise<void> {
    const server = await buildHttp(this.#ports, this.#way);
    this.#server = server;
    try {
      await server.listen({ host, port });
    } catch (error) {
      throw systemCode(error) === "EADDRINUSE" ? new Refusal(fault("port-taken", { port }), error) : error;
    }
    const address = server.server.address();
    if (typeof address === "object" && address) this.#port = address.port;
  }

  /** For connections made from now on. */
  use(secure: SecureContextOptions): void {
    (this.#server?.server as { setSecureContext?: (of: object) => void } | undefined)?.setSecureContext?.(secure);
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }
}

async function buildHttp(ports: HttpPorts, { headers, secure, pages, admit }: Way): Promise<FastifyInstance> {
  const server = Fastify({
    ...(secure && { https: { ...secure, handshakeTimeout: 10_000 } }),
    logger: false,
    bodyLimit: bodyBytesMax,
    forceCloseConnections: true,
    requestTimeout: 30_000,
    routerOptions: { ignoreTrailingSlash: false },
    // An address that cannot be read reaches neither hooks nor the error handler.
    frameworkErrors: (error: FastifyError, _request: unknown, reply: FastifyReply) =>
      void reply
        .headers(headers)
        .code(400)
        .send(fault("bad-request", { path: "request", what: error.message.slice(0, 200) })),
  }) as unknown as FastifyInstance;
  server.server.maxConnections = connectionsMax;
  server.removeContentTypeParser("text/plain");

  server.addHook("onRequest", async (request, reply) => {
    reply.headers(headers);
    if (request.url.startsWith("/api/") || request.url === "/health") reply.header("cache-control", "no-store");
  });
  admit(server);
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      // Whatever fails here only reads, so the queue goes on: one odd address must not be able to end the hub.
      ports.journal.error("http.failed", { url: request.url.slice(0, 200), cause: error.stack });
      const why =
        error.name === "SqliteError"
          ? fault("storage-failed", { cause: causeOf(error) })
          : fault("bad-request", { what: "the hub failed on it" });
      return reply.code(why.fault === "storage-failed" ? 503 : 500).send(why);
    }
    return reply.code(400).send(fault("bad-request", { path: "request", what: error.message.slice(0, 200) }));
  });
  server.setNotFoundHandler((request, reply) =>
    reply.code(404).send(fault("bad-request", { path: request.url.slice(0, 200), what: "there is nothing at this address" })),
  );

  addCommands(server, ports);
  addConfiguration(server, ports.desk);
  addPersonal(server, ports);
  addVisitLife(server, ports.visitLife);
  addReleases(server, ports.releases);
  addIdentity(server, ports.devices, (limit) => ports.fleet.auditRows(limit));
  addFleet(server, ports.fleet);
  addPeople(server, ports.people);
  addLive(server, ports, headers);
  addReads(server, ports);
  addSecurityText(server, ports.securityContact);
  await addPages(server, ports.pages, pages);
  return server;
}

function addReads(server: FastifyInstance, ports: HttpPorts): void {
  const { identity, state, timings } = ports;
  const openApi = openApiDocument(version);
  const wire = wireDocument(ports.office);

  server.get("/api/v1/office", (_request, reply) => {
    const office = staffOffice(state(), identity);
    return office ?? reply.code(409).send(fault("bad-configuration"));
  });
  server.get<{ Querystring: { date?: unknown } }>("/api/v1/timings", (request, reply) => {
    const { day, lastDate } = state();
    const date = v.safeParse(officeDate, request.query.date ?? day?.date ?? lastDate);
    if (date.success) return timings.timings(date.output);
    const why =
      request.query.date === undefined
        ? fault("day-not-open", { date: "" })
        : fault("bad-request", { path: "date", what: "write it as 2026-11-23" });
    return reply.code(statusOf(why)).send(why);
  });
  server.get<{ Querystring: { visit?: unknown } }>("/api/v1/ticket-code", ({ query }) => ({
    code: ticketCodeOf(state(), String(query.visit ?? ""), sha256) ?? null,
  }));
  server.get("/api/v1/counts", (): Counts => {
    const { tickets, n, generation } = state();
    return { tickets, epoch: identity.epoch, offset: n, generation };
  });
  server.get("/api/v1/equipment", (): Equipment => {
    const { machine, devices } = ports.presence.equipment;
    return { hub: { id: "hub", software: version, machine }, devices };
  });
  server.get("/api/v1/expiring", (): ExpiringList => {
    const identities = ports.devices?.list() ?? { kind: "off" };
    return expiringNow({ identities, staffCertificateUntil: ports.staffCertificateUntil?.() ?? null }, ports.now());
  });
  server.get("/api/v1/openapi.json", () => openApi);
  server.get("/api/v1/wire.json", () => wire);
  server.get("/health", (_request, reply) => {
    const { n, generation, day } = state();
    const faults = [...ports.faults().values()].map(({ fault: code, facts }) => fault(code, facts));
    const ok = !faults.some((each) => each.fault === "storage-full" || each.fault === "storage-failed");
    const { office } = ports;
    const health: Health = {
      ok,
      office,
      epoch: identity.epoch,
      generation,
      offset: n,
      date: day?.date ?? null,
      dropped: ports.dropped(),
      faults: faults.map((each) => ({ ...each, facts: { ...each.facts } })),
    };
    return reply.code(ok ? 200 : 503).send(health);
  });
}
