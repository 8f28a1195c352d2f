/** Central's HTTP face: takes the logs of hubs, gives them back, and says what has joined. */
import type { FastifyInstance } from "fastify";
import type { Moment } from "#shared/log/record.ts";
import { buildLogServer } from "../shipping/log-server.ts";
import type { CentralLog } from "./central-log.ts";

export function buildCentral(central: CentralLog, now: () => Moment): FastifyInstance {
  const server = buildLogServer(central, now);
  server.get("/counts", () => central.counts());
  server.get("/", () => ({ what: "Central: the logs of all offices.", look: ["/counts"] }));
  return server;
}
