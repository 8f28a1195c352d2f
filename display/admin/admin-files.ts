/** The whole office as one spreadsheet or file: out, and back in as a draft. Sends `file` with what was chosen. */
import { css, html, LitElement } from "lit";
import type { Language } from "#shared/texts/language.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { formStyles } from "./admin-styles.ts";
import { adminTexts } from "./texts.ts";

export class AdminFiles extends LitElement {
  static override properties = { language: {}, held: { attribute: false } };
  declare language: Language;
  declare held: boolean;

  constructor() {
    super();
    this.language = "en";
    this.held = false;
  }

  static override styles = [
    staffStyles,
    formStyles,
    css`
      :host {
        display: grid;
        gap: 18px;
        max-width: 760px;
      }
      h2 {
        color: var(--blue);
        font-size: 22px;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
      }
      a.button {
        color: inherit;
        text-decoration: none;
      }
      a.primary {
        color: #fff;
      }
      .card {
        padding: 16px 18px;
      }
      input[type="file"] {
        display: block;
        width: 100%;
        padding: 12px;
        border: 1.5px dashed var(--edge);
        border-radius: 10px;
        background: var(--page);
      }
    `,
  ];

  override render() {
    const say = adminTexts[this.language];
    return html`
      <h2>${say.files}</h2>
      <p>${say.filesIntro}</p>
      <div class="row">
        <a class="button primary" href="/api/v1/configuration/office.xlsx?language=${this.language}" download>${say.downloadSheet}</a>
        <a class="button" href="/api/v1/configuration/office.json" download>${say.downloadFile}</a>
      </div>
      <div class="card field">
        <label for="upload">${say.upload}</label>
        <p class="hint" id="upload-hint">${say.uploadHint}</p>
        <input id="upload" type="file" accept=".xlsx,.json" aria-describedby="upload-hint" ?disabled=${this.held} @change=${this.#chosen} />
      </div>
    `;
  }

  #chosen(event: Event & { target: HTMLInputElement }) {
    const file = event.target.files?.[0];
    if (file) this.dispatchEvent(new CustomEvent<File>("file", { detail: file }));
    // The same file can be chosen again after it was put right.
    event.target.value = "";
  }
}
customElements.define("admin-files", AdminFiles);
