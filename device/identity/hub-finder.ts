/**
 * Where else the hub may be, by multicast DNS, when it is not at the address on the card. Whoever answers is only a place to try: the connection there is judged
 * by the hub's certificate as everywhere, and nothing is sent to one that is not the hub.
 */
import { foundMax, hubService, placeIn, type ResourceRecord } from "#shared/identity/discovery.ts";

export interface FoundHub {
  readonly host: string;
  readonly mqttsPort: number | null;
  readonly enrolPort: number;
}

export interface HubFinderPorts {
  readonly office: string;
  /** The address on the card: a hub of this very machine is looked for on this machine alone. */
  readonly near: string;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly logger: { info(facts: object, what: string): void; warn(facts: object, what: string): void };
}

interface Multicast {
  on(event: "ready", run: () => void): void;
  on(
    event: "response",
    run: (
      packet: { readonly answers: ResourceRecord[]; readonly additionals: ResourceRecord[] },
      from: { readonly address: string },
    ) => void,
  ): void;
  on(event: "error" | "warning", run: (error: Error) => void): void;
  query(name: string, type: string): void;
  destroy(): void;
}

/** So long answers are waited for. */
const listenMs = 3_000;
/** Asked again no sooner: an office's devices that lost their hub shall not fill its network. */
const restMs = 15_000;

export class HubFinder {
  readonly #ports: HubFinderPorts;
  #found: readonly FoundHub[] = [];
  #isLooking = false;

  constructor(ports: HubFinderPorts) {
    this.#ports = ports;
  }

  /** What was found the last time, at most four. */
  get found(): readonly FoundHub[] {
    return this.#found;
  }

  /** Asks the network; answers come by themselves. Nothing while it was asked a moment ago. */
  async look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const { after, near, office, logger } = this.#ports;
    after(restMs, () => {
      this.#isLooking = false;
    });
    const { default: multicastDns } = await import("multicast-dns");
    const isHere = /^(?:127\.|localhost$)/.test(near);
    const multicast = multicastDns({ bind: "0.0.0.0", ...(isHere ? { interface: "127.0.0.1" } : {}) }) as unknown as Multicast;
    const heard: FoundHub[] = [];
    for (const event of ["error", "warning"] as const)
      multicast.on(event, (error) => logger.warn({ cause: error.message.slice(0, 200) }, "identity.hub-finder"));
    multicast.on("response", ({ answers, additionals }, { address: host }) => {
      const place = placeIn([...answers, ...additionals], office);
      const isKnown = heard.some((each) => each.host === host && each.enrolPort === place?.enrolPort);
      if (!place || isKnown || heard.length >= foundMax) return;
      heard.push({ host, mqttsPort: place.mqttsPort, enrolPort: place.enrolPort });
      this.#found = [...heard];
      logger.info({ host, enrolPort: place.enrolPort }, "identity.hub-found");
    });
    multicast.on("ready", () => multicast.query(hubService, "PTR"));
    after(listenMs, () => multicast.destroy());
  }
}
