/** The twin's HTTP, for this machine only: what its lamps do, its buttons, its cable, and whether it stands still. */
import type { FastifyInstance } from "fastify";
import * as v from "valibot";
import { buildControlServer, inWords, problem } from "../control-server.ts";

/** The display of the number that is called. */
export interface SeenNumber {
  readonly lit: "off" | "on" | "blinks";
  /** What it shows, or showed last while it was lit: as a person reads it, and each digit's segments from the left, `a` to `g`, `p` its point. */
  readonly text: string;
  readonly segments: readonly string[];
}

export interface PanelState {
  readonly plugged: boolean;
  readonly frozen: boolean;
  readonly lamps: Readonly<Record<string, "off" | "on" | "blinks">>;
  readonly number: SeenNumber;
}

export interface PanelControlPorts {
  readonly state: () => PanelState;
  /** A finger on the button of this pin for a moment. */
  readonly press: (pin: string) => void;
  readonly plug: (plugged: boolean) => Promise<void>;
  readonly freeze: (frozen: boolean) => void;
}

const pressBody = v.strictObject({ pin: v.pipe(v.string(), v.regex(/^(?:[2-9]|1[0-3]|A[0-5])$/, "must be 2 to 13 or A0 to A5")) });
const switchesBody = v.strictObject({
  plugged: v.optional(v.boolean("must be true or false")),
  frozen: v.optional(v.boolean("must be true or false")),
});

export function buildPanelControl({ state, press, plug, freeze }: PanelControlPorts): FastifyInstance {
  const http = buildControlServer('{"frozen": true}');

  http.get("/", () => ({ what: "A virtual panel of buttons.", look: ["/state", "/press (POST)", "/switches (POST)"] }));
  http.get("/state", state);
  http.post("/press", (request, reply) => {
    const body = v.safeParse(pressBody, request.body);
    if (!body.success) return problem(reply, 400, body.issues.map(inWords).join("; "), 'Send for example {"pin": "2"}.');
    press(body.output.pin);
    return state();
  });
  http.post("/switches", async (request, reply) => {
    const body = v.safeParse(switchesBody, request.body);
    if (!body.success) return problem(reply, 400, body.issues.map(inWords).join("; "), 'Send for example {"frozen": true}.');
    const { plugged, frozen } = body.output;
    if (frozen !== undefined) freeze(frozen);
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
