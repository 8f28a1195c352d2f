/** Many seeds over all cores: each worker takes the next few as soon as it is done with its own. */
import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import type { Violation } from "../checkers/history.ts";
import { plantNamed, Simulation } from "./run.ts";

export interface Told {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly digest: string;
  readonly rows: number;
  readonly virtualMinutes: number;
}

export interface Order {
  readonly from: number;
  readonly seeds: number;
  readonly plant: string | undefined;
  readonly workers?: number;
  /** Enough when so many have failed. */
  readonly failuresMax: number;
  readonly each: (told: Told) => void;
}

const handful = 10;

export async function runSeeds(order: Order): Promise<void> {
  let next = order.from;
  let failures = 0;
  const end = order.from + order.seeds;
  const workers = Math.max(1, Math.min(order.workers ?? availableParallelism(), Math.ceil(order.seeds / handful)));
  const take = () => {
    const from = next;
    next = failures >= order.failuresMax ? end : Math.min(end, next + handful);
    return { from, to: failures >= order.failuresMax ? from : next };
  };
  await Promise.all(
    Array.from({ length: workers }, async () => {
      const worker = new Worker(new URL("./crew.ts", import.meta.url), { workerData: { plant: order.plant } });
      await new Promise<void>((resolve, reject) => {
        const give = () => {
          const { from, to } = take();
          if (from < to) worker.postMessage({ from, to });
          else void worker.terminate().then(() => resolve());
        };
        worker.on("message", (message: Told | "done") => {
          if (message === "done") return give();
          if (message.violations.length > 0) failures += 1;
          order.each(message);
        });
        worker.on("error", reject);
        give();
      });
    }),
  );
}

function work(port: NonNullable<typeof parentPort>, plant: string | undefined): void {
  const simulation = new Simulation(plantNamed(plant));
  port.on("message", async ({ from, to }: { from: number; to: number }) => {
    for (let seed = from; seed < to; seed += 1) {
      const { violations, digest, rows, virtualMinutes } = await simulation.run(seed);
      port.postMessage({ seed, violations, digest, rows, virtualMinutes } satisfies Told);
    }
    port.postMessage("done");
  });
}

if (!isMainThread && parentPort) work(parentPort, (workerData as { plant?: string }).plant);
