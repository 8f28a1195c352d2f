/** The PIN of the kiosks' staff page as the configuration keeps it: nobody reads the PIN out of it, and a kiosk can check one. */
import { scryptSync } from "node:crypto";

/** `salt:hash` in base64url, as `staffPin` in `shared/office/configuration.ts` says; undefined when it is no PIN. */
export function pinHash(pin: string, salt: Uint8Array): string | undefined {
  if (!/^[0-9]{4,12}$/.test(pin)) return undefined;
  const hash = scryptSync(pin, salt, 32, { N: 16_384, r: 8, p: 1 });
  return `${Buffer.from(salt).toString("base64url")}:${hash.toString("base64url")}`;
}
