/**
 * Tells devices of the office's network where the hub is, when they ask for it by multicast DNS: after the hub has moved to another address, nobody has
 * to touch them. It says nothing that the network sheet does not; devices believe the hub's certificate and not this.
 */
import { hostname } from "node:os";
import { type HubPlace, hubService, recordsOf } from "#shared/identity/discovery.ts";
import type { Journal } from "../journal.ts";

interface Multicast {
  on(event: "query", run: (packet: { readonly questions: readonly { readonly name: string; readonly type: string }[] }) => void): void;
  on(event: "error" | "warning", run: (error: Error) => void): void;
  respond(answers: readonly object[]): void;
  destroy(): void;
}

export class Announcer {
  readonly #journal: Journal;
  readonly #place: () => HubPlace;
  #multicast: Multicast | undefined;

  /** `place`: as it is when somebody asks. */
  constructor(journal: Journal, place: () => HubPlace) {
    this.#journal = journal;
    this.#place = place;
  }

  /** `host`: the address that devices come in at; any address of a machine means all of its networks. A network without multicast is no fault. */
  async start(host: string): Promise<void> {
    const { default: multicastDns } = await import("multicast-dns");
    const isAny = host === "0.0.0.0" || host === "::";
    const multicast = multicastDns({ bind: "0.0.0.0", ...(isAny ? {} : { interface: host }) }) as unknown as Multicast;
    this.#multicast = multicast;
    multicast.on("query", ({ questions }) => {
      const isOurs = questions.some(({ name, type }) => name.toLowerCase() === hubService && (type === "PTR" || type === "ANY"));
      if (isOurs) multicast.respond(recordsOf(this.#place(), hostname()));
    });
    for (const event of ["error", "warning"] as const)
      multicast.on(event, (error) => this.#journal.warn("identity.announcer", { cause: error.message.slice(0, 200) }));
  }

  stop(): void {
    this.#multicast?.destroy();
    this.#multicast = undefined;
  }
}
