/** The citizens of a day: each takes a ticket when the plan says, and knows what for and for how long. */
import { isFault } from "#shared/faults/fault.ts";
import type { KioskLive, TicketRequest } from "#shared/wire/kiosk-page.ts";
import { lookUp, takeTicket } from "../wire/kiosk.ts";
import type { Live } from "../wire/live.ts";
import type { Staff } from "../wire/staff.ts";
import type { BusinessClock } from "./business-clock.ts";
import type { Arrival, Course } from "./plan.ts";

export interface WaitingRoomPorts {
  readonly kiosk: string;
  readonly staff: Staff;
  readonly live: Live<KioskLive>;
  readonly clock: BusinessClock;
  readonly wait: (ms: number) => Promise<void>;
  readonly key: () => string;
}

/** So many citizens stand at the kiosk at the most, till their paper is out; the kiosk tells of so many at least. */
const pressingMax = 4;
/** Real time. A printer that is out of paper or off keeps nobody at the kiosk. */
const paperDeadlineMs = 3_000;
const readyDeadlineMs = 60_000;

export class WaitingRoom {
  readonly #ports: WaitingRoomPorts;
  readonly #byVisit = new Map<string, Arrival>();
  readonly #taken = new Set<string>();
  readonly #refused: string[] = [];
  readonly #found = new Map<string, number>();
  #expected = 0;

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

  /** What the kiosk said to those who came for an appointment, and how often. */
  get checkedIn(): string {
    return (
      [...this.#found]
        .map(([what, count]) => `${what} ${count}`)
        .sort()
        .join(", ") || "nobody"
    );
  }

  /** What is known of a visit; undefined for one that a person made at the kiosk. */
  arrivalOf(visit: string): Arrival | undefined {
    return this.#byVisit.get(visit);
  }

  /** What is still to happen to a visit, beside being called, served and finished. */
  courseLeft(visit: string): Course | undefined {
    return this.#taken.has(visit) ? undefined : this.#byVisit.get(visit)?.course;
  }

  /** It happens now. */
  takeCourse(visit: string): void {
    this.#taken.add(visit);
  }

  /** How many are out and will come back. */
  get expected(): number {
    return this.#expected;
  }

  /** Somebody who did not come when called comes back, and says so to an agent. */
  comesBackLate(visit: string, agent: number): void {
    const course = this.courseLeft(visit);
    this.takeCourse(visit);
    if (course?.kind !== "late") return;
    this.#expected += 1;
    const back = async () => {
      await this.#ports.clock.wait(course.backMs);
      const said = await this.#ports.staff.command("return-no-show", { agent, visit });
      if (said.kind === "refused") this.#refused.push(said.fault.fault);
    };
    void back().finally(() => {
      this.#expected -= 1;
    });
  }

  /** Lets everybody come in turn; resolves when the last has a ticket. */
  async open(arrivals: readonly Arrival[], midnight: number): Promise<void> {
    // On a slow machine the programs may be up later than planned: then the first people stand in front of it.
    await this.#ports.live.until("the kiosk to be ready", readyDeadlineMs, ({ state }) => state === "ready");
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
    const { service, language, needs, course } = arrival;
    const errands = course?.kind === "errand" && course.service !== service ? { errands: [course.service] } : {};
    const request = { key: this.#ports.key(), service, language, needs, ...errands, ...(await this.#appointment(arrival)) };
    const ticket = await takeTicket(this.#ports.kiosk, request, this.#ports);
    if (isFault(ticket)) this.#refused.push(ticket.fault);
    else {
      this.#byVisit.set(ticket.visit, arrival);
      await this.#paperOf(ticket.visit);
    }
  }

  async #appointment({ code, language }: Arrival): Promise<Pick<TicketRequest, "appointment">> {
    if (code === undefined) return {};
    const told = await lookUp(this.#ports.kiosk, code, language);
    const what = told.found === "one" ? told.arrival : told.found === "ask-staff" ? told.why : told.found;
    this.#found.set(what, (this.#found.get(what) ?? 0) + 1);
    return { appointment: told.found === "one" ? { kind: "found", id: told.id } : { kind: "said", code } };
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
