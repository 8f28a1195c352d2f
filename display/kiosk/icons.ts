/** The kiosk's few signs, drawn in the colour of the text around them. */
import { html, type TemplateResult } from "lit";

const icon = (path: string): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${path} fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"></path></svg>`;

export const forwardIcon = icon("M9 5l7 7-7 7");
export const backIcon = icon("M15 5l-7 7 7 7");
export const searchIcon = icon("M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20.5 20.5");
export const askIcon = icon("M9 9.2a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1.1-1.4 2.1M12 17.5v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z");
export const handIcon = icon("M12 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM5 9.5l7-1 7 1M12 8.5v6M12 14.5l-3.5 7M12 14.5l3.5 7");
export const checkIcon = icon("M5 12.5l4.5 4.5L19 7.5");
export const ticketIcon = icon(
  "M4 7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v2.5a2.5 2.5 0 0 0 0 5V17a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-2.5a2.5 2.5 0 0 0 0-5zM13.5 5v2M13.5 11v2M13.5 17v2",
);
export const eraseIcon = icon("M9 5h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-6-7zM11.5 9.5l5 5M16.5 9.5l-5 5");
export const downIcon = icon("M12 4v15M5.5 13l6.500 6.500 6.500-6.500");
export const cameraIcon = icon(
  "M4 8h3.500l1.500-2.500h6L16.500 8H20a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1zM12 16.500a3.200 3.200 0 1 0 0-6.400 3.200 3.200 0 0 0 0 6.400z",
);
