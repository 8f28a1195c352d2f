/** `GET /api/v1/live`: the staff's live view as server-sent events. Readers that do not keep up are cut, and resume by id. */
import type { ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import { fault } from "#shared/faults/fault.ts";
import type { LiveFeed, LiveMessage } from "../live-feed.ts";

export const streamsMax = 200;
export const beatEveryMs = 5_000;
/** What may wait for one reader. */
export const bufferedBytesMax = 1024 * 1024;

export interface LivePorts {
  readonly feed: LiveFeed;
  readonly now: () => number;
  /** Runs every so many real milliseconds; returns how to stop it. */
  readonly every: (ms: number, run: () => void) => () => void;
}

export function addLive(server: FastifyInstance, { feed, now, every }: LivePorts, headers: Readonly<Record<string, string>>): void {
  const streams = new Set<ServerResponse>();
  const stopListening = feed.listen((message) => {
    const text = textOf(message);
    for (const stream of streams) send(stream, text);
  });
  const stopBeating = every(beatEveryMs, () => {
    const text = `event: beat\ndata: ${JSON.stringify({ now: now() })}\n\n`;
    for (const stream of streams) send(stream, text);
  });
  server.addHook("preClose", async () => {
    stopListening();
    stopBeating();
    for (const stream of streams) stream.end();
  });

  // A HEAD would take a page's place and never be answered.
  server.get("/api/v1/live", { exposeHeadRoute: false }, (request, reply) => {
    if (streams.size >= streamsMax) return reply.code(503).send(fault("overloaded"));
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, { ...headers, "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" });
    const lastId = request.headers["last-event-id"];
    const missed = feed.since(typeof lastId === "string" ? lastId : undefined, now());
    stream.write(`retry: 1000\n\n${missed.map(textOf).join("")}`);
    streams.add(stream);
    stream.on("close", () => streams.delete(stream));
    return reply;
  });
}

function send(stream: ServerResponse, text: string): void {
  if (stream.writableLength > bufferedBytesMax) stream.destroy();
  else stream.write(text);
}

function textOf({ event, id, data }: LiveMessage): string {
  return `id: ${id}\nevent: ${event}\ndata: ${data}\n\n`;
}
