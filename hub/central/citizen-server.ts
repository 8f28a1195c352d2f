/**
 * What citizens reach: the page of a ticket, and how that ticket stands. A listener of its own, so that whatever stands before it for the outside
 * (certificate, name, limits for one address) lets nothing else through. It opens nothing without a ticket's secret, and says nothing of others.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import * as v from "valibot";
import { ticketName } from "#shared/citizen/page.ts";
import type { Digest } from "#shared/log/record.ts";
import { citizenAsking } from "#shared/wire/citizen-page.ts";
import { pageHeaders } from "#shared/wire/page-policy.ts";
import { addSecurityText } from "../http/security-text.ts";
import type { Citizens } from "./citizens.ts";

export interface CitizenServerPorts {
  readonly citizens: Citizens;
  /** Monotonic milliseconds. */
  readonly mono: () => number;
  readonly digest: Digest;
  /** The folder of built pages. */
  readonly pages: string;
  /** Whom to tell of a weakness, before the project. */
  readonly securityContact?: string | null;
}

const bodyBytesMax = 1_024;
const connectionsMax = 5_000;

export function buildCitizenServer({ citizens, mono, digest, pages, securityContact = null }: CitizenServerPorts): FastifyInstance {
  const headers = pageHeaders([]);
  const server = Fastify({
    logger: false,
    bodyLimit: bodyBytesMax,
    forceCloseConnections: true,
    requestTimeout: 10_000,
    frameworkErrors: (_error: FastifyError, _request: unknown, reply: FastifyReply) =>
      void reply.headers(headers).code(400).send(unreadable),
  });
  server.server.maxConnections = connectionsMax;
  server.removeContentTypeParser("text/plain");
  server.addHook("onRequest", async (request, reply) => {
    reply.headers(headers);
    if (request.url.startsWith("/api/")) reply.header("cache-control", "no-store");
  });
  server.setErrorHandler<FastifyError>((error, _request, reply) => {
    if ((error.statusCode ?? 500) >= 500) throw error;
    return reply.code(error.statusCode ?? 400).send(unreadable);
  });
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ why: "unknown" }));

  const named = (request: FastifyRequest) => {
    const secret = /^Bearer ([A-Za-z0-9_-]{22})$/.exec(request.headers.authorization ?? "")?.[1];
    return secret === undefined ? "" : ticketName(digest, secret);
  };
  server.get("/api/ticket", (request, reply) => {
    const told = citizens.told(named(request), mono());
    if (!told) return reply.code(404).send({ why: "unknown" });
    const text = JSON.stringify(told);
    const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 16)}"`;
    reply.header("etag", etag);
    if (request.headers["if-none-match"] === etag) return reply.code(304).send();
    return reply.type("application/json; charset=utf-8").send(text);
  });
  server.post("/api/ticket", (request, reply) => {
    const asking = v.safeParse(citizenAsking, request.body);
    if (!asking.success) return reply.code(400).send(unreadable);
    const refusal = citizens.ask(named(request), asking.output.ask, mono());
    if (refusal === undefined) return reply.code(202).send({ asked: true });
    return reply.code(refusal === "unknown" ? 404 : 409).send({ why: refusal });
  });

  addSecurityText(server, securityContact);
  server.get("/t", (_request, reply) => reply.redirect("./t/"));
  const common = { decorateReply: false, cacheControl: false, suppressWarning: true };
  void server.register(fastifyStatic, { ...common, root: join(pages, "citizen"), prefix: "/t/", index: "index.html" });
  void server.register(fastifyStatic, {
    ...common,
    root: join(pages, "assets"),
    prefix: "/assets/",
    index: false,
    setHeaders: (reply) => void reply.header("cache-control", "public, max-age=31536000, immutable"),
  });
  return server;
}

const unreadable = { why: "unreadable" };
