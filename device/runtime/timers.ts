/** Real time as a device's program needs it: what runs later, what runs again, and what runs after the present turn. */

export interface Timers {
  /** Runs once, after so many real milliseconds; returns how to stop it. */
  after(ms: number, run: () => void): () => void;
  /** Runs every so many real milliseconds; returns how to stop it. */
  every(ms: number, run: () => void): () => void;
  /** Runs after the present turn of the event loop. */
  soon(run: () => void): void;
}

export const realTimers: Timers = {
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  every: (ms, run) => {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
  soon: (run) => void setImmediate(run),
};
