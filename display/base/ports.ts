/** What pages need of the browser, as ports, so that their logic runs in tests with fakes. */

/** Runs `action` after `ms`; the returned function calls it off. */
export type Later = (ms: number, action: () => void) => () => void;

/** Server-sent events as the page uses them. */
export interface EventStream {
  /** `connecting`: the browser tries again by itself; `closed`: it has given up. */
  readonly state: () => "connecting" | "open" | "closed";
  readonly close: () => void;
}

export interface StreamEvents {
  readonly opened: () => void;
  readonly failed: () => void;
  readonly event: (name: string, data: string, id: string) => void;
}

export interface LivePorts {
  readonly open: (address: string, names: readonly string[], events: StreamEvents) => EventStream;
  readonly later: Later;
  /** Milliseconds that never step. */
  readonly mono: () => number;
  readonly hidden: () => boolean;
  /** Calls on each change of visibility; the returned function stops that. */
  readonly onHidden: (changed: () => void) => () => void;
}
