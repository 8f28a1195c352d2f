/**
 * Text that a printer's code page lacks, as dots. Skia (`@napi-rs/canvas`) shapes letters and orders right-to-left text; it is loaded when
 * the first such text comes, so that an office without any never has it in memory.
 */
import { fontsFor, isRightToLeft } from "./scripts.ts";
import type { Bitmap, Draw } from "./setting.ts";

/** Lines that one text may take; what is beyond is not printed. */
export const drawnLinesMax = 4;

/** Null where the library or its binary is not here: such texts come out with question marks. */
export async function loadDraw(): Promise<Draw | null> {
  const canvas = await import("@napi-rs/canvas").catch(() => null);
  if (!canvas) return null;
  const { createCanvas, GlobalFonts } = canvas;
  const measure = createCanvas(1, 1).getContext("2d");
  return (text, look) => {
    const families = fontsFor(text, (family) => GlobalFonts.has(family));
    if (families === undefined) return null;
    const font = `${look.bold ? "bold " : ""}${look.emDots}px ${families}, sans-serif`;
    measure.font = font;
    const direction = isRightToLeft(text) ? "rtl" : "ltr";
    const lines = broken(text, (part) => measure.measureText(part).width <= look.widthDots);
    return lines.slice(0, drawnLinesMax).map((line) => {
      const { actualBoundingBoxAscent, actualBoundingBoxDescent } = measure.measureText(line);
      // Marks above and below letters take more room in some scripts than in others.
      const ascent = Math.ceil(Math.max(actualBoundingBoxAscent, look.emDots * 0.75)) + 2;
      const heightDots = ascent + Math.ceil(Math.max(actualBoundingBoxDescent, look.emDots * 0.25)) + 2;
      const surface = createCanvas(look.widthDots, heightDots);
      const context = surface.getContext("2d");
      context.fillStyle = "white";
      context.fillRect(0, 0, look.widthDots, heightDots);
      Object.assign(context, { font, direction, textAlign: "center", textBaseline: "alphabetic", fillStyle: "black" });
      context.fillText(line, look.widthDots / 2, ascent);
      return inDots(context.getImageData(0, 0, look.widthDots, heightDots).data, look.widthDots, heightDots);
    });
  };
}

/** As many words on a line as fit; a word that is longer than a line, and text without spaces, is broken between its letters. */
function broken(text: string, fits: (part: string) => boolean): string[] {
  const lines: string[] = [];
  let line = "";
  for (const { segment: word } of new Intl.Segmenter("und", { granularity: "word" }).segment(text)) {
    if (fits((line + word).trim())) {
      line += word;
      continue;
    }
    if (line.trim() !== "") lines.push(line.trim());
    line = "";
    for (const { segment: letter } of new Intl.Segmenter("und", { granularity: "grapheme" }).segment(word)) {
      if (line !== "" && !fits(line + letter)) {
        lines.push(line);
        line = "";
      }
      line += letter;
    }
    if (lines.length >= drawnLinesMax) break;
  }
  if (line.trim() !== "") lines.push(line.trim());
  return lines;
}

const inkBelow = 170;

/** Of grey, at the edges of letters and pictures, more becomes ink than paper, so that thin strokes stay whole. Only as wide as there is ink, for the printer sets it in the middle. */
export function inDots(rgba: Uint8ClampedArray, width: number, heightDots: number): Bitmap {
  const isInk = (x: number, y: number) => (rgba[(y * width + x) * 4] as number) < inkBelow;
  const columns = Array.from({ length: width }, (_, x) => x).filter((x) => {
    for (let y = 0; y < heightDots; y++) if (isInk(x, y)) return true;
    return false;
  });
  const left = columns[0] ?? 0;
  const widthDots = (columns.at(-1) ?? 0) - left + 1;
  const rowBytes = Math.ceil(widthDots / 8);
  const bytes = new Uint8Array(rowBytes * heightDots);
  for (let y = 0; y < heightDots; y++)
    for (let x = 0; x < widthDots; x++) {
      const at = y * rowBytes + (x >> 3);
      if (isInk(left + x, y)) bytes[at] = (bytes[at] as number) | (0x80 >> (x & 7));
    }
  return { widthDots, heightDots, bytes };
}
