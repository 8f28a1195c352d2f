/** The page server of a device: the built page of its role, and what the page asks of the device. On loopback only. */
import { existsSync } from "node:fs";
import path from "node:path";
import fastifyStatic from "@fastify/static";
import Fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import * as v from "valibot";
import { type Fault, type FaultCode, fault, isFault } from "#shared/faults/fault.ts";
import { pageHeaders } from "#shared/wire/page-policy.ts";
import { hostIsOurs, originIsOurs } from "./guard.ts";
import { heartbeatMs, Streams } from "./streams.ts";

export interface PageServerOptions {
  readonly page: "kiosk" | "board";
  readonly host: string;
  readonly port: number;
  readonly framedBy: readonly string[];
  /** Where the built pages are. */
  readonly displayFolder: string;
  readonly health: () => Record<string, unknown>;
  /** How many pages are connected now. */
  readonly pages: (count: number) => void;
}

const bodyMax = 16 * 1024;

export class PageServer {
  readonly app: FastifyInstance;
  readonly streams: Streams;
  readonly #options: PageServerOptions;
  #beat: NodeJS.Timeout | undefined;
  #port = 0;

  constructor(options: PageServerOptions) {
    this.#options = options;
    this.streams = new Streams(options.pages);
    this.app = Fastify({
      bodyLimit: bodyMax,
      forceCloseConnections: true,
      logger: false,
      requestTimeout: 10_000,
      // An address that cannot be read reaches neither hooks nor the error handler.
      frameworkErrors: (error, _request, reply) =>
        void answerFault(reply, 400, fault("bad-request", { reason: error.message.slice(0, 120) })),
    });
    this.#guard();
    this.#pages();
    this.app.get("/health", () => options.health());
  }

  /** The port it listens on. Throws when the port is taken. */
  async listen(): Promise<number> {
    const { host, port } = this.#options;
    await this.app.listen({ host, port });
    const address = this.app.server.address();
    this.#port = typeof address === "object" && address ? address.port : port;
    this.#beat = setInterval(() => this.streams.beat(), heartbeatMs);
    return this.#port;
  }

  async close(): Promise<void> {
    clearInterval(this.#beat);
    this.streams.close();
    await this.app.close();
  }

  #guard(): void {
    const headers = pageHeaders(this.#options.framedBy);
    this.app.addHook("onRequest", async (request, reply) => {
      reply.headers(headers);
      const { host, origin } = request.headers;
      const changes = request.method !== "GET" && request.method !== "HEAD";
      if (!hostIsOurs(host, this.#port)) return answerFault(reply, 421, fault("bad-request", { reason: "this host is not served here" }));
      if (changes && !originIsOurs(origin, this.#port)) {
        return answerFault(reply, 403, fault("bad-request", { reason: "another page sent this" }));
      }
    });
    this.app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
      const status = error.statusCode ?? 500;
      return answerFault(reply, status, fault("bad-request", { reason: status < 500 ? error.message.slice(0, 120) : "failed" }));
    });
    this.app.setNotFoundHandler((_request, reply) => answerFault(reply, 404, fault("bad-request", { reason: "there is nothing here" })));
  }

  #pages(): void {
    const { page, displayFolder } = this.#options;
    this.app.get("/", (_request, reply) => reply.redirect(`/${page}/`, 302));
    if (!existsSync(path.join(displayFolder, page, "index.html"))) {
      const advice = `The pages are not built. Run: npm run build\n(looked in ${displayFolder})\n`;
      this.app.get(`/${page}/`, (_request, reply) => reply.code(503).type("text/plain; charset=utf-8").send(advice));
      return;
    }
    // A device serves its own page and what all pages share, not the pages of others.
    const mine = (pathname: string) => [`/${page}/`, "/assets/", "/fonts/"].some((start) => pathname.startsWith(start));
    this.app.register(fastifyStatic, { root: displayFolder, allowedPath: mine, cacheControl: false, index: ["index.html"] });
    if (page !== "kiosk") return;
    const staff = path.join(displayFolder, "kiosk-staff");
    const whole = { prefix: "/staff/", decorateReply: false, cacheControl: false, index: ["index.html"] };
    if (existsSync(staff)) this.app.register(fastifyStatic, { root: staff, ...whole });
  }
}

/** Reads a body strictly; answers the fault itself and returns undefined when it does not fit. */
export function readBody<T extends v.GenericSchema>(schema: T, body: unknown): v.InferOutput<T> | Fault {
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  return fault("bad-request", { reason: `${v.getDotPath(issue) ?? "body"}: ${issue.message}`.slice(0, 120) });
}

/** 200 with the answer, or the fault with the status that fits it. */
export function answer(reply: FastifyReply, result: object | Fault): FastifyReply {
  return isFault(result) ? answerFault(reply, statusOf(result.fault), result) : reply.header("cache-control", "no-store").send(result);
}

function answerFault(reply: FastifyReply, status: number, what: Fault): FastifyReply {
  return reply.code(status).header("cache-control", "no-store").send(what);
}

function statusOf(code: FaultCode): number {
  if (code === "bad-request") return 400;
  if (code === "wrong-pin" || code === "pin-paused" || code === "staff-page-off") return 403;
  if (code === "check-in-paused") return 429;
  if (code === "unknown-service" || code === "unknown-visit") return 404;
  if (code === "day-not-open" || code === "reprint-used") return 409;
  return 503;
}
