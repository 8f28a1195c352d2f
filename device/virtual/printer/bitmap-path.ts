/** The dark parts of a bitmap as one SVG path: runs of equal rows become one rectangle. */
import type { Bitmap } from "./operation.ts";

/** In the bitmap's own units, cut off at `widthMax`. */
export function bitmapPath(bitmap: Bitmap, widthMax = bitmap.widthDots): string {
  const parts: string[] = [];
  let open = new Map<string, number>();
  for (let row = 0; row <= bitmap.heightDots; row++) {
    const runs = row < bitmap.heightDots ? runsOf(bitmap, row, Math.min(widthMax, bitmap.widthDots)) : [];
    const next = new Map(runs.map((run) => [run, open.get(run) ?? row]));
    for (const [run, since] of open) if (!next.has(run)) parts.push(rectangle(run, since, row - since));
    open = next;
  }
  return parts.join("");
}

function rectangle(run: string, y: number, height: number): string {
  const [x, width] = run.split(" ");
  return `M${x} ${y}h${width}v${height}h-${width}z`;
}

/** Each as "start length". */
function runsOf(bitmap: Bitmap, row: number, width: number): string[] {
  const rowBytes = Math.ceil(bitmap.widthDots / 8);
  const runs: string[] = [];
  let start = -1;
  for (let x = 0; x <= width; x++) {
    const dark = x < width && ((bitmap.bytes[row * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
    if (dark && start < 0) start = x;
    if (!dark && start >= 0) {
      runs.push(`${start} ${x - start}`);
      start = -1;
    }
  }
  return runs;
}
