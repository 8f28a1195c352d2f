/** A QR code as dots, for printers that make none which phones read. Level M, model 2, its data byte by byte (ISO/IEC 18004). */
import qrcode from "qrcode-generator";
import type { Bitmap } from "./setting.ts";

/** `data`: ASCII, at most 200 characters. No quiet zone: the paper around it is white. */
export function qrDots(data: string, moduleDots: number): Bitmap {
  const code = qrcode(0, "M");
  code.addData(data, "Byte");
  code.make();
  const sideDots = code.getModuleCount() * moduleDots;
  const rowBytes = Math.ceil(sideDots / 8);
  const bytes = new Uint8Array(rowBytes * sideDots);
  for (let y = 0; y < sideDots; y++)
    for (let x = 0; x < sideDots; x++) {
      if (!code.isDark(Math.floor(y / moduleDots), Math.floor(x / moduleDots))) continue;
      const at = y * rowBytes + (x >> 3);
      bytes[at] = (bytes[at] as number) | (0x80 >> (x & 7));
    }
  return { widthDots: sideDots, heightDots: sideDots, bytes };
}
