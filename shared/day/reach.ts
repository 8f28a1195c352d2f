/**
 * Who of those waiting is called before closing, by plain arithmetic: the counters that are staffed now, each free when the usual time of
 * whom it serves is over, take the line in its order, one usual time each. Nothing here is a promise: people need more or less time than
 * is usual, counters go on breaks, and others come. Those who show it show its figures with it.
 */

export interface ReachVisit {
  readonly id: string;
  readonly queue: string;
  /** The usual length of all that it came for. */
  readonly minutes: number;
}

export interface ReachCounter {
  readonly takes: readonly string[];
  /** What is left of the usual time of the visit it has; 0 when it is free, or its visit takes longer than usual. */
  readonly busyMinutes: number;
}

export interface Reach {
  readonly reached: readonly string[];
  readonly notReached: readonly string[];
  /** The figures it came from. */
  readonly counters: number;
  readonly minutesLeft: number;
  /** The usual time of all who wait, together. */
  readonly workMinutes: number;
}

/** `line`: in the order of calling. Reached is who is called before closing, if only just. */
export function reach(line: readonly ReachVisit[], counters: readonly ReachCounter[], minutesLeft: number): Reach {
  const called = calledIn(line, counters);
  const isReached = ({ id }: ReachVisit) => (called.get(id) ?? Number.POSITIVE_INFINITY) < minutesLeft;
  return {
    reached: line.filter(isReached).map(({ id }) => id),
    notReached: line.filter((each) => !isReached(each)).map(({ id }) => id),
    counters: counters.length,
    minutesLeft,
    workMinutes: line.reduce((sum, { minutes }) => sum + minutes, 0),
  };
}

/** In how many minutes each of the line is called, by id; whom no counter takes is not in it. `line`: in the order of calling. */
export function calledIn(line: readonly ReachVisit[], counters: readonly ReachCounter[]): ReadonlyMap<string, number> {
  let free = counters.map(({ takes, busyMinutes }) => ({ takes: new Set(takes), at: busyMinutes }));
  let waiting = [...line];
  const called = new Map<string, number>();
  for (let counter = earliest(free); counter && waiting.length > 0; counter = earliest(free)) {
    const { takes, at } = counter;
    const next = waiting.find(({ queue }) => takes.has(queue));
    if (next) {
      called.set(next.id, at);
      counter.at += next.minutes;
      waiting = waiting.filter((each) => each !== next);
    } else free = free.filter((each) => each !== counter);
  }
  return called;
}

function earliest<C extends { readonly at: number }>(counters: readonly C[]): C | undefined {
  let first: C | undefined;
  for (const counter of counters) if (!first || counter.at < first.at) first = counter;
  return first;
}
