/** Wi-Fi on a card: the key that a pass phrase stands for. */
import { pbkdf2Sync } from "node:crypto";

/**
 * The pre-shared key of WPA2 (IEEE 802.11, annex J.4): PBKDF2 with HMAC-SHA1, 4,096 rounds, 256 bits, the network's name as salt.
 * A network that speaks WPA3 only does not take it. Undefined: no pass phrase (8 to 63 printable ASCII characters).
 */
export function wifiKey(name: string, passPhrase: string): string | undefined {
  if (!/^[\x20-\x7e]{8,63}$/.test(passPhrase)) return undefined;
  return pbkdf2Sync(passPhrase, Buffer.from(name, "utf8"), 4_096, 32, "sha1").toString("hex");
}

/** 1 to 32 bytes, and nothing a person could not have meant. */
export function isWifiName(name: string): boolean {
  const bytes = Buffer.byteLength(name, "utf8");
  return bytes >= 1 && bytes <= 32 && !/\p{C}/u.test(name);
}
