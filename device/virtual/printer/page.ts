/** Lays operations out on an endless roll and hands over what each cut separates. Pure: it knows dots, no time and no wire. */
import { characterOf, hasCodePage, hasInternational } from "./code-pages.ts";
import { KeptPictures } from "./kept-pictures.ts";
import { LineBuffer, type Run } from "./line.ts";
import { type Model, models } from "./models.ts";
import { defaultModes, fontCells, type Modes } from "./modes.ts";
import { type Bitmap, type CutKind, type Finding, hex, type Image, type Operation } from "./operation.ts";
import { qrBitmap } from "./qr.ts";

export type Item = { readonly yDots: number; readonly heightDots: number } & (
  | { readonly kind: "line"; readonly runs: readonly Run[]; readonly upsideDown: boolean }
  | {
      readonly kind: "image";
      readonly xDots: number;
      readonly bitmap: Bitmap;
      /** Dots for each bit. */
      readonly scaleX: number;
      readonly scaleY: number;
      /** What a QR code holds; null for pictures. */
      readonly code: string | null;
    }
  | { readonly kind: "box"; readonly xDots: number; readonly widthDots: number; readonly label: string }
);

export interface Ticket {
  readonly items: readonly Item[];
  readonly lengthDots: number;
  /** Torn: nobody cut, and the roll hung down too far. */
  readonly cut: CutKind | "torn";
  readonly findings: readonly Finding[];
  readonly paperWidthDots: number;
  readonly headWidthDots: number;
}

/** From the head to the cutter: what is printed here is still inside the printer. */
export const cutterDots = 112;
/** Someone tears the paper off when it hangs 5 m. */
export const uncutDotsMax = 40_000;
const findingsMax = 100;

export interface Applied {
  /** Paper moved. */
  readonly fedDots: number;
  readonly ticket: Ticket | null;
}

export class Page {
  readonly #model: Model;
  #modes: Modes;
  #line = new LineBuffer();
  #items: Item[] = [];
  #findings: Finding[] = [];
  /** Where the head is, from the leading edge of the paper. */
  #y = cutterDots;
  #qrModuleDots = 3;
  #qrLevel: "L" | "M" | "Q" | "H" = "L";
  #qrData = new Uint8Array(0);
  #graphics: Image | null = null;
  readonly kept = new KeptPictures();

  constructor(model: Model = models["tm-t20iii"]) {
    this.#model = model;
    this.#modes = defaultModes(model.headWidthDots);
  }

  /** True when something printed, or collected for printing, waits for a cut. */
  get begun(): boolean {
    return this.#items.length > 0 || !this.#line.empty;
  }

  finding(finding: Finding): void {
    if (this.#findings.length < findingsMax) this.#findings.push(finding);
  }

  /** What paper keeps and memory does not. */
  powerOff(): void {
    this.#dropLine("at power-off");
    this.#reset();
    this.#qrData = new Uint8Array(0);
    this.#graphics = null;
  }

  /** Drops what is collected and not printed; the paper stays. */
  clear(): void {
    this.#dropLine("when the buffer was cleared");
  }

  apply(operation: Operation): Applied {
    const before = this.#y;
    if (operation.kind === "cut") return this.#cut(operation);
    this.#print(operation);
    const fedDots = this.#y - before;
    return { fedDots, ticket: this.#y > uncutDotsMax ? this.#separate(this.#y - cutterDots, "torn", cutterDots) : null };
  }

  #print(operation: Exclude<Operation, { kind: "cut" }>): void {
    switch (operation.kind) {
      case "text":
        this.#character(characterOf(operation.byte, this.#modes.codePage, this.#modes.international));
        return;
      case "line-feed":
        this.#printLine(true);
        return;
      case "tab":
        if (!this.#line.tab(this.#modes)) this.finding({ kind: "ignored", what: "a tab beyond the last stop" });
        return;
      case "feed":
        this.#printLine(false);
        this.#y += operation.dots;
        return;
      case "feed-lines":
        for (let line = 0; line < operation.lines; line++) this.#printLine(true);
        return;
      case "initialize":
        this.#dropLine("at ESC @");
        this.#reset();
        return;
      case "set":
        this.#set(operation.modes);
        return;
      case "set-at-line-start":
        if (this.#line.atStart) this.#modes = { ...this.#modes, ...operation.modes };
        else this.finding({ kind: "ignored", what: `${Object.keys(operation.modes).join(", ")} set in the middle of a line` });
        this.#keepAreaOnHead();
        return;
      case "position":
        if (operation.from === "area") this.#line.moveTo(operation.dots, this.#modes);
        else this.#line.moveBy(operation.dots, this.#modes);
        return;
      case "qr-module":
        this.#qrModuleDots = Math.min(16, Math.max(1, operation.dots));
        return;
      case "qr-level":
        this.#qrLevel = operation.level;
        return;
      case "qr-store":
        this.#qrData = operation.data.slice();
        return;
      case "qr-print":
        this.#qr();
        return;
      case "image":
        this.#image(operation.image.bitmap, operation.image.widthTimes, operation.image.heightTimes, null);
        return;
      case "graphics-store":
        this.#graphics = operation.image;
        return;
      case "graphics-print":
        if (this.#graphics !== null) this.#image(this.#graphics.bitmap, this.#graphics.widthTimes, this.#graphics.heightTimes, null);
        this.#graphics = null;
        return;
      case "kept-store":
        if (!this.#model.keepsPictures) this.finding({ kind: "ignored", what: "a picture to be kept, which this printer cannot" });
        else if (!this.#line.atStart) this.finding({ kind: "ignored", what: "a picture to be kept, in the middle of a line" });
        else this.kept.store(operation.key, operation.image);
        return;
      case "kept-print": {
        const image = this.kept.at(operation.key);
        if (image) this.#image(image.bitmap, operation.widthTimes, operation.heightTimes, null);
        else this.finding({ kind: "ignored", what: `a kept picture that is not there: ${operation.key}` });
        return;
      }
      case "not-drawn":
        this.finding({ kind: "not-drawn", what: operation.what });
        if (operation.box) this.#box(operation.what);
        return;
      case "too-long":
        this.finding({ kind: "too-long", what: operation.what });
        return;
      case "unknown":
        this.finding({ kind: "unknown", what: hex(operation.bytes) });
        return;
      case "no-effect":
      case "nippon-status":
      case "nippon-identity":
      case "nippon-restart":
      case "nippon-start":
      case "nippon-finish":
      case "ask-kept-keys":
      case "ask-status":
      case "ask-identity":
      case "auto-status":
      case "job-id":
        return;
    }
  }

  #character(character: string): void {
    if (this.#line.add(character, this.#modes)) return;
    this.#printLine(true);
    this.#line.add(character, this.#modes);
  }

  #printLine(feed: boolean): void {
    const composed = this.#line.take(this.#modes);
    if (composed === undefined) {
      if (feed) this.#y += this.#modes.lineSpacingDots;
      return;
    }
    const { runs, heightDots } = composed;
    if (runs.some((run) => run.xDots + run.widthDots > this.#model.headWidthDots))
      this.finding({ kind: "lost", what: "text beyond the edge of the paper" });
    this.#items.push({ kind: "line", yDots: this.#y, heightDots, runs, upsideDown: this.#modes.upsideDown });
    this.#y += feed ? Math.max(heightDots, this.#modes.lineSpacingDots) : heightDots;
  }

  #set(modes: Partial<Modes>): void {
    const { codePage, international, ...others } = modes;
    this.#modes = { ...this.#modes, ...others };
    if (codePage !== undefined) {
      if (hasCodePage(codePage)) this.#modes = { ...this.#modes, codePage };
      else this.finding({ kind: "ignored", what: `code page ${codePage}, which this printer does not have` });
    }
    if (international !== undefined) {
      if (hasInternational(international)) this.#modes = { ...this.#modes, international };
      else this.finding({ kind: "ignored", what: `character set ${international}, which this printer does not have` });
    }
  }

  #keepAreaOnHead(): void {
    const { headWidthDots } = this.#model;
    const leftMarginDots = Math.min(this.#modes.leftMarginDots, headWidthDots - fontCells.a.widthDots);
    const areaWidthDots = Math.max(fontCells.a.widthDots, Math.min(this.#modes.areaWidthDots, headWidthDots - leftMarginDots));
    this.#modes = { ...this.#modes, leftMarginDots, areaWidthDots };
  }

  #qr(): void {
    if (this.#qrData.length === 0) {
      this.finding({ kind: "ignored", what: "printing a QR code without data" });
      return;
    }
    const bitmap = qrBitmap(this.#qrData, this.#qrLevel);
    if (bitmap === undefined) this.finding({ kind: "ignored", what: `a QR code of ${this.#qrData.length} bytes, which is too much` });
    else this.#image(bitmap, this.#qrModuleDots, this.#qrModuleDots, new TextDecoder().decode(this.#qrData));
  }

  #image(bitmap: Bitmap, scaleX: number, scaleY: number, code: string | null): void {
    this.#printLine(false);
    const widthDots = bitmap.widthDots * scaleX;
    if (widthDots > this.#modes.areaWidthDots + 7) this.finding({ kind: "lost", what: "a picture beyond the edge of the paper" });
    const heightDots = bitmap.heightDots * scaleY;
    this.#items.push({ kind: "image", yDots: this.#y, heightDots, xDots: this.#aligned(widthDots), bitmap, scaleX, scaleY, code });
    this.#y += heightDots;
  }

  #box(label: string): void {
    this.#printLine(false);
    const widthDots = Math.min(360, this.#modes.areaWidthDots);
    this.#items.push({ kind: "box", yDots: this.#y, heightDots: 96, xDots: this.#aligned(widthDots), widthDots, label });
    this.#y += 96;
  }

  #aligned(widthDots: number): number {
    const free = Math.max(0, this.#modes.areaWidthDots - widthDots);
    const { align, leftMarginDots } = this.#modes;
    return leftMarginDots + (align === "left" ? 0 : align === "right" ? free : Math.floor(free / 2));
  }

  #cut(operation: Extract<Operation, { kind: "cut" }>): Applied {
    const before = this.#y;
    this.#printLine(false);
    if (operation.where === "fed" || operation.where === "fed-and-back") this.#y += cutterDots + operation.feedDots;
    if (operation.where === "reserved") this.#y += operation.feedDots;
    const fedDots = this.#y - before;
    const atHead = operation.where === "reserved";
    const nextStart = atHead || operation.where === "fed-and-back" ? 0 : cutterDots;
    return { fedDots, ticket: this.#separate(atHead ? this.#y : this.#y - cutterDots, operation.cut, nextStart) };
  }

  /** What lies before `atDots` becomes a ticket; print still inside the printer begins the next one. */
  #separate(atDots: number, cut: Ticket["cut"], nextStart: number): Ticket | null {
    if (atDots <= 0) return null;
    const items = this.#items.filter((item) => item.yDots + item.heightDots <= atDots);
    const staying = this.#items.filter((item) => item.yDots + item.heightDots > atDots);
    const through = staying.filter((item) => item.yDots < atDots).length;
    if (staying.length > 0)
      this.finding({
        kind: "cut-through",
        what: `${staying.length} printed parts were still inside the printer at the cut${through > 0 ? ", one was cut through" : ""}: feed 14 mm first`,
      });
    const { paperWidthDots, headWidthDots } = this.#model;
    const ticket = { items, lengthDots: atDots, cut, findings: this.#findings, paperWidthDots, headWidthDots };
    this.#items = staying.map((item) => ({ ...item, yDots: item.yDots - atDots }));
    this.#findings = [];
    this.#y = staying.length > 0 ? this.#y - atDots : nextStart;
    return ticket;
  }

  #dropLine(when: string): void {
    const { text } = this.#line;
    this.#line = new LineBuffer();
    if (text.trim() !== "") this.finding({ kind: "lost", what: `${text.length} characters that were not printed yet ${when}` });
  }

  #reset(): void {
    this.#modes = defaultModes(this.#model.headWidthDots);
    this.#qrModuleDots = 3;
    this.#qrLevel = "L";
  }
}
