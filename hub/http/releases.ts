/** What office IT asks of the releases that this hub gives to its devices: how they stand, a release that somebody brings, a word about the one on its way. */
import type { FastifyInstance, FastifyReply } from "fastify";
import { fault, isFault } from "#shared/faults/fault.ts";
import { type OfficeReleases, pieceBytesMax, releaseOrder, takeOrder } from "#shared/update/office-releases.ts";
import type { ReleaseDesk } from "../releases/desk.ts";
import { readBody, statusOf } from "./answers.ts";

/** `desk`: undefined where the hub gives none. */
export function addReleases(server: FastifyInstance, desk: ReleaseDesk | undefined): void {
  const off = (reply: FastifyReply) => reply.code(409).send(fault("releases-off"));

  server.get("/api/v1/releases", (): OfficeReleases => desk?.view() ?? { kind: "off" });

  server.post("/api/v1/releases/act", (request, reply) => {
    if (!desk) return off(reply);
    const read = readBody(releaseOrder, request.body);
    const wrong = isFault(read) ? read : desk.act(read.act, read.by, read.number);
    return wrong ? reply.code(statusOf(wrong)).send(wrong) : { kind: "done" };
  });

  server.post("/api/v1/releases/take", async (request, reply) => {
    if (!desk) return off(reply);
    const read = readBody(takeOrder, request.body);
    const taken = isFault(read) ? read : await desk.takeIncoming(read.kind, read.by);
    return isFault(taken) ? reply.code(statusOf(taken)).send(taken) : taken;
  });

  // A piece at a time: none is in memory for long, and one that is lost on a slow line is sent again. Bytes are read as those of a workbook are.
  server.post<{ Querystring: { at?: unknown } }>("/api/v1/releases/incoming", { bodyLimit: pieceBytesMax }, async (request, reply) => {
    if (!desk) return off(reply);
    const at = Number(request.query.at);
    const { body } = request;
    if (!Number.isSafeInteger(at) || at < 0 || !(body instanceof Uint8Array)) {
      return reply
        .code(400)
        .send(fault("bad-request", { path: "at", what: "say at which byte, and send a piece as application/octet-stream" }));
    }
    const bytes = await desk.incoming(at, body);
    return isFault(bytes) ? reply.code(statusOf(bytes)).send(bytes) : { bytes };
  });
}
