/** `POST /api/v1/visit-life`: what happened to the ticket of a number and a date. It is a POST, because who looks is kept in the log. */
import type { FastifyInstance } from "fastify";
import * as v from "valibot";
import { fault, isFault } from "#shared/faults/fault.ts";
import { visitLifeRequest } from "#shared/visit-life/schema.ts";
import type { VisitLifeDesk } from "../visit-life/desk.ts";
import { statusOf } from "./answers.ts";

export function addVisitLife(server: FastifyInstance, desk: VisitLifeDesk): void {
  server.post("/api/v1/visit-life", async (request, reply) => {
    const asked = v.safeParse(visitLifeRequest, request.body, { abortEarly: true });
    if (!asked.success) {
      const [issue] = asked.issues;
      const why = fault("bad-request", { path: v.getDotPath(issue) ?? "body", what: issue.message.slice(0, 200) });
      return reply.code(statusOf(why)).send(why);
    }
    const life = await desk.look(asked.output);
    return isFault(life) ? reply.code(statusOf(life)).send(life) : life;
  });
}
