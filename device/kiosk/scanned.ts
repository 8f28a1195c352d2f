/** What a scanned code is to the kiosk's page. Pure. */
import { readAppointmentCode } from "#shared/appointments/code.ts";
import { readTicket } from "#shared/ticket/code.ts";
import type { KioskScanned } from "#shared/wire/kiosk-page.ts";

export function scannedAs(text: string): KioskScanned {
  return { text, isAppointment: !readTicket(text) && readAppointmentCode(text) !== undefined };
}
