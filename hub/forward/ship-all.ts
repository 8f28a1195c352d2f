/** For tests and the bench: ships a whole log over HTTP, as a hub does, and tells when the receiver has it to its end. */
import type { EventLog } from "#shared/log/event-log.ts";
import { sha256 } from "../storage.ts";
import { CentralPoster } from "./central-poster.ts";
import { CentralShipper } from "./central-shipper.ts";

export interface Shipped {
  readonly posts: number;
  readonly rows: number;
  readonly ms: number;
}

/** `url`: central's, or that of a proxy before it. Rejects when the receiver could not be reached once. */
export async function shipAll(log: EventLog, url: string, office: string, generation = 1): Promise<Shipped> {
  const poster = new CentralPoster(url, office);
  const began = performance.now();
  const from = log.cursor("central");
  let posts = 0;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const shipper: CentralShipper = new CentralShipper(log, {
    post: async (text) => {
      posts += 1;
      const outcome = await poster.post(text);
      setImmediate(() => shipper.behind === 0 && resolve());
      return outcome;
    },
    compare: poster.compare.bind(poster),
    superseded: () => reject(new Error("hub-superseded")),
    now: () => ({ at: Date.now(), boot: "ship-all", mono: Math.round(performance.now()) }),
    monoMs: () => performance.now(),
    generation: () => generation,
    digest: sha256,
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    random01: () => 0,
    faults: { raise: (_about, { fault }) => reject(new Error(fault)), clear: () => {} },
  });
  shipper.onCommitted();
  await promise.finally(() => shipper.stop());
  return { posts, rows: log.last - from, ms: performance.now() - began };
}
