/** What the control pages of virtual hardware are alike in: on this machine only, JSON alone, and every refusal with what to do. */
import Fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import * as v from "valibot";

const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/** `example`: what may be sent, for whoever sent something else. */
export function buildControlServer(example: string): FastifyInstance {
  const http = Fastify({
    logger: false,
    bodyLimit: 4_096,
    forceCloseConnections: true,
    requestTimeout: 10_000,
    frameworkErrors: (error, _request, reply) => void problem(reply, 400, error.message, "GET / lists what there is."),
  });
  // A form or a script of another page can post plain text without asking; JSON it cannot.
  http.removeContentTypeParser("text/plain");
  http.addHook("onRequest", async (request, reply) => {
    if (!loopbackHost.test(request.headers.host ?? ""))
      await problem(reply, 403, "this page is for this machine only", "Open it as http://127.0.0.1 with its port.");
  });
  http.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) =>
    problem(reply, error.statusCode ?? 500, error.message, `Send JSON such as ${example} with content-type application/json.`),
  );
  http.setNotFoundHandler((_request, reply) => problem(reply, 404, "there is nothing here", "GET / lists what there is."));
  return http;
}

export function inWords(issue: v.BaseIssue<unknown>): string {
  const place = v.getDotPath(issue);
  return place === null ? `the body ${issue.message}` : `${place} ${issue.message}`;
}

export function problem(reply: FastifyReply, status: number, what: string, advice: string): FastifyReply {
  return reply.code(status).send({ what, advice });
}
