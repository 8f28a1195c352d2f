/** Central's HTTP face: takes the logs of hubs, gives them back, and says what has joined; takes how tickets stand, for their holders. */
import type { FastifyInstance } from "fastify";
import * as v from "valibot";
import type { Moment } from "#shared/log/record.ts";
import { citizenPost } from "../shipping/citizen-post.ts";
import { bodyText, buildLogServer, jsonOf } from "../shipping/log-server.ts";
import type { CentralLog } from "./central-log.ts";
import type { Citizens } from "./citizens.ts";

export interface CentralPorts {
  readonly now: () => Moment;
  readonly citizens: Citizens;
  /** Monotonic milliseconds. */
  readonly mono: () => number;
}

export function buildCentral(central: CentralLog, { now, citizens, mono }: CentralPorts): FastifyInstance {
  const server = buildLogServer(central, now);
  server.get("/counts", () => central.counts());
  server.post<{ Params: { office: string }; Body: Buffer }>("/v1/citizens/:office", async ({ params, body, headers }, reply) => {
    const post = v.safeParse(citizenPost, jsonOf(await bodyText(body, headers["content-encoding"])));
    if (!post.success) {
      const what = `${v.getDotPath(post.issues[0]) ?? "body"}: ${post.issues[0].message}`.slice(0, 200);
      return reply.code(400).send({ what, advice: "The two programs do not agree on the form." });
    }
    return citizens.take(params.office, post.output, mono());
  });
  server.get("/", () => ({ what: "Central: the logs of all offices.", look: ["/counts"] }));
  return server;
}
