/** What the board's page asks: the live state with announcements, the sounds, and where it says that it played one. */

import type * as v from "valibot";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import { type BoardLive, playedRequest, soundQuery } from "#shared/wire/board-page.ts";
import { answer, type PageServer, readBody } from "./server.ts";

export interface BoardApi {
  live(): BoardLive;
  /** `volume` in percent, 0 to 100. */
  sound(id: string, volume: number): Promise<Uint8Array | undefined>;
  played(request: v.InferOutput<typeof playedRequest>): { readonly noted: true } | Fault;
}

export function serveBoard({ app, streams }: PageServer, api: BoardApi): void {
  // A HEAD would take the place of the page that speaks, and never be answered.
  app.get("/api/board/live", { exposeHeadRoute: false }, (_request, reply) => {
    if (streams.add(reply, { event: "board", data: api.live() })) return reply;
    return answer(reply, fault("overloaded"));
  });
  app.get<{ Params: { id: string } }>("/api/board/sounds/:id.wav", async (request, reply) => {
    const query = readBody(soundQuery, request.query);
    if (isFault(query)) return answer(reply, query);
    const bytes = await api.sound(request.params.id, query.volume);
    if (!bytes) return answer(reply.code(404), fault("bad-request", { reason: "no such sound" }));
    return reply.type("audio/wav").header("cache-control", "no-store").send(Buffer.from(bytes));
  });
  app.post("/api/board/played", async (request, reply) => {
    const read = readBody(playedRequest, request.body);
    return answer(reply, isFault(read) ? read : api.played(read));
  });
}
