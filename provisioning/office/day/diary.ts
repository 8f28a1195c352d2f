/** What happened on a day, counted as it happened: a line now and then, and the sum at the end. */
import { localMinutes } from "#shared/time/zone.ts";
import type { VisitEntry } from "#shared/wire/staff.ts";
import { minuteMs } from "./plan.ts";

export class Diary {
  readonly #waits = new Map<string, number>();
  #served = 0;
  #noShow = 0;

  tell(what: "called" | "served" | "no-show", visit: VisitEntry): void {
    if (what === "served") this.#served += 1;
    else if (what === "no-show") this.#noShow += 1;
    else if (visit.stage.kind === "called" && !this.#waits.has(visit.id)) this.#waits.set(visit.id, visit.stage.since - visit.arrivedAt);
  }

  note(at: number, timeZone: string, joined: number, waiting: number, counters: number): string {
    const minutes = localMinutes(at, timeZone);
    const clock = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
    return `${clock}  ${joined} joined, ${waiting} waiting, ${this.#served} served, ${this.#noShow} left before, ${counters} counters open`;
  }

  summary(joined: number, refused: readonly string[]): string {
    const waits = [...this.#waits.values()].sort((a, b) => a - b);
    const median = waits[Math.floor(waits.length / 2)];
    const words = median === undefined ? "nobody was called" : `the median wait was ${(median / minuteMs).toFixed(1)} minutes`;
    const none = refused.length === 0 ? "" : ` ${refused.length} people got no ticket (${[...new Set(refused)].join(", ")}).`;
    const left = joined - this.#served;
    return `The day is over: ${joined} joined, ${this.#served} served, ${left} left without service; ${words}.${none}`;
  }
}
