/** What tells an appointment's code from a ticket's, and from what is neither. */
import { expect, test } from "vitest";
import { scannedAs } from "./scanned.ts";

test.each([
  ["theq-appointment:K7MX-22", true],
  ["K7MX22", true],
  ["theq1:victoria:A12:2026-11-23:kiosk-1.e1.17", false],
  ["https://queue.example/t/#AAAAAAAAAAAAAAAAAAAAAA;theq1:victoria:A12:2026-11-23:kiosk-1.e1.17", false],
  ["A12", false],
  ["https://example.org", false],
  ["x", false],
])("%s is an appointment: %s", (text, isAppointment) => {
  expect(scannedAs(text)).toEqual({ text, isAppointment });
});
