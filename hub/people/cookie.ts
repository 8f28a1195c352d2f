/** The cookie of a session: sent to this host alone, over TLS alone, never to a script, and never from another site's page. Pure. */

/** The prefix makes browsers refuse it from any other host, path or plain HTTP (RFC 6265bis, section 4.1.3.2). */
const name = "__Host-theq";
const attributes = "Path=/; Secure; HttpOnly; SameSite=Strict";

export function sessionCookie(token: string): string {
  return `${name}=${token}; ${attributes}`;
}

export const clearedCookie = `${name}=; ${attributes}; Max-Age=0`;

/** Of a sign-in that has begun elsewhere: it comes back by a link from there, with which a browser sends no stricter one. */
const startName = "__Host-theq-open-id";

/** Empty: it is over. */
export function startCookie(id: string): string {
  return `${startName}=${id}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${id === "" ? 0 : 600}`;
}

export function startedIn(header: string | undefined): string | undefined {
  return valueIn(header, startName);
}

/** What the browser's header says for our name. */
export function tokenIn(header: string | undefined): string | undefined {
  return valueIn(header, name);
}

function valueIn(header: string | undefined, wanted: string): string | undefined {
  for (const each of (header ?? "").slice(0, 8_000).split(";")) {
    const [key, value] = each.trim().split("=", 2);
    if (key === wanted && value) return value;
  }
  return undefined;
}
