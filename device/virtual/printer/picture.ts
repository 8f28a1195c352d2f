/** A ticket as an SVG of the paper, in dots of the head. Presentation attributes only, so that no content policy can take its looks away. */
import { bitmapPath } from "./bitmap-path.ts";
import type { Run } from "./line.ts";
import type { Item, Ticket } from "./page.ts";

/** Room for the shadow. */
const aroundDots = 24;
const pixelsPerDot = 0.625;
const ink = "#2a272b";
const paper = "#fcfbf8";
/** DejaVu Sans Mono is 0.602 of its size wide: 12 dots. */
const fontSizePerCell = 20 / 24;
const baselinePerCell = 19 / 24;

export function pictureOf(ticket: Ticket, title: string): string {
  const { paperWidthDots, headWidthDots } = ticket;
  const width = paperWidthDots + 2 * aroundDots;
  const height = ticket.lengthDots + 2 * aroundDots;
  const edge = outline(ticket);
  let line = 0;
  const items = ticket.items.map((item) => itemOf(item, headWidthDots, () => ++line));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width * pixelsPerDot)}" height="${round(height * pixelsPerDot)}" viewBox="${-aroundDots} ${-aroundDots} ${width} ${height}" role="img">
<title>${escaped(title)}</title>
<defs>
<linearGradient id="roll" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#f3f1ec"/><stop offset="0.05" stop-color="${paper}"/><stop offset="0.55" stop-color="#ffffff"/><stop offset="0.95" stop-color="${paper}"/><stop offset="1" stop-color="#f3f1ec"/></linearGradient>
<linearGradient id="curl" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="0" y2="56"><stop offset="0" stop-color="#6f6a60" stop-opacity="0.13"/><stop offset="1" stop-color="#6f6a60" stop-opacity="0"/></linearGradient>
<filter id="shade" x="-10%" y="-10%" width="120%" height="120%"><feDropShadow dx="0" dy="5" stdDeviation="7" flood-color="#1b1a17" flood-opacity="0.28"/></filter>
</defs>
<path d="${edge}" fill="url(#roll)" filter="url(#shade)"/>
<path d="${edge}" fill="url(#curl)"/>
<g transform="translate(${(paperWidthDots - headWidthDots) / 2} 0)" fill="${ink}" font-family="DejaVu Sans Mono, Menlo, Consolas, monospace">
${items.join("\n")}
</g>
</svg>
`;
}

/** The upper edge is the cutter's last cut; a partial cut leaves a point in the middle; hands tear raggedly. */
function outline(ticket: Ticket): string {
  const [w, h] = [ticket.paperWidthDots, ticket.lengthDots];
  const edge =
    ticket.cut === "torn"
      ? Array.from(
          { length: 32 },
          (_, index) => `L${w - 20 * (index + 0.5)} ${h - ((index * 7) % 11)}L${w - 20 * (index + 1)} ${h - ((index * 5) % 9)}`,
        ).join("")
      : ticket.cut === "partial"
        ? `${teeth(w, w / 2 + 6, h)}L${w / 2 + 6} ${h}L${w / 2 + 3} ${h + 5}L${w / 2 - 2} ${h + 3}L${w / 2 - 6} ${h}${teeth(w / 2 - 6, 0, h)}`
        : teeth(w, 0, h);
  return `M0 3${teethDown(w)}L${w} ${h}${edge}L0 ${h}Z`;
}

/** The blade's fine teeth, from right to left along `y`. */
function teeth(from: number, to: number, y: number): string {
  let path = "";
  for (let x = from; x - 8 >= to; x -= 8) path += `L${x - 4} ${y - 3}L${x - 8} ${y}`;
  return path;
}

function teethDown(width: number): string {
  let path = "";
  for (let x = 0; x + 8 <= width; x += 8) path += `L${x + 4} 0L${x + 8} 3`;
  return path;
}

function itemOf(item: Item, headWidthDots: number, nextLine: () => number): string {
  switch (item.kind) {
    case "line": {
      const middle = `${headWidthDots / 2} ${round(item.yDots + item.heightDots / 2)}`;
      const turned = item.upsideDown ? ` transform="rotate(180 ${middle})"` : "";
      const runs = item.runs.filter((run) => run.xDots < headWidthDots);
      return `<g data-line="${nextLine()}"${turned}>${runs.map((run) => runOf(run, item.yDots + item.heightDots)).join("")}</g>`;
    }
    case "image": {
      const path = bitmapPath(item.bitmap, Math.ceil((headWidthDots - item.xDots) / item.scaleX));
      const drawn = `<path transform="translate(${item.xDots} ${item.yDots}) scale(${item.scaleX} ${item.scaleY})" d="${path}" shape-rendering="crispEdges"/>`;
      return item.code === null
        ? `<g data-image="raster">${drawn}</g>`
        : `<g data-code="qr"><title>QR code: ${escaped(item.code)}</title>${drawn}</g>`;
    }
    case "box":
      return `<g data-box="not-drawn"><rect x="${item.xDots + 1}" y="${item.yDots + 5}" width="${item.widthDots - 2}" height="${item.heightDots - 10}" rx="6" fill="none" stroke="${ink}" stroke-width="2" stroke-dasharray="8 6"/><title>${escaped(item.label)}, not drawn</title></g>`;
  }
}

function runOf(run: Run, bottom: number): string {
  const top = bottom - run.cellHeightDots;
  const box = (y: number, height: number) =>
    `<rect x="${run.xDots}" y="${y}" width="${run.widthDots}" height="${height}" shape-rendering="crispEdges"/>`;
  const size = round(run.cellHeightDots * fontSizePerCell);
  const baseline = round(top + run.cellHeightDots * baselinePerCell);
  const looks = `${run.bold ? ' font-weight="bold"' : ""}${run.invert ? ` fill="${paper}"` : ""}`;
  const text = `<text x="${run.xDots}" y="${baseline}" font-size="${size}"${looks} textLength="${run.widthDots}" lengthAdjust="spacingAndGlyphs" xml:space="preserve">${escaped(run.text)}</text>`;
  const under = run.underlineDots > 0 && !run.invert ? box(bottom - 1 - run.underlineDots, run.underlineDots) : "";
  return (run.invert ? box(top, run.cellHeightDots) : "") + text + under;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/[^\t\n\x20-\ud7ff\ue000-\u{10ffff}]/gu, "\ufffd");
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
