/** The twin's HTTP, for this machine only: what its lamps do, its buttons, its cable, and whether it stands still. */
import Fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import * as v from "valibot";

export interface PanelState {
  readonly plugged: boolean;
  readonly frozen: boolean;
  readonly lamps: Readonly<Record<string, "off" | "on" | "blinks">>;
}

export interface PanelControlPorts {
  readonly state: () => PanelState;
  /** A finger on the button of this pin for a moment. */
  readonly press: (pin: string) => void;
  readonly plug: (plugged: boolean) => Promise<void>;
  readonly freeze: (frozen: boolean) => void;
}

const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;
const pressBody = v.strictObject({ pin: v.pipe(v.string(), v.regex(/^(?:[2-9]|1[0-3]|A[0-5])$/, "must be 2 to 13 or A0 to A5")) });
const switchesBody = v.strictObject({
  plugged: v.optional(v.boolean("must be true or false")),
  frozen: v.optional(v.boolean("must be true or false")),
});

export function buildPanelControl({ state, press, plug, freeze }: PanelControlPorts): FastifyInstance {
  const http = Fastify({
    logger: false,
    bodyLimit: 4_096,
    forceCloseConnections: true,
    requestTimeout: 10_000,
    frameworkErrors: (error, _request, reply) => void problem(reply, 400, error.message, "GET / lists what there is."),
  });
  // A form or a script of another page can post plain text without asking; JSON it cannot.
  http.removeContentTypeParser("text/plain");
  http.addHook("onRequest", async (request, reply) => {
    if (!loopbackHost.test(request.headers.host ?? ""))
      await problem(reply, 403, "this page is for this machine only", "Open it as http://127.0.0.1 with its port.");
  });
  http.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) =>
    problem(reply, error.statusCode ?? 500, error.message, 'Send JSON such as {"frozen": true} with content-type application/json.'),
  );
  http.setNotFoundHandler((_request, reply) => problem(reply, 404, "there is nothing here", "GET / lists what there is."));

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

function inWords(issue: v.BaseIssue<unknown>): string {
  const place = v.getDotPath(issue);
  return place === null ? `the body ${issue.message}` : `${place} ${issue.message}`;
}

function problem(reply: FastifyReply, status: number, what: string, advice: string): FastifyReply {
  return reply.code(status).send({ what, advice });
}
