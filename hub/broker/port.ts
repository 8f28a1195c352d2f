/** The broker as the hub sees it, embedded or external: topics and bytes, nothing about what they mean. */
import type { Fault } from "#shared/faults/fault.ts";
import { readTopic } from "#shared/wire/topics.ts";

export interface Publication {
  readonly topic: string;
  readonly payload: string;
  readonly qos: 0 | 1;
  readonly retain: boolean;
}

export interface BrokerPort {
  /** Where an embedded one listens; null for an external one. */
  readonly port: number | null;
  /** Embedded: listens, or throws a `Refusal`. External: begins to connect, and goes on trying for ever. */
  start(): Promise<void>;
  /** Dropped while an external broker is away: what is retained is published again, the rest is asked for again. */
  publish(publication: Publication): void;
  /** Publishes a last word, then closes every connection. */
  stop(farewell: Publication): Promise<void>;
}

/** What the broker tells the hub. None of these may throw. */
export interface BrokerUser {
  /** `isRetained`: the broker had kept it from before the hub subscribed. */
  message(topic: string, payload: Uint8Array, isRetained?: boolean): void;
  /** Subscribed, at the start and after every reconnection: everything retained is to be published now. */
  connected(): void;
  raise(about: string, fault: Fault): void;
  clear(about: string): void;
  /** A client tried what the wire table does not allow, or came under a name that is not its certificate's. */
  refused(client: string, tried: "connect" | "publish" | "subscribe", topic: string): void;
}

/** How long a last word may take. */
export const farewellMs = 500;

/** The hub's own heartbeat has the shape of a device's state, so the hub's subscription brings it back. */
export function isOwnEcho(topic: string): boolean {
  return readTopic(topic)?.entry === "hubState";
}
