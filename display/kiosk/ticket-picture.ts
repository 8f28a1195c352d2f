/** A ticket's code and its whole picture, set for drawing. Loaded only when a ticket is shown, as the encoder is. */
import { type SVGTemplateResult, svg } from "lit";
import { type Mark, ticketPicture } from "#shared/ticket/svg.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import { codeSquares } from "./code-squares.ts";

export interface DrawnTicket {
  /** The dark squares of its code by rows; null where it has none. */
  readonly squares: readonly (readonly boolean[])[] | null;
  /** The paper, for a screen that stands in for it. */
  readonly picture: SVGTemplateResult;
}

export function drawTicket({ lines }: KioskTicket): DrawnTicket {
  const code = lines.find((each) => each.kind === "code");
  const squares = code ? codeSquares(code.data) : null;
  const { width, height, marks } = ticketPicture(lines, squares);
  const picture = svg`<svg viewBox=${`0 0 ${width} ${height}`} fill="currentColor" text-anchor="middle" aria-hidden="true">${marks.map(drawMark)}</svg>`;
  return { squares, picture };
}

function drawMark(mark: Mark): SVGTemplateResult {
  switch (mark.kind) {
    case "rule":
      return svg`<path d=${`M${mark.x} ${mark.y}h${mark.width}`} stroke="currentColor" stroke-width="2"></path>`;
    case "code":
      return svg`<path transform=${`translate(${mark.x} ${mark.y}) scale(${mark.unit})`} d=${mark.path} shape-rendering="crispEdges"></path>`;
    case "text":
      return svg`<text x=${mark.x} y=${mark.y} font-size=${mark.size} font-weight=${mark.bold ? 700 : 400} direction=${mark.rightToLeft ? "rtl" : "ltr"}>${mark.text}</text>`;
  }
}
