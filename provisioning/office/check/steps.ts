/** A check told step by step: what was done, how long it took, and at the first thing that is wrong, what it is. */

export interface StepPorts {
  readonly mono: () => number;
  readonly say: (line: string) => void;
}

export class Steps {
  readonly #ports: StepPorts;
  readonly #started: number;
  #count = 0;

  constructor(ports: StepPorts) {
    this.#ports = ports;
    this.#started = ports.mono();
  }

  get totalMs(): number {
    return Math.round(this.#ports.mono() - this.#started);
  }

  /** Does a step and says so. `work` may add to what is said; what it throws ends the check. */
  async do<T>(what: string, work: (note: (text: string) => void) => Promise<T>): Promise<T> {
    this.#count += 1;
    const before = this.#ports.mono();
    let noted = "";
    const tell = (mark: string) => {
      const ms = `${Math.round(this.#ports.mono() - before)} ms`.padStart(9);
      this.#ports.say(`${mark}  ${String(this.#count).padStart(2)}  ${ms}  ${what}${noted}`);
    };
    try {
      const done = await work((text) => {
        noted = `: ${text}`;
      });
      tell("ok    ");
      return done;
    } catch (error) {
      tell("FAILED");
      throw error;
    }
  }
}

/** Ends the step when something is not as it must be. */
export function must(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}
