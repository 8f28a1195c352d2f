/** Whether the hub is there, as a role's session knows it. */

export interface HubHeard {
  readonly linkUp: boolean;
  readonly hubAlive: boolean;
  /** Real, monotonic time of the last heartbeat. */
  readonly heardAtMs: number;
}

/** Without a heartbeat for this long, in real time, the hub counts as away. */
export const hubSilentMs = 12_000;

export function hubIsPresent({ linkUp, hubAlive, heardAtMs }: HubHeard, realMs: number): boolean {
  return linkUp && hubAlive && realMs - heardAtMs <= hubSilentMs;
}
