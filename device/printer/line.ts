/** The way to one printer, whatever it is made of: bytes in both directions over one connection at a time. */
import type { Fault } from "#shared/faults/fault.ts";
import type { PrinterIdentity } from "./identity.ts";
import type { PortStatus } from "./port-status.ts";

export interface PrinterLine {
  /** Begins a connection; `opened` or `closed` follows. Called again only after `closed`. */
  open(): void;
  /** In the order of the calls. What cannot be sent ends in `closed`. Without a connection: nothing. */
  write(bytes: Uint8Array): void;
  /** Breaks the connection and drops what the printer has not taken yet; `closed` follows. */
  reset(): void;
  /** For good: nothing follows. */
  stop(): void;
}

export interface LineEvents {
  /** `identity`: who the printer is; `port`: what it suffers from, asked for after a silence. Null where the way itself does not know. */
  readonly opened: (identity: PrinterIdentity | null, port: PortStatus | null) => void;
  readonly bytes: (bytes: Uint8Array) => void;
  /** Once for each `open`. `why`: what a person must put right before it can open; null when the printer is only not there. */
  readonly closed: (why: Fault | null) => void;
}

/** Runs once, after so many real milliseconds; returns how to call it off. */
export type After = (ms: number, run: () => void) => () => void;

export type LineTo = (events: LineEvents, after: After) => PrinterLine;
