/** What the virtual office asks of the machine it runs on; `main.ts` builds it, tests build another. */
import type { OfficePorts } from "./office.ts";

export interface Machine extends OfficePorts {
  readonly every: (ms: number, look: () => void) => () => void;
  readonly randomKey: () => string;
  readonly readBytes: (path: string) => Uint8Array;
  /** A line for the person who started the office. */
  readonly say: (line: string) => void;
  /** True when a person sees what is said. */
  readonly interactive: boolean;
  /** Aborted when the office is to stop. */
  readonly stop: AbortSignal;
}
