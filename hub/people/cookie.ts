/** The cookie of a session: sent to this host alone, over TLS alone, never to a script, and never from another site's page. Pure. */

/** The prefix makes browsers refuse it from any other host, path or plain HTTP (RFC 6265bis, section 4.1.3.2). */
const name = "__Host-theq";
const attributes = "Path=/; Secure; HttpOnly; SameSite=Strict";

export function sessionCookie(token: string): string {
  return `${name}=${token}; ${attributes}`;
}

export const clearedCookie = `${name}=; ${attributes}; Max-Age=0`;

/** What the browser's header says for our name. */
export function tokenIn(header: string | undefined): string | undefined {
  for (const each of (header ?? "").slice(0, 8_000).split(";")) {
    const [key, value] = each.trim().split("=", 2);
    if (key === name && value) return value;
  }
  return undefined;
}
