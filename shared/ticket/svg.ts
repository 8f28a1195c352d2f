/**
 * A ticket as a picture for a screen, set as the printer sets it. Pure: whoever draws it hands in the code as squares. Presentation
 * attributes only, so that no content policy can take its looks away.
 */
import type { Language } from "../texts/language.ts";
import type { TicketLine } from "./layout.ts";

/** A code as rows of squares, true where it is dark. */
export type Squares = readonly (readonly boolean[])[];

type TextLine = Extract<TicketLine, { kind: "text" }>;

/** In units of the picture: a ticket is 72 mm of print on 80 mm of paper. */
export const ticketWidth = 400;
const margin = 20;
const sizes = { small: 16, normal: 19, large: 34, huge: 120 } as const;
const lineHeight = 1.28;
const codeWidth = 150;
const linesMax = 120;

/** One thing on the picture, at its place. */
export type Mark =
  | {
      readonly kind: "text";
      readonly text: string;
      /** Of the line's middle, and its baseline. */
      readonly x: number;
      readonly y: number;
      readonly size: number;
      readonly bold: boolean;
      readonly rightToLeft: boolean;
      readonly language: Language;
    }
  | { readonly kind: "rule"; readonly x: number; readonly y: number; readonly width: number }
  /** `path` is in squares of the code, `unit` their width. */
  | { readonly kind: "code"; readonly x: number; readonly y: number; readonly unit: number; readonly path: string };

export interface TicketPicture {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

/** `squares` null: the code is left out. */
export function ticketPicture(lines: readonly TicketLine[], squares: Squares | null): TicketPicture {
  const marks: Mark[] = [];
  let y = margin;
  for (const line of lines.slice(0, linesMax)) {
    const set = setLine(line, squares, y);
    marks.push(...set.marks);
    y += set.height;
  }
  return { width: ticketWidth, height: round(y + margin), marks };
}

/** The picture as a file of its own. `title` is what it is called by whoever hears it. */
export function ticketSvg({ width, height, marks }: TicketPicture, title: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="'BC Sans', 'Noto Sans', 'DejaVu Sans', sans-serif" text-anchor="middle" fill="#1a1a1a"><title>${escaped(title)}</title><rect width="${width}" height="${height}" fill="#ffffff"/>${marks.map(element).join("")}</svg>`;
}

function element(mark: Mark): string {
  switch (mark.kind) {
    case "rule":
      return `<path d="M${mark.x} ${mark.y}h${mark.width}" stroke="#1a1a1a" stroke-width="2"/>`;
    case "code":
      return `<path transform="translate(${mark.x} ${mark.y}) scale(${mark.unit})" d="${mark.path}" shape-rendering="crispEdges"/>`;
    case "text": {
      const looks = `${mark.bold ? ' font-weight="700"' : ""}${mark.rightToLeft ? ' direction="rtl"' : ""}`;
      return `<text x="${mark.x}" y="${mark.y}" font-size="${mark.size}" lang="${mark.language}"${looks}>${escaped(mark.text)}</text>`;
    }
  }
}

function setLine(line: TicketLine, squares: Squares | null, y: number): { readonly marks: readonly Mark[]; readonly height: number } {
  switch (line.kind) {
    case "space":
      return { marks: [], height: 14 };
    case "rule":
      return { marks: [{ kind: "rule", x: 2 * margin, y: round(y + 8), width: ticketWidth - 4 * margin }], height: 16 };
    case "code":
      return squares ? { marks: [codeMark(squares, y + 8)], height: codeWidth + 20 } : { marks: [], height: 0 };
    case "text": {
      const size = line.size === "huge" ? hugeSize(line.text) : sizes[line.size];
      const set = broken(line.text.replace(/\s+/g, " ").trim(), (ticketWidth - 2 * margin) / size);
      const step = size * (line.size === "huge" ? 1.05 : lineHeight);
      return { marks: set.map((text, place) => textMark(line, text, size, y + place * step + size * 0.95)), height: set.length * step };
    }
  }
}

function textMark({ bold, language }: TextLine, text: string, size: number, baseline: number): Mark {
  const rightToLeft = isRightToLeft(text);
  return { kind: "text", text, x: ticketWidth / 2, y: round(baseline), size: round(size), bold, rightToLeft, language };
}

/** The number stays on one line. */
function hugeSize(text: string): number {
  return Math.min(sizes.huge, (ticketWidth - 2 * margin) / Math.max(1, ems(text)));
}

function codeMark(squares: Squares, y: number): Mark {
  const dark = squares.flatMap((row, at) => row.flatMap((isDark, x) => (isDark ? `M${x} ${at}h1v1h-1z` : [])));
  const unit = round(codeWidth / Math.max(1, squares.length));
  return { kind: "code", x: (ticketWidth - codeWidth) / 2, y: round(y), unit, path: dark.join("") };
}

/** Lines of at most `width` ems, broken at spaces where there are any. */
function broken(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (ems(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    line = "";
    for (const letter of word) {
      if (line !== "" && ems(line + letter) > width) {
        lines.push(line);
        line = "";
      }
      line += letter;
    }
  }
  if (line !== "") lines.push(line);
  return lines;
}

/** How wide a text is, in its size: an upper estimate, because nothing is measured here. */
function ems(text: string): number {
  let width = 0;
  for (const letter of text) {
    if (/\p{M}/u.test(letter)) continue;
    if (/[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]|[\u{20000}-\u{3ffff}]/u.test(letter)) width += 1;
    else if (/[ .,:;'’!|il·]/.test(letter)) width += 0.32;
    else width += /[\p{Lu}\p{Nd}mw%@—œ]/u.test(letter) ? 0.74 : 0.6;
  }
  return width;
}

function isRightToLeft(text: string): boolean {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(/\p{L}/u.exec(text)?.[0] ?? "");
}

/** Characters that XML does not have become one that says so. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
