/** The control page's HTTP: switches, state and tickets of the virtual printer, for this machine only. */
import type { ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import * as v from "valibot";
import { buildControlServer, inWords, problem } from "../control-server.ts";
import { allWell, type Status, type Switches } from "./status.ts";
import type { KeptTicket, TicketStore } from "./store.ts";

export interface PrinterState {
  readonly switches: Switches;
  readonly status: Status;
  /** A ticket is begun and not yet cut. */
  readonly printing: boolean;
  /** One hangs in the presenter; never without one. */
  readonly holdsTicket: boolean;
  /** How often a picture was written into its lasting memory. */
  readonly picturesStored: number;
  /** Printed so far; the newest ticket's number. */
  readonly tickets: number;
  readonly lengthPrintedMm: number;
}

export interface ControlPorts {
  readonly store: TicketStore;
  readonly state: () => PrinterState;
  /** Rejects when the printer cannot be turned on again. */
  readonly turn: (change: Partial<Switches>) => Promise<void>;
  /** The citizen takes the ticket out of the presenter. */
  readonly take: () => void;
}

export interface Control {
  readonly http: FastifyInstance;
  /** Tells all listeners of `/events`. */
  readonly tell: (event: "ticket" | "state", data: KeptTicket | PrinterState) => void;
}

const listenersMax = 32;
const unsentBytesMax = 1024 * 1024;
const switchNames = Object.keys(allWell);
const onOff = v.optional(v.boolean("must be true or false"));
const switchesBody = v.pipe(
  v.custom<object>((input) => typeof input === "object" && input !== null && !Array.isArray(input), "must be an object of switches"),
  v.strictObject(
    { paperLow: onOff, paperOut: onOff, coverOpen: onOff, cutterStuck: onOff, off: onOff, blocked: onOff, deaf: onOff },
    (issue) =>
      issue.expected === "never" ? `is no switch of this printer: it has ${switchNames.join(", ")}` : "must be an object of switches",
  ),
  v.check((body) => Object.keys(body).length > 0, `names no switch: send at least one of ${switchNames.join(", ")}`),
);

export function buildControl(ports: ControlPorts): Control {
  const { store, state } = ports;
  const listeners = new Set<ServerResponse>();
  const http = buildControlServer('{"paperOut": true}');

  http.get("/", () => ({
    what: "A virtual ESC/POS printer.",
    look: ["/state", "/switches (POST)", "/take (POST)", "/tickets?after=0", "/tickets/1.svg", "/tickets/1.bin", "/events"],
  }));
  http.get("/state", state);

  http.post("/switches", async (request, reply) => {
    const body = v.safeParse(switchesBody, request.body);
    if (!body.success) return problem(reply, 400, body.issues.map(inWords).join("; "), 'Send for example {"paperOut": true}.');
    try {
      await ports.turn(body.output as Partial<Switches>);
    } catch (error) {
      return problem(
        reply,
        409,
        `the printer cannot be turned on: ${error instanceof Error ? error.message : String(error)}`,
        "Free its port, then turn it on again.",
      );
    }
    return state();
  });

  http.post("/take", () => {
    ports.take();
    return state();
  });

  http.get<{ Querystring: Record<string, string | undefined> }>("/tickets", (request, reply) => {
    const after = request.query.after ?? "0";
    if (!/^\d{1,15}$/.test(after))
      return problem(reply, 400, `after is "${after}"`, "Give the number of the last ticket you know: ?after=0.");
    return store.after(Number(after));
  });
  http.get<{ Params: { name: string } }>("/tickets/:name", (request, reply) => {
    const [, digits, kind] = /^([1-9]\d{0,14})\.(svg|bin)$/.exec(request.params.name) ?? [];
    const content = kind === "svg" || kind === "bin" ? store.read(Number(digits), kind) : undefined;
    if (content === undefined) return problem(reply, 404, "there is no such ticket, or no longer", "GET /tickets lists those kept.");
    return reply
      .header("content-security-policy", "default-src 'none'; style-src 'none'")
      .header("x-content-type-options", "nosniff")
      .type(kind === "svg" ? "image/svg+xml" : "application/octet-stream")
      .send(content);
  });

  // A HEAD would take a listener's place and never be answered.
  http.get("/events", { exposeHeadRoute: false }, (_request, reply) => {
    if (listeners.size >= listenersMax) return problem(reply, 503, "too many listeners", "Close another page of this printer.");
    reply.hijack();
    const response = reply.raw;
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write(message("state", state()));
    listeners.add(response);
    response.on("close", () => listeners.delete(response));
    return reply;
  });

  return {
    http,
    tell: (event, data) => {
      for (const response of listeners) {
        if (response.writableLength > unsentBytesMax) response.destroy();
        else response.write(message(event, data));
      }
    },
  };
}

function message(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
