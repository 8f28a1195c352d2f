/** Central's HTTP face: takes the logs of hubs, gives them back, and says what has joined; takes how tickets stand, for their holders. */
import type { FastifyInstance } from "fastify";
import * as v from "valibot";
import type { Moment } from "#shared/log/record.ts";
import { releasesPost } from "#shared/update/province-releases.ts";
import { citizenPost } from "../shipping/citizen-post.ts";
import { bodyText, buildLogServer, disagree, jsonOf, stored } from "../shipping/log-server.ts";
import type { CentralLog } from "./central-log.ts";
import type { Citizens } from "./citizens.ts";
import { reasonOf } from "./intake.ts";
import type { Releases } from "./releases.ts";

export interface CentralPorts {
  readonly now: () => Moment;
  readonly citizens: Citizens;
  readonly releases: Releases;
  /** Monotonic milliseconds. */
  readonly mono: () => number;
}

export function buildCentral(central: CentralLog, { now, citizens, releases, mono }: CentralPorts): FastifyInstance {
  const server = buildLogServer(central, now);
  server.get("/counts", () => central.counts());
  server.post<{ Params: { office: string }; Body: Buffer }>("/v1/citizens/:office", async ({ params, body, headers }, reply) => {
    const post = v.safeParse(citizenPost, jsonOf(await bodyText(body, headers["content-encoding"])));
    if (!post.success) return reply.code(400).send(disagree(reasonOf(post.issues[0], "body")));
    return citizens.take(params.office, post.output, mono());
  });
  server.get("/v1/releases", () => releases.view());
  server.post<{ Params: { office: string }; Body: Buffer }>("/v1/releases/:office", async ({ params, body, headers }, reply) => {
    const post = v.safeParse(releasesPost, jsonOf(await bodyText(body, headers["content-encoding"])));
    if (!post.success) return reply.code(400).send(disagree(reasonOf(post.issues[0], "body")));
    return stored(reply, () => releases.take(params.office, post.output, now().at));
  });
  server.get("/", () => ({ what: "Central: the logs of all offices.", look: ["/counts", "/v1/releases"] }));
  return server;
}
