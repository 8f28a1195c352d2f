/**
 * The hub's time between two of its messages. A virtual office may run faster than real time, so the rate is measured
 * from the messages themselves. Pure: the caller says what its own clock shows.
 */
export interface HubClock {
  /** The hub's time and the page's at the last message. */
  readonly hubAt: number;
  readonly pageAt: number;
  /** Hub milliseconds per millisecond of the page. */
  readonly rate: number;
  /** The older end of the measurement. */
  readonly fromHubAt: number;
  readonly fromPageAt: number;
}

/** Shorter stretches are mostly the network's jitter. */
const measureMinMs = 1_500;
/** A measurement starts anew after this long, so that a change of speed is seen. */
const measureMaxMs = 60_000;
const rateMax = 500;

export function startClock(hubAt: number, pageAt: number): HubClock {
  return { hubAt, pageAt, rate: 1, fromHubAt: hubAt, fromPageAt: pageAt };
}

export function tickClock(clock: HubClock, hubAt: number, pageAt: number): HubClock {
  const pageMs = pageAt - clock.fromPageAt;
  const hubMs = hubAt - clock.fromHubAt;
  if (hubMs < 0 || pageMs < 0) return startClock(hubAt, pageAt);
  if (pageMs < measureMinMs) return { ...clock, hubAt, pageAt };
  const measured = hubMs / pageMs;
  // Real time and whole speeds are what offices run at; a rate just beside one is jitter.
  const whole = Math.max(1, Math.round(measured));
  const rate = Math.min(rateMax, Math.abs(measured - whole) < whole * 0.2 ? whole : Math.max(1, measured));
  const from = pageMs > measureMaxMs ? { fromHubAt: hubAt, fromPageAt: pageAt } : {};
  return { ...clock, hubAt, pageAt, rate, ...from };
}

/** What the hub's clock shows now, as far as the page can know. */
export function hubNow(clock: HubClock, pageAt: number): number {
  return clock.hubAt + Math.max(0, pageAt - clock.pageAt) * clock.rate;
}

/** Real milliseconds since a moment of the hub's: for what people wait for in real time, whatever the office's speed. */
export function realMsSince(clock: HubClock, at: number, pageAt: number): number {
  return Math.max(0, hubNow(clock, pageAt) - at) / clock.rate;
}
