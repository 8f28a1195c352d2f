/** Who may talk to a device's page server: its own page on this machine, and whoever may frame it. Pure. */

/** Hosts that name this machine only; another needs certificates, which are not configured yet. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** A page of another name that resolves to this machine must not be served (DNS rebinding). */
export function hostIsOurs(header: string | undefined, port: number): boolean {
  if (header === undefined) return false;
  const found = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(header);
  return found !== null && Number(found[2]) === port && isLoopback((found[1] as string).replace(/^\[|\]$/g, ""));
}

/** A browser names the page a request comes from: only our own may change anything. */
export function originIsOurs(header: string | undefined, port: number): boolean {
  if (header === undefined) return true;
  return header.startsWith("http://") && hostIsOurs(header.slice("http://".length), port);
}
