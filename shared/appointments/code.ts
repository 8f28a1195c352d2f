/**
 * The code that a person brings to check in: typed from a letter, or read by the scanner from a picture code. It says nothing about the
 * person, and stands in no event and no log line.
 */

import type { Digest } from "../log/record.ts";

/** As it is compared: letters and digits only, in upper case. */
export const appointmentCodeMin = 4;
export const appointmentCodeMax = 32;

const prefix = /^theq-appointment:/i;

/** What the picture code of an appointment holds. */
export function appointmentCodeText(code: string): string {
  return `theq-appointment:${code}`;
}

/** Undefined for what cannot be the code of an appointment, such as the code of a ticket. */
export function readAppointmentCode(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 120 || /^theq1:/.test(trimmed)) return undefined;
  const code = trimmed
    .replace(prefix, "")
    .replace(/[\s._-]/g, "")
    .toUpperCase();
  return /^[A-Z0-9]+$/.test(code) && code.length >= appointmentCodeMin && code.length <= appointmentCodeMax ? code : undefined;
}

/** What stands for the code in a log. Codes are drawn by chance and used once, so it tells nobody anything. */
export function appointmentCodeDigest(digest: Digest, office: string, code: string): string {
  return digest(`theq-appointment\n${office}\n${code}`).slice(0, 43);
}
