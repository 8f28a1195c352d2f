/** Builds what follows the hub's log, as the hub's file asks: reports to a collector, copies to central. Both may be absent. */
import { createHash } from "node:crypto";
import { fault } from "#shared/faults/fault.ts";
import type { EventLog, SqlDatabase } from "#shared/log/event-log.ts";
import type { LogRow, Moment } from "#shared/log/record.ts";
import type { Follower, HubInside } from "../extension.ts";
import { sha256 } from "../storage.ts";
import { CentralPoster } from "./central-poster.ts";
import { CentralShipper, type PostOutcome, toFollower } from "./central-shipper.ts";
import { CitizenPusher } from "./citizen-pusher.ts";
import { type FaultPort, Forwarder, mayReport } from "./forwarder.ts";
import { MoveOutbox } from "./move-outbox.ts";
import { CollectorSender } from "./sender.ts";
import { snapshotText } from "./snapshot-text.ts";

export interface FollowersOptions {
  readonly log: EventLog;
  readonly database: SqlDatabase;
  readonly office: string;
  readonly collector: string | null;
  readonly central: string | null;
  /** Addresses of follower hubs. */
  readonly standbys: readonly string[];
  /** How many times faster than real time the hub's clock runs. */
  readonly speed: number;
  readonly now: () => Moment;
  readonly generation: () => number;
  /** Somebody has heard of a hub of a higher generation. */
  /** Rows from a seq on, also those that were archived. */
  readonly readAll: (from: number) => Iterable<LogRow>;
  readonly superseded: HubInside["heardGeneration"];
  readonly state: HubInside["state"];
  readonly ask: HubInside["ask"];
  readonly faults: FaultPort;
}

export function createFollowers(options: FollowersOptions): Follower[] {
  const { log, database, office, collector, central, standbys, speed, now, generation, superseded, faults } = options;
  const real = { after: afterReal, random01: Math.random };
  const shipping = { ...real, now, monoMs: () => performance.now(), generation, superseded, digest: sha256, faults };
  const followers: Follower[] = [];
  if (collector !== null && !mayReport(collector, speed)) faults.raise("collector/simulated", fault("analytics-simulated"));
  else if (collector !== null) {
    const sender = new CollectorSender({ collectorUrl: collector });
    const ports = { ...real, send: sender.send.bind(sender), now, speed, faults };
    followers.push(new Forwarder(new MoveOutbox(log, database, sha1, options.readAll), ports));
  }
  const poster = central === null ? null : new CentralPoster(central, office);
  const { state, ask } = options;
  const pages = { ...real, state, ask, at: () => now().at, digest: sha256, superseded, faults };
  followers.push(new CitizenPusher({ ...pages, post: poster?.postCitizens.bind(poster) ?? null }));
  if (poster) {
    followers.push(new CentralShipper(log, { ...shipping, post: poster.post.bind(poster), compare: poster.compare.bind(poster) }));
  }
  for (const address of standbys) {
    const poster = new CentralPoster(address, office);
    const postSnapshot = async (): Promise<PostOutcome> => {
      const text = snapshotText(log, database, generation());
      return text === undefined ? { kind: "failed", cause: "no snapshot yet" } : poster.postSnapshot(text);
    };
    const ways = { post: poster.post.bind(poster), compare: poster.compare.bind(poster), postSnapshot };
    followers.push(new CentralShipper(log, { ...shipping, ...ways }, toFollower(address)));
  }
  return followers;
}

const sha1 = (bytes: Uint8Array): Uint8Array => createHash("sha1").update(bytes).digest();

/** Real time: back-off and deadlines do not run faster in an office that does. */
function afterReal(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
