/** The twin's HTTP, for this machine only: what the sign shows, and its cable. */
import type { FastifyInstance } from "fastify";
import * as v from "valibot";
import { buildControlServer, inWords, problem } from "../control-server.ts";

export interface SignControlPorts {
  /** What it shows by its protocol, and whether its cable is plugged in: a sign goes on showing what it was told last without one. */
  readonly state: () => object & { readonly plugged: boolean };
  readonly plug: (plugged: boolean) => Promise<void>;
}

const switchesBody = v.strictObject({ plugged: v.boolean("must be true or false") });

export function buildSignControl({ state, plug }: SignControlPorts): FastifyInstance {
  const http = buildControlServer('{"plugged": false}');

  http.get("/", () => ({ what: "A virtual sign.", look: ["/state", "/switches (POST)"] }));
  http.get("/state", state);
  http.post("/switches", async (request, reply) => {
    const body = v.safeParse(switchesBody, request.body);
    if (!body.success) return problem(reply, 400, body.issues.map(inWords).join("; "), 'Send for example {"plugged": false}.');
    try {
      await plug(body.output.plugged);
    } catch (error) {
      return problem(
        reply,
        409,
        `the cable cannot be plugged in: ${error instanceof Error ? error.message : String(error)}`,
        "Look at its path.",
      );
    }
    return state();
  });
  return http;
}
