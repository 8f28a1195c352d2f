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
export const addIcon = icon("M12 5v14M5 12h14");
export const lessIcon = icon("M5 12h14");
export const closeIcon = icon("M6 6l12 12M18 6L6 18");
export const bagIcon = icon("M5 8h14l1 12H4zM9 8V6a3 3 0 0 1 6 0v2");
export const elsewhereIcon = icon(
  "M12 21c-4-5-6.500-8-6.500-11.500a6.500 6.500 0 0 1 13 0C18.500 13 16 16 12 21zM12 12a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
);
export const calendarIcon = icon("M4 6.500h16V20H4zM4 10.500h16M8 3.500v5M16 3.500v5M8.500 15l2.500 2.500 4.500-4.500");
export const noticeIcon = icon("M12 8v.1M12 11.500v5M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z");
