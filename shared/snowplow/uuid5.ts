/**
 * Name-based UUIDs, version 5 (RFC 9562, section 5.5), and the stable id of each analytics event.
 * SHA-1 is handed in, because this file may not know whether it runs in Node or in a browser.
 */

/** SHA-1 of some bytes: 20 bytes. */
export type Sha1 = (bytes: Uint8Array) => Uint8Array;

/** The namespace of The Q's event ids: the version 5 UUID of `theq.gov.bc.ca` under the RFC's DNS namespace. It must never change. */
export const eventNamespace = "5064c549-c0f4-5e64-bde2-2c5d55095570";

/** Where a log row was first written. Stable through shipping, renumbering and restore. */
export interface RowOrigin {
  /** The office's number in the province: two offices may both have a `kiosk-1`. */
  readonly office: number;
  readonly source: string;
  readonly epoch: string;
  readonly seq: number;
}

/** The id of the `index`-th event (from 0) that one row gives rise to: the same however often it is computed or sent. */
export function eventId(origin: RowOrigin, index: number, sha1: Sha1): string {
  const parts = [String(origin.office), origin.source, origin.epoch, String(origin.seq), String(index)];
  // Without this, ("a/b", "c") and ("a", "b/c") would share an id, and one event would be dropped as a duplicate.
  if (parts.some((part) => part === "" || part.includes("/")))
    throw new Error(`an event's origin must not be empty or contain "/": ${parts.join(" | ")}`);
  return uuid5(eventNamespace, parts.join("/"), sha1);
}

/** The version 5 UUID of a name (UTF-8) in a namespace, in lower case. */
export function uuid5(namespace: string, name: string, sha1: Sha1): string {
  const nameBytes = new TextEncoder().encode(name);
  const bytes = new Uint8Array(16 + nameBytes.length);
  bytes.set(uuidBytes(namespace));
  bytes.set(nameBytes, 16);
  const hash = sha1(bytes).slice(0, 16);
  const octet6 = hash[6];
  const octet8 = hash[8];
  if (octet6 === undefined || octet8 === undefined || hash.length !== 16) throw new Error("SHA-1 must give 20 bytes");
  hash[6] = (octet6 & 0x0f) | 0x50;
  hash[8] = (octet8 & 0x3f) | 0x80;
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function uuidBytes(uuid: string): Uint8Array {
  const hex = uuid.replaceAll("-", "");
  if (!/^[0-9a-f]{32}$/i.test(hex)) throw new Error(`not a UUID: ${uuid}`);
  return Uint8Array.from({ length: 16 }, (_, place) => Number.parseInt(hex.slice(2 * place, 2 * place + 2), 16));
}
