/**
 * The headers with every answer of a program that serves pages: nothing runs that the program did not send, and only the pages it
 * names may frame it or be framed by it. One list for hub, devices and the virtual office, so that no room is easier to trick.
 */

/** `framedBy`: addresses of pages that may frame this one; `frames`: addresses of pages that it frames. */
export function pageHeaders(framedBy: readonly string[], frames: readonly string[] = []): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    `frame-src ${sources(frames)}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${sources(framedBy)}`,
    "require-trusted-types-for 'script'",
    "trusted-types lit-html",
  ];
  return {
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
  };
}

function sources(addresses: readonly string[]): string {
  const origins = new Set(addresses.map((each) => new URL(each).origin));
  return origins.size === 0 ? "'none'" : [...origins].join(" ");
}
