/** What IT asks of the people who sign in: the list, codes for new PINs, the end of sessions. Signing in itself is `../people/routes.ts`. */
import type { FastifyInstance } from "fastify";
import type * as v from "valibot";
import { fault, isFault } from "#shared/faults/fault.ts";
import { codeOrder, endOrder, type PeopleList } from "#shared/wire/people.ts";
import { signedAt } from "../people/guard.ts";
import type { People } from "../people/people.ts";
import { readPrivateBody, statusOf } from "./answers.ts";

const auditRowsMax = 1_000;

/** `people`: undefined where the hub has no pages on the network. */
export function addPeople(server: FastifyInstance, people: People | undefined): void {
  server.get("/api/v1/people", (): PeopleList => people?.list() ?? { kind: "off" });
  server.get("/api/v1/people/audit", () => ({ rows: people?.audit.newest(auditRowsMax) ?? [] }));
  server.post("/api/v1/people/codes", (request, reply) => {
    const asked = readPrivateBody(codeOrder, request.body);
    const answer = isFault(asked) ? asked : made(asked, signedAt(request)?.me.role ?? null);
    return isFault(answer) ? reply.code(statusOf(answer)).send(answer) : answer;
  });
  server.post("/api/v1/people/end", (request, reply) => {
    const asked = readPrivateBody(endOrder, request.body);
    const why = isFault(asked) ? asked : people ? people.endAll(asked.person, asked.by, asked.pin) : fault("people-off");
    return why ? reply.code(statusOf(why)).send(why) : { kind: "done" };
  });

  function made({ person, by }: v.InferOutput<typeof codeOrder>, role: Parameters<People["makeCode"]>[2]) {
    return people?.makeCode(person, by, role) ?? fault("people-off");
  }
}
