/** Central's HTTP face: takes the logs of hubs, and says what has joined. It answers 200 only when the rows are on the disk. */
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from "fastify";
import * as v from "valibot";
import type { Moment } from "#shared/log/record.ts";
import type { CentralLog } from "./central-log.ts";
import { logPost, officeId, postBytesMax } from "./log-post.ts";

export function buildCentral(central: CentralLog, now: () => Moment): FastifyInstance {
  const server = Fastify({
    logger: false,
    bodyLimit: postBytesMax,
    forceCloseConnections: true,
    requestTimeout: 30_000,
    frameworkErrors: (error: FastifyError, _request: unknown, reply: FastifyReply) =>
      void reply.code(400).send(problem(error.message, "GET / lists what there is.")),
  });

  // Fastify's own reader refuses keys such as __proto__, and a row is never refused.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => done(null, body));

  server.setErrorHandler<FastifyError>((error, _request, reply) => {
    if ((error.statusCode ?? 500) >= 500) throw error;
    return reply.code(error.statusCode ?? 400).send(problem(error.message, "Send rows as JSON with content-type application/json."));
  });
  server.setNotFoundHandler((_request, reply) => reply.code(404).send(problem("there is nothing here", "GET / lists what there is.")));

  server.post<{ Params: { office: string } }>("/v1/log/:office", (request, reply) => {
    const office = v.safeParse(officeId, request.params.office);
    if (!office.success) return reply.code(404).send(problem("no such office", "Use the office's id from its configuration."));
    const post = v.safeParse(logPost, parsed(request.body));
    if (!post.success) {
      const [issue] = post.issues;
      return reply
        .code(400)
        .send(problem(`${v.getDotPath(issue) ?? "body"}: ${issue.message}`, "The hub and central do not agree on the form."));
    }
    try {
      const answer = central.take(office.output, post.output, now());
      return answer ?? reply.code(503).send(problem("too many offices", "Start another central with its own --data."));
    } catch (error) {
      if (!(error instanceof Error && error.name === "SqliteError")) throw error;
      return reply
        .code(503)
        .send(problem(`the rows could not be stored (${error.message})`, "Look at the disk; the hub will send them again."));
    }
  });
  server.get("/counts", () => central.counts());
  server.get("/", () => ({ what: "Central: the logs of all offices.", look: ["/counts"] }));
  return server;
}

/** Undefined for what is no JSON: the schema then refuses it. */
function parsed(body: unknown): unknown {
  try {
    return typeof body === "string" ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}

function problem(what: string, advice: string): { readonly what: string; readonly advice: string } {
  return { what, advice };
}
