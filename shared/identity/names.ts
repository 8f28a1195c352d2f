/**
 * The names in certificates. A device's is its id, as in topics, in the subject's common name; its office stands with it in a URI among the
 * subject's alternative names (RFC 5280, section 4.2.1.6). The hub's has a URI that no device's can have.
 */

export type Named =
  | { readonly kind: "device"; readonly office: string; readonly device: string }
  | { readonly kind: "hub"; readonly office: string };

const id = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
/** The first part of a topic that is no device's, and the hub's own name for itself at a broker. */
const notDevices = /^(?:hub|board|hub-.*)$/;

/** Whether a device may be called so: an id as in topics, and nothing that a hub is called. */
export function isDeviceName(name: string): boolean {
  return id.test(name) && !notDevices.test(name);
}

/** At most 44 characters: a common name may have 64 (RFC 5280, appendix A.1, ub-common-name). */
export function commonNameOf(named: Named): string {
  return named.kind === "hub" ? `hub-${named.office}` : named.device;
}

/** `theq://victoria/device/kiosk-1`, `theq://victoria/hub`. */
export function uriOf(named: Named): string {
  return named.kind === "hub" ? `theq://${named.office}/hub` : `theq://${named.office}/device/${named.device}`;
}

/** Undefined for a URI that is none of ours. */
export function readUri(uri: string): Named | undefined {
  const [, office, kind, device] = /^theq:\/\/([a-z0-9-]{1,40})\/(?:(hub)|device\/([a-z0-9-]{1,40}))$/.exec(uri) ?? [];
  if (office === undefined || !id.test(office)) return undefined;
  if (kind === "hub") return { kind, office };
  return device !== undefined && isDeviceName(device) ? { kind: "device", office, device } : undefined;
}

/** Of a certificate: `URI:theq://victoria/hub, DNS:hub.local`, as Node's `subjectAltName` writes it. Undefined when none of it is ours. */
export function namedIn(subjectAltName: string | undefined): Named | undefined {
  for (const part of (subjectAltName ?? "").split(", ")) {
    const named = part.startsWith("URI:") ? readUri(part.slice(4)) : undefined;
    if (named) return named;
  }
  return undefined;
}
