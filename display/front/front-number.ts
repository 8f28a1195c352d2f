/** Digits of seven segments as they hang on the kiosk's housing: drawn segment by segment, so that what is wrong there is wrong here. */
import { html, svg } from "lit";
import type { FrontNumber } from "#shared/wire/front-page.ts";

/** One digit in a field of 34 by 56: `a` on top, on around the right, `g` in the middle, `p` the point. */
const forms: Readonly<Record<string, string>> = {
  a: "M7 4h16l-3 5H10z",
  b: "M25 6v19l-3 2-2-3V10z",
  c: "M25 31v19l-5-4V33l2-4z",
  d: "M7 52h16l-3-5H10z",
  e: "M5 31l3-2 2 4v13l-5 4z",
  f: "M5 6l5 4v14l-2 3-3-2z",
  g: "M8 28l3-3h8l3 3-3 3h-8z",
};

/** The picture, for whoever sees it; the words beside it say the same. */
export function numberDrawn({ lit, segments }: FrontNumber) {
  const digits = segments.length > 0 ? segments : ["", "", "", ""];
  const isLit = (digit: string, segment: string) => lit !== "off" && digit.includes(segment);
  const width = digits.length * 34 + 6;
  return html`<svg class="digits ${lit}" viewBox="0 0 ${width} 56" width=${width} height="56" aria-hidden="true" focusable="false">
    ${digits.map(
      (digit, place) => svg`<g transform="translate(${place * 34 + 4} 0)">
        ${Object.entries(forms).map(([name, form]) => svg`<path class=${isLit(digit, name) ? "lit" : "unlit"} d=${form} />`)}
        <circle class=${isLit(digit, "p") ? "lit" : "unlit"} cx="30" cy="50" r="3" />
      </g>`,
    )}
  </svg>`;
}
