/** The front page of the virtual office over HTTP, on loopback: the built page, its live view, and the switches on it. */
import fastifyStatic from "@fastify/static";
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from "fastify";
import * as v from "valibot";
import {
  collectorSwitch,
  hubPlug,
  keypadWish,
  networkSwitches,
  panelWish,
  printerSwitches,
  scannerWish,
  signPlug,
} from "#shared/wire/front-page.ts";
import { pageHeaders } from "#shared/wire/page-policy.ts";
import type { FrontLiveView } from "./front-live.ts";
import { keypadPin } from "./keypad.ts";
import type { NetworkSwitches } from "./network.ts";
import type { PanelButton } from "./panel.ts";
import type { Panel } from "./wire/panel.ts";
import type { Printer } from "./wire/printer.ts";
import type { Scanner } from "./wire/scanner.ts";
import type { Sign } from "./wire/sign.ts";

export interface FrontPorts {
  /** The folder of built pages. */
  readonly pages: string;
  readonly live: FrontLiveView;
  readonly printer: Printer;
  readonly panel: Pick<Panel, "press" | "turn"> | null;
  readonly buttons: readonly PanelButton[];
  readonly scanner: Pick<Scanner, "scan" | "turn"> | null;
  readonly sign: Pick<Sign, "plug"> | null;
  readonly keypad: Pick<Panel, "press" | "turn"> | null;
  readonly plugHub: (plugged: boolean) => Promise<void>;
  readonly turnNetwork: (switches: NetworkSwitches) => void;
  readonly replaceCard: () => Promise<void>;
  readonly letCollectorAnswer: (answering: boolean) => Promise<boolean>;
}

const openFront = "Open the front page: the address without anything behind the port.";
/** Open pages of the front; each holds a stream. */
const streamsMax = 20;
const bodyBytesMax = 4_096;

export function buildFront(ports: FrontPorts): FastifyInstance {
  const { live, printer } = ports;
  const server = Fastify({
    logger: false,
    bodyLimit: bodyBytesMax,
    forceCloseConnections: true,
    requestTimeout: 30_000,
    // An address that cannot be read reaches neither hooks nor the error handler.
    frameworkErrors: (error: FastifyError, _request: unknown, reply: FastifyReply) =>
      void reply.code(400).send(problem(error.message, openFront)),
  });
  const streams = new Set<FastifyReply>();
  server.setErrorHandler<FastifyError>((error, _request, reply) => {
    if ((error.statusCode ?? 500) >= 500) throw error;
    return reply.code(error.statusCode ?? 400).send(problem(error.message, "Reload the page."));
  });
  server.setNotFoundHandler((_request, reply) => reply.code(404).send(problem("There is nothing at this address.", openFront)));

  server.addHook("onRequest", async (request, reply) => {
    const at = server.server.address();
    const port = typeof at === "object" && at !== null ? at.port : 0;
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
    const { host, origin } = request.headers;
    // A page of another site may reach this port through a name of its own: only our names are answered.
    const known = host !== undefined && hosts.includes(host) && (origin === undefined || hosts.some((each) => origin === `http://${each}`));
    if (!known) {
      await reply
        .code(403)
        .send(problem("This address is only for the virtual office's own pages.", `Open http://127.0.0.1:${port}/ on this machine.`));
      return;
    }
    reply.headers(pageHeaders([], Object.values(live.live.pages)));
    reply.header("cache-control", "no-store");
  });

  // A HEAD would take a page's place and never be answered.
  server.get("/api/front/live", { exposeHeadRoute: false }, (request, reply) => {
    if (streams.size >= streamsMax) return reply.code(503).send(problem("Too many pages of this office are open.", "Close some of them."));
    reply.hijack();
    streams.add(reply);
    reply.raw.writeHead(200, { ...headersOf(reply), "content-type": "text/event-stream" });
    const end = live.listen((now) => {
      // A page that does not read is let go: it asks again, and what it gets then is whole.
      if (reply.raw.writableLength > streamBytesMax) reply.raw.destroy();
      else reply.raw.write(`event: front\ndata: ${JSON.stringify(now)}\n\n`);
    });
    request.raw.once("close", () => {
      end();
      streams.delete(reply);
    });
    return reply;
  });

  server.get<{ Params: { file: string } }>("/api/front/papers/:file", async (request, reply) => {
    const n = /^(\d{1,9})\.svg$/.exec(request.params.file)?.[1];
    const picture = n === undefined ? null : await printer.picture(Number(n)).catch(() => null);
    if (picture === null) return reply.code(404).send(problem("There is no such paper, or the printer's program is away.", "Try again."));
    return reply.type("image/svg+xml").send(picture);
  });

  server.post("/api/front/printer", async (request, reply) => {
    const wanted = v.safeParse(printerSwitches, request.body);
    if (!wanted.success) return reply.code(400).send(refusal(wanted.issues));
    const changes = Object.fromEntries(Object.entries(wanted.output).filter(([, value]) => value !== undefined));
    if (!(await printer.turn(changes).catch(() => false)))
      return reply.code(503).send(problem("The printer's program did not answer.", "See its log in the folder logs."));
    await live.look();
    return live.live;
  });

  server.post("/api/front/panel", async (request, reply) => {
    const wanted = v.safeParse(panelWish, request.body);
    if (!wanted.success) return reply.code(400).send(refusal(wanted.issues));
    const wish = wanted.output;
    const pin = "press" in wish ? ports.buttons.find(({ service }) => service === wish.press)?.pin : null;
    if (!ports.panel || pin === undefined)
      return reply.code(404).send(problem("This office's kiosk has no such button.", "Reload the page."));
    const done = "press" in wish ? ports.panel.press(pin ?? "") : ports.panel.turn(wish);
    if (!(await done.catch(() => false)))
      return reply.code(503).send(problem("The panel's program did not answer.", "See its log in the folder logs."));
    await live.look();
    return live.live;
  });

  server.post("/api/front/scanner", async (request, reply) => {
    const wanted = v.safeParse(scannerWish, request.body);
    if (!wanted.success) return reply.code(400).send(refusal(wanted.issues));
    const wish = wanted.output;
    if (!ports.scanner) return reply.code(404).send(problem("This office's kiosk has no scanner.", "Reload the page."));
    const done = "scan" in wish ? ports.scanner.scan(wish.scan) : ports.scanner.turn(wish);
    if (!(await done.catch(() => false)))
      return reply.code(503).send(problem("The scanner is not plugged in, or its program did not answer.", "Plug it in, then try again."));
    await live.look();
    return live.live;
  });

  server.post("/api/front/sign", async (request, reply) => {
    const wanted = v.safeParse(signPlug, request.body);
    if (!wanted.success) return reply.code(400).send(refusal(wanted.issues));
    if (!ports.sign) return reply.code(404).send(problem("This office's board has no sign.", "Reload the page."));
    if (!(await ports.sign.plug(wanted.output.plugged).catch(() => false)))
      return reply.code(503).send(problem("The sign's program did not answer.", "See its log in the folder logs."));
    await live.look();
    return live.live;
  });

  server.post("/api/front/keypad", async (request, reply) => {
    const wanted = v.safeParse(keypadWish, request.body);
    if (!wanted.success) return reply.code(400).send(refusal(wanted.issues));
    const wish = wanted.output;
    if (!ports.keypad) return reply.code(404).send(problem("This office has no keypad.", "Reload the page."));
    const done = "press" in wish ? ports.keypad.press(keypadPin(wish.press)) : ports.keypad.turn(wish);
    if (!(await done.catch(() => false)))
      return reply.code(503).send(problem("The keypad's program did not answer.", "See its log in the folder logs."));
    await live.look();
    return live.live;
  });

  server.post("/api/front/hub", async (request, reply) => {
    const wanted = v.safeParse(hubPlug, request.body);
    if (!wanted.success) return reply.code(400).send(refusal(wanted.issues));
    try {
      await ports.plugHub(wanted.output.plugged);
    } catch {
      return reply.code(503).send(problem("The hub did not start.", "See its log in the folder logs, then plug it in again."));
    }
    await live.look();
    return live.live;
  });

  server.post("/api/front/network", async (request, reply) => {
    const wanted = v.safeParse(networkSwitches, request.body);
    if (!wanted.success) return reply.code(400).send(refusal(wanted.issues));
    ports.turnNetwork(wanted.output);
    live.tell();
    await live.look();
    return live.live;
  });

  server.post("/api/front/card", async (_request, reply) => {
    try {
      await ports.replaceCard();
    } catch {
      return reply.code(503).send(problem("The kiosk did not start with its new card.", "See its log in the folder logs."));
    }
    await live.look();
    return live.live;
  });

  server.post("/api/front/collector", async (request, reply) => {
    const wanted = v.safeParse(collectorSwitch, request.body);
    if (!wanted.success) return reply.code(400).send(refusal(wanted.issues));
    if (!(await ports.letCollectorAnswer(wanted.output.answering).catch(() => false)))
      return reply.code(503).send(problem("The collector's program did not answer.", "See its log in the folder logs."));
    await live.look();
    return live.live;
  });

  // The pages' files lie beside each other and share what is in assets, so the whole folder is served.
  void server.register(fastifyStatic, { root: ports.pages, cacheControl: false, redirect: true });
  server.get("/", (_request, reply) => reply.redirect("/front/"));
  return server;
}

const streamBytesMax = 1_000_000;

function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]));
}

function problem(what: string, advice: string): { readonly what: string; readonly advice: string } {
  return { what, advice };
}

function refusal(issues: readonly { readonly message: string }[]): { readonly what: string; readonly advice: string } {
  return problem(`The request cannot be read: ${issues[0]?.message ?? "unknown"}.`, "Reload the page.");
}
