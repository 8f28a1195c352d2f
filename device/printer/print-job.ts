/** A print job, and what is said between the printer's machine and whoever carries it over a line. */
import type { FaultCode } from "#shared/faults/fault.ts";
import type { PrinterCondition } from "./condition.ts";
import type { PrinterIdentity } from "./identity.ts";
import type { Logo } from "./logo.ts";
import type { PortStatus } from "./port-status.ts";
import type { PrinterProfile } from "./profiles.ts";

export interface PrintJob {
  /** Four printable characters. */
  readonly id: string;
  /** Its bytes for this printer: which one it is may be known only when they leave. */
  readonly encode: (profile: PrinterProfile, logo: Logo | null) => Uint8Array;
}

export type PrinterInput =
  /** `identity`: what the kernel has already been told of the printer; `port`: what its port says it suffers from; null where nothing was. */
  | { readonly kind: "opened"; readonly identity: PrinterIdentity | null; readonly port: PortStatus | null }
  | { readonly kind: "closed" }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "print"; readonly job: PrintJob }
  | { readonly kind: "due"; readonly wake: string };

export type PrinterOutput =
  | { readonly kind: "open" }
  | { readonly kind: "write"; readonly bytes: Uint8Array }
  /** Break the connection and forget what was not yet taken. `closed` follows. */
  | { readonly kind: "reset" }
  | { readonly kind: "wake"; readonly wake: string; readonly afterMs: number }
  | { readonly kind: "condition"; readonly condition: PrinterCondition }
  /** Which printer it turned out to be. Not `known`: no profile is this one's, and it is treated as a plain one. */
  | { readonly kind: "recognised"; readonly identity: PrinterIdentity; readonly known: boolean }
  /** Of the logo: nothing of a store is on its way any more; it is kept; tickets go without it. */
  | { readonly kind: "logo"; readonly stands: "settled" | "kept" | "refused" }
  /** Whether a ticket waits in the presenter. */
  | { readonly kind: "presenter"; readonly holdsTicket: boolean }
  | { readonly kind: "ended"; readonly job: string; readonly outcome: "printed" | "failed" | "unknown"; readonly fault: FaultCode | null };

export interface CurrentJob {
  readonly job: PrintJob;
  /** `identifying`: the printer is able, and the job waits to be told which one it is. */
  phase: "asking" | "identifying" | "sent" | "checking";
  /** The question whose answer the job waits for. */
  readonly round: number;
  /** The question after whose answer its bytes were sent. */
  readonly sentAfter: number;
  /** What the printer said with its end; null where it says nothing. */
  readonly ended: number | null;
}

/** Whether bytes of it are on their way. */
export function hasLeft({ phase }: CurrentJob): boolean {
  return phase === "sent" || phase === "checking";
}
