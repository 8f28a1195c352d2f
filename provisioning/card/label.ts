/** The label on a device: whose it is, which one it is, and the same as a QR code. As SVG in millimetres, alone or many on a sheet. */

import qrcode from "qrcode-generator";
import { escaped } from "../markup.ts";
import { fitted } from "./label-text.ts";
import type { CardRole } from "./order.ts";

export interface Label {
  /** The office's id. */
  readonly office: string;
  readonly officeName: string;
  readonly name: string;
  readonly role: CardRole | "sign";
  /** Where it stands or hangs; empty when nobody said. */
  readonly place: string;
}

export const labelMm = { width: 70, height: 37 } as const;

/** Paper, and how many labels of 70 x 37 mm fit on it, as the common sheets of 24 (A4) and the same cut for Letter. */
export const papers = {
  a4: { name: "A4", width: 210, height: 297, columns: 3, rows: 8 },
  letter: { name: "letter", width: 215.9, height: 279.4, columns: 3, rows: 7 },
} as const;
export type Paper = keyof typeof papers;

const roles = {
  hub: "Hub · Serveur",
  kiosk: "Kiosk · Borne",
  board: "Board · Tableau",
  sign: "Sign · Afficheur",
} as const;

const edge = 3;
const codeMm = 27;
const textLeft = edge + codeMm + 2;
const roomMm = labelMm.width - textLeft - edge;

/** What the QR code says: stable for the life of the device, no address, nothing secret. */
export function labelCode({ office, name }: Pick<Label, "office" | "name">): string {
  return `The Q ${office} ${name}`;
}

export function labelSvg(label: Label): string {
  const { width, height } = labelMm;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">${labelContent(label)}</svg>\n`;
}

/** A page for the browser's print dialog: sheets of labels, cut lines in grey. */
export function labelSheet(labels: readonly Label[], paper: Paper = "a4"): string {
  const { name, width, height, columns, rows } = papers[paper];
  const perSheet = columns * rows;
  const left = (width - columns * labelMm.width) / 2;
  const top = (height - rows * labelMm.height) / 2;
  const sheets = Array.from({ length: Math.max(1, Math.ceil(labels.length / perSheet)) }, (_, sheet) => {
    const here = labels.slice(sheet * perSheet, (sheet + 1) * perSheet);
    const placed = here.map((label, place) => {
      const x = left + (place % columns) * labelMm.width;
      const y = top + Math.floor(place / columns) * labelMm.height;
      return `<g transform="translate(${round(x)} ${round(y)})">${labelContent(label)}</g>`;
    });
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Labels, sheet ${sheet + 1}">${placed.join("")}</svg>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Labels · Étiquettes</title>
<style>
@page { size: ${name}; margin: 0 }
html, body { margin: 0; background: #fff }
svg { display: block; width: ${width}mm; height: ${height}mm; break-after: page }
svg:last-of-type { break-after: auto }
</style>
${sheets.join("\n")}
</html>
`;
}

function labelContent(label: Label): string {
  const { width, height } = labelMm;
  const texts = [
    ...placed(fitted(label.name, roomMm, { largest: 8, smallest: 3 }), 11.2, 'font-weight="700"'),
    ...placed(fitted(roles[label.role], roomMm, { largest: 3.4, smallest: 2.4 }), 17),
    ...placed(fitted(label.officeName, roomMm, { largest: 3.4, smallest: 2.6 }), 23),
    ...placed(fitted(label.place, roomMm, { largest: 3.4, smallest: 2.6 }), 30.5),
  ];
  return [
    `<rect class="frame" x="0.1" y="0.1" width="${width - 0.2}" height="${height - 0.2}" fill="#fff" stroke="#bbb" stroke-width="0.2"/>`,
    code(labelCode(label), edge, (height - codeMm) / 2),
    ...texts,
  ].join("");
}

/** A second line stands below the first, and lifts it a little. */
function placed(lines: readonly { readonly text: string; readonly sizeMm: number }[], y: number, more = ""): string[] {
  const font = `font-family="Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"`;
  return lines
    .filter(({ text }) => text !== "")
    .map(({ text, sizeMm }, row) => {
      const at = lines.length === 1 ? y : y + sizeMm * (row === 0 ? -0.43 : 0.68);
      return `<text x="${textLeft}" y="${round(at)}" ${font} font-size="${sizeMm}" ${more}>${escaped(text)}</text>`;
    });
}

/** Level Q: a quarter of it may be scratched off. Four light modules around it, as ISO/IEC 18004 asks. */
function code(text: string, x: number, y: number): string {
  const qr = qrcode(0, "Q");
  qr.addData(text, "Byte");
  qr.make();
  const modules = qr.getModuleCount();
  const module = codeMm / (modules + 8);
  const squares: string[] = [];
  for (let row = 0; row < modules; row++)
    for (let column = 0; column < modules; column++) if (qr.isDark(row, column)) squares.push(`M${column + 4} ${row + 4}h1v1h-1z`);
  return `<g class="code" transform="translate(${x} ${round(y)}) scale(${module.toFixed(5)})"><path d="${squares.join("")}" shape-rendering="crispEdges"/></g>`;
}

function round(mm: number): number {
  return Math.round(mm * 1_000) / 1_000;
}
