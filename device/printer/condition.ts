/** How a printer stands, in the words of the page and of the fault table. */
import type { FaultCode } from "#shared/faults/fault.ts";
import type { KioskLive } from "#shared/wire/kiosk-page.ts";

export type PrinterCondition = KioskLive["printer"];

export function printerFault(condition: PrinterCondition): FaultCode | null {
  switch (condition) {
    case "ready":
      return null;
    case "paper-low":
      return "printer-paper-low";
    case "paper-out":
      return "printer-paper-out";
    case "cover-open":
      return "printer-cover-open";
    case "cutter-stuck":
      return "printer-cutter-stuck";
    case "offline":
      return "printer-offline";
    case "error":
      return "printer-error";
    case "unknown":
      return "printer-silent";
  }
}

/** Whether a ticket may be sent to it. */
export function canPrint(condition: PrinterCondition): boolean {
  return condition === "ready" || condition === "paper-low";
}
