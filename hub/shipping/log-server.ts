/** The HTTP face of whoever keeps a copy of hubs' logs. It answers 200 only when the rows are on the disk. */
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from "fastify";
import * as v from "valibot";
import type { Moment } from "#shared/log/record.ts";
import { decompress } from "./compression.ts";
import {
  compareQuestion,
  type GivenRow,
  type LogAnswer,
  type LogPost,
  officeId,
  postBytesMax,
  rowsPerPostMax,
  type SnapshotPost,
  snapshotPost,
} from "./log-post.ts";
import type { ReadPost } from "./post-text.ts";

/** What is refused, and what to do about it. */
export interface Refused {
  readonly refused: string;
  readonly advice: string;
}

export interface LogReceiver {
  /** A post of an office as it came over the wire. */
  read(office: string, text: string): ReadPost;
  /** The answer once the rows are on the disk. Throws when they cannot be stored. */
  take(office: string, post: LogPost, now: Moment): LogAnswer | Refused;
  /** How far an epoch is here. */
  position(office: string, epoch: string): Pick<LogAnswer, "next" | "hash">;
  hashAfter(office: string, epoch: string, seq: number): string | null;
  rows(office: string, epoch: string, from: number, limit: number): GivenRow[];
  /** The highest generation that was heard. */
  generation(office: string): number;
  takeSnapshot?(office: string, snapshot: SnapshotPost): LogAnswer | Refused;
}

type OfOffice = { Params: { office: string }; Body: Buffer };

export function buildLogServer(receiver: LogReceiver, now: () => Moment): FastifyInstance {
  const server = Fastify({
    logger: false,
    bodyLimit: postBytesMax,
    forceCloseConnections: true,
    requestTimeout: 30_000,
    frameworkErrors: (error: FastifyError, _request: unknown, reply: FastifyReply) =>
      void reply.code(400).send(problem(error.message, "GET / lists what there is.")),
  });

  // Fastify's own reader refuses keys such as __proto__, and a row is never refused.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  server.setErrorHandler<FastifyError>((error, _request, reply) => {
    if ((error.statusCode ?? 500) >= 500) throw error;
    return reply.code(error.statusCode ?? 400).send(problem(error.message, "Send rows as JSON with content-type application/json."));
  });
  server.setNotFoundHandler((_request, reply) => reply.code(404).send(problem("there is nothing here", "GET / lists what there is.")));
  // Every address below names an office; one that cannot be an office's is nobody's.
  server.addHook("preHandler", async (request, reply) => {
    const { office } = (request.params ?? {}) as { office?: string };
    if (office !== undefined && !v.is(officeId, office))
      return reply.code(404).send(problem("no such office", "Use the office's id from its configuration."));
  });

  server.post<OfOffice>("/v1/log/:office", async ({ params: { office }, body, headers }, reply) => {
    const text = await bodyText(body, headers["content-encoding"]);
    if (text === undefined) return reply.code(415).send(problem("a body that cannot be decompressed", "Send JSON, plain or as brotli."));
    const read = receiver.read(office, text);
    if (read.kind === "unreadable") return reply.code(400).send(disagree(read.why));
    if (read.kind === "post") return stored(reply, () => receiver.take(office, read.post, now()));
    const { epoch } = read.envelope;
    return { epoch, ...receiver.position(office, epoch), ask: true, whole: true } satisfies LogAnswer;
  });
  server.post<OfOffice>("/v1/log/:office/snapshot", async ({ params: { office }, body, headers }, reply) => {
    const snapshot = v.safeParse(snapshotPost, jsonOf(await bodyText(body, headers["content-encoding"])));
    if (!snapshot.success) return reply.code(400).send(disagree(snapshot.issues[0].message));
    if (!receiver.takeSnapshot) return reply.code(404).send(problem("no snapshots are taken here", "Send rows."));
    return stored(reply, () => receiver.takeSnapshot?.(office, snapshot.output) ?? noSnapshots);
  });
  server.post<OfOffice>("/v1/log/:office/compare", async ({ params: { office }, body, headers }, reply) => {
    const asked = v.safeParse(compareQuestion, jsonOf(await bodyText(body, headers["content-encoding"])));
    if (!asked.success) return reply.code(400).send(disagree(asked.issues[0].message));
    const { epoch, seqs } = asked.output;
    return { hashes: seqs.map((seq) => receiver.hashAfter(office, epoch, seq)) };
  });
  server.get<{ Params: { office: string } }>("/v1/log/:office/rows", ({ params: { office }, query }, reply) => {
    const asked = v.safeParse(rowsAsked, query);
    if (!asked.success) return reply.code(400).send(problem("an epoch, from and limit are needed", "Ask ?epoch=NAME&from=1&limit=1000."));
    const { epoch, from, limit } = asked.output;
    const rows = receiver.rows(office, epoch, from, Math.min(limit, rowsPerPostMax));
    return { epoch, generation: receiver.generation(office), rows };
  });
  return server;
}

const whole = v.pipe(v.string(), v.regex(/^[1-9]\d{0,14}$/), v.transform(Number));
const rowsAsked = v.object({ epoch: v.pipe(v.string(), v.minLength(1), v.maxLength(120)), from: whole, limit: whole });
const noSnapshots: Refused = { refused: "no snapshots are taken here", advice: "Send rows." };

/** Undefined for an encoding that is not spoken here, or a body that is not in it. */
export async function bodyText(body: Buffer, encoding: string | undefined): Promise<string | undefined> {
  if (encoding === undefined || encoding === "identity") return body.toString("utf8");
  if (encoding !== "br") return undefined;
  try {
    return await decompress(body);
  } catch {
    return undefined;
  }
}

/** Undefined for what is no JSON: the schema then refuses it. */
export function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What was taken, or why it was not: 503 asks whoever sent it to come again. */
export function stored<T extends object>(reply: FastifyReply, take: () => T | Refused): unknown {
  try {
    const answer = take();
    return "refused" in answer ? reply.code(503).send(problem(answer.refused, answer.advice)) : answer;
  } catch (error) {
    if (!(error instanceof Error && error.name === "SqliteError")) throw error;
    return reply.code(503).send(problem(`it could not be stored (${error.message})`, "Look at the disk; the hub will send it again."));
  }
}

export function disagree(why: string): { readonly what: string; readonly advice: string } {
  return problem(why, "The two programs do not agree on the form.");
}

function problem(what: string, advice: string): { readonly what: string; readonly advice: string } {
  return { what, advice };
}
