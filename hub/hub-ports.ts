/** What a hub is given besides its file and its surroundings. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { TimeSource } from "#shared/time/clock.ts";
import type { Extension, HubInside } from "./extension.ts";
import type { Journal } from "./journal.ts";

export interface HubPorts {
  /** Business time. */
  readonly time: TimeSource;
  /** Whether the machine's clock follows a time server; null, or absent, when nobody knows. */
  readonly synchronised?: () => boolean | null;
  /** Runs every so many real milliseconds; returns how to stop it. */
  readonly every: (ms: number, run: () => void) => () => void;
  readonly journal: Journal;
  /** A checked configuration, appended when the hub has none. */
  readonly seed: OfficeConfiguration | null;
  /** The absolute path of `display/dist`. */
  readonly pages: string;
  /** Makes what follows the log and what tells the timings; without it nothing follows, and there are no figures. */
  readonly extend?: (inside: HubInside) => Extension;
  /** Inputs taken into one commit at most: one, to measure what grouping is worth. */
  readonly batchMax?: number;
}
