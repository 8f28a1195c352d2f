/**
 * Who may speak to the hub's HTTP: a page of this machine under a name of this machine. The name is checked so that a foreign
 * site cannot point its own name here; the origin, so that its pages cannot press our buttons.
 */
import { type Fault, fault } from "#shared/faults/fault.ts";

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** The fault of a request that is not from here, or undefined. */
export function strangerFault(host: string | undefined, origin: string | undefined, framedBy: readonly string[]): Fault | undefined {
  const at = addressOf(`http://${host ?? ""}`);
  if (!host || !at || at.host !== host.toLowerCase() || !isLoopback(at.hostname)) {
    return fault("bad-request", { path: "header Host", what: "use 127.0.0.1 or localhost" });
  }
  if (origin === undefined || addressOf(origin)?.origin === at.origin) return undefined;
  if (framedBy.some((each) => addressOf(each)?.origin === origin)) return undefined;
  return fault("bad-request", { path: "header Origin", what: "pages of another site may not use this hub" });
}

function addressOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
