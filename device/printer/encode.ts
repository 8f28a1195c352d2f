/**
 * A ticket as the bytes of one print job. node-thermal-printer knows the commands; everything it gets wrong is kept from it here
 * (each guard has a test): it never owns a connection, one encoder serves one job, and nothing is printed after a cut.
 */
import { BreakLine, CharacterSet, PrinterTypes, ThermalPrinter } from "node-thermal-printer";
import type { TicketLine } from "#shared/ticket/layout.ts";
import { latin, wrap } from "./latin.ts";
import type { PrinterProfile } from "./profiles.ts";
import { autoStatusRequest } from "./status.ts";

export function encodeTicket(lines: readonly TicketLine[], job: string, profile: PrinterProfile): Uint8Array {
  if (!/^[\x21-\x7e]{4}$/.test(job)) throw new Error(`a job id is four printable characters, not ${JSON.stringify(job)}`);
  const encoder = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: noInterface, breakLine: BreakLine.NONE });
  encoder.add(initialize);
  // Set here and not in the constructor: a cut or `ESC @` would undo it behind the encoder's back.
  encoder.setCharacterSet(CharacterSet.WPC1252);
  // The encoder knows Epson's number of it only.
  if (profile.codePage !== epsonCodePage) encoder.add(Buffer.from([0x1b, 0x74, profile.codePage]));
  encoder.alignCenter();
  const style = new Style(encoder);
  for (const line of lines) addLine(encoder, style, line, profile);
  encoder.add(separation(profile));
  encoder.add(confirmation(job, profile));
  const bytes = encoder.getBuffer() as Buffer | null;
  if (!bytes || bytes.length === 0) throw new Error("an empty job must not reach a printer");
  return bytes;
}

/** `ESC @`, which also ends automatic status, so that is asked for again: paper may run out under this very ticket. */
const initialize = Buffer.from([0x1b, 0x40, ...autoStatusRequest]);
const epsonCodePage = 16;

/** Brings the last line past the blade, or past the edge where paper is torn, and cuts where there is a blade. */
function separation({ cutter, headToCutterMm, lineMm }: PrinterProfile): Buffer {
  // `GS V 66 0`: feed to the blade, then cut.
  if (cutter === "feeds") return Buffer.from([0x1d, 0x56, 0x42, 0x00]);
  const feed = [0x1b, 0x64, Math.ceil(headToCutterMm / lineMm)];
  return Buffer.from(cutter === "none" ? feed : [...feed, 0x1b, 0x69]);
}

/**
 * Keeps what a broken job may have left on the paper off the next citizen's ticket: `ESC @` drops an unfinished line, and what is
 * printed is cut off.
 */
export function separateRemains(profile: PrinterProfile): Uint8Array {
  return Buffer.concat([initialize, separation(profile)]);
}

/**
 * Ends a command that an earlier connection left unfinished, so that it does not swallow the next: as many zeros as the longest of
 * ours takes. Between commands they do nothing.
 */
export const endOfCommand = new Uint8Array(256);

function confirmation(job: string, profile: PrinterProfile): Buffer {
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

function addLine(encoder: ThermalPrinter, style: Style, line: TicketLine, profile: PrinterProfile): void {
  switch (line.kind) {
    case "space":
      encoder.newLine();
      break;
    case "rule":
      style.set("normal", false, 0);
      encoder.println("-".repeat(Math.floor(profile.columns / 2)));
      break;
    case "code":
      // The encoder counts characters where the printer counts bytes: the same only in ASCII.
      if (!/^[\x21-\x7e]{1,200}$/.test(line.data)) throw new Error("a code on a ticket is ASCII");
      encoder.printQR(line.data, { model: 2, cellSize: 5, correction: "M" });
      encoder.newLine();
      break;
    case "text": {
      const text = latin(line.text).trim();
      const scale = line.size === "huge" ? hugeScale(text, profile) : line.size === "large" ? 1 : 0;
      const columns = line.size === "small" ? profile.columnsSmall : Math.floor(profile.columns / (scale + 1));
      style.set(line.size, line.bold, scale);
      // Wrapped here: the encoder drops blank lines and does not know the size of the letters.
      for (const each of wrap(text, columns)) encoder.println(each);
    }
  }
}

/** The largest scale, eight times at the most, at which the number stays on one line. */
function hugeScale(text: string, profile: PrinterProfile): number {
  return Math.max(1, Math.min(7, Math.floor(profile.columns / Math.max(1, text.length)) - 1));
}

/** Sends a change of style only when there is one. */
class Style {
  readonly #encoder: ThermalPrinter;
  #font: "A" | "B" = "A";
  #bold = false;
  #scale = 0;

  constructor(encoder: ThermalPrinter) {
    this.#encoder = encoder;
  }

  set(size: string, bold: boolean, scale: number): void {
    const font = size === "small" ? "B" : "A";
    if (font !== this.#font && font === "B") this.#encoder.setTypeFontB();
    if (font !== this.#font && font === "A") this.#encoder.setTypeFontA();
    if (bold !== this.#bold) this.#encoder.bold(bold);
    if (scale !== this.#scale) this.#encoder.setTextSize(scale, scale);
    this.#font = font;
    this.#bold = bold;
    this.#scale = scale;
  }
}
