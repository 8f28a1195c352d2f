/**
 * What the code on a ticket says to a scanner: which office, which number, which date, and the identity of the row that issued it.
 * Nothing about the person, and nothing that is not ASCII: `theq1:victoria:A12:2026-11-23:kiosk-1.3Jk9_a-Qw2zX.17`.
 *
 * Where the province serves a page to citizens, the code is that page's address with the same behind it:
 * `https://queue.example/t/#<secret>;theq1:victoria:A12:...`. A phone opens the page; a scanner of ours reads what follows the secret.
 * All of it stands in the fragment, which no browser sends to a server: it is in no log and no referrer.
 */
import type { VisitId } from "../queue/visit.ts";
import { ticketTextMax } from "./bounds.ts";
import { letterOrdinal, paperCountMax, type TicketNumber } from "./number.ts";

export interface TicketCode {
  readonly office: string;
  /** The running count, not as paper shows it. */
  readonly number: TicketNumber;
  /** The office date of a reserved number; null when the kiosk was alone. */
  readonly date: string | null;
  readonly visit: VisitId;
}

/** 128 bits in base64url. */
const secretShape = /^[A-Za-z0-9_-]{22}$/;
const pageShape = /^https?:\/\/[\x21-\x22\x24-\x7e]{1,100}\/t\/#[A-Za-z0-9_-]{22};(theq1:.+)$/;

const shape =
  /^theq1:([a-z0-9-]{1,40}):([A-Z]{1,2})([1-9][0-9]{0,7}):(\d{4}-\d{2}-\d{2})?:([a-z0-9-]{1,40}\.[A-Za-z0-9_-]{1,40}\.[1-9][0-9]{0,15})$/;

export function ticketCode(code: TicketCode): string {
  const { office, number, date, visit } = code;
  return `theq1:${office}:${number.letter}${number.count}:${date ?? ""}:${visit}`;
}

/** What the page that shows this ticket to whoever holds the paper is opened by; `address` is where the province serves it. */
export function ticketPageCode(address: string, secret: string, code: TicketCode): string {
  if (!secretShape.test(secret)) throw new Error("the secret of a ticket's page is 22 characters of base64url");
  return `${address.replace(/\/+$/, "")}/t/#${secret};${ticketCode(code)}`;
}

/** Whether what a ticket's code says opens a page on a phone. */
export function isPageAddress(text: string): boolean {
  return pageShape.test(text);
}

export interface TicketRead {
  /** As on paper when it was typed. */
  readonly number: TicketNumber;
  /** What its code says beside the number; null when it was typed. */
  readonly code: TicketCode | null;
}

/** `C12` in any case and with any spaces, or the code of a ticket; undefined for anything else. */
export function readTicket(text: string): TicketRead | undefined {
  const code = readTicketCode(text);
  if (code) return { number: code.number, code };
  const found = /^([A-Z]{1,2})-?0*([1-9]\d{0,3})$/.exec(text.replace(/\s+/g, "").toUpperCase());
  const [, letter = "", digits = ""] = found ?? [];
  const count = Number(digits);
  if (!found || letterOrdinal(letter) === undefined || count > paperCountMax) return undefined;
  return { number: { letter, count }, code: null };
}

/** Undefined for anything that is not a code of ours. The secret of a page is not read: a ticket is found without it. */
export function readTicketCode(text: string): TicketCode | undefined {
  const plain = withoutPage(text);
  const found = plain === undefined ? null : shape.exec(plain);
  if (!found) return undefined;
  const [, office, letter, count, date, visit] = found as unknown as [string, string, string, string, string | undefined, string];
  if (letterOrdinal(letter) === undefined) return undefined;
  return { office, number: { letter, count: Number(count) }, date: date ?? null, visit };
}

function withoutPage(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length > ticketTextMax) return undefined;
  return pageShape.exec(trimmed)?.[1] ?? trimmed;
}
