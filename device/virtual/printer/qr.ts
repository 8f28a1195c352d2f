/** A QR code as the printer draws it: model 2, no quiet zone, the stored bytes as they are. */
import qrcode from "qrcode-generator";
import type { Bitmap } from "./operation.ts";

/** Undefined when the data does not fit any QR code of that level. */
export function qrBitmap(data: Uint8Array, level: "L" | "M" | "Q" | "H"): Bitmap | undefined {
  const code = qrcode(0, level);
  // The library takes one character for each byte.
  code.addData(Array.from(data, (byte) => String.fromCharCode(byte)).join(""), "Byte");
  try {
    code.make();
  } catch {
    return undefined;
  }
  const modules = code.getModuleCount();
  const rowBytes = Math.ceil(modules / 8);
  const bytes = new Uint8Array(rowBytes * modules);
  for (let row = 0; row < modules; row++)
    for (let column = 0; column < modules; column++) {
      const at = row * rowBytes + (column >> 3);
      if (code.isDark(row, column)) bytes[at] = (bytes[at] ?? 0) | (0x80 >> (column & 7));
    }
  return { widthDots: modules, heightDots: modules, bytes };
}
