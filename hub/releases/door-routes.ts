/** What devices come to the door for, each with its certificate: whether they may take a release, its documents and its bundle. Nothing is written by them but their own word. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import * as v from "valibot";
import { fault } from "#shared/faults/fault.ts";
import { releaseReport } from "#shared/update/office-releases.ts";
import { Limiter, limits } from "../identity/limiter.ts";
import type { ReleaseDesk } from "./desk.ts";
import type { Downloads } from "./downloads.ts";

export interface DoorRoutesPorts {
  readonly desk: ReleaseDesk;
  readonly downloads: Downloads;
  readonly mono: () => number;
}

export function addReleaseRoutes(
  server: FastifyInstance,
  deviceOf: (request: FastifyRequest) => string | undefined,
  { desk, downloads, mono }: DoorRoutesPorts,
): void {
  // In a minute; a device that comes more often has gone wrong.
  const limiter = new Limiter({ ...limits, eachMax: 600, allMax: 6_000 });
  const known = (request: FastifyRequest, reply: FastifyReply): string | undefined => {
    const device = deviceOf(request);
    if (device === undefined) reply.code(401).send(fault("device-not-enrolled"));
    else if (!limiter.allows(device, mono())) reply.code(429).header("retry-after", "60").send(fault("enrolment-paused"));
    else return device;
    return undefined;
  };

  server.post("/releases/ask", (request, reply) => {
    const device = known(request, reply);
    if (device === undefined) return reply;
    const read = v.safeParse(releaseReport, request.body, { abortEarly: true });
    if (read.success) return reply.send(desk.ask(device, read.output));
    const [issue] = read.issues;
    return reply.code(400).send(fault("bad-request", { path: v.getDotPath(issue) ?? "body", what: issue.message.slice(0, 200) }));
  });

  server.get<{ Params: { name: string } }>("/releases/:name", (request, reply) => {
    const device = known(request, reply);
    if (device === undefined) return reply;
    const { name } = request.params;
    const document = desk.shelf.document(name);
    if (document !== undefined) return reply.type("application/json").send(document);
    const bundle = desk.bundleFor(device, name);
    if (!bundle)
      return reply.code(404).send(fault("bad-request", { path: "request", what: "there is nothing of this name for this device now" }));
    const from = firstByte(request.headers.range);
    if (from >= bundle.bytes && from > 0) return reply.code(416).header("content-range", `bytes */${bundle.bytes}`).send();
    const stream = downloads.open(device, bundle.file, from);
    if (!stream) return reply.code(503).header("retry-after", "60").send();
    if (from > 0) reply.code(206).header("content-range", `bytes ${from}-${bundle.bytes - 1}/${bundle.bytes}`);
    return reply
      .type("application/octet-stream")
      .header("content-length", bundle.bytes - from)
      .send(stream);
  });
}

/** Of `bytes=N-`, which is all that our devices ask; 0 for anything else: then the whole file is the answer (RFC 9110, section 14.2). */
function firstByte(range: string | undefined): number {
  const from = /^bytes=(\d{1,12})-$/.exec(range ?? "")?.[1];
  return from === undefined ? 0 : Number(from);
}
