/** The staff pages' icons, drawn here so that no page fetches anything. Always beside a word, so always hidden from speech. */
import { html, svg, type TemplateResult } from "lit";

const shapes = {
  "come-and-get-me": svg`<circle cx="9" cy="5" r="2.5"/><path d="M9 8v7m0 0-3 6m3-6 3 6M9 10l5 3M17 6l4 4-4 4"/>`,
  "step-free": svg`<circle cx="10" cy="4" r="2"/><path d="M10 7v6h5l3 6M10 9.5h4.5M8 11a5.5 5.5 0 1 0 6.5 8"/>`,
  hearing: svg`<path d="M7 9a5 5 0 0 1 10 0c0 4-4 4.5-4 8a3 3 0 0 1-5.5 1.700M10 9.5a2 2 0 0 1 4 0c0 1.5-1 2-2 3"/>`,
  interpreter: svg`<path d="M3 5h9v7H7l-4 3zM12 9h9v8l-3-0v3l-4-3h-4v-3"/>`,
  "more-time": svg`<circle cx="11" cy="13" r="7.5"/><path d="M11 9v4l3 2M9 2.5h4M19 3v4M17 5h4"/>`,
  language: svg`<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3z"/>`,
  check: svg`<path d="m4 12.5 5.5 5.5L20 6.5"/>`,
  sound: svg`<path d="M4 9.5h4l5-4.5v14l-5-4.5H4zM16.5 8.5a5 5 0 0 1 0 7M19 6a8.5 8.5 0 0 1 0 12"/>`,
  warning: svg`<path d="M12 3 2 20.5h20zM12 10v5M12 17.5v.5"/>`,
  info: svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7v.5"/>`,
  away: svg`<path d="M3 3l18 18M5 12a10 10 0 0 1 4-2.5M2.5 9a14 14 0 0 1 4-2.5M19 12a10 10 0 0 0-4.5-2.800M21.5 9A14 14 0 0 0 11 5.5M8.5 15.5a5 5 0 0 1 5-1.300M12 19.5v.1"/>`,
  person: svg`<circle cx="12" cy="8" r="4"/><path d="M4 21c.5-5 3.5-7.5 8-7.5s7.5 2.5 8 7.5"/>`,
  bell: svg`<path d="M5 17h14c-1.5-1.5-2-3-2-6a5 5 0 0 0-10 0c0 3-.5 4.5-2 6zM10 20.5h4M12 3.5V6"/>`,
  keyboard: svg`<rect x="2.5" y="6" width="19" height="12" rx="2"/><path d="M6 10h.1M10 10h.1M14 10h.1M18 10h.1M7 14.5h10"/>`,
  printer: svg`<path d="M7 9V3.5h10V9M7 17H4v-8h16v8h-3M7 14h10v6.5H7z"/>`,
  board: svg`<rect x="2.5" y="4" width="19" height="12.5" rx="1.5"/><path d="M8 21h8M12 16.5V21M6 8h5M6 12h5M15 8h3M15 12h3"/>`,
  kiosk: svg`<rect x="6" y="2.5" width="12" height="15" rx="1.5"/><path d="M9 21.5h6M12 17.5v4M9 6.5h6M9 10h6"/>`,
  clock: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>`,
  search: svg`<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>`,
  close: svg`<path d="m5 5 14 14M19 5 5 19"/>`,
  plug: svg`<path d="M9 3v5M15 3v5M6 8h12v3.5a6 6 0 0 1-12 0zM12 17.5V21"/>`,
  full: svg`<path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"/>`,
  chair: svg`<path d="M7 3v10h10M7 13l-1 8M17 13l1 8M7 17h10.5M7 8h7"/>`,
  ticket: svg`<path d="M4 7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v2.500a2.500 2.500 0 0 0 0 5V17a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-2.500a2.500 2.500 0 0 0 0-5zM13.500 5v2M13.500 11v2M13.500 17v2"/>`,
  erase: svg`<path d="M9 5h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-6-7zM11.500 9.500l5 5M16.500 9.500l-5 5"/>`,
  back: svg`<path d="m15 5-7 7 7 7"/>`,
  forward: svg`<path d="m9 5 7 7-7 7"/>`,
  card: svg`<path d="M6 3h9l4 4v14H6zM9.500 3v4M12.500 3v4M15.500 5v2M9 13h7v5H9z"/>`,
  undo: svg`<path d="M9 5 4 10l5 5M4 10h10a6 6 0 0 1 0 12h-3"/>`,
  people: svg`<circle cx="9" cy="8" r="3.500"/><path d="M2.500 20c.4-4.500 2.700-6.500 6.500-6.500s6.100 2 6.500 6.500M15.500 4.800a3.500 3.500 0 0 1 0 6.400M18 14c2.200.9 3.300 2.900 3.500 6"/>`,
  plus: svg`<path d="M12 4v16M4 12h16"/>`,
  cup: svg`<path d="M4 8h13v6a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5zM17 9.500h1.500a2.500 2.500 0 0 1 0 5H17M8 2.500v2.500M12.500 2.500v2.500"/>`,
  moon: svg`<path d="M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z"/>`,
} as const;

export type IconName = keyof typeof shapes;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${shapes[name]}</svg>`;
}
