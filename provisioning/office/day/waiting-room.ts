/** The citizens of a day: each takes a ticket when the plan says, and knows what for and for how long. */
import { isFault } from "#shared/faults/fault.ts";
import { takeTicket } from "../wire/kiosk.ts";
import type { BusinessClock } from "./business-clock.ts";
import type { Arrival } from "./plan.ts";

export interface WaitingRoomPorts {
  readonly kiosk: string;
  readonly clock: BusinessClock;
  readonly wait: (ms: number) => Promise<void>;
  readonly key: () => string;
}

/** So many citizens press at once at the most; whoever comes then stands in line before the kiosk. */
const pressingMax = 16;

export class WaitingRoom {
  readonly #ports: WaitingRoomPorts;
  readonly #byVisit = new Map<string, Arrival>();
  readonly #refused: string[] = [];

  constructor(ports: WaitingRoomPorts) {
    this.#ports = ports;
  }

  get joined(): number {
    return this.#byVisit.size;
  }

  /** Codes of the faults for which somebody got no ticket. */
  get refused(): readonly string[] {
    return this.#refused;
  }

  /** What is known of a visit; undefined for one that a person made at the kiosk. */
  arrivalOf(visit: string): Arrival | undefined {
    return this.#byVisit.get(visit);
  }

  /** Lets everybody come in turn; resolves when the last has a ticket. */
  async open(arrivals: readonly Arrival[], midnight: number): Promise<void> {
    let place = 0;
    const comeAndPress = async () => {
      for (let arrival = arrivals[place]; arrival; arrival = arrivals[place]) {
        place += 1;
        await this.#ports.clock.reach(midnight + arrival.atMs);
        await this.#press(arrival);
      }
    };
    await Promise.all(Array.from({ length: pressingMax }, comeAndPress));
  }

  async #press(arrival: Arrival): Promise<void> {
    const { service, language, needs } = arrival;
    const ticket = await takeTicket(this.#ports.kiosk, { key: this.#ports.key(), service, language, needs }, this.#ports);
    if (isFault(ticket)) this.#refused.push(ticket.fault);
    else this.#byVisit.set(ticket.visit, arrival);
  }
}
