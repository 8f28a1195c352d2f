/** The closed table of operating faults: a code, and the facts its text needs. Texts stand in `texts.ts`, in every language. */

import { appointmentFaultCodes } from "./appointment-faults.ts";
import { configurationFaultCodes } from "./configuration-faults.ts";
import { dayFaultCodes } from "./day-faults.ts";
import { fleetFaultCodes } from "./fleet-faults.ts";
import { identityFaultCodes } from "./identity-faults.ts";
import { machineFaultCodes } from "./machine-faults.ts";
import { moveFaultCodes } from "./move-faults.ts";
import { panelFaultCodes } from "./panel-faults.ts";
import { peopleFaultCodes } from "./people-faults.ts";
import { signInFaultCodes } from "./sign-in-faults.ts";
import { updateFaultCodes } from "./update-faults.ts";
import { visitLifeFaultCodes } from "./visit-life-faults.ts";

export const faultCodes = [
  // Commands and configuration
  "unknown-service",
  "unknown-visit",
  "unknown-counter",
  "unknown-agent",
  "unknown-command",
  "bad-request",
  "bad-configuration",
  "changed-meanwhile",
  "other-epoch",
  "not-signed-in",
  "counter-taken",
  "already-signed-in",
  "counter-busy",
  "counter-free",
  "nobody-waiting",
  "not-waiting",
  "not-called",
  "not-serving",
  "already-ended",
  "wrong-counter",
  "queue-not-taken",
  "service-already-assigned",
  "day-not-open",
  "day-already-open",
  "day-not-after-last",
  "key-reused",
  "confirm-first",
  "nothing-to-confirm",
  "number-unreadable",
  "number-known",
  "number-not-ours",
  "still-arriving",
  "clock-doubted",
  "hub-superseded",
  ...appointmentFaultCodes,
  ...moveFaultCodes,
  ...dayFaultCodes,
  ...visitLifeFaultCodes,
  ...configurationFaultCodes,
  ...identityFaultCodes,
  ...peopleFaultCodes,
  ...signInFaultCodes,
  ...fleetFaultCodes,
  // The hub and its storage
  "storage-full",
  "storage-failed",
  "storage-in-use",
  "port-taken",
  "address-not-loopback",
  "overloaded",
  "time-zone-data-old",
  "pages-not-built",
  "row-quarantined",
  "log-gap",
  "log-too-long",
  "follower-unreachable",
  "handover-not-taken",
  "handover-unusable",
  "citizen-page-unfed",
  "archive-failed",
  "archive-missing",
  "backup-failed",
  "restore-failed",
  "log-forked",
  "letters-exhausted",
  "broker-unreachable",
  "collector-unreachable",
  "collector-refused",
  "central-unreachable",
  "analytics-simulated",
  // Devices
  "hub-away",
  "hub-too-old",
  "storage-new",
  "wrong-pin",
  "pin-paused",
  "staff-page-off",
  "not-enrolled",
  "printer-offline",
  "printer-paper-out",
  "printer-paper-low",
  "printer-cover-open",
  "printer-cutter-stuck",
  "printer-error",
  "printer-silent",
  "printer-unrecognised",
  "printer-logo-unusable",
  "printer-logo-refused",
  "printer-in-use",
  "printer-not-a-device",
  "printer-not-allowed",
  "print-unknown",
  "reprint-used",
  "sign-unreachable",
  "sign-silent",
  "sign-refuses",
  ...panelFaultCodes,
  "scanner-unreachable",
  "scanner-garbled",
  "voice-missing",
  "voice-no-output",
  "device-away",
  ...machineFaultCodes,
  ...updateFaultCodes,
] as const;

export type FaultCode = (typeof faultCodes)[number];

/** Facts for the text: short words and numbers, never a citizen's data. */
export type FaultFacts = Readonly<Record<string, string | number>>;

export interface Fault {
  readonly fault: FaultCode;
  readonly facts: FaultFacts;
}

export function fault(code: FaultCode, facts: FaultFacts = {}): Fault {
  return { fault: code, facts };
}

export function isFault(value: unknown): value is Fault {
  return typeof value === "object" && value !== null && "fault" in value && "facts" in value;
}
