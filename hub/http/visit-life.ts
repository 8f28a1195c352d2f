/** `POST /api/v1/visit-life`: what happened to the ticket of a number and a date. It is a POST, because who looks is kept in the log. */
import type { FastifyInstance } from "fastify";
import { isFault } from "#shared/faults/fault.ts";
import { visitLifeRequest } from "#shared/visit-life/schema.ts";
import type { VisitLifeDesk } from "../visit-life/desk.ts";
import { readBody, statusOf } from "./answers.ts";

export function addVisitLife(server: FastifyInstance, desk: VisitLifeDesk): void {
  server.post("/api/v1/visit-life", async (request, reply) => {
    const asked = readBody(visitLifeRequest, request.body);
    const life = isFault(asked) ? asked : await desk.look(asked);
    return isFault(life) ? reply.code(statusOf(life)).send(life) : life;
  });
}
