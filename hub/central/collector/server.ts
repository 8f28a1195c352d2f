/**
 * The collector's HTTP face: what trackers send to, what Snowplow Micro answers, and a switch for failing on purpose.
 * It answers 200 only when the rows are on the disk.
 */
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { type FaultMode, faultModes, hangMs, isFaultMode } from "./faults.ts";
import type { SchemaRegistry } from "./schemas/registry.ts";
import type { CollectorStore, Page, StoredGood } from "./store.ts";
import { type BadRow, type GoodRow, rowOfQuery, rowsOfPost } from "./validate.ts";

export interface CollectorPorts {
  readonly store: CollectorStore;
  readonly registry: SchemaRegistry;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  /** The largest body taken, in bytes. A stock collector takes 1 MiB. */
  readonly bodyBytesMax: number;
}

/** What a stock collector takes. */
export const stockBodyBytesMax = 1024 * 1024;
const pageMax = 1_000;

export function buildCollector(ports: CollectorPorts): FastifyInstance {
  const { store, registry } = ports;
  let mode: FaultMode = "none";
  const server = Fastify({
    logger: false,
    bodyLimit: ports.bodyBytesMax,
    forceCloseConnections: true,
    requestTimeout: 30_000,
    frameworkErrors: (error: FastifyError, _request: unknown, reply: FastifyReply) =>
      void reply.code(400).send(problem(error.message, "GET / lists what there is.")),
  });

  // Every body is read as text, so that one that is no JSON can be kept as a bad row.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));

  server.addHook("onRequest", async (request, reply) => {
    const encoding = request.headers["content-encoding"];
    if (encoding !== undefined && encoding !== "identity")
      await reply
        .code(415)
        .send(problem(`content-encoding ${encoding}`, "Send the body as it is: a stock collector reads no compressed bodies."));
  });

  server.setErrorHandler<FastifyError>((error, _request, reply) => {
    if ((error.statusCode ?? 500) >= 500) throw error;
    return reply.code(error.statusCode ?? 400).send(problem(error.message, "GET / lists what this collector answers."));
  });
  server.setNotFoundHandler((_request, reply) => reply.code(404).send(problem("there is nothing here", "GET / lists what there is.")));

  const receive = async (request: FastifyRequest, reply: FastifyReply, rowsOf: () => readonly (GoodRow | BadRow)[]) => {
    if (mode === "refuse-503") return reply.code(503).send(problem("told to fail", "POST /faults with mode none."));
    if (mode === "refuse-413") return reply.code(413).send(problem("told to find bodies too large", "POST /faults with mode none."));
    if (store.full) return reply.code(503).send(problem("the collector is full", "POST /micro/reset, or start it with another --data."));
    const modeAtReceipt = mode;
    store.keep(rowsOf(), ports.now());
    if (modeAtReceipt === "cut-after-accepting") {
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    }
    if (modeAtReceipt === "hang-6s") await ports.wait(hangMs);
    return reply.type("text/plain; charset=utf-8").send("ok");
  };

  server.post("/com.snowplowanalytics.snowplow/tp2", (request, reply) =>
    receive(request, reply, () => rowsOfPost(registry, request.headers["content-type"], textOf(request.body))),
  );
  server.get("/i", (request, reply) => receive(request, reply, () => [rowOfQuery(registry, request.query as Record<string, unknown>)]));

  const all = () => {
    const { good, bad, duplicates } = store.counts();
    return { total: good + bad + duplicates, good, bad, duplicates };
  };
  const reset = () => {
    store.reset();
    return all();
  };
  server.get("/micro/all", all);
  server.get("/micro/good", (request) => store.good(pageOf(request.query)).map(microGood));
  server.get("/micro/bad", (request) =>
    store.bad(pageOf(request.query)).map(({ seq, receivedAtMs, reasons, raw }) => ({ seq, receivedAtMs, errors: reasons, rawEvent: raw })),
  );
  server.get("/micro/reset", reset);
  server.post("/micro/reset", reset);
  server.get<{ Params: { vendor: string; name: string; version: string } }>(
    "/micro/iglu/:vendor/:name/jsonschema/:version",
    (request, reply) => {
      const { vendor, name, version } = request.params;
      return registry.published(vendor, name, version) ?? reply.code(404).send(problem("no such schema", "GET / lists what is known."));
    },
  );

  server.get("/counts", () => {
    const { good, bad, duplicates } = store.counts();
    return { tickets: store.tickets(), events: good, bad, duplicates };
  });
  server.get("/faults", () => ({ mode, modes: faultModes }));
  server.post("/faults", (request, reply) => {
    const wanted = modeIn(textOf(request.body));
    if (wanted === undefined) return reply.code(400).send(problem("no such mode", `Send {"mode": one of ${faultModes.join(", ")}}.`));
    mode = wanted;
    return { mode, modes: faultModes };
  });
  server.get("/", () => ({
    what: "A collector for tests: it keeps and checks what Snowplow trackers send.",
    look: ["/counts", "/micro/all", "/micro/good", "/micro/bad", "/micro/reset", "/faults"],
    schemas: [...registry.addresses("event"), ...registry.addresses("context")].map((address) => address.replace("iglu:", "/micro/iglu/")),
  }));
  return server;
}

/** A good row in the words of Snowplow Micro. */
function microGood(row: StoredGood): Record<string, unknown> {
  const { parameters } = row;
  const unstructured = parsed(parameters.ue_pr, parameters.ue_px);
  const contexts = parsed(parameters.co, parameters.cx);
  return {
    seq: row.seq,
    eventType: "unstruct",
    schema: row.schema,
    contexts: (contexts?.data ?? []).map((context: { schema: string }) => context.schema),
    rawEvent: { parameters },
    event: {
      event_id: row.eid,
      app_id: parameters.aid,
      platform: parameters.p,
      name_tracker: parameters.tna,
      v_tracker: parameters.tv,
      dvce_created_tstamp: Number(parameters.dtm),
      dvce_sent_tstamp: parameters.stm === undefined ? null : Number(parameters.stm),
      collector_tstamp: row.receivedAtMs,
      unstruct_event: unstructured,
      contexts,
    },
  };
}

/** Only for rows found good: their JSON has been read once already. */
function parsed(plain: string | undefined, base64: string | undefined) {
  const json = plain ?? (base64 === undefined ? undefined : Buffer.from(base64, "base64url").toString("utf8"));
  return json === undefined ? null : JSON.parse(json);
}

function pageOf(query: unknown): Page {
  const { after, limit } = (query ?? {}) as Record<string, unknown>;
  return { after: wholeNumber(after, 0), limit: Math.min(wholeNumber(limit, 100), pageMax) };
}

function wholeNumber(value: unknown, otherwise: number): number {
  return typeof value === "string" && /^[0-9]{1,15}$/.test(value) ? Number(value) : otherwise;
}

function modeIn(body: string): FaultMode | undefined {
  try {
    const wanted: unknown = JSON.parse(body)?.mode;
    return isFaultMode(wanted) ? wanted : undefined;
  } catch {
    return undefined;
  }
}

function textOf(body: unknown): string {
  return typeof body === "string" ? body : "";
}

function problem(what: string, advice: string): { readonly what: string; readonly advice: string } {
  return { what, advice };
}
