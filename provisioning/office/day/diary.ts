/** What happened on a day, counted as it happened: a line now and then, and the sum at the end. */
import { localMinutes } from "#shared/time/zone.ts";
import type { VisitEntry } from "#shared/wire/staff.ts";
import { type Course, minuteMs } from "./plan.ts";

/** What happens to a visit, as an agent tells it. */
export type Told = "called" | "served" | "no-show" | Course["kind"];

export class Diary {
  readonly #courses = new Map<string, number>();
  readonly #waits = new Map<string, number>();
  #served = 0;
  #noShow = 0;
  #waitingMost = 0;

  tell(what: Told, visit: VisitEntry): void {
    if (what === "served") this.#served += 1;
    else if (what === "no-show") this.#noShow += 1;
    else if (what !== "called") this.#courses.set(what, (this.#courses.get(what) ?? 0) + 1);
    else if (visit.stage.kind === "called" && !this.#waits.has(visit.id)) this.#waits.set(visit.id, visit.stage.since - visit.arrivedAt);
  }

  seen(waiting: number): void {
    this.#waitingMost = Math.max(this.#waitingMost, waiting);
  }

  note(at: number, timeZone: string, joined: number, waiting: number, counters: number): string {
    const minutes = localMinutes(at, timeZone);
    const clock = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
    return `${clock}  ${joined} joined, ${waiting} waiting, ${this.#served} served, ${this.#noShow} left before, ${counters} counters open`;
  }

  /** How often each course was taken. */
  get courses(): string {
    return (
      [...this.#courses]
        .map(([kind, count]) => `${kind} ${count}`)
        .sort()
        .join(", ") || "none"
    );
  }

  summary(joined: number, refused: readonly string[]): string {
    const waits = [...this.#waits.values()].sort((a, b) => a - b);
    const median = waits[Math.floor(waits.length / 2)];
    const words = median === undefined ? "nobody was called" : `the median wait was ${(median / minuteMs).toFixed(1)} minutes`;
    const none = refused.length === 0 ? "" : ` ${refused.length} people got no ticket (${[...new Set(refused)].join(", ")}).`;
    const left = joined - this.#served;
    const line = `at most ${this.#waitingMost} waited`;
    return `The day is over: ${joined} joined, ${this.#served} served, ${left} left without service; ${words}, ${line}.${none}`;
  }
}
