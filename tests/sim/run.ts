/** Plays one seed and holds its history against every promise. */
import { hash } from "node:crypto";
import { check } from "../checkers/all.ts";
import type { Violation } from "../checkers/history.ts";
import type { Statement } from "./disk/sql.ts";
import { noPlant, type Plant } from "./plants/plant.ts";
import { plants } from "./plants.ts";
import type { Swarm } from "./swarm.ts";
import { World } from "./world.ts";

export interface Outcome {
  readonly seed: number;
  readonly violations: readonly Violation[];
  /** The same for the same seed and programs: made of everything that was seen and of the logs at the end. */
  readonly digest: string;
  readonly events: number;
  /** Rows of the hub's log. */
  readonly rows: number;
  readonly virtualMinutes: number;
  readonly swarm: Swarm;
  readonly transcript: readonly string[];
}

export class Simulation {
  readonly #plans = new Map<string, Statement[]>();
  readonly #plant: Plant;

  constructor(plant: Plant = noPlant) {
    this.#plant = plant;
  }

  async run(seed: number, keepsTranscript = false): Promise<Outcome> {
    const rejected: unknown[] = [];
    const reject = (why: unknown) => void rejected.push(why);
    process.on("unhandledRejection", reject);
    try {
      const played = await new World(seed, this.#plant, this.#plans, keepsTranscript).play();
      // Promises that were rejected and that nobody heard are told after the turn.
      await new Promise((resolve) => setImmediate(resolve));
      const crashes = [...played.crashes, ...rejected.map((why) => (why instanceof Error ? (why.stack ?? why.message) : String(why)))];
      const { history, transcript, events, swarm } = played;
      const seen = JSON.stringify([
        history.observations,
        history.hub.rows.at(-1)?.hash,
        history.central?.rows.at(-1)?.hash,
        history.hubStateText,
      ]);
      return {
        seed,
        violations: [...check(history), ...crashes.map((what) => ({ promise: "a program crashed", what }))],
        digest: hash("sha256", seen, "base64url").slice(0, 16),
        events,
        rows: history.hub.rows.length,
        virtualMinutes: played.virtualMs / 60_000,
        swarm,
        transcript,
      };
    } finally {
      process.off("unhandledRejection", reject);
    }
  }
}

export function plantNamed(name: string | undefined): Plant | undefined {
  return name === undefined ? noPlant : plants.find((each) => each.name === name);
}
