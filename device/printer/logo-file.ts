/** Reads the office's logo from its picture: dots as black as ink, small enough for a ticket's top. Skia decodes it, as it draws letters. */
import { open } from "node:fs/promises";
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { Digest } from "#shared/log/record.ts";
import { type Logo, logoMost, logoOf } from "./logo.ts";
import { inDots } from "./raster.ts";

/** Of the picture in the file. */
export const pictureMost = { bytes: 1_000_000, sideDots: 2_000 } as const;

/** Never throws: a ticket without a logo is still a ticket, and the fault says what to do. */
export async function readLogo(path: string, digest: Digest): Promise<Logo | Fault> {
  const unusable = (why?: string) => fault("printer-logo-unusable", why === undefined ? { path } : { path, why });
  try {
    const file = await bytesOf(path);
    if (file === "too-large") return unusable(`> ${pictureMost.bytes / 1_000_000} MB`);
    const size = sizeOfPng(file);
    if (!size) return unusable("≠ PNG");
    if (size.width < 1 || size.height < 1 || Math.max(size.width, size.height) > pictureMost.sideDots)
      return unusable(`${size.width} × ${size.height}`);
    const { createCanvas, loadImage } = await import("@napi-rs/canvas");
    const times = Math.min(1, logoMost.widthDots / size.width, logoMost.heightDots / size.height);
    const width = Math.max(1, Math.round(size.width * times));
    const height = Math.max(1, Math.round(size.height * times));
    const context = createCanvas(width, height).getContext("2d");
    context.fillStyle = "white";
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = "high";
    context.drawImage(await loadImage(file), 0, 0, width, height);
    const picture = inDots(context.getImageData(0, 0, width, height).data, width, height);
    // White on nothing comes out as a white picture, and dark on dark as a bar that wears the head.
    const inked = inkedOf(picture.bytes) / (width * height);
    return inked === 0 || inked > inkedMost ? unusable(`${Math.round(inked * 100)} %`) : logoOf(picture, digest);
  } catch (error) {
    return unusable(codeOf(error));
  }
}

/** Part of the dots that are ink. */
const inkedMost = 0.9;

/** One byte more than it may have is read, and no more: the path may name anything. */
async function bytesOf(path: string): Promise<Buffer | "too-large"> {
  const file = await open(path, "r");
  try {
    if (!(await file.stat()).isFile()) return Buffer.alloc(0);
    const buffer = Buffer.alloc(pictureMost.bytes + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length);
      length += bytesRead;
      if (length === buffer.length) return "too-large";
      if (bytesRead === 0) return buffer.subarray(0, length);
    }
  } finally {
    await file.close();
  }
}

/** From its header alone (PNG, ISO/IEC 15948, 5.2 and 11.2.2), before anything as large is made of it. */
function sizeOfPng(file: Buffer): { readonly width: number; readonly height: number } | null {
  const begin = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  if (file.length < 24 || !file.subarray(0, 8).equals(begin) || file.toString("latin1", 12, 16) !== "IHDR") return null;
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}

function inkedOf(bytes: Uint8Array): number {
  let dots = 0;
  for (const byte of bytes) for (let rest = byte; rest > 0; rest &= rest - 1) dots += 1;
  return dots;
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code.slice(0, 40) : undefined;
}
