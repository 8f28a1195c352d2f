/** A broker on a machine of its own. When it dies it forgets everything: no session, no retained message, nothing it had acknowledged. */
import { type BrokerWeather, SimulatedBroker } from "./broker.ts";
import { Host, type Surroundings } from "./host.ts";
import type { Machine, RunningProgram } from "./machine.ts";
import { officeId } from "./office.ts";

export class BrokerHost extends Host {
  readonly #weather: BrokerWeather;
  readonly #seen: (topic: string, payload: string) => void;
  broker: SimulatedBroker | null = null;

  constructor(machine: Machine, world: Surroundings, weather: BrokerWeather, seen: (topic: string, payload: string) => void) {
    super(machine, world);
    this.#weather = weather;
    this.#seen = seen;
  }

  protected boot(program: RunningProgram): void {
    this.broker = new SimulatedBroker(program, officeId, this.#weather, this.#seen);
  }

  protected override died(): void {
    this.broker = null;
    super.died();
  }
}
