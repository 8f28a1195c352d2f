/** A running follower: a replica behind HTTP, on the folder that the hub would have if this were one. */
import { randomUUID } from "node:crypto";
import { fault } from "#shared/faults/fault.ts";
import { AnchoredClock, type TimeSource } from "#shared/time/clock.ts";
import type { HubFile, ReadyLine } from "#shared/wire/process.ts";
import { storageKind } from "../copy-mark.ts";
import { HandoverKeeper, type Held } from "../handover/keeper.ts";
import { sealedBytesMax } from "../handover/sealed.ts";
import { isLoopback } from "../http/guard.ts";
import type { Journal } from "../journal.ts";
import { Refusal, systemCode } from "../refusal.ts";
import { buildLogServer } from "../shipping/log-server.ts";
import { openStorage, sha256 } from "../storage.ts";
import { Replica } from "./replica.ts";

export interface Follower {
  readonly ready: ReadyLine;
  stop(): Promise<void>;
}

/** Throws a `Refusal`; nothing is left open then. */
export async function startFollower(file: HubFile, time: TimeSource, journal: Journal): Promise<Follower> {
  if (!isLoopback(file.host)) throw new Refusal(fault("address-not-loopback", { address: file.host }));
  const storage = openStorage(file.data);
  try {
    const replica = new Replica(storage.database, sha256, file.office);
    if (replica.log && storageKind(replica.log) !== "follower") {
      const what = "this folder is the one of a hub or a backup; a follower needs an empty folder of its own";
      throw new Refusal(fault("bad-configuration", { path: "data", what }));
    }
    const clock = new AnchoredClock(time, randomUUID());
    const server = buildLogServer(replica, () => clock.now());
    const keeper = await HandoverKeeper.open(file.data, file.office);
    takeHandovers(server, keeper);
    server.get("/counts", () => ({ ...countsOf(replica), handover: tellHeld(keeper) }));
    server.get("/", () => ({ what: `A follower of the hub of ${file.office}.`, look: ["/counts"] }));
    await listen(server, file);
    const address = server.server.address();
    const httpPort = typeof address === "object" && address !== null ? address.port : file.httpPort;
    journal.info("follower.started", { httpPort, ...countsOf(replica) });
    const stop = async () => {
      await server.close();
      replica.snapshot();
      storage.close();
      journal.info("follower.stopped");
    };
    return { ready: { ready: "follower", id: file.office, httpPort }, stop };
  } catch (error) {
    storage.close();
    throw error;
  }
}

function countsOf(replica: Replica): Readonly<Record<string, number | string>> {
  const { log } = replica;
  if (!log) return {};
  return { epoch: log.identity.epoch, next: log.last + 1, hash: log.lastHash, generation: replica.generation(), tickets: replica.tickets };
}

/** What a hub hands over beside its log; sealed, so that this machine alone can open it. */
function takeHandovers(server: ReturnType<typeof buildLogServer>, keeper: HandoverKeeper | undefined): void {
  server.addContentTypeParser("application/octet-stream", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  server.post<{ Body: Buffer }>("/v1/handover/:office", { bodyLimit: sealedBytesMax }, async ({ body }, reply) => {
    if (!keeper)
      return reply
        .code(403)
        .send({ what: "nobody has permitted it on this follower", advice: "Run --handover-key there, and start it again." });
    const answer = await keeper.take(body);
    return "kept" in answer ? tellHeld(keeper) : reply.code(409).send({ what: answer.refused, advice: answer.advice });
  });
}

function tellHeld(keeper: HandoverKeeper | undefined): "not-permitted" | "not-received" | Pick<Held, "generation" | "number" | "at"> {
  if (!keeper?.held) return keeper ? "not-received" : "not-permitted";
  const { generation, number, at } = keeper.held;
  return { generation, number, at };
}

async function listen(server: ReturnType<typeof buildLogServer>, { host, httpPort }: HubFile): Promise<void> {
  try {
    await server.listen({ host, port: httpPort });
  } catch (error) {
    await server.close();
    if (systemCode(error) === "EADDRINUSE") throw new Refusal(fault("port-taken", { port: httpPort }), error);
    throw error;
  }
}
