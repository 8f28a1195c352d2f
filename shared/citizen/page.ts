/**
 * The page of one ticket: where the province serves it, and the secret by which it is opened. Kiosk and hub make the same secret of the
 * same visit, so a kiosk that is alone prints a code that works as soon as the hub knows the ticket; the province is told digests alone.
 */
import type { Digest } from "../log/record.ts";
import type { VisitId } from "../queue/visit.ts";
import { type TicketCode, ticketCode, ticketPageCode } from "../ticket/code.ts";

export interface CitizenPage {
  readonly address: string;
  /** 32 bytes in base64url; whoever has it can open the page of every ticket of the office. */
  readonly key: string;
}

/**
 * 132 bits in base64url. The key stands before the visit in one SHA-256, of which a part is shown: what is left out keeps anybody from
 * going on reckoning behind it (length extension), which is all that HMAC (RFC 2104) would add here.
 */
export function ticketSecret(digest: Digest, key: string, visit: VisitId): string {
  return digest(`theq-citizen\n${key}\n${visit}`).slice(0, 22);
}

/** By what the province knows a ticket: from it nobody comes back to the secret. */
export function ticketName(digest: Digest, secret: string): string {
  return digest(`theq-citizen-page\n${secret}`).slice(0, 22);
}

/** What the square on a ticket says; a ticket of an office without a page, or of practice, has the plain code. */
export function codeOnTicket(digest: Digest, page: CitizenPage | null, code: TicketCode): string {
  return page ? ticketPageCode(page.address, ticketSecret(digest, page.key, code.visit), code) : ticketCode(code);
}
