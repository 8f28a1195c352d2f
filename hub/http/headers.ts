/** The headers of every answer: nothing runs that this hub did not send, and only the pages named in the file may frame it. */

export function securityHeaders(framedBy: readonly string[]): Readonly<Record<string, string>> {
  const framers = framedBy.map((each) => new URL(each).origin);
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${framers.length > 0 ? framers.join(" ") : "'none'"}`,
    "require-trusted-types-for 'script'",
    "trusted-types lit-html",
  ];
  return {
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
  };
}
