/** The shape of the texts of faults: every code for staff, those that citizens can meet for citizens. A missing one does not compile. */
import { appointmentCitizenCodes } from "./appointment-faults.ts";
import { dayCitizenCodes } from "./day-faults.ts";
import type { FaultCode } from "./fault.ts";
import type { SignInFaultCode } from "./sign-in-faults.ts";

export interface FaultText {
  /** What happened. */
  readonly what: string;
  /** What to do now. */
  readonly advice: string;
}

/** The faults that a citizen can meet at a kiosk; any other one is told as `otherwise`. */
export const citizenFaultCodes = [
  "unknown-service",
  "unknown-visit",
  "bad-request",
  "day-not-open",
  "storage-full",
  "storage-failed",
  "overloaded",
  "letters-exhausted",
  "not-enrolled",
  "hub-away",
  "printer-offline",
  "printer-paper-out",
  "printer-paper-low",
  "printer-cover-open",
  "printer-cutter-stuck",
  "printer-error",
  "printer-silent",
  "print-unknown",
  "reprint-used",
  ...appointmentCitizenCodes,
  ...dayCitizenCodes,
] as const satisfies readonly FaultCode[];

/** Those of signing in are told by `sign-in-text.ts`: no other page need load them. */
export type StaffTexts = Readonly<Record<Exclude<FaultCode, SignInFaultCode>, FaultText>>;
export type CitizenTexts = Readonly<Record<(typeof citizenFaultCodes)[number] | "otherwise", FaultText>>;
