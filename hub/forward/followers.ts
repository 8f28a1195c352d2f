/** Builds what follows the hub's log, as the hub's file asks: reports to a collector, copies to central. Both may be absent. */
import { createHash } from "node:crypto";
import { fault } from "#shared/faults/fault.ts";
import type { EventLog, SqlDatabase } from "#shared/log/event-log.ts";
import type { Moment } from "#shared/log/record.ts";
import type { Follower } from "../extension.ts";
import { CentralPoster } from "./central-poster.ts";
import { CentralShipper } from "./central-shipper.ts";
import { type FaultPort, Forwarder, mayReport } from "./forwarder.ts";
import { MoveOutbox } from "./move-outbox.ts";
import { CollectorSender } from "./sender.ts";

export interface FollowersOptions {
  readonly log: EventLog;
  readonly database: SqlDatabase;
  readonly office: string;
  readonly collector: string | null;
  readonly central: string | null;
  /** How many times faster than real time the hub's clock runs. */
  readonly speed: number;
  readonly now: () => Moment;
  readonly generation: () => number;
  readonly faults: FaultPort;
}

export function createFollowers(options: FollowersOptions): Follower[] {
  const { log, database, office, collector, central, speed, now, generation, faults } = options;
  const real = { after: afterReal, random01: Math.random };
  const followers: Follower[] = [];
  if (collector !== null && !mayReport(collector, speed)) faults.raise("collector/simulated", fault("analytics-simulated"));
  else if (collector !== null) {
    const sender = new CollectorSender({ collectorUrl: collector });
    const ports = { ...real, send: sender.send.bind(sender), now, speed, faults };
    followers.push(new Forwarder(new MoveOutbox(log, database, sha1), ports));
  }
  if (central !== null) {
    const poster = new CentralPoster(central, office);
    const ports = { ...real, post: poster.post.bind(poster), now, monoMs: () => performance.now(), generation, faults };
    followers.push(new CentralShipper(log, ports));
  }
  return followers;
}

const sha1 = (bytes: Uint8Array): Uint8Array => createHash("sha1").update(bytes).digest();

/** Real time: back-off and deadlines do not run faster in an office that does. */
function afterReal(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
