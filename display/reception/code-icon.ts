/** A ticket's code as a sign: only this page has it. Always beside a word, so always hidden from speech. */
import { html } from "lit";

export const codeIcon = html`<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.500v2.500H14zM20 14v2M17.500 17.500H20V20h-2.500M14 20h.1"/></svg>`;
