/** A running follower: a replica behind HTTP, on the folder that the hub would have if this were one. */
import { randomUUID } from "node:crypto";
import { fault } from "#shared/faults/fault.ts";
import { AnchoredClock, type TimeSource } from "#shared/time/clock.ts";
import type { HubFile, ReadyLine } from "#shared/wire/process.ts";
import { storageKind } from "../copy-mark.ts";
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
    server.get("/counts", () => countsOf(replica));
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

async function listen(server: ReturnType<typeof buildLogServer>, { host, httpPort }: HubFile): Promise<void> {
  try {
    await server.listen({ host, port: httpPort });
  } catch (error) {
    await server.close();
    if (systemCode(error) === "EADDRINUSE") throw new Refusal(fault("port-taken", { port: httpPort }), error);
    throw error;
  }
}
