/** What was seen, with the time at which it was seen, as it goes along. */
import type { Observation } from "../checkers/history.ts";

type Seen = Observation extends infer Each ? (Each extends Observation ? Omit<Each, "at"> : never) : never;

export class Record {
  readonly observations: Observation[] = [];

  see(what: Seen): void {
    this.observations.push({ at: Date.now(), ...what } as Observation);
  }
}
