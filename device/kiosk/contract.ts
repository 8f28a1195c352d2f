/** What goes into the kiosk's core and what comes out. Adapters make inputs of taps, messages and printer answers. */
import type { Fault, FaultCode } from "#shared/faults/fault.ts";
import type { TicketLine } from "#shared/ticket/layout.ts";
import type { KioskTicket, TicketRequest } from "#shared/wire/kiosk-page.ts";
import type { PrinterCondition } from "../printer/condition.ts";
import type { CommonEffect, CommonInput } from "../runtime/contract.ts";

export type KioskInput = CommonInput | OwnInput;
export type KioskEffect = CommonEffect | OwnEffect;

export type OwnInput =
  /** `token` names whoever waits for the reply. */
  | { readonly kind: "tap"; readonly request: TicketRequest; readonly token: number }
  | { readonly kind: "reprint"; readonly visit: string; readonly token: number }
  /** A heartbeat of the hub, or its will. */
  | { readonly kind: "hub-heard"; readonly alive: boolean }
  /** What the hub says of the office: whether a date is open, and how many wait. */
  | { readonly kind: "line"; readonly open: boolean; readonly waiting: number }
  /** The hub holds this log up to `seq`. */
  | { readonly kind: "stored"; readonly seq: number }
  | { readonly kind: "printer"; readonly condition: PrinterCondition }
  | {
      readonly kind: "print-ended";
      readonly visit: string;
      readonly copy: number;
      readonly job: string;
      readonly outcome: "printed" | "failed" | "unknown";
      readonly fault: FaultCode | null;
    }
  /** A second has passed. */
  | { readonly kind: "tick" };

export type OwnEffect =
  | { readonly kind: "reply"; readonly token: number; readonly answer: KioskTicket | Fault }
  | { readonly kind: "print"; readonly visit: string; readonly copy: number; readonly job: string; readonly lines: readonly TicketLine[] };

/** Real-time limits of the kiosk. */
export const reserveDeadlineMs = 150;
export const probeDeadlineMs = 100;
export const probesNeeded = 3;
export const enrolDeadlineMs = 2_000;
export const retryMs = 1_000;
/** Taps that may wait for the hub at once, and pages that may wait for one tap. */
export const pendingMax = 20;
export const tokensMax = 8;
