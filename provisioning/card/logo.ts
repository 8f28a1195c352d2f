/** The office's logo for tickets: a picture that goes onto a kiosk's card as it is. */
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { Failure } from "../office/failure.ts";
import { existing } from "./input-file.ts";

/** On the card's boot partition; `first-boot.sh` takes it to `logoPath`. */
export const logoName = "the-q-logo.png";
/** Where the device's program reads it. */
export const logoPath = "/etc/the-q/logo.png";

/** What the kiosk's program takes, too. */
const most = { bytes: 1_000_000, sideDots: 2_000 } as const;
const pngBegins = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * The SHA-256 of a picture that a kiosk can use as far as its header says (PNG, ISO/IEC 15948, 5.2 and 11.2.2), in hexadecimal. Throws a
 * Failure with what is wrong. Whether its dots make a logo the kiosk sees, and tells.
 */
export function logoDigest(file: string): string {
  const wrong = (what: string) => new Failure(`${file} ${what}. The logo must be a PNG of at most 1 MB and 2,000 by 2,000 dots.`);
  if (statSync(existing(file)).size > most.bytes) throw wrong("is larger than 1 MB");
  const bytes = readFileSync(file);
  if (bytes.length < 24 || !bytes.subarray(0, 8).equals(pngBegins) || bytes.toString("latin1", 12, 16) !== "IHDR")
    throw wrong("is no PNG picture");
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width < 1 || height < 1 || Math.max(width, height) > most.sideDots) throw wrong(`has ${width} by ${height} dots`);
  return createHash("sha256").update(bytes).digest("hex");
}
