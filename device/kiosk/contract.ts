/** What goes into the kiosk's core and what comes out. Adapters make inputs of taps, messages and printer answers. */
import type { BroughtToCheckIn } from "#shared/appointments/wire.ts";
import type { Fault, FaultCode } from "#shared/faults/fault.ts";
import type { TicketLine } from "#shared/ticket/layout.ts";
import type { KioskAppointment } from "#shared/wire/kiosk-appointment.ts";
import type { DeskAnswer, DeskPaper } from "#shared/wire/kiosk-desk.ts";
import type { KioskTicket, TicketRequest } from "#shared/wire/kiosk-page.ts";
import type { BoardView, LineMessage, PrintMessage } from "#shared/wire/payloads.ts";
import type { PanelTroubles } from "../panel/troubles.ts";
import type { PrinterCondition } from "../printer/condition.ts";
import type { CommonEffect, CommonInput } from "../runtime/contract.ts";
import type { ScannerTroubles } from "../scanner/scanner.ts";
import type { PaperOutlook } from "./paper-roll.ts";

export type KioskInput = CommonInput | OwnInput;
export type KioskEffect = CommonEffect | OwnEffect;

export type OwnInput =
  /** `token` names whoever waits for the reply. */
  | { readonly kind: "tap"; readonly request: TicketRequest; readonly token: number }
  | { readonly kind: "reprint"; readonly visit: string; readonly token: number }
  | { readonly kind: "find-appointment"; readonly by: BroughtToCheckIn; readonly token: number }
  /** A ticket that came back, as it was scanned or typed. */
  | { readonly kind: "find-ticket"; readonly ticket: string; readonly token: number }
  | { readonly kind: "step-away"; readonly paper: DeskPaper; readonly minutes: number; readonly token: number }
  | { readonly kind: "come-back"; readonly paper: DeskPaper; readonly token: number }
  /** A heartbeat of the hub, or its will. */
  | { readonly kind: "hub-heard"; readonly alive: boolean }
  /** What the hub says of the office: whether a date is open, and how many wait. */
  | { readonly kind: "line"; readonly open: boolean; readonly waiting: number }
  /** Who is called and served, for displays. */
  | { readonly kind: "calls"; readonly view: BoardView }
  /** Who waits, for staff. */
  | { readonly kind: "line-told"; readonly message: LineMessage }
  /** The PIN was right. */
  | { readonly kind: "staff-opened"; readonly token: number }
  | { readonly kind: "call-by-voice"; readonly visit: string; readonly token: number }
  /** The hub holds this log up to `seq`. */
  | { readonly kind: "stored"; readonly seq: number }
  | { readonly kind: "printer"; readonly condition: PrinterCondition }
  /** What is to be put right about how the printer is connected or known. */
  | { readonly kind: "printer-trouble"; readonly trouble: Fault | null }
  | { readonly kind: "panel"; readonly troubles: PanelTroubles }
  | { readonly kind: "scanner"; readonly troubles: ScannerTroubles }
  /** How much of the printer's roll is left. */
  | ({ readonly kind: "paper-outlook" } & PaperOutlook)
  | {
      readonly kind: "print-ended";
      readonly visit: string;
      readonly copy: number;
      readonly job: string;
      readonly outcome: "printed" | "failed" | "unknown";
      readonly fault: FaultCode | null;
    }
  /** The hub wants paper of a visit that this kiosk did not issue. */
  | { readonly kind: "paper-asked"; readonly message: PrintMessage }
  | {
      readonly kind: "paper-ended";
      readonly paper: string;
      readonly outcome: "printed" | "failed" | "unknown";
      readonly fault: FaultCode | null;
    }
  /** A second has passed. */
  | { readonly kind: "tick" };

export type OwnEffect =
  | { readonly kind: "reply"; readonly token: number; readonly answer: KioskTicket | Fault }
  | { readonly kind: "appointment-reply"; readonly token: number; readonly answer: KioskAppointment | Fault }
  | { readonly kind: "desk-reply"; readonly token: number; readonly answer: DeskAnswer | Fault }
  /** Null: it is on record. */
  | { readonly kind: "staff-reply"; readonly token: number; readonly answer: Fault | null }
  | { readonly kind: "print-paper"; readonly paper: string; readonly job: string; readonly lines: readonly TicketLine[] }
  | { readonly kind: "print"; readonly visit: string; readonly copy: number; readonly job: string; readonly lines: readonly TicketLine[] };

/** Real-time limits of the kiosk. */
export const reserveDeadlineMs = 150;
export const probeDeadlineMs = 100;
export const probesNeeded = 3;
export const enrolDeadlineMs = 2_000;
/** A citizen waits for this answer with the hand on the screen. */
export const findDeadlineMs = 2_000;
export const retryMs = 1_000;
/** Taps that may wait for the hub at once, and pages that may wait for one tap. */
export const pendingMax = 20;
export const tokensMax = 8;
