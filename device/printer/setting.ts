/**
 * A ticket set for one printer: row by row what stands on its paper, and how much paper each takes. Pure; what the code page lacks is
 * drawn by whoever is handed in.
 */
import type { TicketLine } from "#shared/ticket/layout.ts";
import { hasAll, latin, wrap } from "./latin.ts";
import type { PrinterProfile } from "./profiles.ts";

/** One bit per dot, rows padded to bytes, the most significant bit on the left. */
export interface Bitmap {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly bytes: Uint8Array;
}

/** What the printer has in its own memory. */
export interface KeptPicture {
  readonly key: string;
  readonly heightDots: number;
}

export interface DrawnLook {
  /** Of the letters' square. */
  readonly emDots: number;
  readonly bold: boolean;
  readonly widthDots: number;
}

/** A text as lines of dots; null where there is no font for it. */
export type Draw = (text: string, look: DrawnLook) => readonly Bitmap[] | null;

export type TextSize = Extract<TicketLine, { kind: "text" }>["size"];

export type Row = { readonly heightMm: number } & (
  | {
      readonly kind: "text";
      readonly text: string;
      readonly size: TextSize;
      readonly bold: boolean;
      /** Times beyond the first that letters are wide and high: 0 to 7. */
      readonly scale: number;
    }
  | { readonly kind: "rule"; readonly dashes: number }
  | { readonly kind: "space" }
  | { readonly kind: "code"; readonly data: string }
  | { readonly kind: "drawn"; readonly bitmap: Bitmap }
  /** A picture that the printer keeps. */
  | { readonly kind: "logo"; readonly key: string }
);

/** Of the square that drawn letters stand in: somewhat more than the printer's own, whose letters are simpler. */
const emDots: Readonly<Record<TextSize, number>> = { small: 26, normal: 32, large: 56, huge: 150 };
/** Of a module of a QR code: 0.6 mm, which scanners read at arm's length; 0.5 mm where each dot is sent. */
export function qrModuleDots({ qrCode }: PrinterProfile): number {
  return qrCode === "own" ? 5 : 4;
}

/** The rule is of few wide dashes in place of many. */
export function ruleDashTimes({ letterTimesMost }: PrinterProfile): number {
  return Math.min(4, letterTimesMost);
}

/** `draw` null: what the code page lacks becomes a plain letter or "?". `logo`: what the printer keeps of the office's; stands at the top. */
export function setTicket(
  lines: readonly TicketLine[],
  profile: PrinterProfile,
  draw: Draw | null,
  logo: KeptPicture | null = null,
): Row[] {
  const top: Row[] = logo ? [{ kind: "logo", key: logo.key, heightMm: logo.heightDots * dotMm(profile) }] : [];
  return [...top, ...lines.flatMap((line) => rowsOf(line, profile, draw))];
}

/** All the paper that a ticket takes, with what is fed to cut it off. */
export function ticketLengthMm(rows: readonly Row[], profile: PrinterProfile): number {
  const fedMm = profile.cutter === "feeds" ? profile.headToCutterMm : linesToCutter(profile) * profile.lineMm;
  return rows.reduce((sum, { heightMm }) => sum + heightMm, fedMm);
}

/** To be fed where the printer does not do it by itself. */
export function linesToCutter({ headToCutterMm, lineMm }: PrinterProfile): number {
  return Math.ceil(headToCutterMm / lineMm);
}

/** Whether it takes more than the printer's own characters. */
export function needsDrawing(lines: readonly TicketLine[]): boolean {
  return lines.some((line) => line.kind === "text" && !hasAll(line.text));
}

function rowsOf(line: TicketLine, profile: PrinterProfile, draw: Draw | null): Row[] {
  const { lineMm, columns } = profile;
  switch (line.kind) {
    case "space":
      return [{ kind: "space", heightMm: lineMm }];
    case "rule":
      return [{ kind: "rule", dashes: Math.floor(columns / 2 / ruleDashTimes(profile)), heightMm: lineMm }];
    case "code":
      // The line that ends it is fed, too.
      return [{ kind: "code", data: line.data, heightMm: qrModules(line.data.length) * qrModuleDots(profile) * dotMm(profile) + lineMm }];
    case "text": {
      const look = { emDots: emDots[line.size], bold: line.bold, widthDots: profile.widthDots };
      const drawn = draw && !hasAll(line.text) ? draw(line.text.replace(/\s+/g, " ").trim().slice(0, drawnTextMax), look) : null;
      if (drawn) return drawn.map((bitmap) => ({ kind: "drawn", bitmap, heightMm: bitmap.heightDots * dotMm(profile) }));
      return textRows(line, profile);
    }
  }
}

const drawnTextMax = 300;

function textRows({ text, size, bold }: Extract<TicketLine, { kind: "text" }>, profile: PrinterProfile): Row[] {
  const plain = latin(text).trim();
  const scale = size === "huge" ? hugeScale(plain, profile) : size === "large" ? 1 : 0;
  const columns = size === "small" ? profile.columnsSmall : Math.floor(profile.columns / (scale + 1));
  // Letters are 24 dots high, and a line is fed by 30.
  const heightMm = Math.max(profile.lineMm, 24 * dotMm(profile) * (scale + 1));
  // Wrapped here: the encoder drops blank lines and does not know the size of the letters.
  return wrap(plain, columns).map((each) => ({ kind: "text", text: each, size, bold, scale, heightMm }));
}

/** The largest scale, eight times at the most, at which the number stays on one line. */
function hugeScale(text: string, profile: PrinterProfile): number {
  return Math.max(1, Math.min(profile.letterTimesMost - 1, Math.floor(profile.columns / Math.max(1, text.length)) - 1));
}

function dotMm({ lineMm }: PrinterProfile): number {
  return lineMm / 30;
}

/** Bytes that a QR code of version 1, 2, 3 ... holds at level M (ISO/IEC 18004, table 7). */
const qrBytes = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213];

function qrModules(length: number): number {
  return 21 + 4 * qrBytes.findIndex((most) => most >= length);
}
