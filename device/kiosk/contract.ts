/** What goes into the kiosk's core and what comes out. Adapters make inputs of taps, messages and printer answers. */
import type { Fault, FaultCode } from "#shared/faults/fault.ts";
import type { PublicOffice } from "#shared/office/public.ts";
import type { TicketLine } from "#shared/ticket/layout.ts";
import type { KioskTicket, TicketRequest } from "#shared/wire/kiosk-page.ts";
import type { AnswerMessage, AskMessage } from "#shared/wire/payloads.ts";
import type { PrinterCondition } from "../printer/condition.ts";

export type KioskInput =
  /** The first input of every start. */
  | { readonly kind: "start"; readonly software: string }
  /** `token` names whoever waits for the reply. */
  | { readonly kind: "tap"; readonly request: TicketRequest; readonly token: number }
  | { readonly kind: "reprint"; readonly visit: string; readonly token: number }
  | { readonly kind: "link"; readonly up: boolean }
  /** A heartbeat of the hub, or its will. */
  | { readonly kind: "hub-heard"; readonly alive: boolean }
  | { readonly kind: "answer"; readonly message: AnswerMessage }
  /** The deadline of an ask passed, or a wake that was asked for. */
  | { readonly kind: "due"; readonly id: string }
  | { readonly kind: "desired"; readonly version: number; readonly office: PublicOffice }
  /** What the hub says of the office: whether a date is open, and how many wait. */
  | { readonly kind: "line"; readonly open: boolean; readonly waiting: number }
  /** The hub holds this log up to `seq`. */
  | { readonly kind: "stored"; readonly seq: number }
  | { readonly kind: "forked" }
  | { readonly kind: "printer"; readonly condition: PrinterCondition }
  | {
      readonly kind: "print-ended";
      readonly visit: string;
      readonly copy: number;
      readonly job: string;
      readonly outcome: "printed" | "failed" | "unknown";
      readonly fault: FaultCode | null;
    }
  | { readonly kind: "storage"; readonly trouble: "storage-full" | "storage-failed" | null }
  /** A second has passed. */
  | { readonly kind: "tick" };

export type KioskEffect =
  | { readonly kind: "reply"; readonly token: number; readonly answer: KioskTicket | Fault }
  /** Publish the question; after `deadlineMs` of real time comes `due` with its id. */
  | { readonly kind: "ask"; readonly message: AskMessage; readonly deadlineMs: number }
  | { readonly kind: "wake"; readonly id: string; readonly afterMs: number }
  | { readonly kind: "print"; readonly visit: string; readonly copy: number; readonly job: string; readonly lines: readonly TicketLine[] };

/** Real-time limits of the kiosk. */
export const reserveDeadlineMs = 150;
export const probeDeadlineMs = 100;
export const probesNeeded = 3;
export const enrolDeadlineMs = 2_000;
export const retryMs = 1_000;
/** Without a heartbeat for this long the hub counts as away. */
export const hubSilentMs = 12_000;
/** Taps that may wait for the hub at once, and pages that may wait for one tap. */
export const pendingMax = 20;
export const tokensMax = 8;
