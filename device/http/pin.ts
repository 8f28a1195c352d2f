/** Checks a PIN against what the configuration keeps of it, beside the event loop: a citizen's tap does not wait for it. */
import { scrypt, timingSafeEqual } from "node:crypto";

const hashBytes = 32;

/** `kept`: `salt:hash`, as `node hub/main.ts --pin` makes it. False for anything else, too. */
export function pinIsRight(pin: string, kept: string): Promise<boolean> {
  const [salt, hash] = kept.split(":").map((part) => Buffer.from(part, "base64url"));
  if (!salt || hash?.length !== hashBytes) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, hashBytes, { N: 16_384, r: 8, p: 1 }, (error, made) => {
      if (error) reject(error);
      else resolve(timingSafeEqual(made, hash));
    });
  });
}
