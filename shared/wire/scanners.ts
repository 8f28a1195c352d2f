/** A kiosk's scanner of tickets and appointment codes, as its configuration file names it. */
import * as v from "valibot";

const path = v.pipe(v.string(), v.regex(/^\/.{1,199}$/, "name a serial device by its whole path"));

export const scanner = v.variant("kind", [
  v.strictObject({
    kind: v.literal("serial"),
    path,
    /** Bits per second, as the scanner is set; many of those on USB take any. 8 data bits, no parity, 1 stop bit. */
    baud: v.optional(v.picklist([9_600, 19_200, 38_400, 57_600, 115_200]), 9_600),
  }),
  /** One that plays a keyboard: the kernel's input device of it, such as `/dev/input/by-id/usb-...-event-kbd`. */
  v.strictObject({ kind: v.literal("keyboard"), path }),
]);
export type ScannerSettings = v.InferOutput<typeof scanner>;
