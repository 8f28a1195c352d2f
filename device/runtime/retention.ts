/** How many rows a device keeps: those the hub has, for a hub that was restored; and those it has not, up to a bound. */
export interface RetentionBounds {
  /** Rows kept after they were acknowledged. */
  readonly acknowledgedKept: number;
  /** Deleted in one go at least: each time costs a snapshot. */
  readonly deletedAtOnce: number;
  /** Rows that may wait for the hub. At the bound the device issues and writes nothing more, and says so. */
  readonly unacknowledgedMax: number;
}

/** Two months of a busy kiosk; and what a card of 32 GB holds many times over. */
export const retention: RetentionBounds = { acknowledgedKept: 200_000, deletedAtOnce: 4_000, unacknowledgedMax: 1_000_000 };

/** Rows below this seq may go; undefined when there is nothing worth deleting. */
export function pruneBelow(stored: number, heldFrom: number, bounds: RetentionBounds): number | undefined {
  const below = stored - bounds.acknowledgedKept + 1;
  return below - heldFrom >= bounds.deletedAtOnce ? below : undefined;
}
