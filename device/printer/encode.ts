/**
 * A ticket as the bytes of one print job. node-thermal-printer knows the commands; everything it gets wrong is kept from it here
 * (each guard has a test): it never owns a connection, one encoder serves one job, and nothing is printed after a cut.
 */
import { BreakLine, CharacterSet, PrinterTypes, ThermalPrinter } from "node-thermal-printer";
import type { TicketLine } from "#shared/ticket/layout.ts";
import { type Logo, logoOnPaper } from "./logo.ts";
import { nipponDots, nipponJobFinish, nipponJobStart } from "./nippon.ts";
import type { PrinterProfile } from "./profiles.ts";
import { qrDots } from "./qr-dots.ts";
import { type Bitmap, type Draw, linesToCutter, qrModuleDots, type Row, ruleDashTimes, setTicket, type TextSize } from "./setting.ts";
import { autoStatusRequest } from "./status.ts";

/** `draw` null: what the code page lacks becomes a plain letter or "?". */
export function encodeTicket(
  lines: readonly TicketLine[],
  job: string,
  profile: PrinterProfile,
  draw: Draw | null = null,
  logo: Logo | null = null,
): Uint8Array {
  return encodeRows(setTicket(lines, profile, draw, logo), job, profile);
}

export function encodeRows(rows: readonly Row[], job: string, profile: PrinterProfile): Uint8Array {
  if (!/^[\x21-\x7e]{4}$/.test(job)) throw new Error(`a job id is four printable characters, not ${JSON.stringify(job)}`);
  const encoder = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: noInterface, breakLine: BreakLine.NONE });
  encoder.add(initialize(profile));
  // Set here and not in the constructor: a cut or `ESC @` would undo it behind the encoder's back.
  encoder.setCharacterSet(CharacterSet.WPC1252);
  // The encoder knows Epson's number of it only.
  if (profile.codePage !== epsonCodePage) encoder.add(Buffer.from([0x1b, 0x74, profile.codePage]));
  if (profile.speaks === "nippon") encoder.setBuffer(beginningOfNippon(job, profile));
  encoder.alignCenter();
  const style = new Style(encoder);
  for (const [place, row] of rows.entries()) addRow(encoder, style, row, profile, rows[place + 1]?.kind === "drawn");
  encoder.add(separation(profile));
  encoder.add(confirmation(job, profile));
  const bytes = encoder.getBuffer() as Buffer | null;
  if (!bytes || bytes.length === 0) throw new Error("an empty job must not reach a printer");
  return bytes;
}

/** `ESC @`, which also ends automatic status, so that is asked for again: paper may run out under this very ticket. */
function initialize({ speaks }: PrinterProfile): Buffer {
  return Buffer.from([0x1b, 0x40, ...(speaks === "nippon" ? [] : autoStatusRequest)]);
}

const epsonCodePage = 16;

/** All before its text. `ESC 3`: a line is fed by 30 dots, as others do, where it feeds by 34 (D-F0390, 13). */
function beginningOfNippon(job: string, profile: PrinterProfile): Buffer {
  const codePage = [0x1b, 0x74, profile.codePage];
  return Buffer.concat([initialize(profile), nipponJobStart(job), Buffer.from([...codePage, 0x1b, 0x33, 30])]);
}

/** Brings the last line past the blade, or past the edge where paper is torn, and cuts where there is a blade. */
function separation(profile: PrinterProfile): Buffer {
  const { cutter } = profile;
  // `GS V 66 0`: feed to the blade, then cut.
  if (cutter === "feeds") return Buffer.from([0x1d, 0x56, 0x42, 0x00]);
  const feed = [0x1b, 0x64, linesToCutter(profile)];
  return Buffer.from(cutter === "none" ? feed : [...feed, 0x1b, 0x69]);
}

/**
 * Keeps what a broken job may have left on the paper off the next citizen's ticket: `ESC @` drops an unfinished line, and what is
 * printed is cut off.
 */
export function separateRemains(profile: PrinterProfile): Uint8Array {
  return Buffer.concat([initialize(profile), separation(profile)]);
}

/**
 * Ends a command that an earlier connection left unfinished, so that it does not swallow the next: as many zeros as the longest of
 * ours takes. Between commands they do nothing.
 */
export const endOfCommand = new Uint8Array(256);
/** The same where that command may have been one of dots. */
export const endOfDots = new Uint8Array(1_736);
/** A Nippon's code is one command: 57 modules of 4 dots at the most. A drawn line takes less, or more commands. */
export const nipponEndOfDots = new Uint8Array(6_700);

function confirmation(job: string, profile: PrinterProfile): Buffer {
  if (profile.speaks === "nippon") return Buffer.from(nipponJobFinish);
  if (profile.confirms === "in-turn-status") return Buffer.from([0x1d, 0x72, 0x01]);
  return Buffer.concat([Buffer.from([0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30]), Buffer.from(job, "latin1")]);
}

/** The encoder takes an object in place of an address; ours refuses to send, because the transport alone does. */
const noInterface = {
  getPrinterName: () => "encoder",
  isPrinterConnected: async () => false,
  execute: async () => {
    throw new Error("the encoder does not send");
  },
} as unknown as string;

function addRow(encoder: ThermalPrinter, style: Style, row: Row, profile: PrinterProfile, isFollowedByDots: boolean): void {
  switch (row.kind) {
    case "space":
      encoder.newLine();
      break;
    case "rule":
      style.widen(ruleDashTimes(profile));
      encoder.println("-".repeat(row.dashes));
      break;
    case "code":
      encoder.add(
        profile.qrCode === "own" ? qrCode(row.data, profile) : Buffer.from(nipponDots(qrDots(row.data, qrModuleDots(profile)), false)),
      );
      encoder.newLine();
      break;
    case "logo":
      encoder.add(Buffer.from(logoOnPaper(row.key)));
      break;
    case "drawn":
      if (profile.speaks === "nippon") encoder.add(nipponLine(row.bitmap, isFollowedByDots));
      else for (const band of bandsOf(row.bitmap, bandRows)) encoder.add(raster(band));
      break;
    case "text":
      style.set(row.size, row.bold, row.scale);
      encoder.println(row.text);
  }
}

/** Rows of dots in one command: so few that a broken one is soon ended (`endOfDots`, at 576 dots). */
const bandRows = 24;

function bandsOf({ widthDots, heightDots, bytes }: Bitmap, rowsMost: number): Bitmap[] {
  const rowBytes = Math.ceil(widthDots / 8);
  return Array.from({ length: Math.ceil(heightDots / rowsMost) }, (_, band) => {
    const rows = Math.min(rowsMost, heightDots - band * rowsMost);
    return { widthDots, heightDots: rows, bytes: bytes.subarray(band * rowsMost * rowBytes, (band * rowsMost + rows) * rowBytes) };
  });
}

function nipponLine(bitmap: Bitmap, isFollowed: boolean): Buffer {
  const bands = bandsOf(bitmap, Math.floor((nipponEndOfDots.length - 10) / Math.ceil(bitmap.widthDots / 8)));
  return Buffer.concat(bands.map((band, place) => nipponDots(band, isFollowed || place < bands.length - 1)));
}

/** `GS v 0`: as they are, a row's bytes, rows. */
function raster({ widthDots, heightDots, bytes }: Bitmap): Buffer {
  const rowBytes = Math.ceil(widthDots / 8);
  return Buffer.from([0x1d, 0x76, 0x30, 0, rowBytes & 255, rowBytes >> 8, heightDots & 255, heightDots >> 8, ...bytes]);
}

/**
 * The printer's own QR code (`GS ( k`): module size, level of correction, data, print. The encoder's counts characters where the printer
 * counts bytes, and always chooses model 2.
 */
function qrCode(data: string, profile: PrinterProfile): Buffer {
  if (!/^[\x21-\x7e]{1,200}$/.test(data)) throw new Error("a code on a ticket is ASCII");
  const symbol = (fn: number, ...parameters: number[]) => [0x1d, 0x28, 0x6b, parameters.length + 2, 0, 0x31, fn, ...parameters];
  return Buffer.from([
    ...(profile.qrModel2AtFirst ? [] : symbol(0x41, 0x32, 0)),
    ...symbol(0x43, qrModuleDots(profile)),
    ...symbol(0x45, 0x31),
    ...symbol(0x50, 0x30, ...Buffer.from(data, "latin1")),
    ...symbol(0x51, 0x30),
  ]);
}

/** Sends a change of style only when there is one: all of it in one command (`ESC !`), but for letters over double size (`GS !`). */
class Style {
  readonly #encoder: ThermalPrinter;
  #mode = 0;
  /** The parameter of `GS !`; 0 where `ESC !` alone says the size. */
  #size = 0;

  constructor(encoder: ThermalPrinter) {
    this.#encoder = encoder;
  }

  set(size: TextSize, bold: boolean, scale: number): void {
    const mode = (size === "small" ? 0x01 : 0) | (bold ? 0x08 : 0) | (scale === 1 ? 0x30 : 0);
    const own = scale > 1 ? scale * 0x11 : 0;
    // It sets the size too, and so ends a larger one.
    const changes = mode !== this.#mode || (own === 0 && this.#size !== 0);
    if (changes) this.#encoder.add(Buffer.from([0x1b, 0x21, mode]));
    if (own !== 0 && (changes || own !== this.#size)) this.#encoder.add(Buffer.from([0x1d, 0x21, own]));
    this.#mode = mode;
    this.#size = own;
  }

  /** In whatever style the last line had. */
  widen(times: number): void {
    if (times === 2) {
      this.#mode = (this.#mode & ~0x10) | 0x20;
      this.#encoder.add(Buffer.from([0x1b, 0x21, this.#mode]));
      return;
    }
    this.#size = (times - 1) * 0x10;
    this.#encoder.add(Buffer.from([0x1d, 0x21, this.#size]));
  }
}
