/** The citizens of a day: each takes a ticket when the plan says, and knows what for and for how long. */
import { isFault } from "#shared/faults/fault.ts";
import type { KioskLive } from "#shared/wire/kiosk-page.ts";
import { takeTicket } from "../wire/kiosk.ts";
import type { Live } from "../wire/live.ts";
import type { BusinessClock } from "./business-clock.ts";
import type { Arrival } from "./plan.ts";

export interface WaitingRoomPorts {
  readonly kiosk: string;
  readonly live: Live<KioskLive>;
  readonly clock: BusinessClock;
  readonly wait: (ms: number) => Promise<void>;
  readonly key: () => string;
}

/** So many citizens stand at the kiosk at the most, till their paper is out; the kiosk tells of so many at least. */
const pressingMax = 4;
/** Real time. A printer that is out of paper or off keeps nobody at the kiosk. */
const paperDeadlineMs = 3_000;

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
    else {
      this.#byVisit.set(ticket.visit, arrival);
      await this.#paperOf(ticket.visit);
    }
  }

  /** Waits until the kiosk says how the print ended, or tells of later tickets only. */
  async #paperOf(visit: string): Promise<void> {
    let seen = false;
    await this.#ports.live.found(paperDeadlineMs, ({ tickets }) => {
      const mine = tickets.find((each) => each.visit === visit);
      if (!mine) return seen;
      seen = true;
      return mine.printed !== "pending";
    });
  }
}
