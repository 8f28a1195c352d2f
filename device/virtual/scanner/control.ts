/** The twin's HTTP, for this machine only: what is held under it, its cable, and whether its line speed is wrong. */
import type { FastifyInstance } from "fastify";
import * as v from "valibot";
import { buildControlServer, inWords, problem } from "../control-server.ts";

export interface ScannerState {
  readonly plugged: boolean;
  /** Set to another line speed: what it sends is noise. */
  readonly garbled: boolean;
}

export interface ScannerControlPorts {
  readonly state: () => ScannerState;
  /** A code under it. */
  readonly scan: (text: string) => void;
  readonly plug: (plugged: boolean) => Promise<void>;
  readonly garble: (garbled: boolean) => void;
}

const scanBody = v.strictObject({
  text: v.pipe(v.string(), v.regex(/^[\x20-\x7e]{1,320}$/, "must be 1 to 320 printable ASCII characters")),
});
const switchesBody = v.strictObject({
  plugged: v.optional(v.boolean("must be true or false")),
  garbled: v.optional(v.boolean("must be true or false")),
});

export function buildScannerControl({ state, scan, plug, garble }: ScannerControlPorts): FastifyInstance {
  const http = buildControlServer('{"text": "A12"}');

  http.get("/", () => ({ what: "A virtual scanner.", look: ["/state", "/scan (POST)", "/switches (POST)"] }));
  http.get("/state", state);
  http.post("/scan", (request, reply) => {
    const body = v.safeParse(scanBody, request.body);
    if (!body.success) return problem(reply, 400, body.issues.map(inWords).join("; "), 'Send for example {"text": "A12"}.');
    if (!state().plugged)
      return problem(reply, 409, "the scanner is not plugged in, so nothing is sent", 'Send {"plugged": true} to /switches.');
    scan(body.output.text);
    return state();
  });
  http.post("/switches", async (request, reply) => {
    const body = v.safeParse(switchesBody, request.body);
    if (!body.success) return problem(reply, 400, body.issues.map(inWords).join("; "), 'Send for example {"garbled": true}.');
    const { plugged, garbled } = body.output;
    if (garbled !== undefined) garble(garbled);
    try {
      if (plugged !== undefined) await plug(plugged);
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
